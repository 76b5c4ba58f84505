"""The doors: show, ask, act."""
