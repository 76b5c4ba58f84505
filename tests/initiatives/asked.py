"""What the tests of De buurt share: a neighbourhood that is asked in every way, and what colleagues type."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

from django.test import Client

from initiatives.deeds.support import say
from initiatives.deeds.support_codes import make_codes
from initiatives.models import Initiative, SupportCheck
from initiatives.models.choices import SupportMethod
from initiatives.statuses import Status
from tests.initiatives.world import NOW, TODAY, World

WORKS_ON_IT = ("EC.own", "IC", "BM.lead", "KA.own")
WORDS = "De bus kan er dan niet meer langs."


def ask(world: World) -> Initiative:
    """Asked in every way; the first list came in."""
    initiative = world.initiative(Status.SUPPORT_CHECK)
    ways, last = list(SupportMethod.values), TODAY + timedelta(days=14)
    initiative.support_checks.update(ways=ways, closes_on=last, households=210)
    return initiative


def check_of(initiative: Initiative) -> SupportCheck:
    return initiative.support_checks.get()


def page(client: Client, initiative: Initiative, query: str = "") -> str:
    return client.get(f"/initiatieven/{initiative.key}/buurt/{query}").content.decode()


def desk(initiative: Initiative, way: str) -> str:
    return f"/initiatieven/{initiative.key}/buurt/invoeren/{way}/"


def typed(**facts: Any) -> dict[str, Any]:
    return {"form_key": str(uuid4()), "nog_een": "1"} | facts


def a_list(**facts: Any) -> dict[str, Any]:
    numbers = {"votes_for": 9, "votes_against": 2, "votes_neutral": 1}
    return typed(place="Dorpsstraat", noted_on=TODAY.isoformat(), note="", **numbers) | facts


def a_letter(code: str, **facts: Any) -> dict[str, Any]:
    return typed(code=code, answer="for", given_on=TODAY.isoformat(), why="") | facts


def codes(world: World, initiative: Initiative, number: int = 1) -> list[str]:
    by = world.people["IC"]
    return make_codes(check_of(initiative), number=number, by=by, at=NOW, form_key=uuid4())


def voice(world: World, initiative: Initiative, answer: str, why: str = "") -> None:
    say(
        check_of(initiative), code=None, answer=answer, why=why, way=SupportMethod.PAGE, place="", given_on=TODAY,
        by=None, at=NOW, form_key=uuid4(),
    )  # fmt: skip
