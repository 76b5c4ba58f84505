"""The list of initiatives and the kernen: what narrows them, and what an address may hold without harm."""

import re
from datetime import timedelta
from html import unescape
from typing import Any

import pytest
from django.test import Client

from initiatives.statuses import Status
from tests.factories import make_kern, make_kernoverleg, make_user, sign_in
from tests.initiatives.test_staff_pages import read
from tests.initiatives.world import NOW, TODAY, World

# ---- kernen -------------------------------------------------------------------------------------------


def test_a_kern_names_its_people_and_its_kernoverleg(world: World) -> None:
    make_kernoverleg(world.kern, name="Kernoverleg Sibbe", chair_name="Wim", rhythm="elke zes weken")
    make_kernoverleg(world.other_kern, name="Dorpsraad elders")

    page = read(world, "IC", f"/kernen/{world.kern.slug}/")

    assert all(words in page for words in ("EC.own", "KA.own", "Kernoverleg Sibbe", "Wim", "Elke zes weken"))
    assert "EC.other" not in page
    assert "Dorpsraad elders" not in page


def test_whose_role_ended_stands_for_no_kern_any_more(world: World) -> None:
    world.people["KA.own"].role_holdings.update(ends_on=TODAY - timedelta(days=1))

    now, before = read(world, "IC", f"/kernen/{world.kern.slug}/").split("Wie deed dit eerder of later")
    assert ("KA.own" in now, "Hier is nu geen kernambtenaar." in now) == (False, True)
    # Who it was stays known, with the days.
    assert "KA.own" in before
    assert "KA.own" not in read(world, "IC", "/kernen/")


def test_a_kern_that_is_no_longer_in_use_keeps_its_page_and_leaves_the_list(world: World) -> None:
    make_kern("Oud-Valkenburg", slug="oud-valkenburg", archived_on=TODAY)

    assert "Niet meer in gebruik" in read(world, "IC", "/kernen/oud-valkenburg/")
    assert "Oud-Valkenburg" not in read(world, "IC", "/kernen/")


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", {"bank", "tuin"}),
        ("?show=ended", {"feest"}),
        ("?show=all", {"bank", "tuin", "feest"}),
        ("?q=TUIN", {"tuin"}),
        ("?status=completed", {"feest"}),
        ("?ball=officer", {"tuin"}),
        ("?q=100%25", set()),
        ("?show=all&since=2026-11-01", {"tuin"}),
        ("?show=all&until=2026-10-31", {"bank", "feest"}),
        ("?show=all&since=0001-01-01&until=9999-12-31", {"bank", "feest", "tuin"}),
    ],
)
def test_the_list_is_narrowed_by_what_stands_in_the_address(world: World, query: str, found: set[str]) -> None:
    early, late = NOW - timedelta(days=60), NOW - timedelta(days=1)
    world.initiative(Status.SUBMITTED, title="zoek-bank", logged_at=early)
    world.initiative(Status.IN_REVIEW, title="zoek-tuin", logged_at=late)
    world.initiative(Status.COMPLETED, title="zoek-feest", logged_at=early)

    page = read(world, "IC", f"/initiatieven/{query}")

    assert {name for name in ("bank", "tuin", "feest") if f">zoek-{name}<" in page} == found


def test_somebody_without_a_role_has_empty_pages_and_no_errors(world: World) -> None:
    world.initiative(Status.IN_REVIEW)
    client = sign_in(make_user("Nieuw"))

    pages: dict[str, Any] = {address: client.get(address) for address in ("/werk/", "/initiatieven/", "/kernen/")}

    assert {address: page.status_code for address, page in pages.items()} == dict.fromkeys(pages, 200)
    assert Client().get("/werk/").status_code == 302


# ---- whatever an address holds ------------------------------------------------------------------------

CHOICE, DATE = "Selecteer een geldige keuze", "Voer een geldige datum in"


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ("status=verdwenen", CHOICE),
        ("status=%00", ""),
        ("show=alles", ""),
        ("order=password", ""),
        ("order=-created_at", ""),
        ("ball=de+burgemeester", CHOICE),
        ("kern=999999", CHOICE),
        ("kern=Sibbe", CHOICE),
        ("kern=99999999999999999999999999", CHOICE),
        ("kern=-1%00", CHOICE),
        ("domain=999999", CHOICE),
        ("officer=999999", CHOICE),
        ("officer=1%27%20OR%201=1", CHOICE),
        ("since=gisteren", DATE),
        ("since=31-02-2026", DATE),
        ("since=2026-13-01", DATE),
        ("until=99999-01-01", DATE),
        ("until=%00", ""),
        ("q=" + "a" * 101, "Zorg dat deze waarde niet meer dan 100 tekens bevat"),
        ("q=" + "%00" * 5 + "kapel", ""),
        ("q=%F0%9F%8C%B3%25_%5C", ""),
        ("q=%ff%fe", ""),
        ("bladzijde=nul", ""),
        ("bladzijde=0", ""),
        ("bladzijde=-3", ""),
        ("bladzijde=99999999999999999999", ""),
        ("bladzijde=%00", ""),
        ("since=0001-01-01", ""),
        ("until=9999-12-31", ""),
        ("email__startswith=a&logged_by=1&access_code_hash=x", ""),
        ("kern=&status=&q=&since=&until=&domain=", ""),
    ],
)
def test_an_odd_address_gets_a_page_with_a_sentence_and_never_a_fault(world: World, query: str, sentence: str) -> None:
    world.initiative(Status.IN_REVIEW)

    page = read(world, "IC", f"/initiatieven/?{query}")

    assert sentence in page


def test_a_filter_that_nobody_offers_changes_nothing(world: World) -> None:
    initiative = world.initiative(Status.IN_REVIEW)

    for query in ("title__startswith=Z", "officer__email__startswith=a", "is_confidential=1", "pk=0"):
        assert initiative.key in read(world, "IC", f"/initiatieven/?{query}"), query


def test_what_was_typed_in_a_filter_is_still_there(world: World) -> None:
    page = read(world, "IC", "/initiatieven/?q=bankje&since=gisteren")

    assert 'value="bankje"' in page
    assert 'value="gisteren"' in page


@pytest.mark.parametrize("slug", ["verdwenen", "Sibbe%00", "..", "a" * 300])
def test_a_kern_that_is_not_there_is_not_found(world: World, slug: str) -> None:
    assert sign_in(world.people["IC"]).get(f"/kernen/{slug}/").status_code == 404


def test_long_lists_come_in_pages_with_the_filters_in_their_addresses(world: World) -> None:
    for n in range(26):
        world.initiative(Status.IN_REVIEW, title=f"bank {n}")

    first = read(world, "IC", "/initiatieven/?q=bank&order=oldest")
    (address,) = re.findall(r'rel="next" href="([^"]+)"', first)
    second = read(world, "IC", "/initiatieven/" + unescape(address))

    assert address.startswith("?q=bank&amp;order=oldest&amp;bladzijde=na-")
    assert first.count("bk-table__title") == 25
    assert "1 tot en met 25 van 26" in first
    assert "26 tot en met 26 van 26" in second
    assert second.count("bk-table__title") == 1
