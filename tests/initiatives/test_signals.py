"""Signals: who hears them, and who is told."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from initiatives.deeds.signals import (
    take_in,
)
from initiatives.models import Initiative, Message, Signal
from initiatives.models.signal import SignalKind
from initiatives.relations import Relation, held_now, relations_of
from initiatives.statuses import Status
from kernen.models import Kern, Role
from kernen.roles import roles_of
from tests.factories import give_role, make_user, sign_in
from tests.initiatives.world import NOW, World

pytestmark = pytest.mark.django_db
SECRET = "Mijn buurvrouw Truus Geheim slaat op de muur"
PHONE, MAIL = "06 87 65 43 21", "truus.geheim@example.nl"


def make_signal(kern: Kern | None = None, **facts: Any) -> Signal:
    base: dict[str, Any] = {"text": SECRET, "name": "Truus Geheim", "phone": PHONE, "email": MAIL, "kern": kern}
    return take_in(at=facts.pop("at", NOW), form_key=uuid4(), **base | facts)


def reaction_to(initiative: Initiative, **facts: Any) -> Signal:
    base = {"kind": SignalKind.WORRY, "initiative": initiative, "email": ""}
    return make_signal(initiative.lead_kern, **base | facts)


# ---- who hears what ----------------------------------------------------------------------------------


def test_an_idea_is_heard_by_the_coordinators_and_kernambtenaren_of_its_kern(world: World) -> None:
    signals = {"own": make_signal(world.kern), "other": make_signal(world.other_kern), "nowhere": make_signal(None)}

    heard = {
        name: [place for place, signal in signals.items() if Signal.objects.visible_to(user).filter(pk=signal.pk)]
        for name, user in world.people.items()
    }

    nobody: list[str] = []
    assert heard == dict.fromkeys(world.people, nobody) | {
        "EC.own": ["own"], "KA.own": ["own"], "EC.other": ["other"], "KA.other": ["other"],
        "IC": ["own", "other", "nowhere"],
    }  # fmt: skip


def test_who_works_for_all_kernen_hears_what_names_no_kern(world: World) -> None:
    signal = make_signal(None)
    for role in (Role.EXTERNAL_COORDINATOR, Role.KERNAMBTENAAR):
        user = make_user(role=role, all_kernen=True)
        assert list(Signal.objects.visible_to(user)) == [signal]


@pytest.mark.parametrize("status", [Status.EXPLORING, Status.SUPPORT_CHECK, Status.COMPLETED])
@pytest.mark.parametrize("is_confidential", [False, True])
def test_a_neighbour_is_heard_by_who_works_on_the_initiative_and_may_see_it(
    world: World, status: Status, is_confidential: bool
) -> None:
    made = world.known_to_all(status, is_confidential=is_confidential)
    signal = reaction_to(made)
    hears = (
        Relation.EXTERNAL_COORDINATOR, Relation.INTERNAL_COORDINATOR, Relation.KERNAMBTENAAR, Relation.LEAD_OFFICER,
    )  # fmt: skip
    wanted, got = {}, {}
    for name, user in world.people.items():
        roles = roles_of(user)
        works_on_it = set(relations_of(roles, made)) & set(hears)
        through = held_now(dict.fromkeys(hears, "DESAWX"), roles, made)
        wanted[name] = bool(works_on_it and through)
        got[name] = Signal.objects.visible_to(user).filter(pk=signal.pk).exists()
    assert got == wanted
    assert [got["EC.own"], got["EC.other"], got["MGR.escalated"], got["GGD.tag"]] == [True, False, False, False]
    assert got["KA.own"] is not is_confidential


@pytest.mark.parametrize(
    ("who", "expected"),
    [
        ("EC.own", 200), ("EC.other", 404), ("IC", 200), ("KA.own", 200), ("KA.other", 404), ("BM.lead", 404),
        ("DEC.mandate", 403), ("MGR.escalated", 403), ("GGD.tag", 403), ("FB", 403),
    ],
)  # fmt: skip
def test_a_signal_of_another_kern_does_not_exist(world: World, who: str, expected: int) -> None:
    signal = make_signal(world.kern)
    browser = sign_in(world.people[who])
    assert browser.get(f"/signalen/{signal.pk}/").status_code == expected
    for path in ("initiatief/", "hoort-bij/", "terug/", "schrijf/note/", "doorverwijzen/report/"):
        if expected != 200:
            assert browser.post(f"/signalen/{signal.pk}/{path}").status_code == expected
    listed = browser.get("/signalen/")
    assert listed.status_code == (403 if expected == 403 else 200)
    assert (SECRET in listed.content.decode()) is (expected == 200)


def test_signals_stand_in_the_menu_of_who_hears_them(world: World) -> None:
    shown = {
        name: 'href="/signalen/"' in sign_in(world.people[name]).get("/werk/", follow=True).content.decode()
        for name in ("EC.own", "IC", "KA.own", "BM.lead", "MGR.escalated", "GGD.tag")
    }
    assert shown == {
        "EC.own": True, "IC": True, "KA.own": True, "BM.lead": False, "MGR.escalated": False, "GGD.tag": False,
    }  # fmt: skip


def test_an_empty_list_says_what_comes_here(world: World) -> None:
    page = sign_in(world.people["EC.own"]).get("/signalen/").content.decode()
    assert "Er zijn geen nieuwe signalen" in page


def test_the_oldest_stands_first_and_a_late_one_says_so(world: World) -> None:
    make_signal(world.kern, text="later", at=timezone.now())
    make_signal(world.kern, text="eerst", at=timezone.now() - timedelta(days=20))
    browser = sign_in(world.people["EC.own"])
    lines = browser.get("/signalen/").context["lines"]
    assert [line.signal.text for line in lines] == ["eerst", "later"]
    assert lines[0].tone == "error"
    work = browser.get("/werk/")
    assert work.context["signals"] == (2, 1)
    assert "signalen, 1 te laat" in work.content.decode()


def test_thirty_signals_cost_as_many_questions_as_one(world: World) -> None:
    browser = sign_in(world.people["IC"])

    def cost() -> int:
        with CaptureQueriesContext(connection) as asked:
            browser.get("/signalen/")
        return len(asked)

    reaction_to(world.initiative(Status.SUBMITTED))
    browser.get("/signalen/")
    few = cost()
    for _number in range(20):
        reaction_to(world.initiative(Status.SUBMITTED))
    assert cost() == few


# ---- somebody is told --------------------------------------------------------------------------------


def test_coordinator_is_told_once_a_day_without_a_word_of_what_was_written(world: World) -> None:
    for _number in range(3):
        make_signal(world.kern)
    mail = Message.objects.get()
    assert (mail.address, mail.subject) == (world.people["EC.own"].email, "Er is een nieuw signaal")
    assert "Sibbe" in mail.body
    assert [word for word in ("Truus", PHONE, MAIL) if word in mail.body + mail.subject] == []


def test_where_there_is_no_coordinator_the_internal_one_is_told(world: World) -> None:
    make_signal(None)
    assert [mail.address for mail in Message.objects.all()] == [world.people["IC"].email]


def test_of_a_reaction_the_coordinators_of_the_initiative_are_told(world: World) -> None:
    reaction_to(world.initiative(Status.SUBMITTED))
    assert [mail.address for mail in Message.objects.all()] == [world.people["EC.own"].email]


def test_two_roles_in_one_person_hear_once(world: World) -> None:
    give_role(world.people["EC.own"], role=Role.KERNAMBTENAAR, kern=world.kern)
    make_signal(world.kern)
    assert Signal.objects.visible_to(world.people["EC.own"]).count() == 1
