"""What several pages of the desk use."""
