"""How the tables of the meetings came to be."""
