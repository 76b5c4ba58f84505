"""On a page in English it is said of what was typed in Dutch that it is Dutch, so that it is read out as Dutch."""

from datetime import timedelta
from html.parser import HTMLParser

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from accounts.models import User
from initiatives.models import EventText, InfoRequest
from initiatives.statuses import Status
from tests.initiatives.builders import Walk, approve, make_initiative, open_page, tell
from tests.unlocked import unlocked

pytestmark = pytest.mark.django_db
EMPTY = {"meta", "link", "img", "input", "br", "hr"}


class Reader(HTMLParser):
    """Every text on the page with the language it is read out in."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[tuple[str, str]] = [("", "")]
        self.heard: list[tuple[str, str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Inside speaks what the element says, or else what is around it."""
        if tag not in EMPTY:
            self.open.append((tag, dict(attrs).get("lang") or self.open[-1][1]))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Holds no text."""

    def handle_endtag(self, tag: str) -> None:
        """Back to the one around it; every element here is closed by itself."""
        assert self.open.pop()[0] == tag

    def handle_data(self, data: str) -> None:
        """Heard in the language of now."""
        self.heard.append((self.open[-1][1], " ".join(data.split())))


def languages_of(said: str, page: str) -> set[str]:
    """The languages in which this is read out in the page itself."""
    reader = Reader()
    reader.feed('<html lang="en"><body' + page.split("<body", 1)[1])
    return {language for language, text in reader.heard if said in text}


def read_in_english(walk: Walk) -> str:
    """The resident's page."""
    client: Client = open_page(walk)
    with override("en"):
        page = client.get(reverse("status")).content.decode()
    assert '<html lang="en"' in page
    return page


def test_title_phone_hours_and_whose_turn_are_read_out_in_dutch() -> None:
    walk = make_initiative(Status.IN_REVIEW)
    User.objects.filter(pk=walk.world.officer.pk).update(function_title="medewerker wegen")
    page = read_in_english(walk)
    assert [
        languages_of(said, page) for said in ("Bankje bij de kapel", "Medewerker wegen", "Dinsdag en donderdag")
    ] == [{"nl"}] * 3
    assert languages_of("Whose turn is it?", page) == {"en"}


def test_our_question_is_read_out_in_dutch() -> None:
    walk = make_initiative(Status.INFO_REQUESTED)
    with unlocked():
        EventText.objects.update(translations={})
    InfoRequest.objects.update(question="Hoe breed wordt het bankje?")
    assert languages_of("Hoe breed wordt het bankje?", read_in_english(walk)) == {"nl"}


def test_conditions_and_the_decision_are_read_out_in_dutch() -> None:
    walk = make_initiative(Status.DECISION_PENDING)
    approve(
        walk, outcome="yes_if", condition_1="Vraag de eigenaar", condition_1_owner="initiator",
        condition_1_due_on=walk.day + timedelta(days=40), condition_1_beforehand=True,
    )  # fmt: skip
    tell(walk)
    with unlocked():
        EventText.objects.update(translations={})
    page = read_in_english(walk)
    assert languages_of("Vraag de eigenaar", page) == {"nl"}
    assert languages_of("Arrange this before", page) == {"en"}


def test_what_was_said_in_english_too_is_read_out_in_english() -> None:
    walk = make_initiative(Status.SUBMITTED)
    with unlocked():
        EventText.objects.update(translations={"en": "We wrote it down."})
    assert languages_of("We wrote it down.", read_in_english(walk)) == {"en"}
    with unlocked():
        EventText.objects.update(translations={}, sentence="Wij schreven het op.")
    assert languages_of("Wij schreven het op.", read_in_english(walk)) == {"nl"}


def test_place_of_a_talk_is_dutch_and_the_words_around_a_phone_call_are_not() -> None:
    walk = make_initiative(Status.IN_REVIEW)
    walk.at = timezone.now()
    soon = (timezone.localtime(walk.at) + timedelta(days=3)).replace(hour=19, minute=30)
    walk.deed("plan_appointment", walk.world.officer, starts_at=soon, place="Dorpshuis De Linde")
    with unlocked():
        EventText.objects.update(translations={})
    assert languages_of("Dorpshuis De Linde", read_in_english(walk)) == {"nl"}
