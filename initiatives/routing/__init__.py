"""Where to: proposals in ranked order with their reasons, and who is there to do it; a person decides."""
