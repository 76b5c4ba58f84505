"""Finding and likeness: one way in for both databases."""

from initiatives.search.finding import find, find_reference
from initiatives.search.likeness import Likeness, similar_to

__all__ = ["Likeness", "find", "find_reference", "similar_to"]
