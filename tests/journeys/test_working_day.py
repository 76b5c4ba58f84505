"""A day at four desks: the coordinator in the kernen, the one in the town hall, an officer and a kernambtenaar."""

import pytest

from initiatives.models import Initiative, Referral, Task
from initiatives.models.choices import ReferralKind
from initiatives.relations import Relation
from initiatives.statuses import Status
from tests.initiatives.world import NOW, TODAY, World
from tests.journeys.conftest import Street
from tests.journeys.test_main_job import in_days, step

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
WIDTHS = pytest.mark.parametrize("width", [1280, 390])


@WIDTHS
def test_external_coordinator_refers_a_quarrel_keeps_a_draft_and_ticks_a_call(
    street: Street, town: World, width: int
) -> None:
    idea = town.initiative(Status.EXPLORING)
    Task.objects.create(
        initiative=idea, kind="call", title="contactpersoon: telefoon", text_ready="Uw idee heeft een nummer.",
        for_function=Relation.EXTERNAL_COORDINATOR, due_on=TODAY, created_at=NOW,
    )  # fmt: skip
    coordinator = street.visitor(width, town.people["EC.own"])

    coordinator.go("/initiatieven/nieuw/")
    coordinator.page.get_by_text("Nee, het is iets anders").click()
    coordinator.page.locator("[name=kind][value=mediation]").check()
    coordinator.press("Verder met doorverwijzen")
    assert coordinator.page.locator("main textarea").count() == 0
    coordinator.fill(receiver="buurtbemiddeling")
    coordinator.page.locator("main form button[type=submit]").first.click()
    coordinator.page.wait_for_load_state()
    coordinator.look()
    coordinator.go("/initiatieven/nieuw/")
    coordinator.fill(title="Picknicktafel")
    coordinator.press("Concept bewaren")
    coordinator.go("/werk/")
    assert "Picknicktafel" in coordinator.text()
    coordinator.page.locator("main form[action*='/werk/taak/'] button").click()
    coordinator.page.wait_for_load_state()
    coordinator.look()

    quarrel = Referral.objects.get()
    assert (quarrel.kind, quarrel.initiative, quarrel.referred_by) == (ReferralKind.MEDIATION, None, None)
    assert Task.objects.get(initiative=idea).done_by == town.people["EC.own"]
    assert list(Initiative.objects.filter(status=Status.DRAFT).values_list("title", flat=True)) == ["Picknicktafel"]


@WIDTHS
def test_internal_coordinator_sees_what_was_given_back_twice_on_the_managers_list_and_finds_another_desk(
    street: Street, town: World, width: int
) -> None:
    idea = town.initiative(Status.SUBMITTED, is_controversial=False, title="Moestuin achter de school")
    desk = street.visitor(width, town.people["IC"])
    officer = street.visitor(width, town.colleague)

    for _turn in range(2):
        step(desk, str(idea.reference), "Toewijzen", domain=town.domain.name, officer="collega", note="Kijk jij?")
        step(officer, str(idea.reference), "Teruggeven", reason="verkeerd domein", suggestion="Openbare ruimte")
    desk.go("/mt-lijst/")
    assert "Moestuin achter de school" in desk.text()
    desk.go("/initiatieven/?tab=mij")
    assert "Moestuin achter de school" in desk.text()
    step(desk, str(idea.reference), "Terug naar verkenning", reason="Praat nog eens met de school.")

    idea.refresh_from_db()
    assert idea.status == Status.EXPLORING
    assert idea.escalated_at is not None


@WIDTHS
def test_officer_asks_a_colleague_and_the_resident_and_goes_on_where_it_was(
    street: Street, town: World, width: int
) -> None:
    idea = town.initiative(Status.ASSIGNED)
    number = str(idea.reference)
    officer = street.visitor(width, town.people["BM.lead"])
    adviser = street.visitor(width, town.people["BM.other"])
    coordinator = street.visitor(width, town.people["EC.own"])

    officer.go("/werk/")
    assert idea.title in officer.text()
    step(officer, number, "Oppakken", no_conflict=True)
    step(officer, number, "Medeadvies vragen", adviser="BM.other", question="Mag dit op het gras?", due_on=in_days(10))
    adviser.go("/werk/")
    assert "Mag dit op het gras?" in adviser.text()
    step(adviser, number, "Medeadvies geven", answer="Ja, als het niet nat is.")
    step(officer, number, "Vraag stellen", question="Hoe groot wordt de bank", due_on=in_days(10))
    step(coordinator, number, "Antwoord ontvangen", answer="Twee meter.", way="telefoon")
    coordinator.go(f"/initiatieven/{number}/")
    assert "Ja, als het niet nat is." not in coordinator.text()

    idea.refresh_from_db()
    assert idea.status == Status.IN_REVIEW
    assert idea.events.get(action="receive_info").on_behalf_of_initiator


@WIDTHS
def test_kernambtenaar_follows_the_own_kern_and_flags_what_is_sensitive(
    street: Street, town: World, width: int
) -> None:
    idea = town.initiative(Status.IN_REVIEW, is_controversial=False)
    town.initiative(Status.IN_REVIEW, title="Geheim plan", is_confidential=True)
    kernambtenaar = street.visitor(width, town.people["KA.own"])

    kernambtenaar.go(f"/kernen/{town.kern.slug}/")
    assert idea.title in kernambtenaar.text()
    assert "Geheim plan" not in kernambtenaar.text()
    kernambtenaar.go("/initiatieven/?tab=volg")
    assert idea.title in kernambtenaar.text()
    step(kernambtenaar, str(idea.reference), "Ligt gevoelig", controversial="ja", note="De straat is verdeeld.")

    idea.refresh_from_db()
    assert idea.is_controversial
