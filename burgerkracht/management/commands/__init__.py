"""The commands of the frame, a file each."""
