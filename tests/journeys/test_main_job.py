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
    for more in ("Wat kan nog meer", "Bijhouden en vertellen"):
        folded = person.page.get_by_text(more)
        if folded.count() and not choice.is_visible():
            folded.click()
    choice.click()
    person.page.wait_for_load_state()
    person.look()
    person.fill(**answers)
    person.press(button)
    assert f"Gedaan: {button}." in person.page.locator("body").inner_text()


class Cast:
    """Everybody in the story, each at a screen of their own, and the resident's number and code."""

    def __init__(self, street: Street, town: World, width: int) -> None:
        self.town = town
        self.coordinator = street.visitor(width, town.people["EC.own"])
        self.desk = street.visitor(width, town.people["IC"])
        self.officer = street.visitor(width, town.colleague)
        self.decider = street.visitor(width, town.people["DEC.mandate"])
        self.resident = street.visitor(width)
        self.number, self.code = log_an_idea(self.coordinator)

    def resident_reads(self, *sentences: str) -> None:
        """What the status page says now."""
        resident_reads(self.resident, self.number, self.code, *sentences)

    def step(self, person: Visitor, button: str, **answers: str | bool) -> None:
        """Somebody does something to this idea."""
        step(person, self.number, button, **answers)


def comes_to_the_right_desk(cast: Cast) -> None:
    """From the card to the officer, with an appointment in the evening."""
    cast.resident_reads("Bank bij de kapel", "Wij praten met u over uw idee")
    cast.coordinator.go(f"/initiatieven/{cast.number}/bewerken/")
    cast.coordinator.fill(description="Een houten bank naast de kapel.", aim="Ouderen kunnen onderweg zitten.")
    cast.coordinator.fill(initiator_kind="groep inwoners")
    cast.coordinator.page.get_by_label("materiaal of werk").check()
    cast.coordinator.press("Bewaren")
    cast.step(cast.coordinator, "Doorzetten")
    cast.resident_reads("Uw idee ligt op het gemeentehuis")
    domain = cast.town.domain.name
    cast.step(
        cast.desk, "Toewijzen", domain=domain, officer=f"collega – {domain} · geen open werk", note="Wil jij kijken?"
    )
    cast.resident_reads("Wij hebben een medewerker gevraagd")
    cast.step(cast.desk, "Afspraak maken of verzetten", starts_at=f"{in_days(7)}T19:30", place="het dorpshuis in Sibbe")
    cast.resident_reads("het dorpshuis in Sibbe")
    cast.step(cast.officer, "Oppakken", no_conflict=True)
    cast.resident_reads("Wij bekijken uw idee")


def is_talked_about_with_the_neighbours(cast: Cast) -> None:
    """What was agreed, and what the neighbourhood says."""
    cast.step(
        cast.officer, "Gesprek vastleggen", state="geweest", discussed="De plek.", possible="Ja.",
        needed="Een bank.", agreed_1="De groep vraagt de buren.", agreed_1_by="de bewoner", agreed_1_on=in_days(14),
    )  # fmt: skip
    cast.step(
        cast.officer, "Buurt vragen", ways="papieren lijst: voor, tegen, maakt niet uit",
        area="de huizen rond de kapel", organiser="de groep zelf", how_informed="Met een brief.",
        public_text="Er komt misschien een bank.", what_changes="Er zit soms iemand.",
        can_still_change="De plek.", closes_on=in_days(30),
    )  # fmt: skip
    cast.resident_reads("Wij vragen de buurt")
    cast.officer.go(f"/initiatieven/{cast.number}/buurt/invoeren/lijst/")
    cast.officer.fill(place="de Kapelstraat", votes_for="12", votes_against="1", votes_neutral="3")
    cast.officer.press("Opslaan en klaar")
    cast.step(
        cast.officer, "Peiling afsluiten", how_informed="Met een brief.", summary="Bijna iedereen is voor.",
        conclusion="voldoende steun", reasons="Bijna iedereen is voor.",
    )  # fmt: skip
    cast.resident_reads("12 voor")


def is_decided(cast: Cast) -> None:
    """The resident hears it from a person before it can be read."""
    six: dict[str, str | bool] = dict.fromkeys(SixQuestions.values, "ja")
    cast.step(cast.officer, "Voorleggen voor besluit", advice="Doen.", amount="750,50", source="Kernenbudget", **six)
    cast.resident_reads("Wij nemen een besluit")
    cast.step(cast.decider, "Akkoord geven", outcome="ja", explanation="De bank komt er. De groep plaatst hem.")
    cast.resident_reads("Wij bellen u")
    assert "De bank komt er." not in cast.resident.text()
    cast.step(cast.officer, "Initiatiefnemer is ingelicht", how="telefoon")
    cast.resident_reads("Ja, uw idee kan doorgaan", "De bank komt er.")


def is_done_and_handed_back(cast: Cast) -> None:
    """The boomerang."""
    cast.step(cast.officer, "Start uitvoering", who_does_what="De groep plaatst de bank.", starts_on=in_days(10))
    cast.resident_reads("Wij zijn bezig")
    cast.step(
        cast.officer, "Overdragen (boomerang)", group_contact="de groep", agreements="De groep verft de bank.",
        support_ends_on=in_days(20), check_in_on=in_days(120),
    )  # fmt: skip
    cast.resident_reads("U gaat zelf verder")
    cast.step(
        cast.coordinator, "Afronden", result="Er staat een bank.", went_well="Snel.", could_be_better="Niets.",
        learned="Vroeg bellen helpt.",
    )  # fmt: skip
    cast.resident_reads("Klaar", "Er staat een bank.")


@pytest.mark.parametrize("width", [1280, 390])
def test_an_idea_from_the_kitchen_table_is_handed_back_and_the_resident_knows_at_every_step(
    street: Street, town: World, width: int
) -> None:
    cast = Cast(street, town, width)

    comes_to_the_right_desk(cast)
    is_talked_about_with_the_neighbours(cast)
    is_decided(cast)
    is_done_and_handed_back(cast)

    story = Initiative.objects.get(reference=cast.number).events.order_by("at").values_list("action", flat=True)
    assert [name for name in story if name not in ("issue_code", "edit_content")] == [
        "log", "submit", "assign", "plan_appointment", "accept", "record_appointment", "start_support", "enter_support",
        "close_support", "propose", "approve", "inform_initiator", "start", "hand_over", "complete",
    ]  # fmt: skip
