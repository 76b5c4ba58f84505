"""What goes by itself before the selection list: of a quarrel, a complaint or a cry for help only the count stays."""

from datetime import date, timedelta

import pytest

from archive.deeds.short_terms import forget_referrals, in_words, short_terms
from initiatives.models import Referral
from initiatives.models.choices import SENSITIVE_REFERRALS, ReferralKind
from initiatives.statuses import Status
from kernen.models import Term
from kernen.terms import Duration
from tests.initiatives.world import NOW, TODAY, World


def refer(world: World, kind: ReferralKind, *, on: date) -> Referral:
    return Referral.objects.create(
        initiative=world.initiative(Status.REFERRED), kind=kind, receiver="Mia van de wijkverpleging",
        receiver_phone="06 11 22 33 44", kern=world.kern, channel="phone", referred_on=on,
    )  # fmt: skip


@pytest.mark.parametrize("kind", SENSITIVE_REFERRALS)
@pytest.mark.parametrize(("days", "is_count"), [(91, False), (92, False), (93, True)])
def test_after_three_months_nobody_reads_to_whom_somebody_in_need_was_sent(
    world: World, kind: ReferralKind, days: int, is_count: bool
) -> None:
    row = refer(world, kind, on=TODAY - timedelta(days=days))
    said = forget_referrals(now=NOW)
    row.refresh_from_db()
    assert (row.initiative is None, row.receiver == "", row.receiver_phone == "") == (is_count,) * 3
    assert (row.kind, row.kern, row.referred_on) == (kind, world.kern, TODAY - timedelta(days=days))
    assert said == ("1 doorverwijzingen tot een aantal teruggebracht" if is_count else "")
    assert forget_referrals(now=NOW) == ""


def test_where_a_broken_lamp_was_reported_stays_to_be_read(world: World) -> None:
    row = refer(world, ReferralKind.REPORT, on=date(2020, 1, 1))
    forget_referrals(now=NOW)
    row.refresh_from_db()
    assert row.receiver == "Mia van de wijkverpleging"


def test_the_overview_says_the_terms_of_this_municipality(world: World) -> None:
    Term.objects.filter(key="signal_kept").update(days=100)
    assert {one.key: one.term for one in short_terms()} == {
        "draft": "90 dagen", "signal_kept": "100 dagen", "reaction_kept": "42 dagen", "referral_kept": "92 dagen",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("days", "unit", "said"), [(1, "calendar", "1 dag"), (2, "working", "2 werkdagen"), (1, "working", "1 werkdag")]
)
def test_a_term_is_said_in_days(days: int, unit: str, said: str) -> None:
    assert in_words(Duration(days=days, unit=unit)) == said
