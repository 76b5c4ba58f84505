"""A demo that looks lived in: groups that met and will meet, wishes, a neighbourhood that answers."""
