"""A copy of everything, putting it back, and looking whether it is whole."""
