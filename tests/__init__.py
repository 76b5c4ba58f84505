"""The tests: sentences about people, a folder per app, and the rules of the house."""
