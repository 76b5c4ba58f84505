"""Sentences about initiatives and the people around them."""
