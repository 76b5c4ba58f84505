"""Doors: show, ask, act."""
