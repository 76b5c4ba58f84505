"""Six weeks after the question closed nobody can tell what one neighbour said; the counts are the same."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.core.management import call_command
from django.utils import timezone

from initiatives.clocks import load_clocks
from initiatives.deeds.forget_support import forget_support
from initiatives.deeds.support import say
from initiatives.deeds.support_codes import find_code, make_codes
from initiatives.models import Concern, Initiative, SupportCheck, SupportCode, SupportEntry, SupportVoice
from initiatives.models.choices import SupportMethod
from initiatives.models.tally import Votes, count
from initiatives.statuses import Status
from tests.initiatives.test_deeds import act
from tests.initiatives.test_forgetting import places_of
from tests.initiatives.test_invariants import SECRET
from tests.initiatives.world import NOW, TODAY, World

pytestmark = pytest.mark.django_db


def answered(world: World) -> SupportCheck:
    """A list, an opinion, a mistake, a concern, and letters that came back on paper and on the page."""
    made = world.initiative(Status.SUPPORT_CHECK)
    made.support_checks.update(ways=["list", "kernoverleg", "letter", "page"], area="de Kapelstraat")
    check = made.support_checks.get()
    heard: dict[str, Any] = {"place": "Kapelstraat", "noted_on": TODAY, "note": f"{SECRET} klaagde"}
    for _twice in range(2):
        act(world, made, "enter_support", way="list", votes_for=1, votes_against=1, votes_neutral=1, **heard)
    wrong = SupportEntry.objects.latest("pk")
    act(world, made, "strike_support", entry=wrong, struck_because=f"{SECRET} dubbel")
    act(world, made, "enter_support", way="kernoverleg", opinion="divided", **heard)
    act(world, made, "note_concern", wording="Geluid in de avond.")
    letter = make_codes(check, number=3, by=world.people["IC"], at=NOW, form_key=uuid4())[0]
    voice(check, letter, "for")
    voice(check, letter, "against")
    voice(check, None, "for")
    return check


def voice(check: SupportCheck, letter: str | None, answer: str) -> None:
    """Somebody says it on the page."""
    code = find_code(letter, check=check) if letter else None
    say(
        check, code=code, answer=answer, why=f"{SECRET} waarom", way="page", place=f"{SECRET}straat 1",
        given_on=TODAY, by=None, at=NOW, form_key=uuid4(),
    )  # fmt: skip


def close(check: SupportCheck) -> None:
    SupportCheck.objects.filter(pk=check.pk).update(closed_at=NOW, conclusion="enough")
    Initiative.objects.update(status=Status.IN_REVIEW)


def forget(days: int) -> int:
    return forget_support(now=NOW + timedelta(days=days), clocks=load_clocks())


def test_after_six_weeks_the_counts_are_left_and_no_word_of_a_neighbour(world: World) -> None:
    check = answered(world)
    close(check)
    before = count(check)
    assert before.per_way[SupportMethod.PAGE] == Votes(pro=1, con=1)
    assert len(places_of(SECRET)) == 3 + 1 + 3 + 3

    assert [forget(days) for days in (0, 42, 43, 44)] == [0, 0, 1, 0]

    assert count(check) == before
    assert places_of(SECRET) == []
    assert (SupportCode.objects.count(), SupportVoice.objects.count()) == (0, 0)
    check.refresh_from_db()
    assert check.forgotten_at == NOW + timedelta(days=43)
    line = SupportEntry.objects.get(way="page")
    assert (line.place, line.note, line.entered_by, line.noted_on) == ("de Kapelstraat", "", None, TODAY)
    assert Concern.objects.get().wording == "Geluid in de avond."
    assert SupportEntry.objects.exclude(struck_at=None).get().struck_because == "-"


def test_what_is_still_asked_is_kept_however_long_it_takes(world: World) -> None:
    check = answered(world)
    assert forget(400) == 0
    assert SupportVoice.objects.filter(code__poll=check).count() == 3


def test_a_check_whose_idea_stopped_is_forgotten_too(world: World) -> None:
    check = answered(world)
    SupportCheck.objects.filter(pk=check.pk).update(closed_at=NOW, conclusion="stopped")
    assert forget(43) == 1
    assert places_of(SECRET) == []


def test_the_night_round_says_how_many_questions_became_counts(
    world: World, capsys: pytest.CaptureFixture[str]
) -> None:
    close(answered(world))
    SupportCheck.objects.update(closed_at=timezone.now() - timedelta(days=60))
    call_command("daily")
    assert "1 peilingen tot aantallen teruggebracht" in capsys.readouterr().out
