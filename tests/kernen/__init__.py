"""The places: municipality, kernen, roles, terms, and /beheer/."""
