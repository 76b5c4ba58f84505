"""An installation that already asked neighbourhoods keeps every number when it moves on."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.apps.registry import Apps
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from initiatives.models import Initiative, SupportCheck
from initiatives.models.choices import SupportMethod
from initiatives.models.tally import Tally, Votes, count
from tests.initiatives.world import NOW, TODAY

pytestmark = pytest.mark.django_db(transaction=True)
BEFORE = [("initiatives", "0006_tell_and_ask")]


def move_to(targets: list[tuple[str, str]]) -> Apps:
    """The tables as they are there."""
    executor = MigrationExecutor(connection)
    return executor.migrate(targets).apps


@pytest.fixture
def earlier(transactional_db: None) -> Iterator[Apps]:
    """The database as it was; whatever happens, it ends where it began."""
    last = MigrationExecutor(connection).loader.graph.leaf_nodes()
    try:
        yield move_to(BEFORE)
    finally:
        move_to(last)


def asked(earlier: Apps, *, title: str, **facts: Any) -> None:
    """One check as it was kept then."""
    user: Any = earlier.get_model("accounts", "User").objects.get_or_create(email="kim@example.nl", name="Kim")[0]
    made: Any = earlier.get_model("initiatives", "Initiative").objects.create(
        title=title, status="in_review", reference=f"VAG-2026-{title}", entered_at=NOW, due_on=TODAY,
        officer=user, created_at=NOW, logged_at=NOW, logged_by=user,
    )  # fmt: skip
    earlier.get_model("initiatives", "SupportCheck").objects.create(
        initiative=made, area="de Kapelstraat", organiser="de groep", public_text="Een bank.", can_still_change="plek",
        how_informed="brief", closes_on=TODAY, started_at=NOW - timedelta(days=30), started_by=user, **facts,
    )  # fmt: skip


def counted(title: str) -> tuple[SupportCheck, Tally]:
    check = SupportCheck.objects.get(initiative=Initiative.objects.get(title=title))
    return check, count(check)


def test_what_was_counted_before_there_were_entries_is_counted_still(earlier: Apps) -> None:
    closed = {"closed_at": NOW, "conclusion": "enough", "reasons": "veel steun"}
    words = {"concerns": "Geluid in de avond.", "concerns_answer": "De bank komt verder weg.", "opinion": "positief"}
    numbers = {"votes_for": 43, "votes_against": 4, "votes_neutral": 7}
    asked(earlier, title="avond", method="evening", **closed, **words, **numbers)
    asked(earlier, title="zonder", method="kernoverleg", **closed, **words | {"concerns": "Geen."})
    asked(earlier, title="open", method="questionnaire")

    move_to(MigrationExecutor(connection).loader.graph.leaf_nodes())

    check, tally = counted("avond")
    assert (check.ways, tally.per_way) == (["meeting"], {SupportMethod.MEETING: Votes(pro=43, con=4, neutral=7)})
    assert check.summary == "positief\nDe bank komt verder weg."
    entry, concern = check.entries.get(), check.concerns.get()
    assert (entry.place, entry.noted_on, entry.entered_by) == ("de Kapelstraat", TODAY, None)
    assert (concern.wording, concern.answer) == ("Geluid in de avond.", "De bank komt verder weg.")
    check, tally = counted("zonder")
    assert (check.ways, tally.is_empty, check.concerns.count()) == (["kernoverleg"], True, 0)
    check, tally = counted("open")
    assert (check.ways, check.is_closed, tally.is_empty) == (["page"], False, True)
