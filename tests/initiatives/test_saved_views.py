"""A list kept under a name, pinned to Mijn werk, renamed, and thrown away after a question."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from initiatives.forms.saved_view import MOST_PINNED
from initiatives.models import SavedView
from initiatives.statuses import Status
from tests.factories import sign_in
from tests.initiatives.world import NOW, World

LISTS = "/initiatieven/lijsten/"


@pytest.fixture
def coordinator(world: World) -> Client:
    """The internal coordinator at her screen."""
    return sign_in(world.people["IC"])


def keep(world: World, name: str, query: str = "tab=mij", *, subject: str = "IC", is_pinned: bool = False) -> SavedView:
    """A list that was kept before."""
    return SavedView.objects.create(
        user=world.people[subject], name=name, query=query, is_pinned=is_pinned, created_at=NOW
    )


def test_coordinator_keeps_what_she_filtered_and_finds_it_above_the_list(world: World, coordinator: Client) -> None:
    world.initiative(Status.SUBMITTED)
    query = f"tab=mij&kern={world.kern.pk}"

    assert "Deze lijst bewaren" in coordinator.get(LISTS, {"lijst": query}).content.decode()
    answer = coordinator.post(LISTS, {"lijst": f"{query}&bladzijde=4&csrf=x", "name": "Mijn Sibbe"})

    assert answer.headers["Location"] == f"/initiatieven/?{query}"
    shown = coordinator.get("/initiatieven/").content.decode()
    assert f'href="?tab=mij&amp;kern={world.kern.pk}">Mijn Sibbe</a>' in shown


def test_a_pinned_list_stands_on_mijn_werk_with_its_count(world: World, coordinator: Client) -> None:
    world.initiative(Status.SUBMITTED, title="Moestuin")
    keep(world, "Zonder medewerker", "only=unassigned", is_pinned=True)
    keep(world, "Niet vastgezet")

    shown = coordinator.get("/werk/").content.decode()

    tile = '<a class="bk-tile" href="/initiatieven/?only=unassigned"><span class="bk-tile__number">1</span>'
    assert tile in shown
    assert "Niet vastgezet" not in shown


def test_a_count_on_mijn_werk_is_of_what_this_person_may_see(world: World) -> None:
    world.initiative(Status.SUBMITTED)
    keep(world, "Alles", "tab=alles", subject="EC.other", is_pinned=True)

    shown = sign_in(world.people["EC.other"]).get("/werk/").content.decode()

    assert '<span class="bk-tile__number">0</span> <span class="bk-tile__label">Alles</span>' in shown


def test_a_name_is_used_once_per_person_and_may_be_used_by_another(world: World, coordinator: Client) -> None:
    keep(world, "Sibbe")
    keep(world, "Broekhem", subject="EC.own")

    again = coordinator.post(LISTS, {"name": "Sibbe", "lijst": ""})
    assert again.context["form"].errors == {"name": ["U heeft al een lijst met deze naam. Kies een andere naam."]}
    assert coordinator.post(LISTS, {"name": "Broekhem", "lijst": ""}).status_code == 302


def test_a_list_gets_another_name_and_a_place_on_mijn_werk(world: World, coordinator: Client) -> None:
    view = keep(world, "Sibbe")

    coordinator.post(f"{LISTS}{view.pk}/", {"name": "Sibbe en omgeving", "is_pinned": "on"})

    view.refresh_from_db()
    assert (view.name, view.is_pinned, view.query) == ("Sibbe en omgeving", True, "tab=mij")


def test_throwing_away_asks_first(world: World, coordinator: Client) -> None:
    view = keep(world, "Sibbe")
    address = f"{LISTS}{view.pk}/weg/"

    assert "Deze lijst weggooien?" in coordinator.get(address).content.decode()
    assert SavedView.objects.count() == 1
    for _ in range(2):
        assert coordinator.post(address).headers["Location"] == LISTS
    assert SavedView.objects.count() == 0


@pytest.mark.parametrize("what", ["", "weg/"])
def test_the_list_of_a_colleague_does_not_exist(world: World, coordinator: Client, what: str) -> None:
    view = keep(world, "Van een ander", subject="EC.own")

    assert coordinator.get(f"{LISTS}{view.pk}/{what}").status_code == 404
    coordinator.post(f"{LISTS}{view.pk}/{what}", {"name": "Gekaapt"})
    view.refresh_from_db()
    assert view.name == "Van een ander"
    assert "Van een ander" not in coordinator.get("/initiatieven/").content.decode()


def test_no_more_fit_on_mijn_werk_than_one_can_overlook(world: World, coordinator: Client) -> None:
    for number in range(MOST_PINNED):
        keep(world, f"Lijst {number}", is_pinned=True)

    answer = coordinator.post(LISTS, {"name": "Nog een", "is_pinned": "on"})

    assert answer.context["form"].errors == {"is_pinned": ["Op Mijn werk passen 6 lijsten. Haal er eerst een af."]}


@pytest.mark.parametrize(
    "posted",
    [
        {"name": ""}, {"name": "x" * 61}, {"name": "\x00"}, {},
    ],
)  # fmt: skip
def test_a_name_that_cannot_be_is_refused_with_a_sentence(
    world: World, coordinator: Client, posted: dict[str, Any]
) -> None:
    answer = coordinator.post(LISTS, posted)

    assert answer.status_code == 200
    assert answer.context["form"].errors.keys() == {"name"}


@pytest.mark.parametrize("query", ["kern=999999", "tab=oud", "x" * 1000, "kern=%00", "%%%&&=="])
def test_a_list_whose_filter_no_longer_exists_still_opens(world: World, coordinator: Client, query: str) -> None:
    keep(world, "Oud", query, is_pinned=True)

    assert coordinator.get("/werk/").status_code == 200
    assert coordinator.get(f"/initiatieven/?{query}").status_code == 200


def test_mijn_werk_costs_the_same_for_one_initiative_and_for_thirty(world: World, coordinator: Client) -> None:
    keep(world, "Alles", "tab=alles", is_pinned=True)
    world.known_to_all(Status.SUBMITTED)
    coordinator.get("/werk/")
    with CaptureQueriesContext(connection) as one:
        coordinator.get("/werk/")
    for _ in range(29):
        world.known_to_all(Status.SUBMITTED)
    with CaptureQueriesContext(connection) as thirty:
        coordinator.get("/werk/")

    assert len(thirty) == len(one)
