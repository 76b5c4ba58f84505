"""A neighbour with a worry and one who wants to join; and somebody with an idea and no name."""

import pytest
from django.core.cache import cache
from django.utils import timezone

from accounts.models import User
from initiatives.models import Initiative, Signal
from initiatives.models.signal import SignalState
from initiatives.statuses import Status
from initiatives.workflow.perform import perform
from tests.initiatives.world import NOW, World
from tests.journeys.conftest import Street, Visitor

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
SCREENS = pytest.mark.parametrize(("width", "scripts"), [(1280, True), (390, True), (1280, False), (390, False)])


class WithoutScripts(Visitor):
    """Somebody whose phone runs no scripts; axe cannot look along."""

    def look(self) -> None:
        """Quiet, and nobody else asked."""
        where = self.page.url
        assert self.noise == [], where
        assert [url for url in self.asked if not url.startswith((self.address, "data:"))] == [], where


def somebody(street: Street, width: int, scripts: bool, user: User | None = None) -> Visitor:
    """At a screen with or without scripts."""
    visitor = street.visitor(width, user)
    if scripts:
        return visitor
    context = street.browser.new_context(
        viewport={"width": width, "height": 900}, locale="nl-NL", java_script_enabled=False
    )
    context.add_cookies([{**cookie} for cookie in visitor.context.cookies()])  # type: ignore[typeddict-item]
    visitor.context.close()
    return WithoutScripts(context, street.server.url, width)


def say(neighbour: Visitor, choice: str, text: str, **answers: str | bool) -> None:
    """From the public page to the thank-you."""
    neighbour.press("Reageren of meedoen")
    neighbour.page.get_by_label(choice, exact=True).check()
    neighbour.fill(text=text, **answers)
    neighbour.press("Verstuur mijn reactie")
    assert "Wij hebben uw reactie." in neighbour.text()


@SCREENS
def test_neighbour_says_a_worry_to_the_coordinator_alone_and_later_reads_what_is_done_with_it(
    street: Street, town: World, width: int, scripts: bool
) -> None:
    cache.clear()
    idea = town.initiative(Status.SUPPORT_CHECK, published_at=NOW, public_summary="Er komt misschien een bank.")
    address = f"/dorpen/{town.kern.slug}/{idea.reference}/"
    neighbour = somebody(street, width, scripts)
    coordinator = somebody(street, width, scripts, town.people["EC.own"])

    neighbour.go(address)
    assert "Wij vragen u als buur" in neighbour.text()
    say(neighbour, "Ik heb een zorg", "Geluid in de avond.")
    neighbour.press("Terug naar Bank bij de kapel")
    say(neighbour, "Ik wil meedoen", "Ik kan timmeren.", may_call=True, name="Mia", phone="06 12 34 56 78")
    assert "De coördinator belt u." in neighbour.text()

    coordinator.go("/signalen/")
    coordinator.press("Geluid in de avond.")
    assert "Deze persoon kunnen wij niet antwoorden" in coordinator.text()
    coordinator.fill(**{"settle-note": "Besproken met de groep."})
    coordinator.press("Afhandelen")
    coordinator.go("/signalen/")
    coordinator.press("Ik kan timmeren.")
    assert "06 12 34 56 78" in coordinator.text()
    coordinator.fill(**{"settle-note": "Gebeld, doet mee."})
    coordinator.press("Afhandelen")
    assert list(Signal.objects.values_list("state", flat=True)) == [SignalState.JOINED] * 2

    idea.refresh_from_db()
    perform("close_support", idea, by=town.actor("BM.lead"), at=timezone.now(), **town.fill_in("close_support"))
    neighbour.go(address)
    told = neighbour.text()
    assert "Wat zei de buurt, en wat doen wij ermee?" in told
    assert "wij kijken na een jaar" in told
    assert [word for word in ("Geluid in de avond", "timmeren", "Mia") if word in told] == []


@SCREENS
def test_somebody_with_an_idea_and_no_name_is_heard_and_it_becomes_an_initiative(
    street: Street, town: World, width: int, scripts: bool
) -> None:
    cache.clear()
    User.objects.filter(pk=town.people["EC.own"].pk).update(phone="043 123 45 67")
    resident = somebody(street, width, scripts)
    coordinator = somebody(street, width, scripts, town.people["EC.own"])

    resident.go("/")
    resident.press("Ik heb een idee")
    resident.page.get_by_label("In welk dorp woont u?").select_option(label="Sibbe")
    resident.press("Toon mijn coördinator")
    assert "043 123 45 67" in resident.text()
    resident.fill(text="Een bank bij de kapel, om uit te rusten.")
    resident.press("Verstuur mijn idee")
    assert "Daarom kunnen wij u geen antwoord geven." in resident.text()

    coordinator.go("/signalen/")
    coordinator.press("Een bank bij de kapel, om uit te rusten.")
    coordinator.press("Wordt een initiatief")
    coordinator.page.get_by_label("geen contact", exact=True).check()
    coordinator.press("Vastleggen")
    number = coordinator.page.locator(".bk-code").first.inner_text()
    made = Initiative.objects.get(reference=number)
    assert (made.title, made.kern_links.get().kern) == ("Een bank bij de kapel, om uit te rusten.", town.kern)
    assert Signal.objects.get().initiative == made
