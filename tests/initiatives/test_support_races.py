"""Forty at once: who presses twice counts once, one code counts once, and nobody's sheet is lost."""

from typing import Any
from uuid import uuid4

import pytest
from django.db.models import Sum

from initiatives.deeds.support import enter, say
from initiatives.deeds.support_codes import find_code, make_codes, void_batch
from initiatives.models import Event, Initiative, SupportCheck, SupportCode, SupportEntry, SupportVoice
from initiatives.models.choices import SupportAnswer, SupportMethod
from initiatives.models.tally import Votes, count
from initiatives.statuses import Status
from initiatives.workflow.action import Refused
from initiatives.workflow.perform import perform
from tests.initiatives.test_races import at_once
from tests.initiatives.world import NOW, TODAY, World

pytestmark = pytest.mark.django_db(transaction=True)
MANY = 40


@pytest.fixture
def town(transactional_db: None) -> World:
    """The same town, kept for real, so that every connection sees it."""
    return World()


@pytest.fixture
def check(town: World) -> SupportCheck:
    """The neighbourhood is asked by letter and on the page; nobody answered yet."""
    made = town.initiative(Status.SUPPORT_CHECK)
    SupportEntry.objects.all().delete()
    SupportCheck.objects.update(ways=["letter", "page", "list"])
    return made.support_checks.get()


def vote(check: SupportCheck, *, code: SupportCode | None, key: Any = None) -> Any:
    """Somebody presses, on a page that was read a moment ago."""
    return say(
        SupportCheck.objects.get(pk=check.pk), code=code, answer=SupportAnswer.FOR, why="", way=SupportMethod.PAGE,
        place="", given_on=TODAY, by=None, at=NOW, form_key=key or uuid4(),
    )  # fmt: skip


def a_code(town: World, check: SupportCheck) -> SupportCode:
    (plain,) = make_codes(check, number=1, by=town.people["IC"], at=NOW, form_key=uuid4())
    return find_code(plain, check=check)


@pytest.mark.parametrize("with_code", [True, False])
def test_forty_identical_presses_at_once_are_one_voice(town: World, check: SupportCheck, with_code: bool) -> None:
    code, key = a_code(town, check) if with_code else None, uuid4()

    results = at_once(*[lambda: vote(check, code=code, key=key)] * MANY)

    voice = SupportVoice.objects.get()
    assert [said for said, _plain in results] == [voice] * MANY
    # Who had no code was shown one, and one alone.
    assert sum(plain != "" for _said, plain in results) == (0 if with_code else 1)
    assert SupportCode.objects.count() == 1
    assert count(check).all == Votes(pro=1)


def test_one_code_on_forty_devices_at_once_is_one_household(town: World, check: SupportCheck) -> None:
    code = a_code(town, check)

    at_once(*[lambda: vote(check, code=code)] * MANY)

    assert SupportVoice.objects.count() == MANY
    assert count(check).all == Votes(pro=1)


def test_forty_sheets_that_two_colleagues_type_in_at_once_all_count(town: World, check: SupportCheck) -> None:
    seen = Initiative.objects.get(pk=check.initiative_id)

    def type_in(n: int) -> Any:
        return enter(
            seen, by=town.actor(("IC", "KA.own")[n % 2]), at=NOW, form_key=uuid4(), way=SupportMethod.LIST,
            place=f"straat {n}", noted_on=TODAY, votes_for=n, votes_against=1, votes_neutral=0,
        )  # fmt: skip

    results = at_once(*(lambda n=n: type_in(n) for n in range(MANY)))

    assert {type(result) for result in results} == {Event}
    assert SupportEntry.objects.aggregate(sum=Sum("votes_for"))["sum"] == sum(range(MANY))
    assert count(check).all == Votes(pro=sum(range(MANY)), con=MANY)


def test_one_sheet_sent_forty_times_at_once_is_one_sheet(town: World, check: SupportCheck) -> None:
    seen, key = Initiative.objects.get(pk=check.initiative_id), uuid4()
    numbers = {"votes_for": 3, "votes_against": 1, "votes_neutral": 0}

    results = at_once(
        *[
            lambda: enter(
                seen, by=town.actor("IC"), at=NOW, form_key=key, way="list", place="straat", noted_on=TODAY, **numbers
            )
        ]
        * MANY
    )

    assert {result.pk for result in results} == {Event.objects.get().pk}
    assert count(check).all == Votes(pro=3, con=1)


def test_letters_sent_to_the_printer_twice_at_once_are_made_once(town: World, check: SupportCheck) -> None:
    key = uuid4()

    results = at_once(*[lambda: make_codes(check, number=5, by=town.people["IC"], at=NOW, form_key=key)] * 4)

    assert sorted(type(result).__name__ for result in results) == ["Refused", "Refused", "Refused", "list"]
    assert (SupportCode.objects.count(), Event.objects.count()) == (5, 1)


def test_who_answers_while_the_letters_are_made_void_is_counted_or_told(town: World, check: SupportCheck) -> None:
    for _round in range(5):
        code = a_code(town, check)
        said, _void = at_once(
            lambda c=code: vote(check, code=c),  # type: ignore[misc]
            lambda c=code: void_batch(check, c.batch, by=town.people["IC"], at=NOW),  # type: ignore[misc]
        )
        code.refresh_from_db()
        assert (code.void_at is None) == code.voices.exists() == (not isinstance(said, Refused))


def test_who_answers_at_the_moment_it_closes_is_in_the_count_or_told(town: World) -> None:
    for _round in range(5):
        made = town.initiative(Status.SUPPORT_CHECK)
        made.support_checks.update(ways=["page"])
        check = made.support_checks.get()
        said, closed = at_once(
            lambda c=check: vote(c, code=None),  # type: ignore[misc]
            lambda i=made: perform(  # type: ignore[misc]
                "close_support", i, by=town.actor("IC"), at=NOW, **town.fill_in("close_support")
            ),
        )
        pro = 12 if isinstance(said, Refused) else 13
        assert count(check).all == Votes(pro=pro, con=1, neutral=3)
        assert f"{pro} voor" in closed.text.sentence
