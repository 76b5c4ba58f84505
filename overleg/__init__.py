"""The meeting: residents who come together, and colleagues who do."""
