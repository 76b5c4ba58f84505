"""What the external coordinator types at the kitchen table, for the tests about it."""

from typing import Any
from uuid import uuid4

from tests.initiatives.builders import World

URL = "/initiatieven/nieuw/"


def told(town: World, **other: Any) -> dict[str, Any]:
    """What Els types in two minutes."""
    return {
        "form_key": str(uuid4()),
        "kind": "idea",
        "title": "Bankje bij de kapel",
        "kern": str(town.kern.pk),
        "summary": "Een bankje om uit te rusten.",
        "name": "Mia Bewoner",
        "channel": "phone",
        "phone": "06 12 34 56 78",
        "action": "log",
    } | other


def errors_of(response: Any) -> dict[str, list[str]]:
    return {name: list(sentences) for name, sentences in response.context["form"].errors.items()}
