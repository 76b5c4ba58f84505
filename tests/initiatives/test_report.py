"""The administrator's one mail a day: only when something is wrong, and never with a name in it."""

from datetime import datetime, timedelta
from io import StringIO

import pytest
import time_machine
from django.core.management import call_command
from django.utils import timezone

from initiatives.deeds.report import report_to_admins
from initiatives.letters import post
from initiatives.models import Message
from initiatives.statuses import Status
from kernen.models import PolicyDomain
from tests.factories import end_roles, give_role
from tests.initiatives.mail_server import MailServer, Mood
from tests.initiatives.test_parcels import mia_of, run_post, say
from tests.initiatives.world import NOW, TODAY, World

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("server")]


def night(at: datetime = NOW) -> list[str]:
    """One night round; what the administrator was mailed."""
    with time_machine.travel(at, tick=False):
        call_command("daily", stdout=StringIO())
    return list(Message.objects.exclude(once=None).order_by("pk").values_list("body", flat=True))


def whole(world: World) -> None:
    """A town in which nothing is wrong."""
    for domain in PolicyDomain.objects.all():
        give_role(world.colleague, role="beleidsmedewerker", domain=domain)
    give_role(world.people["EC.own"], role="external_coordinator", kern=world.other_kern)


def test_where_nothing_is_wrong_the_administrator_hears_nothing(world: World) -> None:
    whole(world)
    world.initiative(Status.IN_REVIEW)

    assert night() == []


def test_what_is_wrong_is_one_mail_a_day_however_often_the_round_runs(world: World, server: MailServer) -> None:
    whole(world)
    initiative = world.initiative(Status.IN_REVIEW)
    mia_of(initiative, name="Mia Geheim")
    say(world, initiative, "De plek is goed.")
    server.mood = Mood.UNKNOWN
    run_post()

    first, second = night(), night(NOW + timedelta(hours=1))

    assert first == second
    assert first[0].splitlines()[:3] == ["Dit vraagt uw aandacht:", "", "- 1 mail kwam niet aan."]
    row = Message.objects.exclude(once=None).get()
    assert (row.address, row.initiative) == (world.people["FB"].email, None)
    assert len(night(NOW + timedelta(days=1))) == 2
    assert [word in f"{row.subject} {row.body}" for word in ("Mia", "mia@demo.example", initiative.title)] == [
        False
    ] * 3


def test_a_post_that_stands_still_is_reported(world: World) -> None:
    whole(world)
    initiative = world.initiative(Status.IN_REVIEW)
    mia_of(initiative)
    say(world, initiative, "De plek is goed.")

    assert night(NOW + timedelta(minutes=29)) == []
    (body,) = night(NOW + timedelta(minutes=31))
    assert "- De bezorger lijkt stil te staan: er ligt een mail klaar sinds 18 november, 11:00." in body.splitlines()


def test_mails_the_server_does_not_take_for_an_hour_are_counted(world: World, server: MailServer) -> None:
    whole(world)
    initiative = world.initiative(Status.IN_REVIEW)
    mia_of(initiative)
    say(world, initiative, "De plek is goed.")
    server.mood = Mood.REFUSING
    for minutes in (0, 2, 8, 30, 95):
        run_post(NOW + timedelta(minutes=minutes))

    (body,) = night(NOW + timedelta(minutes=96))

    assert "- 1 mail wacht al lang op de mailserver." in body.splitlines()


def test_what_ought_not_to_be_stands_in_the_mail(world: World) -> None:
    whole(world)
    world.initiative(Status.IN_REVIEW)
    end_roles(world.people["BM.lead"], on=TODAY - timedelta(days=900))

    (body,) = night()

    assert body.splitlines()[2] == "- VAG-2026-0001 ligt bij een medewerker zonder werkend account"


def test_an_administrator_who_left_gets_no_report(world: World) -> None:
    end_roles(world.people["FB"])

    assert report_to_admins(["iets"], now=timezone.now()) == 0
    assert post.deliver_due() == 0
