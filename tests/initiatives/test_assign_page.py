"""The assign page: the proposal first, then people with their load and absence, then one choice by a person."""

import re
from datetime import timedelta
from html import unescape
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import User
from initiatives.models import Initiative, RouteChoice
from initiatives.routing.officers import officers_on
from initiatives.statuses import Status
from initiatives.workflow.action import Incomplete
from initiatives.workflow.perform import perform
from kernen.models import Absence, PolicyDomain, Role
from tests.factories import make_user, sign_in
from tests.initiatives.world import NOW, TODAY, World

pytestmark = pytest.mark.django_db


def arrived(world: World, title: str = "Muziek uit het archief") -> Initiative:
    return world.initiative(Status.SUBMITTED, title=title, summary="", description="", aim="", asks=[])


def url(idea: Initiative) -> str:
    return f"/initiatieven/{idea.key}/assign/"


def text(page: Any) -> str:
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", page.content.decode())))


def options(page: Any, name: str) -> list[str]:
    """The lines of one list, without the empty one."""
    return [str(label) for value, label in page.context["form"].fields[name].choices if value]


def away(user: User, *, deputy: User | None = None, days: int = 10) -> Absence:
    """Away since yesterday."""
    today = timezone.localdate()
    return Absence.objects.create(
        user=user, deputy=deputy, starts_on=today - timedelta(days=1), ends_on=today + timedelta(days=days)
    )


def sent(world: World, idea: Initiative, **given: Any) -> dict[str, Any]:
    """The form as the coordinator fills it in."""
    return {
        "version": idea.version, "form_key": str(uuid4()), "domain": world.domain.pk, "officer": world.colleague.pk,
        "note": "Wil jij kijken?",
    } | given  # fmt: skip


def test_the_proposal_stands_first_in_words_and_in_the_list(world: World) -> None:
    page = sign_in(world.people["IC"]).get(url(arrived(world)))
    told = text(page)
    assert told.index("1. Kunst, cultuur en erfgoed") < told.index("Uw keuze")
    assert "“muziek” is een trefwoord van dit domein." in told
    assert options(page, "domain")[0] == "Kunst, cultuur en erfgoed (voorstel 1)"
    assert len(options(page, "domain")) == PolicyDomain.objects.current().count()


def test_too_little_to_go_on_gives_a_plain_list_and_asks_no_reason(world: World) -> None:
    page = sign_in(world.people["IC"]).get(url(arrived(world, "Muziek bij de oversteek")))
    assert "Er is te weinig om een volgorde voor te stellen." in text(page)
    assert "voorstel 1" not in page.content.decode()
    assert page.context["form"].fields["override_reason"].widget.is_hidden
    assert options(page, "domain") == sorted(options(page, "domain"))


def test_the_coordinator_who_chooses_otherwise_keeps_what_was_typed_and_says_why(world: World) -> None:
    idea, desk = arrived(world), sign_in(world.people["IC"])
    refused = desk.post(url(idea), sent(world, idea))
    assert "Het voorstel was Kunst, cultuur en erfgoed." in text(refused)
    assert "Wil jij kijken?" in refused.content.decode()
    done = desk.post(url(idea), sent(world, idea, override_reason="De groep zoekt vooral gezelschap."))
    assert done["Location"] == idea.get_absolute_url()
    assert RouteChoice.objects.get().reason == "De groep zoekt vooral gezelschap."


def test_a_picked_domain_is_filled_in_and_its_people_stand_on_top(world: World) -> None:
    idea, desk = arrived(world, "Zonder aanwijzing"), sign_in(world.people["IC"])
    page = desk.get(url(idea), {"domain": str(world.other_domain.pk)})
    assert page.context["form"]["domain"].value() == world.other_domain.pk
    assert {world.other_domain.name in line for line in options(page, "officer")[:3]} == {True}
    for nonsense in ("x", "-1", "9" * 40, "0", "²"):
        assert desk.get(url(idea), {"domain": nonsense}).status_code == 200


def test_an_officer_is_shown_with_portfolio_kern_load_and_absence(world: World) -> None:
    idea = arrived(world)
    world.other_role("BM.domain", Role.KERNAMBTENAAR, kern=world.kern)
    today, noon = timezone.localdate(), timezone.localtime().replace(hour=12)
    for days in (20, 100):
        world.initiative(Status.IN_REVIEW, officer=world.people["BM.domain"], logged_at=noon - timedelta(days=days))
    absence = away(world.people["BM.domain"], deputy=world.colleague)
    officer = next(one for one in officers_on(today) if one.user == world.people["BM.domain"])
    assert officer.load == "2 open, samen 120 dagen"
    lines = options(sign_in(world.people["IC"]).get(url(idea)), "officer")
    day = f"{absence.ends_on.day} "
    line = next(line for line in lines if line.startswith("BM.domain"))
    assert line.startswith(
        f"BM.domain – {world.domain.name} · Sibbe · 2 open, samen 120 dagen · afwezig tot en met {day}"
    )
    assert line.endswith("vervanger: collega")


def test_who_is_there_stands_before_who_is_away(world: World) -> None:
    away(world.people["BM.domain"])
    idea, desk = arrived(world, "Zonder aanwijzing"), sign_in(world.people["IC"])
    lines = options(desk.get(url(idea), {"domain": str(world.domain.pk)}), "officer")
    assert lines[0].startswith("collega")
    assert lines[1].startswith("BM.domain")


def test_somebody_who_is_away_gets_no_work_and_the_deputy_is_named(world: World) -> None:
    idea = arrived(world, "Zonder aanwijzing")
    away(world.colleague, deputy=world.people["BM.domain"])
    page = sign_in(world.people["IC"]).post(url(idea), sent(world, idea))
    assert "Kies de vervanger: BM.domain." in text(page)
    assert Initiative.objects.get(pk=idea.pk).officer is None


@pytest.mark.parametrize(("first", "last", "refused"), [(0, 0, True), (-5, 0, True), (1, 5, False), (-5, -1, False)])
def test_only_the_days_of_the_absence_itself_count_for_assigning_and_handing_over(
    world: World, first: int, last: int, refused: bool
) -> None:
    Absence.objects.create(
        user=world.colleague, starts_on=TODAY + timedelta(days=first), ends_on=TODAY + timedelta(days=last)
    )
    for name, status in (("assign", Status.SUBMITTED), ("reassign", Status.IN_REVIEW)):
        idea = world.initiative(status)
        if refused:
            with pytest.raises(Incomplete) as told:
                perform(name, idea, by=world.actor("IC"), at=NOW, **world.fill_in(name))
            assert list(told.value.errors) == ["officer"]
            assert "heeft geen vervanger" in str(told.value)
        else:
            perform(name, idea, by=world.actor("IC"), at=NOW, **world.fill_in(name))
            assert Initiative.objects.get(pk=idea.pk).officer == world.colleague


def test_the_page_costs_the_same_for_few_and_many_officers_and_earlier_ones(world: World) -> None:
    idea, desk, spent = arrived(world), sign_in(world.people["IC"]), []
    for times in (1, 12):
        for n in range(times):
            officer = make_user(f"Medewerker {times} {n}", role=Role.BELEIDSMEDEWERKER, domain=world.domain)
            away(officer, deputy=world.colleague)
            world.initiative(
                Status.IN_REVIEW, officer=officer, confirmed_at=NOW, title="Muziek uit het archief van de harmonie"
            )
        with CaptureQueriesContext(connection) as queries:
            page = desk.get(url(idea))
        assert "Lijkt op eerdere initiatieven" in text(page)
        spent.append(len(queries))
    assert spent[0] == spent[1]


def test_an_archived_domain_or_an_ended_officer_cannot_be_chosen(world: World) -> None:
    idea, desk = arrived(world, "Zonder aanwijzing"), sign_in(world.people["IC"])
    world.colleague.ends_on = timezone.localdate() - timedelta(days=1)
    world.colleague.save()
    world.domain.archived_on = timezone.localdate()
    world.domain.save()
    page = desk.post(url(idea), sent(world, idea))
    assert set(page.context["form"].errors) == {"domain", "officer"}
