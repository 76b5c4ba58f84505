"""Who is who to an initiative, and what that opens: one way in."""

from initiatives.relations.reach import (
    MAY_READ,
    TURN,
    held_now,
    is_visible,
    may_read,
    may_read_q,
    reaches,
    reaches_q,
    sees_through,
    visible_q,
    waits_for_q,
)
from initiatives.relations.who import NEVER, ROW_OF, ROWS, Facts, Relation, Row, holdable, relations_of

__all__ = [
    "MAY_READ",
    "NEVER",
    "ROWS",
    "ROW_OF",
    "TURN",
    "Facts",
    "Relation",
    "Row",
    "held_now",
    "holdable",
    "is_visible",
    "may_read",
    "may_read_q",
    "reaches",
    "reaches_q",
    "relations_of",
    "sees_through",
    "visible_q",
    "waits_for_q",
]
