"""Destroying what was approved: after the term of reflection, one initiative at a time, whatever the clock says."""

from datetime import date, timedelta
from io import StringIO
from typing import Any

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db.models import Model
from time_machine import travel

from archive.deeds.destroy import destroy_approved
from archive.models import PersonRequest
from archive.models.retention import Disposition, ResultType
from initiatives.models import Event, Initiative
from initiatives.statuses import Status
from kernen.models import Term
from tests.archive.ended import (
    after_waiting,
    approved,
    ask_about,
    decide,
    decide_all,
    ended,
    is_whole,
    leave,
    line_of,
    listed,
)
from tests.initiatives.world import NOW, TODAY, World

SECRET = "Mia van de Kapelstraat"


@pytest.fixture(autouse=True)
def rules(db: None) -> None:
    """Everything goes after two years, unless a test says otherwise."""
    decide_all()


@pytest.mark.parametrize(("days", "is_gone"), [(0, False), (14, False), (15, True)])
def test_after_approval_two_weeks_pass_before_anything_is_destroyed(world: World, days: int, is_gone: bool) -> None:
    made = ended(world, ResultType.WITHDRAWN)
    approved(world)
    destroy_approved(now=NOW + timedelta(days=days))
    assert (not is_whole(made)) is is_gone


def test_the_municipality_sets_how_long_it_waits(world: World) -> None:
    Term.objects.filter(key="destruction_wait").update(days=30)
    made = ended(world, ResultType.WITHDRAWN)
    approved(world)
    destroy_approved(now=NOW + timedelta(days=30))
    assert is_whole(made)


@pytest.mark.parametrize("result", ResultType)
def test_of_what_is_destroyed_no_word_is_left_and_what_it_was_stays(world: World, result: ResultType) -> None:
    made = ended(world, result, title=SECRET, summary=SECRET, description=SECRET)
    made.people.update(name=SECRET)
    destruction = approved(world)
    before = (made.reference, made.status, made.entered_at, made.lead_domain, made.where)

    assert destroy_approved(now=after_waiting()) != ""

    made = Initiative.objects.get(pk=made.pk)
    assert made.anonymised_at == after_waiting()
    assert (made.reference, made.status, made.entered_at, made.lead_domain, made.where) == before
    assert holding(SECRET) == []
    event = Event.objects.filter(initiative=made).latest("pk")
    assert (event.action, event.function, event.actor) == ("destroy", "system", None)
    destruction.refresh_from_db()
    assert destruction.executed_at == after_waiting()


def holding(text: str) -> list[type[Model]]:
    """Every table in which this stands."""
    return [
        model
        for model in apps.get_models()
        if any(text in str(value) for row in model._default_manager.values_list() for value in row)
    ]


def test_what_is_not_on_the_list_stays_as_it_is(world: World) -> None:
    running = world.initiative(Status.IN_REALISATION)
    leave(ResultType.COMPLETED_WITH_MONEY, Disposition.PERMANENT)
    permanent = ended(world, ResultType.COMPLETED_WITH_MONEY)
    young = ended(world, ResultType.WITHDRAWN, on=date(2025, 6, 1))
    ended(world, ResultType.WITHDRAWN)
    approved(world)
    destroy_approved(now=after_waiting())
    assert [is_whole(made) for made in (running, permanent, young)] == [True, True, True]


def test_a_clock_that_runs_ten_years_ahead_destroys_nothing_but_what_was_approved(world: World) -> None:
    young, old = ended(world, ResultType.WITHDRAWN, on=date(2025, 6, 1)), ended(world, ResultType.WITHDRAWN)
    approved(world)
    ten_years = NOW + timedelta(days=3653)
    destroy_approved(now=ten_years)
    assert (is_whole(young), is_whole(old)) == (True, False)


def test_without_an_approved_list_no_clock_destroys_anything(world: World) -> None:
    made = ended(world, ResultType.WITHDRAWN)
    listed(world)
    assert destroy_approved(now=NOW + timedelta(days=3653)) == ""
    assert is_whole(made)


def test_a_clock_that_runs_behind_waits(world: World) -> None:
    made = ended(world, ResultType.WITHDRAWN)
    approved(world)
    destroy_approved(now=NOW - timedelta(days=400))
    assert is_whole(made)


def test_what_was_reopened_after_approval_stays(world: World) -> None:
    made = ended(world, ResultType.WITHDRAWN)
    ended(world, ResultType.WITHDRAWN)
    destruction = approved(world)
    Initiative.objects.filter(pk=made.pk).update(status=Status.SUBMITTED, due_on=TODAY)
    destroy_approved(now=after_waiting())
    assert is_whole(made)
    assert line_of(made).kept_because == "Het initiatief begon opnieuw nadat de lijst was gemaakt."
    destruction.refresh_from_db()
    assert destruction.executed_at is not None


@pytest.mark.parametrize("change", ["longer", "permanent", "undecided"])
def test_a_rule_that_became_longer_after_approval_counts(world: World, change: str) -> None:
    made = ended(world, ResultType.WITHDRAWN)
    approved(world)
    if change == "longer":
        decide(ResultType.WITHDRAWN, months=240)
    else:
        leave(ResultType.WITHDRAWN, Disposition(change))
    destroy_approved(now=after_waiting())
    assert is_whole(made)
    assert line_of(made).kept_because == "De termijn werd langer nadat de lijst was gemaakt."


def test_who_asked_about_their_data_hears_it_before_it_is_destroyed(world: World) -> None:
    made = ended(world, ResultType.WITHDRAWN)
    request = ask_about(made)
    destruction = approved(world)
    destroy_approved(now=after_waiting())
    destruction.refresh_from_db()
    assert (is_whole(made), destruction.executed_at) == (True, None)
    PersonRequest.objects.filter(pk=request.pk).update(answered_at=NOW)
    destroy_approved(now=after_waiting() + timedelta(days=1))
    assert not is_whole(made)


def test_running_twice_is_running_once(world: World) -> None:
    made = ended(world, ResultType.WITHDRAWN)
    approved(world)
    destroy_approved(now=after_waiting())
    before = (Event.objects.count(), line_of(made).destroyed_at, Initiative.objects.get(pk=made.pk).version)
    assert destroy_approved(now=after_waiting() + timedelta(days=1)) == ""
    assert (Event.objects.count(), line_of(made).destroyed_at, Initiative.objects.get(pk=made.pk).version) == before


def test_what_a_person_had_erased_meanwhile_counts_as_destroyed(world: World) -> None:
    made = ended(world, ResultType.WITHDRAWN)
    approved(world)
    Initiative.objects.filter(pk=made.pk).update(anonymised_at=NOW)
    destroy_approved(now=after_waiting())
    assert line_of(made).destroyed_at == after_waiting()
    assert not Event.objects.filter(initiative=made, action="destroy").exists()


def test_one_that_breaks_off_leaves_itself_whole_and_the_others_gone(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = ended(world, ResultType.WITHDRAWN), ended(world, ResultType.WITHDRAWN)
    approved(world)

    def stops(initiative: Initiative, **facts: Any) -> None:
        if initiative.pk == second.pk:
            raise SystemExit
        Initiative.objects.filter(pk=initiative.pk).update(anonymised_at=facts["at"])

    with monkeypatch.context() as broken:
        broken.setattr("archive.deeds.destroy.empty_initiative", stops)
        with pytest.raises(SystemExit):
            destroy_approved(now=after_waiting())
    assert (is_whole(first), is_whole(second), line_of(second).destroyed_at) == (False, True, None)
    assert not Event.objects.filter(initiative=second, action="destroy").exists()

    destroy_approved(now=after_waiting())
    assert (is_whole(first), is_whole(second)) == (False, False)


def test_the_command_says_what_it_did(world: World) -> None:
    ended(world, ResultType.WITHDRAWN)
    approved(world)
    out = StringIO()
    with travel(after_waiting(), tick=False):
        call_command("destroy", stdout=out)
        call_command("destroy", stdout=out)
    assert out.getvalue().splitlines() == [
        "1 initiatieven vernietigd volgens de lijst",
        "Er is nu niets te vernietigen.",
    ]
