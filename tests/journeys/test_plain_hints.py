"""An officer writes to a resident and is offered plainer words, with scripts and without; nothing stops them."""

import pytest
from playwright.sync_api import expect

from initiatives.models import InfoRequest
from initiatives.statuses import Status
from tests.initiatives.world import World
from tests.journeys.conftest import Street

pytestmark = pytest.mark.journey
TYPED = "Derhalve bellen wij. Uw idee wordt bekeken."
HINT = "“derhalve” is een moeilijk woord. Gewoner is: daarom, of dus."


def test_officer_sees_hints_while_typing_and_sends_it_all_the_same(town: World, street: Street) -> None:
    initiative = town.initiative(Status.IN_REVIEW)
    officer = street.visitor(1280, town.people["BM.lead"])
    officer.go(f"{initiative.get_absolute_url()}request_info/")
    hints = officer.page.locator("#id_question_taal")
    expect(hints).to_be_hidden()
    expect(officer.page.get_by_role("button", name="Controleer de taal")).to_be_hidden()

    officer.page.get_by_label("Uw vraag aan de bewoner").fill(TYPED)

    expect(hints.get_by_text(HINT)).to_be_visible()
    expect(hints.locator("li")).to_have_count(2)
    officer.look()
    officer.page.get_by_label("Uw vraag aan de bewoner").fill("Waar komt de bank?")
    expect(hints.locator("li")).to_have_count(0)
    officer.page.get_by_label("Uw vraag aan de bewoner").fill(TYPED)
    officer.press("Vraag stellen")
    assert InfoRequest.objects.get().question == TYPED


def test_officer_without_scripts_presses_a_button_for_the_same_hints(town: World, street: Street) -> None:
    initiative = town.initiative(Status.IN_REVIEW)
    officer = street.visitor(390, town.people["BM.lead"], scripts=False)
    officer.page.goto(f"{officer.address}{initiative.get_absolute_url()}request_info/")
    officer.page.get_by_label("Uw vraag aan de bewoner").fill(TYPED)

    officer.page.get_by_role("button", name="Controleer de taal").click()

    expect(officer.page.get_by_text(HINT)).to_be_visible()
    expect(officer.page.get_by_label("Uw vraag aan de bewoner")).to_have_value(TYPED)
    assert InfoRequest.objects.count() == 0
