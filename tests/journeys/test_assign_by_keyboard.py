"""Bringing an initiative to the right desk without touching a mouse."""

import pytest

from initiatives.models import Initiative
from initiatives.statuses import Status
from tests.initiatives.world import World
from tests.journeys.conftest import Street, Visitor

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
# More presses than any page has places to stop at.
LONG_ENOUGH = 80


def tab_to(visitor: Visitor, name: str) -> None:
    """Press Tab until the thing of this name has the focus, and see that it shows."""
    passed: list[str] = []
    for _press in range(LONG_ENOUGH):
        visitor.page.keyboard.press("Tab")
        focus = "document.activeElement"
        here = visitor.page.evaluate(f"{focus}.name || {focus}.textContent.trim()")
        if here == name:
            assert visitor.page.evaluate(f"{focus}.matches(':focus-visible')")
            return
        passed.append(here[:20])
    raise AssertionError(f"{name} is not reached with Tab: {passed}")


def press_enter(visitor: Visitor) -> None:
    """To the page this leads to, and look."""
    with visitor.page.expect_navigation():
        visitor.page.keyboard.press("Enter")
    visitor.look()


@pytest.mark.parametrize("width", [1280, 390])
def test_internal_coordinator_assigns_with_the_keyboard_alone(street: Street, town: World, width: int) -> None:
    waiting = town.initiative(Status.SUBMITTED)
    desk = street.visitor(width, town.people["IC"])
    desk.go(f"/initiatieven/{waiting.reference}/")

    tab_to(desk, "Toewijzen")
    press_enter(desk)
    tab_to(desk, "domain")
    desk.page.keyboard.type(town.domain.name[:12])
    tab_to(desk, "officer")
    desk.page.keyboard.type("collega")
    tab_to(desk, "note")
    desk.page.keyboard.type("Wil jij kijken?")
    tab_to(desk, "submit")
    press_enter(desk)

    assigned = Initiative.objects.get(pk=waiting.pk)
    assert (assigned.status, assigned.officer, assigned.lead_domain) == (Status.ASSIGNED, town.colleague, town.domain)
