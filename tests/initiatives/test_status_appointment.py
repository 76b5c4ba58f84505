"""The appointment on the resident’s own page: pick, take along, call off."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from ical.calendar_stream import IcsCalendarStream
from time_machine import travel

from initiatives.models import Appointment, Initiative, OfferedMoment, Task
from initiatives.models.task import TaskKind
from initiatives.views.status.session import KEY
from initiatives.views.status.talk import key_of, standing_talk
from kernen.models import Absence
from tests.initiatives.talks import (
    FIRST,
    OFFER,
    ONE,
    act,
    idea_of_mia,
)
from tests.initiatives.world import NOW, World


@pytest.fixture
def idea(world: World) -> Initiative:
    """An idea of Mia, who reads mail, with an officer."""
    return idea_of_mia(world)


# ---- on the page ----------------------------------------------------------------------------------------


@pytest.fixture
def today() -> Iterator[None]:
    """The day of the world is the day of the browser."""
    with travel(NOW, tick=False):
        yield


def browser(idea: Initiative) -> Client:
    """A browser that gave number and code."""
    client = Client()
    session = client.session
    session[KEY] = {"pk": idea.pk, "code": idea.access_code_hash, "seen": timezone.now().timestamp()}
    session.save()
    return client


def seen(idea: Initiative) -> str:
    """The talk as it stands on the page."""
    row = standing_talk(idea)
    assert row is not None
    return key_of(row)


def send(client: Client, idea: Initiative, **fields: Any) -> str:
    """What the page says after a choice."""
    return client.post(reverse("status_appointment"), fields, follow=True).content.decode()


@pytest.mark.usefixtures("today")
def test_a_resident_picks_on_the_page_and_takes_it_along_in_a_calendar(world: World, idea: Initiative) -> None:
    act(world, idea, "plan_appointment", **OFFER)
    client, moment = browser(idea), OfferedMoment.objects.earliest("starts_at")
    page = client.get(reverse("status")).content.decode()
    assert "Dinsdag 1 december 2026 om 19.30 uur" in page
    assert "Geen van deze: bel mij" in page

    idea.refresh_from_db()
    said = send(client, idea, moment=moment.pk, talk=seen(idea), form_key="2f0c1a3e-0b6f-4b7e-9a55-1f5f3f0a7a01")

    assert "Uw afspraak staat vast." in said
    assert "U heeft een afspraak op dinsdag 1 december 2026 om 19.30 uur." in said
    file = client.get(reverse("status_appointment_calendar"))
    assert file.headers["Content-Disposition"] == 'attachment; filename="afspraak.ics"'
    (entry,) = IcsCalendarStream.calendar_from_ics(file.content.decode()).events
    assert isinstance(entry.dtstart, datetime)
    assert (entry.dtstart.hour, entry.location) == (19, "Dorpshuis De Linde")
    assert "mia@example.nl" not in file.content.decode()


@pytest.mark.usefixtures("today")
def test_none_of_these_brings_a_call_and_a_second_press_brings_no_second(world: World, idea: Initiative) -> None:
    act(world, idea, "plan_appointment", **OFFER)
    client = browser(idea)
    idea.refresh_from_db()
    fields = {"moment": "geen", "talk": seen(idea), "form_key": "2f0c1a3e-0b6f-4b7e-9a55-1f5f3f0a7a02"}

    for _twice in range(2):
        assert "Wij bellen u. Dan zoeken wij samen een ander moment." in send(client, idea, **fields)

    assert Appointment.objects.get().state == "cancelled"
    assert Task.objects.filter(kind=TaskKind.CALL, done_at=None).count() == 1


@pytest.mark.usefixtures("today")
@pytest.mark.parametrize("moment", ["", "999999", "onzin", "²", "1" * 30])
def test_a_choice_that_is_no_choice_gets_a_plain_sentence(world: World, idea: Initiative, moment: str) -> None:
    act(world, idea, "plan_appointment", **OFFER)
    idea.refresh_from_db()

    said = send(browser(idea), idea, moment=moment, talk=seen(idea))

    assert ("Kies een moment." if moment in ("", "²") else "Dit moment kan niet meer.") in said
    assert Appointment.objects.get().state == "offered"


@pytest.mark.usefixtures("today")
def test_who_looks_at_an_old_page_is_told_that_something_changed_and_no_colleagues_name(
    world: World, idea: Initiative
) -> None:
    act(world, idea, "plan_appointment", **OFFER)
    old = OfferedMoment.objects.earliest("starts_at").pk
    idea.refresh_from_db()
    looked_at = seen(idea)
    act(world, idea, "plan_appointment", **ONE)

    said = send(browser(idea), idea, moment=old, talk=looked_at)

    assert "Er is net iets veranderd." in said
    assert "BM.lead" not in said
    assert Appointment.objects.get().state == "planned"


@pytest.mark.usefixtures("today")
def test_a_note_a_colleague_writes_meanwhile_is_no_reason_to_refuse_a_choice(world: World, idea: Initiative) -> None:
    act(world, idea, "plan_appointment", **OFFER)
    moment, looked_at = OfferedMoment.objects.earliest("starts_at").pk, seen(idea)
    idea.refresh_from_db()
    act(world, idea, "note_internal", text="Dorpshuis gebeld.")

    said = send(browser(idea), idea, moment=moment, talk=looked_at)

    assert "Uw afspraak staat vast." in said
    assert Appointment.objects.get().state == "planned"


@pytest.mark.usefixtures("today")
def test_i_cannot_come_asks_first_and_then_calls_it_off(world: World, idea: Initiative) -> None:
    act(world, idea, "plan_appointment", **ONE)
    client = browser(idea)
    idea.refresh_from_db()
    assert "Kunt u niet komen?" in client.get(reverse("status_appointment_off")).content.decode()
    assert Appointment.objects.get().state == "planned"

    fields = {"talk": seen(idea), "form_key": "2f0c1a3e-0b6f-4b7e-9a55-1f5f3f0a7a03"}
    said = client.post(reverse("status_appointment_off"), fields, follow=True).content.decode()

    assert "Uw afspraak gaat niet door. Wij bellen u" in said
    assert "Uw afspraak</h2>" not in said
    assert client.get(reverse("status_appointment_calendar")).status_code == 302


@pytest.mark.parametrize("door", ["status_appointment", "status_appointment_off", "status_appointment_calendar"])
def test_without_the_code_there_is_no_appointment(world: World, idea: Initiative, door: str) -> None:
    act(world, idea, "plan_appointment", **ONE)

    for answer in (Client().get(reverse(door)), Client().post(reverse(door), {"moment": "geen"})):
        assert answer.status_code in (302, 405)
        assert "Dorpshuis" not in answer.content.decode()

    assert Appointment.objects.get().state == "planned"


@pytest.mark.usefixtures("today")
def test_where_nobody_can_come_any_more_the_resident_reads_that_we_call(world: World, idea: Initiative) -> None:
    act(world, idea, "plan_appointment", **OFFER)
    day = FIRST.date()
    Absence.objects.create(user=world.people["BM.lead"], starts_on=day, ends_on=day + timedelta(days=4))

    page = browser(idea).get(reverse("status")).content.decode()

    assert "Wij zoeken een ander moment" in page
    assert "Wij bellen u voor een ander moment." in page
    assert "Dinsdag 1 december 2026" not in page
