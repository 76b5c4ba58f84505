"""What is done to initiatives from the command line."""
