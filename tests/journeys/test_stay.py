"""Who is writing stays in; who does nothing is asked in time, and can put it off with one button."""

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from initiatives.deeds.access import issue_code
from initiatives.statuses import Status
from tests.initiatives.world import NOW, World
from tests.journeys.conftest import Street, Visitor

pytestmark = pytest.mark.journey
ASKED = "Bent u er nog?"


def sit(visitor: Visitor, path: str) -> Page:
    """Somebody opens a page; its clock is ours from then on."""
    visitor.page.clock.install()
    visitor.go(path)
    return visitor.page


def wait(page: Page, minutes: int) -> None:
    """So long nothing is done; the clock strikes once, as after a sleep."""
    page.clock.fast_forward(minutes * 60_000)


def be_busy_elsewhere(page: Page) -> None:
    """Another page of this person was opened just now."""
    page.evaluate(f"new BroadcastChannel('bk-seen {reverse('stay')}').postMessage(Date.now())")


def asked_to_stay(visitor: Visitor, name: str = "stay") -> int:
    return len([url for url in visitor.asked if url.endswith(reverse(name))])


def test_a_coordinator_who_does_nothing_is_asked_two_minutes_before_and_stays(town: World, street: Street) -> None:
    coordinator = street.visitor(390, town.people["EC.own"])
    page = sit(coordinator, reverse("intake"))
    wait(page, 11)
    expect(page.get_by_text(ASKED)).to_be_hidden()
    wait(page, 2)
    expect(page.get_by_text(ASKED)).to_be_visible()
    coordinator.look()
    page.locator("#id_title").focus()
    page.get_by_role("button", name="Ja, ik ben er nog").click()
    expect(page.get_by_text(ASKED)).to_be_hidden()
    assert asked_to_stay(coordinator) == 1
    # Back where one was.
    expect(page.locator("#id_title")).to_be_focused()
    wait(page, 15)
    expect(page.get_by_text("Schreef u iets? Verstuur het gewoon")).to_be_visible()
    coordinator.look()


def test_a_coordinator_who_is_writing_is_not_disturbed(town: World, street: Street) -> None:
    coordinator = street.visitor(1280, town.people["EC.own"])
    page = sit(coordinator, reverse("intake"))
    for _ in range(5):
        page.locator("#id_title").press_sequentially("bank ")
        with page.expect_response(lambda answer: answer.url.endswith(reverse("stay"))):
            wait(page, 6)
        expect(page.get_by_text(ASKED)).to_be_hidden()


def test_another_page_of_the_same_person_keeps_this_one_open(town: World, street: Street) -> None:
    coordinator = street.visitor(1280, town.people["EC.own"])
    page = sit(coordinator, reverse("intake"))
    wait(page, 13)
    expect(page.get_by_text(ASKED)).to_be_visible()
    be_busy_elsewhere(page)
    wait(page, 1)
    expect(page.get_by_text(ASKED)).to_be_hidden()


def test_a_day_that_ends_is_said_five_minutes_before(town: World, street: Street) -> None:
    coordinator = street.visitor(390, town.people["EC.own"])
    page = sit(coordinator, reverse("intake"))
    wait(page, 7 * 60 + 54)
    expect(page.get_by_text("U bent uitgelogd.")).to_be_visible()
    # Somewhere else one was busy all day.
    be_busy_elsewhere(page)
    wait(page, 2)
    expect(page.get_by_text("U bent al lang ingelogd.")).to_be_visible()
    coordinator.look()


def test_a_resident_is_asked_the_same_in_plain_words(town: World, street: Street) -> None:
    initiative = town.initiative(Status.INFO_REQUESTED)
    code = issue_code(initiative, by=town.people["IC"], at=NOW)
    resident = street.visitor(390)
    page = sit(resident, f"{reverse('status_sign_in')}?nummer={initiative.reference}")
    resident.fill(code=code)
    resident.press("Bekijk mijn idee")
    wait(page, 28)
    expect(page.get_by_text("Binnen twee minuten gaat deze pagina dicht.")).to_be_visible()
    resident.look()
    page.get_by_role("button", name="Ja, ik ben er nog").click()
    expect(page.get_by_text(ASKED)).to_be_hidden()
    assert asked_to_stay(resident, "status_stay") == 1


def test_a_page_that_closed_meanwhile_says_so(town: World, street: Street) -> None:
    coordinator = street.visitor(390, town.people["EC.own"])
    page = sit(coordinator, reverse("intake"))
    coordinator.context.clear_cookies()
    wait(page, 13)
    page.get_by_role("button", name="Ja, ik ben er nog").click()
    expect(page.get_by_text("U bent uitgelogd.")).to_be_visible()


def test_without_a_network_it_is_asked_again_and_not_without_end(town: World, street: Street) -> None:
    coordinator = street.visitor(390, town.people["EC.own"])
    page = sit(coordinator, reverse("intake"))
    page.route(f"**{reverse('stay')}", lambda route: route.abort())
    page.locator("#id_title").press_sequentially("bank")
    wait(page, 2)
    for _ in range(3):
        with page.expect_event("requestfailed"):
            wait(page, 3)
    assert asked_to_stay(coordinator) <= 3
    page.unroute(f"**{reverse('stay')}")
    with page.expect_response(lambda answer: answer.url.endswith(reverse("stay"))):
        wait(page, 1)
    expect(page.get_by_text(ASKED)).to_be_hidden()
