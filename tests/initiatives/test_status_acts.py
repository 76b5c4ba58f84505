"""What a resident does on the page: answer a question, stop, and press a button twice."""

import re
from datetime import timedelta
from typing import TYPE_CHECKING
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from initiatives.models import Event
from initiatives.statuses import Status
from tests.initiatives.builders import Walk, make_initiative, make_world, open_page

if TYPE_CHECKING:
    from django.test.client import _MonkeyPatchedWSGIResponse as Response

pytestmark = pytest.mark.django_db


def page_of(client: Client) -> str:
    return client.get(reverse("status")).content.decode()


def answer(client: Client, walk: Walk, text: str = "Twee meter.", **more: object) -> "Response":
    asked = walk.initiative.info_requests.latest("pk").pk
    sent = {"answer": text, "question": asked, "form_key": str(uuid4())} | more
    return client.post(reverse("status_answer"), sent)


def test_resident_answers_a_question_and_the_idea_moves_on() -> None:
    walk = make_initiative(Status.INFO_REQUESTED)
    client = open_page(walk)
    assert "Hoe groot wordt de bank?" in page_of(client)
    assert f'action="{reverse("status_answer")}"' in page_of(client)
    answer(client, walk)
    walk.initiative.refresh_from_db()
    assert walk.initiative.status == Status.IN_REVIEW
    assert walk.initiative.info_requests.get().answer == "Twee meter."
    page = client.get(reverse("status")).content.decode()
    assert "Dank u voor uw antwoord" in page
    assert "Onze vraag aan u" not in page
    event = walk.initiative.events.latest("pk")
    assert (event.function, event.actor) == ("initiator", None)


def test_answer_sent_twice_is_one_event() -> None:
    walk = make_initiative(Status.INFO_REQUESTED)
    client, key = open_page(walk), str(uuid4())
    pages = [answer(client, walk, form_key=key) for _ in range(2)]
    assert [page.status_code for page in pages] == [302, 302]
    assert Event.objects.filter(initiative=walk.initiative, action="receive_info").count() == 1


def test_answer_is_taken_also_when_a_colleague_did_something_inside_meanwhile() -> None:
    walk = make_initiative(Status.INFO_REQUESTED)
    client = open_page(walk)
    hidden = dict(re.findall(r'name="(version|form_key|question)" value="([^"]+)"', page_of(client)))
    walk.deed("note_internal", walk.world.internal, text="INTERN: even nagevraagd")
    assert client.post(reverse("status_answer"), hidden | {"answer": "Twee meter breed."}).status_code == 302
    assert walk.initiative.info_requests.get().answer == "Twee meter breed."


def test_answer_to_an_earlier_question_is_kept_beside_the_new_one() -> None:
    walk = make_initiative(Status.INFO_REQUESTED)
    client, first = open_page(walk), walk.initiative.info_requests.get()
    walk.go("receive_info", walk.world.coordinator, answer="Aan de telefoon: twee meter.")
    walk.go("request_info", walk.world.officer, question="En welke kleur?", due_on=walk.day + timedelta(days=15))
    page = answer(client, walk, "Twee meter breed.", question=first.pk)
    assert page.status_code == 409
    text = page.content.decode()
    for part in ("Er is net iets veranderd", "En welke kleur?", "Twee meter breed."):
        assert part in text
    assert "Bert Beleid" not in text
    assert walk.initiative.info_requests.get(closed_at=None).answer == ""
    hidden = dict(re.findall(r'name="(version|form_key|question)" value="([^"]+)"', text))
    client.post(reverse("status_answer"), hidden | {"answer": "Groen."})
    assert walk.initiative.info_requests.latest("pk").answer == "Groen."


def test_answer_to_a_question_that_is_gone_is_given_back() -> None:
    walk = make_initiative(Status.INFO_REQUESTED)
    client = open_page(walk)
    walk.go("receive_info", walk.world.coordinator, answer="Aan de telefoon: twee meter.")
    page = answer(client, walk, "Drie meter, zei mijn buurman.")
    assert page.status_code == 409
    assert "Drie meter, zei mijn buurman." in page.content.decode()
    assert "In behandeling" not in page.content.decode()


@pytest.mark.parametrize(
    "mangled", [{"version": "x"}, {"question": ""}, {"question": "x"}, {"question": "9" * 40}, {"form_key": "\x00"}]
)
def test_mangled_hidden_fields_are_no_fault_of_the_reader(mangled: dict[str, str]) -> None:
    walk = make_initiative(Status.INFO_REQUESTED)
    page = answer(open_page(walk), walk, **mangled)
    assert page.status_code in (302, 409)


def test_empty_and_endless_answers_are_told_so_at_the_field() -> None:
    walk = make_initiative(Status.INFO_REQUESTED)
    client = open_page(walk)
    assert "Schrijf uw antwoord op." in answer(client, walk, " ").content.decode()
    long = answer(client, walk, "a" * 5001).content.decode()
    assert "Gebruik hooguit 5000 tekens." in long
    assert "a" * 5001 in long


def test_answer_with_a_sign_no_database_wants_is_kept_without_it() -> None:
    walk = make_initiative(Status.INFO_REQUESTED)
    answer(open_page(walk), walk, "Twee\x00 meter")
    assert walk.initiative.info_requests.get().answer == "Twee meter"


def stop(client: Client, walk: Walk, **more: object) -> "Response":
    sent = {"others_asked": "on", "version": walk.initiative.version, "form_key": str(uuid4())} | more
    return client.post(reverse("status_stop"), sent)


def test_resident_stops_without_explaining() -> None:
    walk = make_initiative(Status.IN_REVIEW)
    client = open_page(walk)
    assert "U hoeft niet te zeggen waarom" in client.get(reverse("status_stop")).content.decode()
    assert walk.initiative.status == Status.IN_REVIEW
    key = str(uuid4())
    for _ in range(2):
        stop(client, walk, form_key=key)
    walk.initiative.refresh_from_db()
    assert walk.initiative.status == Status.WITHDRAWN
    assert Event.objects.filter(initiative=walk.initiative, action="withdraw").count() == 1
    assert "Ik wil stoppen" not in client.get(reverse("status")).content.decode()


def test_who_did_not_ask_the_others_is_asked_to() -> None:
    walk = make_initiative(Status.IN_REVIEW)
    page = stop(open_page(walk), walk, others_asked="")
    assert "Bespreek het eerst met de anderen" in page.content.decode()
    walk.initiative.refresh_from_db()
    assert walk.initiative.status == Status.IN_REVIEW


def test_stopping_works_also_when_a_colleague_did_something_inside_meanwhile() -> None:
    walk = make_initiative(Status.IN_REVIEW)
    page = stop(open_page(walk), walk, version=1)
    assert page.status_code == 302
    walk.initiative.refresh_from_db()
    assert walk.initiative.status == Status.WITHDRAWN


def test_what_is_over_cannot_be_stopped() -> None:
    walk = make_initiative(Status.COMPLETED)
    client = open_page(walk)
    assert client.get(reverse("status_stop")).status_code == 302
    assert stop(client, walk).status_code == 409
    walk.initiative.refresh_from_db()
    assert walk.initiative.status == Status.COMPLETED


def test_page_of_one_idea_acts_on_that_idea_alone() -> None:
    world = make_world()
    mine, other = (make_initiative(Status.IN_REVIEW, world=world) for _ in range(2))
    stop(open_page(mine), mine, pk=other.initiative.pk, nummer=other.initiative.reference, initiative=other.code)
    other.initiative.refresh_from_db()
    assert other.initiative.status == Status.IN_REVIEW


@pytest.mark.parametrize("status", [Status.APPROVED, Status.REJECTED])
def test_between_decision_and_call_stopping_gives_nothing_away(status: Status) -> None:
    walk = make_initiative(status)
    client = open_page(walk)
    answers = [client.get(reverse("status_stop")), stop(client, walk)]
    assert [answer.headers["Location"] for answer in answers] == [reverse("status")] * 2
    walk.initiative.refresh_from_db()
    assert walk.initiative.status == status
