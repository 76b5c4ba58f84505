"""The life of an initiative: one table of transitions, and the one function that walks it."""
