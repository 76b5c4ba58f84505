"""How the tables of the archive came to be."""
