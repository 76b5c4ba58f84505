"""What a label says about staying empty is true, and the appointment is handled from its own card."""

import re
from typing import Any

import pytest
from django.db.models import F
from django.utils import timezone

from initiatives.models import Initiative, OfferedMoment
from initiatives.models.appointment import AppointmentState
from initiatives.statuses import Status
from tests.factories import sign_in
from tests.initiatives.talks import OFFER, ONE, act, idea_of_mia
from tests.initiatives.world import NOW, World


@pytest.fixture
def idea(world: World) -> Initiative:
    """An idea of Mia, with an officer."""
    return idea_of_mia(world)


def free_labels(page: str) -> list[str]:
    """The labels that say one may leave it empty."""
    return [label.strip() for label in re.findall(r">\s*([^<>]+?) <span class=\"bk-optional\">", page)]


def page(world: World, idea: Initiative, rest: str = "") -> str:
    return sign_in(world.people["BM.lead"]).get(f"{idea.get_absolute_url()}{rest}").content.decode()


def test_only_the_second_and_third_moment_are_free_to_leave_empty(world: World, idea: Initiative) -> None:
    assert free_labels(page(world, idea, "plan_appointment/")) == ["Of wanneer", "Of anders"]


def test_of_a_talk_that_took_place_only_what_comes_on_top_is_free(world: World, idea: Initiative) -> None:
    act(world, idea, "plan_appointment", **ONE)
    free = free_labels(page(world, idea, "record_appointment/"))
    assert free == ["Wat gebeurt er?", "Wat gebeurt er?", "Wilt u er nog iets bij zeggen?"]


def test_list_that_starts_with_an_answer_is_not_called_free(world: World, idea: Initiative) -> None:
    """Language and kind of letter always have one."""
    person = sign_in(world.people["IC"]).get(f"{idea.get_absolute_url()}mensen/nieuw/").content.decode()
    assert "Leest het liefst" in person
    assert "Leest het liefst" not in free_labels(person)


@pytest.mark.parametrize(("moments", "state"), [(ONE, "planned"), (OFFER, "offered")], ids=["one", "three"])
def test_appointment_is_handled_from_its_own_card(
    world: World, idea: Initiative, moments: dict[str, Any], state: str
) -> None:
    act(world, idea, "plan_appointment", **moments)
    # Ahead, whatever day it is.
    later = F("starts_at") + (timezone.now() - NOW)
    idea.appointments.filter(state="planned").update(starts_at=later)
    OfferedMoment.objects.update(starts_at=later)
    assert idea.appointments.get().state == AppointmentState(state)
    card = page(world, idea).partition("<h2>Afspraak: ")[2].partition("</section>")[0]
    acts = re.findall(r"/initiatieven/[^/]+/([a-z_]+)/", card)
    first = "record_appointment" if state == "planned" else "pick_appointment"
    assert acts == [first, "plan_appointment", "cancel_appointment"]


def test_message_of_which_every_word_is_typed_shows_no_empty_preview(world: World, idea: Initiative) -> None:
    assert idea.status == Status.IN_REVIEW
    assert "Dit leest de bewoner" not in page(world, idea, "message_resident/")
    assert "Dit leest de bewoner" in page(world, idea, "plan_appointment/")
