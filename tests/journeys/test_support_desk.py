"""Colleagues ask the neighbourhood: the start, letters and a list, what comes back, a worry answered, and the end."""

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.utils import timezone

from initiatives.models import Initiative, SupportCheck
from initiatives.models.choices import SupportMethod
from initiatives.models.tally import Votes, count
from initiatives.statuses import Status
from tests.initiatives.world import NOW, World
from tests.journeys.conftest import Street, Visitor

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
WIDTHS = pytest.mark.parametrize("width", [1280, 390])
WAYS = (SupportMethod.LETTER, SupportMethod.LIST, SupportMethod.MEETING)
HEARD = {
    SupportMethod.LETTER: Votes(pro=1),
    SupportMethod.LIST: Votes(pro=9, con=2, neutral=1),
    SupportMethod.MEETING: Votes(pro=12, con=3),
}


def start(desk: Visitor, idea: Initiative) -> SupportCheck:
    """What is asked, of whom, in three ways; what counts as enough stands above it."""
    desk.go(f"/initiatieven/{idea.key}/start_support/")
    assert "Wat hier als genoeg telt" in desk.text()
    for way in WAYS:
        desk.page.locator(f"main [name=ways][value={way}]").check()
    desk.fill(
        area="de Kapelstraat", households="40", households_source="CBS 2026", organiser="de gemeente",
        how_informed="brief en poster", public_text="Een bank bij de kapel.", when_planned="in het voorjaar",
        what_changes="Er zit soms iemand voor uw raam.", can_still_change="de plek",
        closes_on=(timezone.localdate() + timedelta(days=30)).isoformat(),
    )  # fmt: skip
    desk.page.locator("main form.utrecht-form [type=submit], main form [name=submit]").first.click()
    desk.page.wait_for_load_state()
    desk.look()
    return idea.support_checks.get()


def print_letters(desk: Visitor, idea: Initiative) -> str:
    """Two letters, shown once; the code of the first."""
    desk.press("Brieven met codes")
    desk.fill(number="2")
    desk.press("Brieven maken en afdrukken")
    code = desk.page.locator(".bk-paper__code").first.inner_text()
    desk.press("Klaar, of mislukt")
    assert code not in desk.text()
    desk.press("Terug naar De buurt")
    return code


def enter(desk: Visitor, button: str, **typed: str | bool) -> None:
    """One sheet, room or letter, and back to the count."""
    desk.press(button)
    desk.fill(**typed)
    desk.press("Opslaan en klaar")
    assert desk.page.locator("h1").inner_text() == "De buurt"


def worry(desk: Visitor) -> None:
    """Written down without a name, and answered."""
    desk.press("Zorg noteren")
    desk.fill(wording="Er is zorg over geluid in de avond.")
    desk.press("Zorg noteren")
    desk.page.locator("main a", has_text="Zorg beantwoorden").first.click()
    desk.page.wait_for_load_state()
    desk.fill(answer="De bank staat ver van de huizen.", changed="De plek.")
    desk.press("Zorg beantwoorden")
    assert "De bank staat ver van de huizen." in desk.text()


@WIDTHS
def test_officer_asks_a_street_in_three_ways_enters_what_comes_back_and_closes(
    street: Street, town: World, width: int
) -> None:
    cache.clear()
    idea = town.initiative(
        Status.IN_REVIEW, title="Bank bij de kapel", published_at=NOW, public_summary="Er komt misschien een bank."
    )
    desk = street.visitor(width, town.people["BM.lead"])
    check = start(desk, idea)
    assert desk.page.url.endswith(f"/initiatieven/{idea.key}/buurt/")

    code = print_letters(desk, idea)
    enter(desk, "Papieren lijst", place="Dorpshuis", votes_for="9", votes_against="2", votes_neutral="1")
    enter(
        desk, "Telling in een zaal", place="Bewonersavond", votes_for="12", votes_against="3", votes_neutral="0",
        reached="16", teller_1="secretaris", teller_2="penningmeester",
    )  # fmt: skip
    enter(desk, "Papieren lijst", place="Verkeerde lijst", votes_for="99", votes_against="0", votes_neutral="0")
    enter(desk, "Brief op papier terug", code=code, answer="Voor")

    # One list was of another street.
    desk.page.locator("main a", has_text="Doorhalen: Verkeerde lijst").click()
    desk.page.wait_for_load_state()
    desk.fill(struck_because="Die lijst was van een andere straat.")
    desk.press("Telling doorhalen")
    assert count(check).per_way == HEARD
    assert "28 van 40 huishoudens gaven antwoord." in desk.text()

    worry(desk)
    desk.press("Peiling afsluiten")
    assert "De bank staat ver van de huizen." in desk.text()
    desk.fill(
        summary="De buurt wil de bank. Wij kiezen een andere plek.", conclusion="voldoende steun",
        reasons="Veel mensen zijn voor.",
    )  # fmt: skip
    desk.press("Peiling afsluiten")
    check.refresh_from_db()
    assert (check.conclusion, check.closed_at is None) == ("enough", False)


@WIDTHS
def test_the_page_of_an_initiative_leads_colleagues_to_the_neighbourhood_by_one_button(
    street: Street, town: World, width: int
) -> None:
    idea = town.initiative(Status.SUPPORT_CHECK, title="Bank bij de kapel")
    desk = street.visitor(width, town.people["EC.own"])
    desk.go(idea.get_absolute_url())
    desk.press("De buurt")
    assert desk.page.locator("h1").inner_text() == "De buurt"
    links = [desk.page.get_by_role("link", name=name, exact=True) for name in ("Papieren lijst", "Zorg noteren")]
    assert [link.count() for link in links] == [1, 1]
