"""Two administrators have the same form open: nobody undoes the other's work without knowing."""

from datetime import datetime
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from kernen.models import Kern, Mandate, Outage, Role, Term
from tests.factories import make_kern, make_mandate, make_user, sign_in
from tests.kernen.beheer import as_administrator, faults, typed

pytestmark = pytest.mark.django_db


@pytest.fixture
def colleagues() -> tuple[Client, Client]:
    """Two people in /beheer/."""
    return as_administrator(), sign_in(make_user("Collega", role=Role.FUNCTIONAL_ADMIN))


def page_of(row: Any) -> str:
    return f"/beheer/{row._meta.app_label}/{row._meta.model_name}/{row.pk}/change/"


def test_what_a_colleague_saved_meanwhile_is_read_before_it_is_undone(colleagues: tuple[Client, Client]) -> None:
    one, other = colleagues
    kern = make_kern("Sibbe")
    page = page_of(kern)
    mine = typed(one, page, name="Sibbe-IJzeren")
    other.post(page, typed(other, page, name="Sibbe en IJzeren"))

    answer = one.post(page, mine)

    assert faults(answer) == [
        "Iemand anders heeft dit net veranderd. Nu staat er bij ‘Naam’: “Sibbe en IJzeren”."
        " Wat u invulde, staat er nog. Sla opnieuw op als het zo moet worden."
    ]
    assert 'value="Sibbe-IJzeren"' in answer.content.decode()
    assert Kern.objects.get(pk=kern.pk).name == "Sibbe en IJzeren"
    again = mine | {"gezien": answer.context["adminform"].form.seen}
    assert one.post(page, again).status_code == 302
    assert Kern.objects.get(pk=kern.pk).name == "Sibbe-IJzeren"


def test_a_box_i_did_not_touch_is_not_put_back_to_what_it_was(colleagues: tuple[Client, Client]) -> None:
    one, other = colleagues
    mandate = make_mandate("directie", ceiling_cents=100_000)
    page = page_of(mandate)
    mine = typed(one, page, name="directeur")
    other.post(page, typed(other, page, ceiling_cents="2000"))

    answer = one.post(page, mine)

    assert "Nu staat er bij ‘" in faults(answer)[0]
    assert Mandate.objects.get(pk=mandate.pk).name == "directie"


def test_colleagues_who_say_the_same_or_change_nothing_do_not_disturb_each_other(
    colleagues: tuple[Client, Client],
) -> None:
    one, other = colleagues
    kern = make_kern("Sibbe")
    page = page_of(kern)
    mine, theirs = typed(one, page, name="Sibbe-IJzeren"), typed(other, page, name="Sibbe-IJzeren")
    assert other.post(page, theirs).status_code == 302
    assert one.post(page, mine).status_code == 302


def test_a_moment_a_choice_and_nothing_are_read_as_on_the_page(colleagues: tuple[Client, Client]) -> None:
    one, _other = colleagues
    began = timezone.make_aware(datetime(2026, 3, 7, 9, 30))
    page = page_of(Outage.objects.create(starts_at=began, text="Mailen lukt niet."))
    sent = typed(one, page, starts_at="2026-03-08T10:00", ends_at="2026-03-08T11:00")
    said = " ".join(faults(one.post(page, sent | {"gezien": ""})))
    assert "“7 maart 2026, 09:30”" in said
    assert "“niets”" in said
    rule = Term.objects.create(key="route", name="toewijzen", days=5, unit="working")
    page = page_of(rule)
    said = " ".join(faults(one.post(page, typed(one, page, unit="calendar") | {"gezien": ""})))
    assert f"“{rule.get_unit_display()}”" in said


def test_a_form_that_does_not_say_what_it_saw_changes_nothing(colleagues: tuple[Client, Client]) -> None:
    one, _other = colleagues
    kern = make_kern("Sibbe")
    page = page_of(kern)
    assert faults(one.post(page, typed(one, page, name="Anders") | {"gezien": ""}))
    assert Kern.objects.get(pk=kern.pk).name == "Sibbe"


def test_who_saves_has_the_row_to_themselves(colleagues: tuple[Client, Client]) -> None:
    if connection.vendor != "postgresql":
        pytest.skip("SQLite has one writer")
    one, _other = colleagues
    page = page_of(make_kern("Sibbe"))
    mine = typed(one, page, name="Sibbe-IJzeren")
    with CaptureQueriesContext(connection) as asked:
        one.post(page, mine)
    locks = [n for n, query in enumerate(asked) if "FOR UPDATE" in query["sql"] and "kernen_kern" in query["sql"]]
    saves = [n for n, query in enumerate(asked) if query["sql"].startswith('UPDATE "kernen_kern"')]
    assert locks
    assert locks[0] < saves[0]
