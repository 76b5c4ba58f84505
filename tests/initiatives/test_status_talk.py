"""What a resident asks and tells on the page: it becomes somebody's task, and the page says whose and by when."""

import re
from datetime import timedelta
from typing import TYPE_CHECKING
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from initiatives.clocks import load_clocks
from initiatives.deeds.resident import MOST_A_DAY
from initiatives.deeds.table import DEED_OF
from initiatives.models import Event, Task
from initiatives.models.choices import Audience, WithdrawReason
from initiatives.relations import Relation
from initiatives.statuses import Status
from initiatives.workflow.action import INITIATOR
from initiatives.workflow.sentences import long_day
from tests.factories import sign_in
from tests.initiatives.builders import Walk, make_initiative, open_page, tell
from tests.initiatives.world import GROUP_OF, World, matrix
from tests.unlocked import unlocked

if TYPE_CHECKING:
    from django.test.client import _MonkeyPatchedWSGIResponse as Response

pytestmark = pytest.mark.django_db


def send(client: Client, name: str, **typed: object) -> "Response":
    return client.post(reverse(name), {"form_key": str(uuid4())} | typed)


CALL = "De bewoner wil gebeld worden"


def asked_call(walk: Walk) -> Task:
    return walk.initiative.tasks.get(title=CALL)


def page_of(client: Client) -> str:
    return re.sub(r"\s+", " ", client.get(reverse("status")).content.decode())


def due() -> str:
    return long_day(load_clocks().after("receipt", timezone.localdate()))


def test_resident_presses_one_button_and_reads_who_calls_and_when() -> None:
    walk = make_initiative(Status.IN_REVIEW)
    client = open_page(walk)
    assert f'href="{reverse("status_call")}"' in page_of(client)
    assert "Els Coördinator belt u uiterlijk op" in client.get(reverse("status_call")).content.decode()
    send(client, "status_call")
    promised = f"U vroeg ons om te bellen. Els Coördinator belt u uiterlijk op {due()}."
    assert f"Het is gelukt. {promised}" in page_of(client)
    assert promised in page_of(client)
    task = asked_call(walk)
    assert (task.kind, task.for_function, task.done_at) == ("call", Relation.EXTERNAL_COORDINATOR, None)
    task.done_at = timezone.now()
    task.save()
    assert promised not in page_of(client)


def test_what_it_is_about_is_read_by_who_calls_and_by_nobody_outside() -> None:
    walk = make_initiative(Status.IN_REVIEW)
    client = open_page(walk)
    send(client, "status_call", about="GEHEIM: mijn buurman", moment="na zessen", phone="06 99 88 77 66")
    event = walk.initiative.events.get(action="ask_for_call")
    assert (event.audience, event.actor, event.text.sentence) == (Audience.PARTNER, None, "")
    assert asked_call(walk).text_ready == (
        "Waarover: GEHEIM: mijn buurman\nWanneer kan het: na zessen\nOp welk nummer: 06 99 88 77 66"
    )
    assert "GEHEIM" not in page_of(client)
    for person in (walk.world.coordinator, walk.world.internal, walk.world.officer):
        assert "GEHEIM: mijn buurman" in sign_in(person).get(walk.initiative.get_absolute_url()).content.decode()
    assert "GEHEIM" in sign_in(walk.world.coordinator).get(reverse("task_list")).content.decode()


def test_without_a_known_number_one_is_asked_for() -> None:
    walk = make_initiative(Status.IN_REVIEW)
    walk.initiative.people.update(channel="email", email="mia@example.org", phone="")
    client = open_page(walk)
    assert "Wij hebben nog geen nummer van u." in send(client, "status_call").content.decode()
    assert not Task.objects.filter(title=CALL).exists()
    assert send(client, "status_call", phone="06 99 88 77 66").status_code == 302


def test_resident_passes_something_on_also_while_a_colleague_works_on_it() -> None:
    walk = make_initiative(Status.SUPPORT_CHECK)
    client = open_page(walk)
    assert client.get(reverse("status_tell")).status_code == 200
    walk.deed("note_internal", walk.world.internal, text="INTERN")
    send(client, "status_tell", message="Wij zijn verhuisd naar nummer 12.", version=1)
    task = walk.initiative.tasks.get(kind="answer")
    assert task.text_ready == "Wij zijn verhuisd naar nummer 12."
    assert f"Els Coördinator leest het uiterlijk op {due()}." in page_of(client)


def test_without_a_coordinator_the_town_hall_answers() -> None:
    walk = make_initiative(Status.IN_REVIEW)
    walk.world.coordinator.role_holdings.update(ends_on=walk.day)
    send(open_page(walk), "status_tell", message="Hallo")
    assert walk.initiative.tasks.get(kind="answer").for_function == Relation.INTERNAL_COORDINATOR
    assert "De gemeente leest het uiterlijk op" in page_of(open_page(walk))


def test_a_second_press_is_one_task() -> None:
    walk = make_initiative(Status.IN_REVIEW)
    client, key = open_page(walk), str(uuid4())
    for _ in range(2):
        assert send(client, "status_tell", message="Hallo", form_key=key).status_code == 302
    assert walk.initiative.tasks.filter(kind="answer").count() == 1


def test_an_empty_or_endless_message_is_told_so_and_kept() -> None:
    client = open_page(make_initiative(Status.IN_REVIEW))
    assert "Schrijf op wat u wilt doorgeven." in send(client, "status_tell", message=" ").content.decode()
    long = send(client, "status_tell", message="a" * 2001).content.decode()
    assert "Gebruik hooguit 2000 tekens." in long
    assert "a" * 2001 in long


def test_so_many_messages_in_one_day_are_enough_and_tomorrow_it_goes_again() -> None:
    walk = make_initiative(Status.IN_REVIEW)
    client = open_page(walk)
    for number in range(MOST_A_DAY):
        assert send(client, "status_tell", message=f"Bericht {number}").status_code == 302
    last = send(client, "status_tell", message="Nog een")
    assert last.status_code == 409
    assert "U heeft ons vandaag al vaak iets gevraagd of verteld." in last.content.decode()
    assert "Nog een" in last.content.decode()
    assert walk.initiative.tasks.filter(kind="answer").count() == MOST_A_DAY
    with unlocked():
        Event.objects.filter(action="tell_municipality").update(at=timezone.now() - timedelta(hours=25))
    assert send(client, "status_tell", message="Nog een").status_code == 302


@pytest.mark.parametrize("status", [Status.COMPLETED, Status.WITHDRAWN, Status.REFERRED])
def test_what_is_over_is_talked_about_by_phone(status: Status) -> None:
    walk = make_initiative(status)
    client = open_page(walk)
    assert reverse("status_call") not in page_of(client)
    assert client.get(reverse("status_call")).status_code == 302
    late = send(client, "status_tell", message="Ik bedenk me.")
    assert late.status_code == 409
    assert "Ik bedenk me." in late.content.decode()
    assert "043 123 45 67" in late.content.decode()
    assert not Event.objects.filter(action="tell_municipality").exists()


@pytest.mark.parametrize("status", [Status.APPROVED, Status.REJECTED])
def test_between_decision_and_call_a_message_gives_nothing_away(status: Status) -> None:
    walk = make_initiative(status)
    client = open_page(walk)
    assert client.get(reverse("status_tell")).status_code == 302
    assert send(client, "status_tell", message="En?").status_code == 409


def test_what_a_resident_asked_is_still_done_when_the_idea_is_finished() -> None:
    walk = make_initiative(Status.IN_REALISATION)
    send(open_page(walk), "status_call")
    walk.initiative.refresh_from_db()
    walk.go("complete", walk.world.officer, result="Er staat een bank.", without_because="n.v.t.", learned="L")
    assert asked_call(walk).is_moot is False


def test_after_a_death_nobody_calls() -> None:
    walk = make_initiative(Status.IN_REVIEW)
    send(open_page(walk), "status_call")
    walk.initiative.refresh_from_db()
    reason = WithdrawReason.DECEASED_OR_MOVED
    walk.go("withdraw", walk.world.coordinator, reason=reason, others_asked=True, confirmed=True)
    assert asked_call(walk).is_moot is True


@pytest.mark.parametrize("name", ["ask_for_call", "tell_municipality"])
def test_the_matrix_says_in_which_statuses_a_resident_may_say_something(world: World, name: str) -> None:
    for status in Status:
        for confidential in ("0", "1"):
            initiative = world.known_to_all(status, is_confidential=confidential == "1")
            wanted = matrix()["status_message", "IW.own", GROUP_OF[status], confidential] == "ok"
            assert DEED_OF[name].is_open_to(initiative, INITIATOR) == wanted


# ---- two questions at the end --------------------------------------------------------------------------


def test_resident_says_once_how_it_went() -> None:
    walk = make_initiative(Status.COMPLETED)
    client = open_page(walk)
    assert "Hoe ging het?" in page_of(client)
    assert "Schrijf bij één van de twee vragen iets op." in send(client, "status_evaluate").content.decode()
    send(client, "status_evaluate", went_well="De hele straat hielp.")
    row = walk.initiative.evaluations.get()
    assert (row.went_well, row.could_be_better) == ("De hele straat hielp.", "")
    assert "Hoe ging het?" not in page_of(client)
    assert send(client, "status_evaluate", went_well="Toch niet.").status_code == 409
    assert walk.initiative.evaluations.get().went_well == "De hele straat hielp."
    officer = sign_in(walk.world.officer).get(walk.initiative.get_absolute_url()).content.decode()
    assert "De hele straat hielp." in officer


def test_who_was_asked_on_the_phone_is_not_asked_again() -> None:
    walk = make_initiative(Status.COMPLETED)
    walk.initiative.evaluations.update(went_well="Goed.", could_be_better="Niets.")
    assert "Hoe ging het?" not in page_of(open_page(walk))


def test_nobody_looks_back_before_the_end() -> None:
    walk = make_initiative(Status.APPROVED)
    tell(walk)
    assert send(open_page(walk), "status_evaluate", went_well="Goed.").status_code == 409


def test_a_call_for_the_decision_is_not_mixed_up_with_a_call_the_resident_asked() -> None:
    walk = make_initiative(Status.DECISION_PENDING)
    send(open_page(walk), "status_call")
    Task.objects.filter(title=CALL).update(due_on=walk.day - timedelta(days=5))
    walk.initiative.refresh_from_db()
    walk.at = timezone.now()
    walk.go("approve", walk.world.decider, outcome="yes", explanation="Dit is een mooi plan.")
    assert "Wij bellen u hierover voor " in page_of(open_page(walk))
