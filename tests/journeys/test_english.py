"""Somebody who reads English follows an idea, on a phone and at a desk, and meets no Dutch of ours."""

import pytest

from initiatives.models import Initiative
from initiatives.models.access_code import hash_access_code, make_access_code
from initiatives.statuses import Status
from tests.house.resident_texts import dutch_of_ours
from tests.initiatives.world import World
from tests.journeys.conftest import Street, Visitor

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]

PUBLIC = ("/en/", "/en/ik-heb-een-idee/", "/en/dorpen/", "/en/dorpen/{kern}/", "/en/privacy", "/en/weg/")
RUN_RIGHT_TO_LEFT = "document.documentElement.dir = 'rtl'"


def reads_english(visitor: Visitor) -> str:
    """The page says it is English, and is."""
    assert visitor.page.locator("html").get_attribute("lang") == "en"
    text = visitor.page.locator("body").inner_text()
    assert [said for said in dutch_of_ours() if said in text] == [], visitor.page.url
    return text


def give_card(initiative: Initiative) -> str:
    """The code on the card."""
    code = make_access_code()
    Initiative.objects.filter(pk=initiative.pk).update(access_code_hash=hash_access_code(code))
    return code


@pytest.mark.parametrize("width", [390, 1280])
def test_resident_follows_an_idea_in_english(street: Street, town: World, width: int) -> None:
    initiative = town.initiative(Status.IN_REVIEW)
    code = give_card(initiative)
    resident = street.visitor(width)
    resident.go("/")
    resident.page.get_by_role("link", name="English", exact=True).click()
    resident.look()
    assert "Do you have an idea for your village?" in reads_english(resident)
    resident.page.get_by_role("link", name="Follow your idea", exact=True).first.click()
    resident.look()
    reads_english(resident)
    resident.fill(nummer=initiative.reference or "", code="AAAA AAAA AAAA AAAA")
    resident.press("Show my idea")
    assert "This number and this code do not belong together." in reads_english(resident)
    resident.fill(nummer=initiative.reference or "", code=code)
    resident.press("Show my idea")
    page = reads_english(resident)
    for sentence in ("We are looking at your idea", "Whose turn is it?", "The steps", "Meeting you"):
        assert sentence in page
    resident.press("I want to stop")
    reads_english(resident)


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize(
    "path", ["/en/", "/en/ik-heb-een-idee/", "/en/dorpen/", "/en/dorpen/{kern}/", "/en/privacy", "/en/weg/"]
)
def test_neighbour_reads_every_public_page_in_english(street: Street, town: World, width: int, path: str) -> None:
    town.initiative(Status.IN_REALISATION)
    neighbour = street.visitor(width)
    if path == "/en/weg/":
        # The browser itself remarks on a page that is not there.
        neighbour.page.goto(neighbour.address + path)
        neighbour.noise.clear()
        neighbour.look()
    else:
        neighbour.go(path.format(kern=town.kern.slug))
    reads_english(neighbour)


def test_pages_that_run_from_right_to_left_fit_the_smallest_phone(street: Street, town: World) -> None:
    initiative = town.initiative(Status.INFO_REQUESTED)
    code = give_card(initiative)
    resident = street.visitor(390)
    resident.context.add_init_script(f"document.addEventListener('DOMContentLoaded', () => {{ {RUN_RIGHT_TO_LEFT} }})")
    for path in ("/", f"/dorpen/{town.kern.slug}/"):
        resident.go(path)
    resident.go(f"/volg/?nummer={initiative.reference}")
    resident.fill(code=code)
    resident.press("Bekijk mijn idee")
    assert resident.page.locator("html").get_attribute("dir") == "rtl"
