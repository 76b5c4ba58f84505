"""The commands of the archive, a file each."""
