"""Signals are forgotten: what nobody needs is emptied, and a count stays."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.management import call_command
from django.utils import timezone

from initiatives.clocks import load_clocks
from initiatives.deeds.forget_signals import forget_signals
from initiatives.deeds.signals import (
    lapse_signal,
)
from initiatives.models import Signal
from initiatives.models.signal import SignalState
from initiatives.statuses import Status
from tests.initiatives.test_signal_acts import rows_with
from tests.initiatives.test_signals import MAIL, PHONE, SECRET, make_signal, reaction_to
from tests.initiatives.world import NOW, World

pytestmark = pytest.mark.django_db


def forget(at: Any) -> int:
    return forget_signals(now=at, clocks=load_clocks())


def test_a_signal_is_emptied_after_a_year_and_not_a_day_sooner(world: World) -> None:
    waiting, handled = make_signal(world.kern), make_signal(world.kern)
    lapse_signal(handled, by=world.people["EC.own"], at=NOW, reason="Truus Geheim belde zelf")
    assert forget(NOW + timedelta(days=365)) == 0
    assert forget(NOW + timedelta(days=366)) == 2
    assert forget(NOW + timedelta(days=366)) == 0
    assert [rows_with(said) for said in ("Truus", PHONE, MAIL)] == [[], [], []]
    for signal in (waiting, handled):
        signal.refresh_from_db()
        assert (signal.state, signal.text, signal.handled_at is None) == (SignalState.LAPSED, "", False)
    assert Signal.objects.count() == 2


def test_what_neighbours_said_goes_six_weeks_after_the_question_closed(world: World) -> None:
    made = world.initiative(Status.SUPPORT_CHECK)
    before, idea = reaction_to(made), make_signal(world.kern)
    made.support_checks.update(closed_at=NOW + timedelta(days=10), conclusion="enough")
    after = reaction_to(made, at=NOW + timedelta(days=11))
    assert forget(NOW + timedelta(days=52)) == 0
    assert forget(NOW + timedelta(days=53)) == 1
    before.refresh_from_db()
    assert (before.text, before.phone, before.state) == ("", "", SignalState.LAPSED)
    for kept in (after, idea):
        kept.refresh_from_db()
        assert kept.text == SECRET


def test_what_neighbours_said_goes_six_weeks_after_the_initiative_ended(world: World) -> None:
    reaction_to(world.initiative(Status.COMPLETED, entered_at=NOW))
    assert [forget(NOW + timedelta(days=days)) for days in (42, 43)] == [0, 1]


def test_the_night_round_says_how_many_it_emptied(world: World, capsys: pytest.CaptureFixture[str]) -> None:
    make_signal(world.kern, at=timezone.now() - timedelta(days=400))
    call_command("daily")
    assert "1 signalen leeggemaakt" in capsys.readouterr().out
