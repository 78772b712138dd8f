"""From draft to published: what is missing, who saw what, and copies that wait for approval."""
