"""Breaking the glass: asked why, told at once, half an hour, to read only, and every page in the log."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.core import mail
from django.test import Client
from django.utils import formats, timezone

from accounts.models import User
from initiatives.models import AccessEntry, Initiative
from initiatives.models.access import Looked
from initiatives.relations import Relation
from initiatives.statuses import Status
from kernen.emergency import LASTS, NobodyHears, NotAdministrator, close_emergency, open_emergency
from kernen.models import BreakGlass, Municipality, Role
from kernen.roles import roles_of
from tests.factories import PASSWORD, end_roles, give_role, make_user, sign_in
from tests.initiatives.world import World

OPEN, CLOSE = "/beheer/kernen/breakglass/openen/", "/beheer/kernen/breakglass/sluiten/"
REASON = "De interne coördinator is ziek en er belt een boze bewoner."


@pytest.fixture
def world(db: None) -> World:
    """A town with a privacy officer."""
    made = World()
    Municipality.objects.update(privacy_officer_email="fg@valkenburg.example")
    return made


def break_glass(world: World, *, minutes_ago: int = 0) -> BreakGlass:
    """So long ago the administrator opened it."""
    at = timezone.now() - timedelta(minutes=minutes_ago)
    return open_emergency(user=world.people["FB"], reason=REASON, at=at)


def proven(user: User) -> Client:
    """A browser in which this person typed the password a moment ago."""
    browser = sign_in(user)
    browser.get(OPEN)
    assert browser.post("/account/reauthenticate/", {"password": PASSWORD}).status_code == 302
    return browser


def page(initiative: Initiative) -> str:
    return f"/initiatieven/{initiative.key}/"


def test_an_administrator_who_says_why_reads_everything_and_the_watchers_hear_it_at_once(world: World) -> None:
    secret = world.known_to_all(Status.IN_REVIEW, is_confidential=True)
    assert sign_in(world.people["FB"]).get(page(secret)).status_code == 404
    browser = proven(world.people["FB"])

    form = browser.get(OPEN).context["form"]
    answer = browser.post(OPEN, {"reason": REASON, "form_key": str(form["form_key"].value())})

    assert (answer.status_code, answer.headers["Location"]) == (302, "/initiatieven/")
    shown = browser.get(page(secret))
    assert shown.status_code == 200
    assert "043 600 0000" in shown.content.decode()
    assert "Noodtoegang is open" in shown.content.decode()
    assert [sent.to for sent in mail.outbox] == [[world.people["IC"].email], ["fg@valkenburg.example"]]
    assert REASON in str(mail.outbox[0].body)


@pytest.mark.parametrize("reason", ["", "kort", "x" * 301])
def test_without_a_reason_that_means_something_it_stays_shut(world: World, reason: str) -> None:
    browser = proven(world.people["FB"])

    answer = browser.post(OPEN, {"reason": reason, "form_key": str(uuid4())})

    assert answer.status_code == 200
    assert BreakGlass.objects.count() == 0
    assert mail.outbox == []


def test_who_only_signed_in_proves_the_password_again_first(world: World) -> None:
    browser = sign_in(world.people["FB"])

    answer = browser.post(OPEN, {"reason": REASON, "form_key": str(uuid4())})

    assert answer.status_code == 302
    assert "reauthenticate" in answer.headers["Location"]
    assert BreakGlass.objects.count() == 0


def test_after_half_an_hour_it_ends_by_itself_in_a_running_session(world: World) -> None:
    initiative = world.known_to_all(Status.IN_REVIEW)
    opened = break_glass(world)
    browser = sign_in(world.people["FB"])
    assert browser.get(page(initiative)).status_code == 200

    BreakGlass.objects.filter(pk=opened.pk).update(
        started_at=timezone.now() - LASTS, ends_at=timezone.now() - timedelta(seconds=1)
    )

    assert browser.get(page(initiative)).status_code == 404


def test_who_is_ready_earlier_closes_it_and_twice_does_no_harm(world: World) -> None:
    initiative = world.known_to_all(Status.IN_REVIEW)
    break_glass(world)
    browser = sign_in(world.people["FB"])

    assert [browser.post(CLOSE).status_code for _ in range(2)] == [302, 302]

    assert browser.get(page(initiative)).status_code == 404
    assert browser.get(CLOSE).status_code == 405
    assert close_emergency(user=world.people["FB"], at=timezone.now()) == 0


def test_every_page_that_is_read_is_in_the_log_with_the_reason(world: World) -> None:
    initiative = world.known_to_all(Status.IN_REVIEW)
    break_glass(world)

    sign_in(world.people["FB"]).get(page(initiative))

    looked = AccessEntry.objects.filter(what=Looked.CONTENT)
    assert list(looked.values_list("actor", "function", "initiative", "why")) == [
        (world.people["FB"].pk, Relation.BREAK_GLASS, initiative.pk, REASON)
    ]


def test_who_may_read_it_anyway_is_not_in_that_log(world: World) -> None:
    initiative = world.known_to_all(Status.IN_REVIEW)
    break_glass(world)
    give_role(world.people["FB"], role=Role.INTERNAL_COORDINATOR)

    assert sign_in(world.people["FB"]).get(page(initiative)).status_code == 200

    assert AccessEntry.objects.filter(what=Looked.CONTENT).count() == 0


def test_in_an_emergency_one_reads_and_does_nothing(world: World) -> None:
    initiative = world.known_to_all(Status.IN_REVIEW)
    break_glass(world)
    browser = sign_in(world.people["FB"])

    answers = [
        browser.post(f"{page(initiative)}{name}/", {"aan": "ja"}).status_code
        for name in ("hold", "withdraw", "note_internal", "flag_confidential", "volgen", "bewerken", "reassign")
    ]

    assert answers == [403] * 7


def test_not_even_many_at_once_are_followed_in_an_emergency(world: World) -> None:
    initiative = world.known_to_all(Status.IN_REVIEW)
    break_glass(world)
    browser = sign_in(world.people["FB"])
    sent = {"actie": "follow", "gekozen": f"{initiative.pk}.{initiative.version}", "stap": "doe", "sleutel": uuid4()}

    browser.post("/initiatieven/samen/", sent)

    assert initiative.followers.count() == 0
    assert 'name="actie"' not in browser.get("/initiatieven/").content.decode()


def test_work_of_who_left_is_handed_over_before_or_after_an_emergency_and_not_in_it(world: World) -> None:
    broken = break_glass(world)
    browser = sign_in(world.people["FB"])

    assert browser.get("/werk/open-werk/").status_code == 403

    broken.closed_at = timezone.now()
    broken.save()
    assert browser.get("/werk/open-werk/").status_code == 200


def test_nothing_is_destroyed_from_behind_broken_glass(world: World) -> None:
    administrator = world.people["FB"]
    assert roles_of(administrator).may_approve_destruction
    assert not roles_of(world.people["IC"]).may_approve_destruction
    break_glass(world)
    assert not roles_of(User.objects.get(pk=administrator.pk)).may_approve_destruction


def test_the_second_time_on_a_day_says_so_to_everybody(world: World) -> None:
    first = break_glass(world)
    BreakGlass.objects.filter(pk=first.pk).update(closed_at=timezone.now())
    mail.outbox.clear()

    assert "U opende vandaag al 1 keer noodtoegang." in proven(world.people["FB"]).get(OPEN).content.decode()
    second = open_emergency(user=world.people["FB"], reason=REASON, at=timezone.now() + timedelta(seconds=1))

    assert second.pk != first.pk
    assert "Dit is vandaag keer nummer 2." in str(mail.outbox[0].body)


def test_pressing_twice_opens_one_and_sends_one_mail_to_each(world: World) -> None:
    assert break_glass(world) == break_glass(world)

    assert len(mail.outbox) == 2


@pytest.mark.parametrize("who", ["IC", "MGR.escalated", "EC.own", "DEC.mandate"])
def test_nobody_else_breaks_the_glass(world: World, who: str) -> None:
    with pytest.raises(NotAdministrator):
        open_emergency(user=world.people[who], reason=REASON, at=timezone.now())
    assert sign_in(world.people[who]).get(OPEN).status_code == 404
    assert Client().get(OPEN).status_code == 302


def test_an_administrator_whose_role_ended_has_no_emergency_left(world: World) -> None:
    initiative = world.known_to_all(Status.IN_REVIEW)
    break_glass(world)

    end_roles(world.people["FB"])

    assert sign_in(User.objects.get(pk=world.people["FB"].pk)).get(page(initiative)).status_code == 404


def test_where_nobody_would_hear_of_it_the_glass_stays_whole(db: None) -> None:
    alone = make_user("Beheerder", role=Role.FUNCTIONAL_ADMIN)
    give_role(alone, role=Role.INTERNAL_COORDINATOR)

    with pytest.raises(NobodyHears):
        open_emergency(user=alone, reason=REASON, at=timezone.now())
    browser = proven(alone)
    assert browser.post(OPEN, {"reason": REASON, "form_key": str(uuid4())}).status_code == 200

    assert BreakGlass.objects.count() == 0


def test_the_list_in_beheer_shows_every_time_and_changes_nothing(world: World) -> None:
    opened = break_glass(world)
    browser = sign_in(world.people["FB"])

    listed = browser.get("/beheer/kernen/breakglass/")

    shown = listed.content.decode()
    assert REASON in shown
    assert formats.date_format(timezone.localtime(opened.started_at), "j M Y, H:i") in shown
    assert browser.post(f"/beheer/kernen/breakglass/{opened.pk}/change/", {"reason": "x"}).status_code in (403, 302)
    assert BreakGlass.objects.get().reason == REASON
