"""A destruction list: what is past its term is proposed by one, looked at line by line, and approved by another."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from archive.deeds.approve import approve, send_back
from archive.deeds.destroy import destroy_approved
from archive.deeds.propose import keep, proposable, propose, put_back
from archive.models import DestructionItem, DestructionList
from archive.models.retention import ResultType
from initiatives.models import Initiative
from initiatives.workflow.action import NotNow, NotYours, Refused, Stale
from kernen.emergency import open_emergency
from kernen.models import Municipality, Role
from tests.archive.ended import (
    after_waiting,
    approved,
    ask_about,
    decide,
    decide_all,
    ended,
    is_whole,
    line_of,
    listed,
)
from tests.factories import give_role, sign_in
from tests.initiatives.world import NOW, TODAY, World


@pytest.fixture(autouse=True)
def rules(db: None) -> None:
    """Everything goes after two years, unless a test says otherwise."""
    decide_all()


def say_yes(world: World, destruction: DestructionList, *, who: str = "FB", version: int | None = None) -> None:
    seen = destruction.version if version is None else version
    approve(destruction, by=world.people[who], at=NOW, version=seen)


# ---- proposing ----------------------------------------------------------------------------------------


def test_the_list_names_what_is_past_its_term_with_the_rule_of_that_day(world: World) -> None:
    made = ended(world, ResultType.WITHDRAWN, on=date(2021, 2, 3))
    ended(world, ResultType.WITHDRAWN, on=date(2025, 2, 3))
    destruction = listed(world)
    decide(ResultType.WITHDRAWN, months=36, number="9.9")
    item = destruction.items.get()
    assert (item.initiative, item.result, item.ended_on) == (made, "withdrawn", date(2021, 2, 3))
    assert (item.months, item.list_number, destruction.year) == (24, "6.1.9", 2025)


@pytest.mark.parametrize("who", ["EC.own", "BM.lead", "KA.own", "DEC.mandate", "MGR.escalated", "GGD.tag", "FB"])
def test_only_the_internal_coordinator_proposes(world: World, who: str) -> None:
    ended(world, ResultType.WITHDRAWN)
    with pytest.raises(NotYours):
        propose(by=world.people[who], at=NOW, form_key=uuid4())
    assert not DestructionList.objects.exists()


def test_pressing_twice_makes_one_list(world: World) -> None:
    ended(world, ResultType.WITHDRAWN)
    key = uuid4()
    first = propose(by=world.people["IC"], at=NOW, form_key=key)
    assert propose(by=world.people["IC"], at=NOW, form_key=key) == first
    assert DestructionItem.objects.count() == 1


def test_a_second_list_of_the_same_year_waits_for_the_first(world: World) -> None:
    ended(world, ResultType.WITHDRAWN)
    listed(world)
    ended(world, ResultType.WITHDRAWN)
    with pytest.raises(NotNow):
        listed(world)
    assert DestructionList.objects.count() == 1


def test_an_empty_list_is_not_made(world: World) -> None:
    with pytest.raises(Refused):
        listed(world)
    assert not DestructionList.objects.exists()


def test_what_stands_on_a_list_does_not_come_on_another(world: World) -> None:
    ended(world, ResultType.WITHDRAWN)
    listed(world)
    assert proposable(today=TODAY + timedelta(days=366)) == []


def test_what_was_kept_comes_back_next_year_with_its_reason(world: World) -> None:
    kept, gone = ended(world, ResultType.WITHDRAWN), ended(world, ResultType.WITHDRAWN)
    destruction = listed(world)
    keep(line_of(kept), because="Rechtszaak loopt", version=destruction.version, by=world.people["IC"])
    destruction.refresh_from_db()
    say_yes(world, destruction)
    destroy_approved(now=after_waiting())
    following = listed(world, at=NOW + timedelta(days=365))
    assert [(item.initiative, item.kept_because) for item in following.items.all()] == [(kept, "Rechtszaak loopt")]
    assert not is_whole(gone)


def test_what_was_kept_and_ended_anew_is_looked_at_anew(world: World) -> None:
    made = ended(world, ResultType.WITHDRAWN)
    destruction = listed(world)
    keep(line_of(made), because="Rechtszaak loopt", version=destruction.version, by=world.people["IC"])
    destruction.refresh_from_db()
    send_back(destruction, because="Nog eens", by=world.people["FB"], at=NOW, version=destruction.version)
    Initiative.objects.filter(pk=made.pk).update(entered_at=made.entered_at + timedelta(days=30))
    assert [item.kept_because for item in listed(world).items.all()] == [""]


# ---- four eyes ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("who", ["EC.own", "BM.lead", "KA.own", "DEC.mandate", "MGR.escalated", "GGD.tag", "IC"])
def test_only_the_functional_administrator_approves_or_gives_back(world: World, who: str) -> None:
    ended(world, ResultType.WITHDRAWN)
    destruction = listed(world)
    with pytest.raises(NotYours):
        say_yes(world, destruction, who=who)
    with pytest.raises(NotYours):
        send_back(destruction, because="x", by=world.people[who], at=NOW, version=destruction.version)
    destruction.refresh_from_db()
    assert destruction.is_open


def test_who_broke_the_glass_reads_everything_and_approves_nothing(world: World) -> None:
    ended(world, ResultType.WITHDRAWN)
    destruction = listed(world)
    Municipality.objects.update(privacy_officer_email="fg@valkenburg.example")
    open_emergency(user=world.people["FB"], reason="De coördinator is onbereikbaar.", at=timezone.now())
    administrator = User.objects.get(pk=world.people["FB"].pk)
    with pytest.raises(NotYours):
        approve(destruction, by=administrator, at=NOW, version=destruction.version)
    page = sign_in(administrator).get(reverse("destruction", args=[destruction.pk])).content.decode()
    assert reverse("destruction_approve", args=[destruction.pk]) not in page
    assert sign_in(administrator).get(reverse("destruction_approve", args=[destruction.pk])).status_code == 403


def test_who_proposed_never_approves_whatever_roles_they_hold(world: World) -> None:
    give_role(world.people["IC"], role=Role.FUNCTIONAL_ADMIN)
    ended(world, ResultType.WITHDRAWN)
    destruction = listed(world)
    with pytest.raises(Refused):
        say_yes(world, destruction, who="IC")
    destruction.refresh_from_db()
    assert destruction.is_open


def test_who_approves_saw_the_list_as_it_is(world: World) -> None:
    made = ended(world, ResultType.WITHDRAWN)
    ended(world, ResultType.WITHDRAWN)
    destruction = listed(world)
    seen = destruction.version
    put_aside = line_of(made)
    keep(put_aside, because="Bewijs", version=seen, by=world.people["IC"])
    put_back(put_aside, version=put_aside.destruction.version, by=world.people["IC"])
    with pytest.raises(Stale):
        say_yes(world, destruction, version=seen)
    destruction.refresh_from_db()
    assert destruction.is_open


def test_a_list_on_which_everything_is_kept_cannot_be_approved(world: World) -> None:
    made = ended(world, ResultType.WITHDRAWN)
    destruction = listed(world)
    keep(line_of(made), because="Bewijs", version=destruction.version, by=world.people["IC"])
    destruction.refresh_from_db()
    with pytest.raises(Refused):
        say_yes(world, destruction)
    destruction.refresh_from_db()
    assert destruction.is_open


def test_what_is_approved_is_not_approved_twice(world: World) -> None:
    ended(world, ResultType.WITHDRAWN)
    destruction = approved(world)
    with pytest.raises(NotNow):
        say_yes(world, destruction)


def test_an_approved_list_can_be_stopped_as_long_as_nothing_is_gone(world: World) -> None:
    made = ended(world, ResultType.WITHDRAWN)
    destruction = approved(world)
    send_back(destruction, because="Toch een bezwaar", by=world.people["FB"], at=NOW, version=destruction.version)
    destroy_approved(now=after_waiting())
    assert is_whole(made)
    assert listed(world).pk != destruction.pk


def test_nothing_is_given_back_once_the_first_is_gone(world: World) -> None:
    waits, gone = ended(world, ResultType.WITHDRAWN), ended(world, ResultType.WITHDRAWN)
    ask_about(waits)
    destruction = approved(world)
    destroy_approved(now=after_waiting())
    destruction.refresh_from_db()
    with pytest.raises(NotNow):
        send_back(destruction, because="Oei", by=world.people["FB"], at=NOW, version=destruction.version)
    assert (is_whole(waits), is_whole(gone)) == (True, False)


def test_a_line_is_kept_after_approval_and_not_put_back(world: World) -> None:
    kept, gone = ended(world, ResultType.WITHDRAWN), ended(world, ResultType.WITHDRAWN)
    destruction = approved(world)
    item = line_of(kept)
    keep(item, because="Bezwaar", version=destruction.version, by=world.people["IC"])
    with pytest.raises(NotNow):
        put_back(item, version=item.destruction.version, by=world.people["IC"])
    destroy_approved(now=after_waiting())
    assert (is_whole(kept), is_whole(gone)) == (True, False)


@pytest.mark.parametrize("who", ["FB", "EC.own", "BM.lead", "MGR.escalated"])
def test_only_the_internal_coordinator_keeps_a_line_or_puts_it_back(world: World, who: str) -> None:
    over = ended(world, ResultType.COMPLETED)
    listed(world)
    item = line_of(over)
    with pytest.raises(NotYours):
        keep(item, because="Er loopt een zaak.", version=item.destruction.version, by=world.people[who])
    keep(item, because="Er loopt een zaak.", version=item.destruction.version, by=world.people["IC"])
    with pytest.raises(NotYours):
        put_back(item, version=item.destruction.version, by=world.people[who])
    item.refresh_from_db()
    assert item.kept_because == "Er loopt een zaak."


def test_a_line_that_is_gone_is_not_kept_any_more(world: World) -> None:
    ask_about(waits := ended(world, ResultType.WITHDRAWN))
    gone = ended(world, ResultType.WITHDRAWN)
    approved(world)
    destroy_approved(now=after_waiting())
    with pytest.raises(NotNow):
        keep(item := line_of(gone), because="x", version=item.destruction.version, by=world.people["IC"])
    assert is_whole(waits)


def test_a_list_of_any_length_is_made_with_the_same_number_of_questions(world: World) -> None:
    asked = []
    for _round in range(2):
        for _number in range(3):
            ended(world, ResultType.WITHDRAWN)
        with CaptureQueriesContext(connection) as context:
            proposable(today=TODAY)
        asked.append(len(context))
    assert asked[0] == asked[1]
