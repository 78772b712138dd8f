"""From draft to published: who saw what, and copies that wait for approval."""
