"""What people type in the archive, made clean."""
