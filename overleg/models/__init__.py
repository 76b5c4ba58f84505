"""The facts about meetings, a file per noun."""

from overleg.models.link import ChairLink
from overleg.models.meeting import AgendaItem, Meeting, Promise
from overleg.models.wish import Wish

__all__ = ["AgendaItem", "ChairLink", "Meeting", "Promise", "Wish"]
