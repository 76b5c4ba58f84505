"""A neighbour answers with a letter, without one and on paper, worries, joins in, and reads what came of it."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.cache import cache
from django.utils import timezone

from accounts.models import User
from initiatives.deeds.support import say
from initiatives.deeds.support_codes import find_code, make_codes
from initiatives.models import Initiative, Signal, SupportCheck
from initiatives.models.choices import SupportMethod
from initiatives.models.signal import SignalState
from initiatives.models.tally import Votes, count
from initiatives.statuses import Status
from initiatives.workflow.action import Actor
from initiatives.workflow.perform import perform
from tests.house.resident_texts import dutch_of_ours
from tests.initiatives.world import NOW, World
from tests.journeys.conftest import Street, Visitor

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
SCREENS = pytest.mark.parametrize(("width", "scripts"), [(1280, True), (390, True), (1280, False), (390, False)])
PAGE, LETTER, LIST = SupportMethod.PAGE, SupportMethod.LETTER, SupportMethod.LIST


def ask(town: World) -> SupportCheck:
    """Forty households got a letter, and everybody else may answer on the website."""
    cache.clear()
    idea = town.initiative(Status.SUPPORT_CHECK, published_at=NOW, public_summary="Er komt misschien een bank.")
    check = idea.support_checks.get()
    check.entries.all().delete()
    check.ways, check.households = [LETTER, PAGE, LIST], 40
    check.public_text, check.what_changes = "Een bank bij de kapel.", "Er zit soms iemand voor uw raam."
    check.can_still_change, check.closes_on = "De plek van de bank.", timezone.localdate() + timedelta(days=10)
    check.save()
    return check


def answer(neighbour: Visitor, said: str, why: str = "", **more: str) -> None:
    """The form, sent, and thanked for."""
    neighbour.page.get_by_label(said, exact=True).check()
    neighbour.fill(why=why, **more)
    neighbour.press("Verstuur mijn antwoord")
    told = neighbour.text()
    assert [mark for mark in ("Wij hebben uw antwoord.", said, why) if mark not in told] == []


@SCREENS
def test_a_neighbour_answers_with_the_code_of_a_letter_and_the_same_letter_on_paper_counts_once(
    street: Street, town: World, width: int, scripts: bool
) -> None:
    check, coordinator = ask(town), Actor(user=town.people["IC"])
    (letter,) = make_codes(check, number=1, by=coordinator, at=timezone.now(), form_key=uuid4())
    typed = letter.lower().replace("-", " ")
    neighbour = street.visitor(width, scripts=scripts)
    neighbour.go("/buurt/")
    neighbour.fill(code="AAAAA AAAAA")
    neighbour.press("Verder")
    assert "Wij kennen deze code niet." in neighbour.text()
    neighbour.fill(code=typed)
    neighbour.press("Verder")
    assert "Er zit soms iemand voor uw raam." in neighbour.text()
    assert neighbour.page.locator("[name=code]").input_value() == typed
    answer(neighbour, "Ik ben tegen", "Te dicht bij mijn raam.")
    assert [url for url in neighbour.asked if letter[:5].lower() in url.lower()] == []
    assert count(check).per_way == {LETTER: Votes(con=1)}
    # The same letter comes in on paper as well; a colleague types it over.
    say(
        check, code=find_code(letter, check=check), answer="for", why="", way=LETTER, place="balie",
        by=coordinator.user, given_on=timezone.localdate(), at=timezone.now(), form_key=uuid4(),
    )  # fmt: skip
    assert count(check).per_way == {LETTER: Votes(pro=1)}


@SCREENS
def test_a_neighbour_without_a_letter_answers_changes_it_with_the_code_and_reads_what_came_of_it(
    street: Street, town: World, width: int, scripts: bool
) -> None:
    check = ask(town)
    neighbour = street.visitor(width, scripts=scripts)
    neighbour.go(f"/dorpen/{town.kern.slug}/{check.initiative.reference}/")
    neighbour.press("Lees meer en geef uw mening")
    assert neighbour.context.cookies() == []
    neighbour.press("Ik geef mijn antwoord")
    neighbour.press("Verstuur mijn antwoord")
    assert "Kies: voor, tegen, of het maakt mij niet uit." in neighbour.text()
    answer(neighbour, "Ik ben voor")
    code = neighbour.page.locator(".bk-code").inner_text()
    neighbour.page.reload()
    assert code not in neighbour.text()
    later = street.visitor(width, scripts=scripts)
    come_with(later, code)
    answer(later, "Het maakt mij niet uit", "Toch maar.")
    assert count(check).per_way == {PAGE: Votes(neutral=1)}

    close(town, check)
    later.press("Terug naar Bank bij de kapel")
    told = later.text()
    marks = ("1 van 40 huishoudens gaf antwoord.", "0 voor, 0 tegen, 1 maakt het niet uit", "De bank komt verder")
    assert [mark for mark in marks if mark not in told] == []
    assert [word for word in ("Toch maar", "%") if word in told] == []
    come_with(later, code)
    assert "Wat zei de buurt, en wat doen wij ermee?" in later.text()


def come_with(neighbour: Visitor, code: str) -> None:
    """At the short address."""
    neighbour.go("/buurt/")
    neighbour.fill(code=code)
    neighbour.press("Verder")


def close(town: World, check: SupportCheck) -> None:
    """It is over."""
    idea = Initiative.objects.get(pk=check.initiative_id)
    inputs = town.fill_in("close_support") | {"summary": "De bank komt verder van de weg."}
    perform("close_support", idea, by=town.actor("BM.lead"), at=timezone.now(), **inputs)


@SCREENS
def test_neighbour_says_a_worry_to_the_coordinator_alone_and_later_reads_what_is_done_with_it(
    street: Street, town: World, width: int, scripts: bool
) -> None:
    check = ask(town)
    address = f"/dorpen/{town.kern.slug}/{check.initiative.reference}/"
    neighbour = street.visitor(width, scripts=scripts)
    coordinator = street.visitor(width, town.people["EC.own"], scripts=scripts)

    neighbour.go(f"{address}buurt/")
    neighbour.press("Ik heb een zorg")
    neighbour.fill(text="Geluid in de avond.")
    neighbour.press("Verstuur mijn reactie")
    assert "Wij hebben uw reactie." in neighbour.text()
    neighbour.press("Terug naar Bank bij de kapel")
    neighbour.press("Ik wil meedoen")
    neighbour.fill(text="Ik kan timmeren.", may_call=True, name="Mia", phone="06 12 34 56 78")
    neighbour.press("Verstuur mijn reactie")
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

    town.count(check.initiative, pro=3, con=1, neutral=0)
    close(town, check)
    neighbour.go(address)
    told = neighbour.text()
    assert "Wat zei de buurt, en wat doen wij ermee?" in told
    assert "De bank komt verder van de weg." in told
    assert [word for word in ("Geluid in de avond", "timmeren", "Mia") if word in told] == []


@pytest.mark.parametrize("width", [1280, 390])
def test_neighbour_reads_the_question_answers_and_reads_the_result_in_english(
    street: Street, town: World, width: int
) -> None:
    check = ask(town)
    here = f"/en/dorpen/{town.kern.slug}/{check.initiative.reference}/buurt/"
    neighbour = street.visitor(width)
    neighbour.go(here)
    pages = [neighbour.page.locator("body").inner_text()]
    neighbour.press("Give my answer")
    pages.append(neighbour.page.locator("body").inner_text())
    neighbour.page.get_by_label("I am for it", exact=True).check()
    neighbour.press("Send my answer")
    pages.append(neighbour.page.locator("body").inner_text())
    neighbour.go("/en/buurt/")
    pages.append(neighbour.page.locator("body").inner_text())
    close(town, check)
    neighbour.go(here)
    pages.append(neighbour.page.locator("body").inner_text())
    marks = (
        "You stay unknown",
        "What do you think",
        "We have your answer.",
        "Do you have a code from us?",
        "1 for, 0 against",
    )
    assert [mark for mark, page in zip(marks, pages, strict=True) if mark not in page] == []
    assert [
        (mark, said) for mark, page in zip(marks, pages, strict=True) for said in dutch_of_ours() if said in page
    ] == []


@SCREENS
def test_somebody_with_an_idea_and_no_name_is_heard_and_it_becomes_an_initiative(
    street: Street, town: World, width: int, scripts: bool
) -> None:
    cache.clear()
    User.objects.filter(pk=town.people["EC.own"].pk).update(phone="043 123 45 67")
    resident = street.visitor(width, scripts=scripts)
    coordinator = street.visitor(width, town.people["EC.own"], scripts=scripts)

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
