"""An entry on its way out: one shape (`record`), written as CSV, Excel or JSON."""
