"""The neighbourhood is asked on the website, and neighbours send the form."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

from django.test import Client
from django.urls import reverse
from django.utils import timezone

from initiatives.deeds.support_codes import make_codes
from initiatives.models import Initiative, SupportCheck
from initiatives.models.choices import SupportConclusion, SupportMethod
from initiatives.statuses import Status
from initiatives.workflow.action import Actor
from tests.initiatives.world import World

PAGE, LETTER, LIST = SupportMethod.PAGE, SupportMethod.LETTER, SupportMethod.LIST


def ask(town: World, *ways: str, **facts: Any) -> SupportCheck:
    """The neighbourhood is asked, on the website."""
    idea = town.initiative(
        Status.SUPPORT_CHECK, published_at=timezone.now(), public_summary="Er komt misschien een bank."
    )
    check = idea.support_checks.get()
    check.entries.all().delete()
    told = {
        "ways": list(ways) or [PAGE],
        "area": "de Kapelstraat",
        "organiser": "de groep Mooi Sibbe",
        "public_text": "Een bank bij de kapel.",
        "when_planned": "in het voorjaar",
        "what_changes": "Er zit soms iemand voor uw raam.",
        "can_still_change": "de plek van de bank",
        "started_at": timezone.now() - timedelta(days=4),
        "closes_on": timezone.localdate() + timedelta(days=10),
    }
    SupportCheck.objects.filter(pk=check.pk).update(**told | facts)
    check.refresh_from_db()
    return check


def address(check: SupportCheck, name: str = "neighbour") -> str:
    return reverse(name, args=["sibbe", check.initiative.reference])


def read(check: SupportCheck, name: str = "neighbour", *, by: Client | None = None) -> str:
    return (by or Client()).get(address(check, name)).content.decode()


def fill_in(check: SupportCheck, *, by: Client | None = None, **said: str) -> Any:
    """The form, sent; each with a key of its own unless one is given."""
    empty = {"answer": "for", "why": "", "code": "", "website": "", "form_key": str(uuid4())}
    return (by or Client()).post(address(check, "neighbour_answer"), empty | said)


def letters(town: World, check: SupportCheck, number: int = 1) -> list[str]:
    return make_codes(check, number=number, by=Actor(user=town.people["IC"]), at=timezone.now(), form_key=uuid4())


def close(check: SupportCheck, **facts: Any) -> None:
    told: dict[str, Any] = {
        "conclusion": SupportConclusion.ENOUGH,
        "closed_at": timezone.now(),
        "summary": "De bank komt verder weg.",
    }
    SupportCheck.objects.filter(pk=check.pk).update(**told | facts)
    Initiative.objects.filter(pk=check.initiative_id).update(status=Status.IN_REVIEW)
