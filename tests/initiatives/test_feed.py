"""The calendar of a colleague by its secret address: what stands in it, for whom, and when it stops."""

import hashlib
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from ical.calendar_stream import IcsCalendarStream
from ical.event import Event

from accounts.models import User
from initiatives.deeds.calendar_feed import BYTES, make_feed, write_feed
from initiatives.deeds.do import do
from initiatives.models import Appointment, CalendarFeed, Initiative, Message
from initiatives.statuses import Status
from kernen.models import RoleHolding
from tests.factories import sign_in
from tests.initiatives.world import NOW, World

EVENING = datetime(2026, 12, 1, 18, 30, tzinfo=UTC)


def planned(world: World, status: Status = Status.IN_REVIEW, **inputs: Any) -> Initiative:
    """An idea with an appointment at Mia's."""
    idea = world.initiative(status, title="Bank voor Mia Bewoner")
    meeting: dict[str, Any] = {"starts_at": EVENING, "place": "bij Mia Bewoner, Kapelstraat 1", "meeting": "at_home"}
    do("plan_appointment", idea, by=world.actor("IC"), at=NOW, **meeting | inputs)
    return idea


def read(user: User) -> list[Event]:
    """What the calendar of this colleague makes of it."""
    return list(IcsCalendarStream.calendar_from_ics(write_feed(user, at=NOW)).events)


def fetch(token: str) -> Any:
    """What a calendar gets that fetches by itself, signed in nowhere."""
    return Client().get(reverse("calendar_feed", args=[token]))


def test_officer_planner_and_coordinator_have_it_in_their_calendar_and_nobody_else(world: World) -> None:
    idea = planned(world)

    have = {who for who, user in world.people.items() if read(user)}

    assert have == {"BM.lead", "IC", "EC.own"}
    (entry,) = read(world.people["BM.lead"])
    assert (entry.summary, entry.location) == (f"Gesprek {idea.reference}", "bij de bewoner thuis")
    assert entry.uid == f"afspraak-{Appointment.objects.get().pk}@gm0994.burgerkracht"
    assert isinstance(entry.dtstart, datetime)
    assert entry.dtstart.hour == 19


def test_no_name_and_no_home_of_a_resident_leaves_with_the_feed(world: World) -> None:
    planned(world)

    text = write_feed(world.people["BM.lead"], at=NOW)

    assert "bij de bewoner thuis" in text
    for word in ("Mia", "Kapelstraat", "ATTENDEE", "Bank voor"):
        assert word not in text


@pytest.mark.parametrize("meeting", ["phone", "video", "elsewhere", "at_home"])
def test_what_was_typed_for_a_call_or_a_visit_leaves_neither_with_the_feed_nor_with_the_mail_to_colleagues(
    world: World, meeting: str
) -> None:
    planned(world, place="06 1234 5678 van Mia", meeting=meeting)

    letters = Message.objects.filter(person=None).exclude(calendar="")
    assert letters.count() == 2
    told = [write_feed(world.people["BM.lead"], at=NOW), *(f"{row.body}{row.calendar}" for row in letters)]
    assert [text for text in told if "06 1234" in text or "Mia" in text] == []


def test_the_village_hall_stands_in_every_calendar(world: World) -> None:
    planned(world, place="Dorpshuis De Kroon", meeting="village_hall")

    assert "Dorpshuis De Kroon" in write_feed(world.people["BM.lead"], at=NOW)
    assert all("Dorpshuis De Kroon" in row.calendar for row in Message.objects.filter(person=None).exclude(calendar=""))


def test_offered_moments_are_kept_free_and_what_was_called_off_is_gone(world: World) -> None:
    idea = planned(world, second_at=EVENING + timedelta(days=1))
    assert [entry.status for entry in read(world.people["BM.lead"])] == ["TENTATIVE", "TENTATIVE"]

    idea.refresh_from_db()
    do("cancel_appointment", idea, by=world.actor("IC"), at=NOW, reason="ziek")

    assert read(world.people["BM.lead"]) == []


def test_what_one_may_not_see_any_more_leaves_the_calendar(world: World) -> None:
    planned(world)
    officer = world.people["BM.lead"]
    assert len(read(officer)) == 1

    RoleHolding.objects.filter(user=officer).delete()

    assert read(User.objects.get(pk=officer.pk)) == []


def test_an_address_is_shown_once_kept_as_a_digest_and_replaced_by_the_next(world: World) -> None:
    planned(world)
    client = sign_in(world.people["BM.lead"])
    page = client.post(reverse("calendar_feed_page")).content.decode()
    token = page.partition("/agenda/")[2].partition(".ics")[0]

    assert len(token) * 6 >= BYTES * 8 >= 128
    assert CalendarFeed.objects.get().token_hash == hashlib.sha256(token.encode()).hexdigest()
    assert token not in client.get(reverse("calendar_feed_page")).content.decode()
    assert fetch(token).status_code == 200
    client.post(reverse("calendar_feed_page"))
    assert fetch(token).status_code == 404
    assert CalendarFeed.objects.count() == 1


def test_a_calendar_fetches_it_without_signing_in_and_no_machine_keeps_or_indexes_it(world: World) -> None:
    planned(world).appointments.update(starts_at=timezone.now() + timedelta(days=3))

    answer = fetch(make_feed(world.people["BM.lead"], at=NOW))

    assert answer.headers["Content-Type"] == "text/calendar; charset=utf-8"
    assert (answer.headers["Cache-Control"], answer.headers["X-Robots-Tag"]) == ("private", "noindex")
    assert b"BEGIN:VEVENT" in answer.content


def test_an_unknown_a_withdrawn_and_an_ended_account_all_find_nothing(world: World) -> None:
    planned(world)
    officer = world.people["BM.lead"]
    assert fetch("onbekend").status_code == 404

    token = make_feed(officer, at=NOW)
    assert fetch(token).status_code == 200
    User.objects.filter(pk=officer.pk).update(ends_on=timezone.localdate() - timedelta(days=1))
    assert fetch(token).status_code == 404
    User.objects.filter(pk=officer.pk).update(ends_on=None, is_active=False)
    assert fetch(token).status_code == 404

    User.objects.filter(pk=officer.pk).update(is_active=True)
    sign_in(officer).post(reverse("calendar_feed_withdraw"))
    assert (fetch(token).status_code, CalendarFeed.objects.count()) == (404, 0)


def test_who_works_nowhere_has_no_calendar_to_share(world: World) -> None:
    nobody = world.people["BM.other"]
    RoleHolding.objects.filter(user=nobody).delete()

    assert sign_in(nobody).post(reverse("calendar_feed_page")).status_code == 403
    assert not CalendarFeed.objects.exists()


@pytest.mark.parametrize("who", ["BM.lead", "EC.own"])
def test_a_full_diary_costs_no_more_questions_than_an_empty_one(
    world: World, who: str, django_assert_num_queries: Any
) -> None:
    token = make_feed(world.people[who], at=NOW)
    costs = []
    for number in (1, 12):
        for _ in range(number):
            planned(world, second_at=EVENING + timedelta(days=1))
        with django_assert_num_queries(8, exact=False) as asked:
            assert fetch(token).status_code == 200
        costs.append(len(asked))

    assert costs[0] == costs[1]
