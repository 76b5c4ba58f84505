"""The functional administrator's rooms at /beheer/: places, people, domains, terms, money and words."""

from kernen.admin import absence, emergency, people, places, tables
from kernen.admin.site import beheer

__all__ = ["absence", "beheer", "emergency", "people", "places", "tables"]
