"""Nobody waits for a list that nobody heard of: who must act on a destruction list is told, once."""

from datetime import timedelta

import pytest

from archive.deeds.approve import approve, send_back
from archive.deeds.destroy import destroy_approved
from archive.deeds.tell import tell_about_lists
from archive.models.retention import ResultType
from initiatives.models import Message
from kernen.models import Role
from tests.archive.ended import after_waiting, approved, decide_all, ended, listed
from tests.factories import give_role, make_user, sign_in
from tests.initiatives.world import NOW, World


@pytest.fixture(autouse=True)
def _old(world: World) -> None:
    decide_all()
    ended(world, ResultType.WITHDRAWN, title="Ruilkast van Zeldzaam Jansen")


def told(moment: str) -> set[str]:
    """Who heard this, by address."""
    return set(Message.objects.filter(once__contains=f"-{moment}-").values_list("address", flat=True))


def test_the_coordinator_hears_in_the_new_year_that_there_is_something_to_propose(world: World) -> None:
    assert tell_about_lists(now=NOW) == "1 mails over vernietigingslijsten"
    assert told("make") == {world.people["IC"].email}
    assert tell_about_lists(now=NOW + timedelta(days=1)) == ""


def test_who_approves_hears_that_a_list_waits_and_hears_it_once(world: World) -> None:
    listed(world)
    for _night in range(3):
        tell_about_lists(now=NOW)
    assert told("wait") == {world.people["FB"].email}
    assert Message.objects.filter(once__startswith="destruction-").count() == 1


def test_who_proposed_is_not_asked_to_approve_it(world: World) -> None:
    give_role(world.people["IC"], role=Role.FUNCTIONAL_ADMIN)
    listed(world)
    tell_about_lists(now=NOW)
    assert told("wait") == {world.people["FB"].email}


def test_everybody_who_can_stop_an_approved_list_hears_until_when(world: World) -> None:
    second = make_user(email="tweede@valkenburg.example")
    give_role(second, role=Role.FUNCTIONAL_ADMIN)
    approved(world)
    tell_about_lists(now=NOW)
    assert told("yes") == {world.people["IC"].email, world.people["FB"].email, second.email}
    assert "kan zij nog worden gestopt" in Message.objects.filter(once__contains="-yes-").latest("pk").body


def test_who_proposed_hears_that_the_list_came_back(world: World) -> None:
    made = listed(world)
    send_back(made, because="De bron klopt niet.", by=world.people["FB"], at=NOW, version=made.version)
    tell_about_lists(now=NOW)
    assert told("back") == {world.people["IC"].email}


def test_the_statement_is_announced_when_the_list_is_done(world: World) -> None:
    made = listed(world)
    approve(made, by=world.people["FB"], at=NOW, version=made.version)
    destroy_approved(now=after_waiting())
    tell_about_lists(now=after_waiting())
    assert told("done") == {world.people["IC"].email, world.people["FB"].email}


def test_who_begins_in_the_job_hears_nothing_of_lists_of_long_ago(world: World) -> None:
    made = listed(world)
    send_back(made, because="De bron klopt niet.", by=world.people["FB"], at=NOW, version=made.version)
    tell_about_lists(now=NOW)
    newcomer = make_user(email="nieuw@valkenburg.example")
    give_role(newcomer, role=Role.INTERNAL_COORDINATOR)
    tell_about_lists(now=NOW + timedelta(days=20))
    assert newcomer.email in told("back")

    late = make_user(email="later@valkenburg.example")
    give_role(late, role=Role.INTERNAL_COORDINATOR)
    tell_about_lists(now=NOW + timedelta(days=40))
    assert late.email not in told("back")


def test_no_mail_names_an_initiative_or_a_person(world: World) -> None:
    listed(world)
    tell_about_lists(now=NOW)
    mail = Message.objects.get(once__contains="-wait-")
    assert [word for word in ("Ruilkast", "Jansen") if word in mail.subject + mail.body] == []


def test_the_archive_says_to_who_approves_that_a_list_waits_and_to_nobody_else(world: World) -> None:
    waits = "wacht op uw goedkeuring"
    assert waits not in sign_in(world.people["FB"]).get("/archief/bewaren/").content.decode()
    made = listed(world)
    pages = {who: sign_in(world.people[who]).get("/archief/bewaren/").content.decode() for who in ("FB", "IC")}
    assert {who: waits in page for who, page in pages.items()} == {"FB": True, "IC": False}
    approve(made, by=world.people["FB"], at=NOW, version=made.version)
    assert waits not in sign_in(world.people["FB"]).get("/archief/bewaren/").content.decode()
