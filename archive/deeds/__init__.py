"""What is done in the archive."""
