"""The doors of the archive."""
