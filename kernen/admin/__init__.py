"""The functional administrator's rooms at /beheer/: places, people, domains, terms, money and words."""

from kernen.admin import absence, people, places, tables
from kernen.admin.site import beheer

__all__ = ["absence", "beheer", "people", "places", "tables"]
