"""The story: an initiative from first talk to hand-over."""
