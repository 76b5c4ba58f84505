"""/beheer/: what counts as enough support, and a number of households of which one knows where it comes from."""

import pytest

from kernen.enough import rule_for
from kernen.models import Enough, EnoughRule, Kern
from tests.factories import make_domain, make_kern
from tests.kernen.beheer import as_administrator, faults, typed

pytestmark = pytest.mark.django_db
RULES = "/beheer/kernen/enoughrule/"


def test_the_administrator_makes_a_rule_for_one_kern_and_reads_it_in_people() -> None:
    browser, kern = as_administrator(), make_kern("Sibbe")

    browser.post(f"{RULES}add/", typed(browser, f"{RULES}add/", kern=kern.pk, enough="share", number=30))

    rule = rule_for(domain=None, kern=kern)
    assert (rule.enough, rule.number) == (Enough.SHARE, 30)
    read = browser.get(RULES).content.decode()
    assert "minstens 30 van de 100 huishoudens voor" in read
    assert "Wanneer is er genoeg steun in de buurt?" in read
    assert "alle domeinen" in read


@pytest.mark.parametrize(
    ("facts", "sentence"),
    [
        ({"enough": "number", "number": ""}, "Geef bij een aantal of een deel ook het getal; bij de andere niet."),
        ({"enough": "reasons", "number": 5}, "Geef bij een aantal of een deel ook het getal; bij de andere niet."),
        ({"enough": "share", "number": 101}, "Een deel is hooguit 100 procent."),
        ({"enough": "opinion"}, "Voor deze kern en dit domein is er al een regel."),
    ],
)
def test_a_rule_that_cannot_be_gets_a_sentence(facts: dict[str, object], sentence: str) -> None:
    browser, kern, domain = as_administrator(), make_kern(), make_domain()
    if facts["enough"] == "opinion":
        EnoughRule.objects.create(kern=kern, domain=domain, enough=Enough.REASONS)
    before = EnoughRule.objects.count()

    sent = typed(browser, f"{RULES}add/", kern=kern.pk, domain=domain.pk, **facts)

    assert faults(browser.post(f"{RULES}add/", sent)) == [sentence]
    assert EnoughRule.objects.count() == before


def test_a_rule_may_go_and_a_wider_one_counts_again() -> None:
    browser, kern = as_administrator(), make_kern()
    EnoughRule.objects.create(enough=Enough.NUMBER, number=40)
    own = EnoughRule.objects.create(kern=kern, enough=Enough.OPINION)

    browser.post(f"{RULES}{own.pk}/delete/", {"post": "yes"})

    assert rule_for(domain=None, kern=kern).number == 40


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        ({}, ["Geef bij het aantal huishoudens ook het jaar en de bron."]),
        ({"households_year": 2026}, ["Geef bij het aantal huishoudens ook het jaar en de bron."]),
        ({"households_source": "CBS"}, ["Geef bij het aantal huishoudens ook het jaar en de bron."]),
    ],
)
def test_a_number_of_households_needs_its_year_and_source(facts: dict[str, object], said: list[str]) -> None:
    browser, kern = as_administrator(), make_kern()
    path = f"/beheer/kernen/kern/{kern.pk}/change/"

    assert faults(browser.post(path, typed(browser, path, households=320, **facts))) == said
    assert Kern.objects.get(pk=kern.pk).households is None

    browser.post(path, typed(browser, path, households=320, households_year=2026, households_source="CBS"))
    kept = Kern.objects.get(pk=kern.pk)
    assert (kept.households, kept.households_year, kept.households_source) == (320, 2026, "CBS")


def test_a_kern_with_an_old_number_can_be_renamed_without_looking_it_up() -> None:
    browser, kern = as_administrator(), make_kern()
    Kern.objects.filter(pk=kern.pk).update(households=300)
    path = f"/beheer/kernen/kern/{kern.pk}/change/"

    browser.post(path, typed(browser, path, name="Sibbe-IJzeren"))

    assert Kern.objects.get(pk=kern.pk).name == "Sibbe-IJzeren"
