"""From the kitchen table to the hand-over, at a desk and on a phone."""

from datetime import timedelta

import pytest
from django.utils import timezone

from initiatives.models import Initiative
from initiatives.models.choices import SixQuestions
from tests.initiatives.world import World
from tests.journeys.conftest import Street, Visitor

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


def in_days(days: int) -> str:
    """A day from now as a date box wants it."""
    return (timezone.localdate() + timedelta(days=days)).isoformat()


def log_an_idea(coordinator: Visitor) -> tuple[str, str]:
    """At the kitchen table: number and code from the card."""
    coordinator.go("/werk/")
    coordinator.press("Idee vastleggen")
    coordinator.fill(
        title="Bank bij de kapel", kern="Sibbe", summary="Een bank om uit te rusten.",
        name="contactpersoon van de groep", channel="telefoon", phone="043 601 2345",
    )  # fmt: skip
    coordinator.press("Vastleggen")
    number, code = coordinator.page.locator(".bk-code").all_inner_texts()
    return number, code


def resident_reads(resident: Visitor, number: str, code: str, *sentences: str) -> None:
    """What the status page says now; the session lasts, so number and code are typed once."""
    if resident.page.url == "about:blank":
        resident.go(f"/volg/?nummer={number}")
        resident.fill(code=code)
        resident.press("Bekijk mijn idee")
    else:
        resident.go("/volg/idee/")
    for sentence in sentences:
        assert sentence in resident.text()


def step(person: Visitor, reference: str, button: str, **answers: str | bool) -> None:
    """Open the initiative, choose the action, answer, do it."""
    person.go(f"/initiatieven/{reference}/")
    choice = person.page.locator("main").get_by_role("link", name=button, exact=True).first
    if not choice.is_visible():
        person.page.get_by_text("Wat kan nog meer").click()
    choice.click()
    person.page.wait_for_load_state()
    person.look()
    person.fill(**answers)
    person.press(button)
    assert f"Gedaan: {button}." in person.page.locator("body").inner_text()


@pytest.mark.parametrize("width", [1280, 390])
def test_an_idea_from_the_kitchen_table_is_handed_back_and_the_resident_knows_at_every_step(
    street: Street, town: World, width: int
) -> None:
    people = town.people
    coordinator = street.visitor(width, people["EC.own"])
    desk = street.visitor(width, people["IC"])
    officer = street.visitor(width, town.colleague)
    decider = street.visitor(width, people["DEC.mandate"])
    resident = street.visitor(width)

    number, code = log_an_idea(coordinator)
    resident_reads(resident, number, code, "Bank bij de kapel", "Wij praten met u over uw idee")

    coordinator.go(f"/initiatieven/{number}/bewerken/")
    coordinator.fill(description="Een houten bank naast de kapel.", aim="Ouderen kunnen onderweg zitten.")
    coordinator.fill(initiator_kind="groep inwoners")
    coordinator.page.get_by_label("materiaal of werk").check()
    coordinator.press("Bewaren")
    step(coordinator, number, "Doorzetten")
    resident_reads(resident, number, code, "Uw idee ligt op het gemeentehuis")

    step(desk, number, "Toewijzen", domain=town.domain.name, officer="collega – Welzijn", note="Wil jij kijken?")
    resident_reads(resident, number, code, "Wij hebben een medewerker gevraagd")
    step(desk, number, "Afspraak maken", starts_at=f"{in_days(7)}T19:30", place="het dorpshuis in Sibbe")
    resident_reads(resident, number, code, "het dorpshuis in Sibbe")

    step(officer, number, "Oppakken", no_conflict=True)
    resident_reads(resident, number, code, "Wij bekijken uw idee")
    step(
        officer, number, "Afspraak vastleggen", state="geweest", discussed="De plek.", possible="Ja.",
        needed="Een bank.", who_does_what="De groep vraagt de buren.",
    )  # fmt: skip
    step(
        officer, number, "Buurt vragen", method="handtekeningenlijst: voor, tegen, maakt niet uit",
        area="de huizen rond de kapel", organiser="de groep zelf", can_still_change="De plek.",
        public_text="Er komt misschien een bank.", closes_on=in_days(30),
    )  # fmt: skip
    resident_reads(resident, number, code, "Wij vragen de buurt")
    step(
        officer, number, "Peiling afsluiten", how_informed="Met een brief.", votes_for="12", votes_against="1",
        votes_neutral="3", concerns="Geluid in de avond.", concerns_answer="Wij kijken na een jaar hoe het gaat.",
        conclusion="voldoende steun", reasons="Bijna iedereen is voor.",
    )  # fmt: skip
    resident_reads(resident, number, code, "12 voor")
    six: dict[str, str | bool] = dict.fromkeys(SixQuestions.values, "ja")
    step(officer, number, "Voorleggen voor besluit", advice="Doen.", amount="750,50", source="Kernenbudget", **six)
    resident_reads(resident, number, code, "Wij nemen een besluit")

    step(decider, number, "Akkoord geven", outcome="ja", explanation="De bank komt er. De groep plaatst hem.")
    resident_reads(resident, number, code, "Wij bellen u")
    assert "De bank komt er." not in resident.text()
    step(officer, number, "Initiatiefnemer is ingelicht", how="telefoon")
    resident_reads(resident, number, code, "Ja, uw idee kan doorgaan", "De bank komt er.")

    step(officer, number, "Start uitvoering", who_does_what="De groep plaatst de bank.", starts_on=in_days(10))
    resident_reads(resident, number, code, "Wij zijn bezig")
    step(
        officer, number, "Overdragen (boomerang)", group_contact="de groep", agreements="De groep verft de bank.",
        support_ends_on=in_days(20), check_in_on=in_days(120),
    )  # fmt: skip
    resident_reads(resident, number, code, "U gaat zelf verder")
    step(
        coordinator, number, "Afronden", result="Er staat een bank.", went_well="Snel.", could_be_better="Niets.",
        learned="Vroeg bellen helpt.",
    )  # fmt: skip
    resident_reads(resident, number, code, "Klaar", "Er staat een bank.")

    story = Initiative.objects.get(reference=number).events.order_by("at").values_list("action", flat=True)
    assert [name for name in story if name not in ("issue_code", "edit_content")] == [
        "log", "submit", "assign", "plan_appointment", "accept", "record_appointment", "start_support",
        "close_support", "propose", "approve", "inform_initiator", "start", "hand_over", "complete",
    ]  # fmt: skip
