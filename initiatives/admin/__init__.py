"""The functional administrator's rooms that must know initiatives: what still runs, and the words of letters."""

from initiatives.admin import running, texts
from kernen.admin import beheer

__all__ = ["beheer", "running", "texts"]
