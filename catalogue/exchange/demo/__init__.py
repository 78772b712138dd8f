"""What a newcomer finds in the catalogue: an invented förbund, whole, and an area around it."""
