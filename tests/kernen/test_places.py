"""Municipality, kernen, domains, words and money: what the database keeps true."""

from datetime import date
from typing import Any

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db import IntegrityError, models, transaction
from pytest_django import DjangoAssertNumQueries

from kernen.first_fill import fill_domains, fill_holidays, fill_terms
from kernen.models import CbsArea, FundingSource, Holiday, Kern, Mandate, Municipality, PolicyDomain, Term, Word
from kernen.municipality import find_municipality, get_municipality
from kernen.terms import FIRST_VALUES, durations
from kernen.words import OURS, words
from tests.factories import make_kern, make_kernoverleg, make_municipality

pytestmark = pytest.mark.django_db
DAY = date(2026, 1, 1)


def refused(row: models.Model) -> bool:
    """Whether the database itself will not have this row."""
    try:
        with transaction.atomic():
            type(row)._base_manager.bulk_create([row])
    except IntegrityError:
        return True
    return False


def test_there_is_one_municipality() -> None:
    make_municipality()
    assert refused(Municipality(pk=2, name="Alblasserdam"))
    assert get_municipality() == find_municipality()


def test_without_a_municipality_the_software_says_where_to_begin() -> None:
    assert find_municipality() is None
    with pytest.raises(ImproperlyConfigured, match="/beheer/"):
        get_municipality()


@pytest.mark.parametrize(
    "row",
    [
        Municipality(pk=1, name="Valkenburg", theme="paars"),
        Kern(name="Walem", slug="walem", inhabitants=150),
        Kern(name="Walem", slug="walem", inhabitants=150, inhabitants_year=2024),
        Kern(name="Walem", slug="walem", inhabitants=150, inhabitants_source="CBS"),
        Term(key="vreemd", name="vreemd", days=0, unit="working"),
        Term(key="vreemd", name="vreemd", days=1, unit="weken"),
        Word(key="burgemeester", singular="x", plural="y", article="de"),
        Word(key="kern", singular="x", plural="y", article="die"),
        FundingSource(name="Kernenbudget", owner="Gemeente", starts_on=DAY, ends_on=date(2025, 12, 31)),
        FundingSource(name="Kernenbudget", owner="Gemeente", starts_on=DAY, ceiling_cents=-1),
        Mandate(name="Teamhoofd", ceiling_cents=-1),
    ],
    ids=lambda row: f"{type(row).__name__}-{row}",
)
def test_the_database_refuses_what_cannot_be(row: models.Model) -> None:
    assert refused(row)


def test_a_name_is_given_once() -> None:
    kern = make_kern("Walem")
    make_kernoverleg(kern, name="De Heerlijkheid")
    assert refused(Kern(name="Walem", slug="walem-2"))
    assert refused(Kern(name="Walem 2", slug=kern.slug))
    CbsArea.objects.create(kern=kern, code="WK099405")
    assert refused(CbsArea(kern=kern, code="WK099405"))


def test_a_funding_source_is_open_on_its_first_and_its_last_day() -> None:
    source = FundingSource(name="Brede SPUK", owner="Rijk", starts_on=DAY, ends_on=date(2026, 12, 31))
    days = (date(2025, 12, 31), DAY, date(2026, 12, 31), date(2027, 1, 1))
    assert [source.is_open(day) for day in days] == [False, True, True, False]
    source.ends_on = None
    assert source.is_open(date(2040, 1, 1))


def test_an_archived_kern_keeps_its_name_and_its_successors() -> None:
    kern, successor = make_kern("Sibbe"), make_kern("Sibbe-IJzeren")
    kern.archive(on=DAY, successors=[successor])
    assert kern.is_archived
    assert list(Kern.objects.current()) == [successor]
    assert list(successor.predecessors.all()) == [kern]


def test_a_municipality_has_its_own_words_and_ours_for_the_rest(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    Word.objects.create(key="kern", singular="wijk", plural="wijken", article="de")
    Word.objects.create(key="kern_b1", singular="buurtje", plural="buurtjes", article="het")
    with django_assert_num_queries(1):
        mine = words()
    assert (mine["kern"].the, mine["kern"].this, mine["kern"].plural) == ("de wijk", "deze wijk", "wijken")
    assert mine["kern_b1"].this == "dit buurtje"
    assert mine["kernambtenaar"].singular == "kernambtenaar"
    assert set(mine) == {key.value for key in OURS}


def everything() -> dict[str, list[Any]]:
    """All that the first fill makes, as plain rows."""
    return {
        model.__name__: list(model._base_manager.order_by("pk").values()) for model in (PolicyDomain, Term, Holiday)
    }


def test_the_first_fill_may_be_done_again() -> None:
    for _ in range(2):
        fill_domains()
        fill_terms()
        fill_holidays([2026, 2027])
    assert PolicyDomain.objects.count() == 13
    assert Term.objects.count() == len(FIRST_VALUES)


def test_a_second_first_fill_leaves_what_people_changed() -> None:
    fill_domains()
    fill_terms()
    fill_holidays([2026])
    PolicyDomain.objects.filter(code="sport").update(name="Sport en spel", keywords="")
    Term.objects.filter(key="route").update(days=3)
    Holiday.objects.filter(day=date(2026, 5, 5)).update(closed=True)
    before = everything()
    fill_domains()
    fill_terms()
    fill_holidays([2026])
    assert everything() == before


def test_a_term_of_its_own_goes_before_ours() -> None:
    assert durations()["route"].days == 5
    Term.objects.create(key="route", name="toewijzen", days=3, unit="working")
    assert durations()["route"].days == 3
    assert set(durations()) == set(FIRST_VALUES)
