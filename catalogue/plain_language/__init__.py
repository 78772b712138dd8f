"""What can be told from a text alone, to help the one who writes it. Knows no Django."""
