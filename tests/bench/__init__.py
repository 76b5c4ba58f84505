"""The bench: a large municipality made from nothing, its pages timed beside the least a page can cost."""
