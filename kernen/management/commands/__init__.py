"""Commands about places and people."""
