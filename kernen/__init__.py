"""The places: the municipality, its kernen and policy domains, and who holds which role where."""
