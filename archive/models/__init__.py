"""The facts of the archive, a file per noun."""

from archive.models.person import Erasure, PersonRequest
from archive.models.retention import DestructionItem, DestructionList, RetentionRule

__all__ = ["DestructionItem", "DestructionList", "Erasure", "PersonRequest", "RetentionRule"]
