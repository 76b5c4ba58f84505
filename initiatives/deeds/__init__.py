"""What else is done to an initiative besides moving its status."""
