"""The chair without an account: the agenda by mail, one link to one form, and nothing else behind it."""

import re
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.conf import settings
from django.core.cache import cache
from django.test import Client
from django.utils import translation
from time_machine import travel

from initiatives.models import ContactPerson, Event, Initiative, Message, Note
from initiatives.models.note import NoteKind
from initiatives.statuses import Status
from overleg.deeds.chair import send_agenda
from overleg.models import Meeting
from tests.initiatives.world import NOW, TODAY
from tests.overleg.town import CHAIR_EMAIL, Town

TOKEN = re.compile(r"/overleg/formulier/([\w-]{43})/")


def send(meeting: Meeting, *, at: datetime = NOW) -> str:
    """A colleague presses the button; the address in the mail."""
    send_agenda(meeting, at=at, form_key=uuid4())
    found = TOKEN.search(Message.objects.latest("pk").body)
    assert found
    return found.group(0)


def opened(town: Town, meeting: Meeting | None = None) -> Client:
    """The chair, at the form."""
    client = Client()
    assert client.post(send(meeting or town.meeting)).headers["Location"] == "/overleg/formulier/"
    return client


def asked(town: Town, **facts: Any) -> Initiative:
    """An idea of which the kernoverleg is asked what it thinks."""
    idea = town.idea(Status.SUPPORT_CHECK, **facts)
    idea.support_checks.update(ways=["kernoverleg"], public_text="Er komt een bank.")
    return idea


# ---- the link -----------------------------------------------------------------------------------------


def test_looking_at_the_link_shows_which_meeting_and_leaves_nothing_behind(town: Town) -> None:
    address, client = send(town.meeting), Client()

    page = client.get(address)

    assert ("Kernoverleg Sibbe" in page.content.decode(), "Open het formulier" in page.content.decode()) == (True, True)
    # The button carries a token of its own, as every form here; no session yet.
    assert set(client.cookies) == {settings.CSRF_COOKIE_NAME}
    assert page.headers["Cache-Control"] == "max-age=0, no-cache, no-store, must-revalidate, private"
    assert (page.headers["Referrer-Policy"], page.headers["X-Robots-Tag"]) == ("strict-origin", "noindex")


def test_the_link_opens_the_form_as_often_as_needed_until_it_is_closed(town: Town) -> None:
    town.item(town.idea())
    meeting = town.meeting
    address = send(meeting)
    chairs = [Client(), Client()]
    for chair in chairs:
        chair.post(address)
        assert "Bank bij de kapel" in chair.get("/overleg/formulier/").content.decode()

    Meeting.objects.filter(pk=meeting.pk).update(present=3, closed_at=NOW)

    assert [Client().get(address).status_code, Client().post(address).status_code] == [410, 410]
    assert chairs[0].get("/overleg/formulier/").status_code == 200


OVER = "Dit formulier is dicht"


def test_a_new_link_ends_the_older_and_the_form_it_opened(town: Town) -> None:
    first = send(town.meeting)
    chair = Client()
    chair.post(first)
    second = send(town.meeting)

    assert [Client().get(link).status_code for link in (first, second)] == [410, 200]
    page = chair.get("/overleg/formulier/")
    assert (page.status_code, OVER in page.content.decode(), "14 043" in page.content.decode()) == (410, True, True)
    assert list(Message.objects.order_by("pk").values_list("state", flat=True)) == ["dropped", "queued"]


@pytest.mark.parametrize(("days", "code"), [(37, 200), (38, 410)])
def test_it_works_until_thirty_days_after_the_meeting(town: Town, days: int, code: int) -> None:
    address = send(town.meeting)
    with travel(NOW + timedelta(days=days), tick=False):
        assert Client().get(address).status_code == code


def test_a_link_nobody_made_says_so_and_guessing_ends(town: Town) -> None:
    right = send(town.meeting)
    assert [Client().get("/overleg/formulier/geen-link/").status_code for _try in range(7)] == [410] * 5 + [429] * 2
    assert Client().get(right).status_code == 429
    cache.clear()
    assert [Client().get(right).status_code for _try in range(7)] == [200] * 7


def test_without_a_link_there_is_no_form_and_what_was_typed_is_given_back(town: Town) -> None:
    item = town.item(town.idea())
    typed = {"version": "1", "recorder": "secretaris", f"p{item.pk}-note": "Lang werk.", f"p{item.pk}-discussed": "ja"}

    assert Client().get("/overleg/formulier/").status_code == 410
    for page in ("", "afsluiten/"):
        assert Client().post(f"/overleg/formulier/{page}", {"version": "1"}).status_code == 410
    gone = Client().post("/overleg/formulier/", typed)
    assert (gone.status_code, gone.context["typed"]) == (410, ["secretaris", "Lang werk."])


def test_a_form_left_alone_for_a_night_closes(town: Town) -> None:
    chair = opened(town)
    for hours, code in ((7, 200), (14, 200), (23, 410)):
        with travel(NOW + timedelta(hours=hours), tick=False):
            assert chair.get("/overleg/formulier/").status_code == code


def test_a_called_off_meeting_has_no_form(town: Town) -> None:
    chair = opened(town)
    Meeting.objects.filter(pk=town.meeting.pk).update(called_off_at=NOW)
    assert chair.get("/overleg/formulier/").status_code == 410


# ---- what the chair sees and does ---------------------------------------------------------------------


def test_the_chair_sees_titles_and_public_words_and_nothing_else(town: Town) -> None:
    secrets: dict[str, Any] = {
        "summary": "Binnenzin", "description": "Omschrijving", "controversial_note": "De krant belde",
        "organisation": "Stichting Zwijg",
    }  # fmt: skip
    idea = town.idea(title="Pad langs de beek", public_summary="Een pad voor iedereen.", **secrets)
    ContactPerson.objects.filter(initiative=idea).update(name="Mia Janssen", phone="043 611 1111", email="mia@x.nl")
    Note.objects.create(
        initiative=idea, kind=NoteKind.INTERNAL, text="De wethouder twijfelt.", by=town.world.people["IC"], at=NOW
    )
    town.item(idea)
    for facts in ({"is_confidential": True}, {"emptied_at": NOW}):
        town.item(town.idea(title="Geheim plan", **facts))
    chair = opened(town)

    page = chair.get("/overleg/formulier/").content.decode()

    assert [
        word for word in ("Pad langs de beek", "Een pad voor iedereen.", "groep inwoners") if word not in page
    ] == []
    leaks = (
        *secrets.values(), "Mia Janssen", "043 611 1111", "mia@x.nl", "De wethouder twijfelt.", "Geheim plan",
        idea.reference or "", "Jo Vaessen", CHAIR_EMAIL, "BM.lead", "/initiatieven/",
    )  # fmt: skip
    assert [leak for leak in leaks if leak in page] == []


def test_the_chair_gets_to_no_other_meeting_and_no_page_of_colleagues(town: Town) -> None:
    other = town.meet(town.other_group)
    theirs = town.item(town.idea(title="Bij de buren"), meeting=other)
    chair = opened(town)

    page = chair.post("/overleg/formulier/", {"version": "1", f"p{theirs.pk}-note": "Van een ander"})

    theirs.refresh_from_db()
    assert (page.status_code, theirs.note) == (302, "")
    pages = (f"/overleg/{other.pk}/verslag/", f"/overleg/{town.meeting.pk}/verslag/", "/overleg/", "/initiatieven/")
    assert [chair.get(address).status_code for address in pages] == [302] * 4
    assert all("/account/login/" in chair.get(address).headers["Location"] for address in pages)


def test_the_chair_writes_and_closes_and_everybody_reads_it(town: Town) -> None:
    meeting = town.meet(on=TODAY)
    item = town.item(asked(town), meeting=meeting)
    chair = opened(town, meeting)
    boxes = {f"p{item.pk}-{name}": value for name, value in {"discussed": "ja", "opinion": "negative"}.items()}

    page = chair.post("/overleg/formulier/", {"version": 1, "present": 9, "afsluiten": "ja"} | boxes, follow=True)
    assert "Dit komt op de tijdlijn van 1 idee." in page.content.decode()
    page = chair.post("/overleg/formulier/afsluiten/", {"version": 2}, follow=True)

    assert "Het verslag is klaar" in page.content.decode()
    assert "Onze mening: negatief." in page.content.decode()
    event = Event.objects.get()
    assert (event.actor, event.function) == (None, "kernoverleg")
    meeting.refresh_from_db()
    assert (meeting.closed_at is not None, meeting.closed_by) == (True, None)
    assert chair.get("/overleg/formulier/afsluiten/").headers["Location"] == "/overleg/formulier/"


def test_the_form_speaks_english_and_what_it_leaves_behind_is_dutch(town: Town) -> None:
    meeting = town.meet(on=TODAY)
    item = town.item(asked(town), meeting=meeting)
    chair = opened(town, meeting)

    page = chair.get("/en/overleg/formulier/").content.decode()
    assert ("Report of the meeting" in page, "Verslag van de vergadering" in page) == (True, False)
    boxes = {f"p{item.pk}-opinion": "positive", f"p{item.pk}-wants_more_time": "x"}
    chair.post("/en/overleg/formulier/", {"version": 1, "present": 9} | boxes)
    chair.post("/en/overleg/formulier/afsluiten/", {"version": 2})

    meeting.refresh_from_db()
    assert "Onze mening: positief." in meeting.report
    text = Event.objects.get().text
    assert text.sentence.endswith("De mening: positief. Er waren 9 mensen. De gemeente besluit.")
    with translation.override("en"):
        assert "The opinion: positive." in text.said_in("en")
    assert item.initiative
    assert item.initiative.tasks.get(leads_to="postpone_support").title == "Kernoverleg Sibbe wil meer tijd"
