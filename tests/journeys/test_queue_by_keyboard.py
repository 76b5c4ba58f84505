"""The internal coordinator works through her queue without a mouse, on a desk and on a phone."""

from datetime import timedelta

import pytest
from django.utils import timezone

from initiatives.models import Event, Follow
from initiatives.statuses import Status
from tests.initiatives.world import World
from tests.journeys.conftest import Street, Visitor

pytestmark = pytest.mark.journey
TITLES = ["Bank bij de kapel", "Moestuin", "Speeltuin"]


@pytest.fixture
def queue(town: World) -> World:
    """Three ideas at the town hall, the first runs out first."""
    for number, title in enumerate(TITLES):
        town.initiative(Status.SUBMITTED, title=title, due_on=timezone.localdate() + timedelta(days=number + 1))
    return town


def tab_to(visitor: Visitor, css: str, *, nth: int = 0) -> None:
    """With the Tab key alone; fails when it is never reached."""
    wanted = visitor.page.locator(css).nth(nth)
    for _ in range(80):
        if wanted.evaluate("element => element === document.activeElement"):
            return
        visitor.page.keyboard.press("Tab")
    raise AssertionError(f"{css} is not reached with the Tab key")


def press(visitor: Visitor, key: str) -> None:
    """A key that leads to another page."""
    with visitor.page.expect_navigation():
        visitor.page.keyboard.press(key)
    visitor.look()


@pytest.mark.parametrize("width", [1280, 390])
def test_coordinator_opens_sends_back_and_goes_on_to_the_next_with_the_keyboard(
    street: Street, queue: World, width: int
) -> None:
    visitor = street.visitor(width, queue.people["IC"])
    visitor.go("/initiatieven/?tab=mij")

    tab_to(visitor, ".bk-table__open")
    press(visitor, "Enter")
    assert "1 van 3" in visitor.text()
    tab_to(visitor, "nav.bk-queue [rel=next]")
    press(visitor, "Enter")
    assert "2 van 3" in visitor.text()
    visitor.page.locator("summary", has_text="Wat kan nog meer").click()
    tab_to(visitor, "main a[href*='/send_back/']")
    press(visitor, "Enter")
    tab_to(visitor, "[name=reason]")
    visitor.page.keyboard.type("Bel eerst met de groep.")
    tab_to(visitor, "button[name=volgende]")
    press(visitor, "Enter")

    assert "Speeltuin" in visitor.text()
    assert "2 van 2" in visitor.text()
    assert Event.objects.filter(action="send_back").count() == 1


@pytest.mark.parametrize("width", [1280, 390])
def test_coordinator_ticks_previews_and_follows_many_with_the_keyboard(
    street: Street, queue: World, width: int
) -> None:
    visitor = street.visitor(width, queue.people["IC"])
    visitor.go("/initiatieven/?tab=mij")

    tab_to(visitor, "[data-bk-choose=all]")
    visitor.page.keyboard.press("Enter")
    tab_to(visitor, "[name=gekozen]", nth=1)
    visitor.page.keyboard.press("Space")
    visitor.page.locator("button[value=follow]").focus()
    press(visitor, "Enter")
    assert "2 initiatieven → Volgen" in visitor.text()
    tab_to(visitor, "main form button[type=submit]")
    press(visitor, "Enter")

    assert Follow.objects.count() == 2
    assert visitor.page.locator("[name=gekozen]:checked").count() == 2


def test_shortcuts_do_nothing_until_somebody_switches_them_on(street: Street, queue: World) -> None:
    visitor = street.visitor(1280, queue.people["IC"])
    visitor.go("/initiatieven/?tab=mij")
    focused = "document.activeElement.textContent"

    visitor.page.keyboard.press("j")
    assert visitor.page.evaluate("document.activeElement.tagName") == "BODY"
    visitor.page.locator("summary", has_text="Sneltoetsen").click()
    visitor.page.get_by_label("Sneltoetsen aan op dit apparaat").check()
    visitor.look()
    visitor.go("/initiatieven/?tab=mij")
    for key, title in (("j", TITLES[0]), ("j", TITLES[1]), ("k", TITLES[0]), ("j", TITLES[1])):
        visitor.page.keyboard.press(key)
        assert visitor.page.evaluate(focused) == title
    visitor.page.keyboard.press("x")
    assert visitor.page.locator("[name=gekozen]:checked").count() == 1
    press(visitor, "o")

    assert "2 van 3" in visitor.text()
