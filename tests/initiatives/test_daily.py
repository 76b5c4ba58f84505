"""The night round throws away what was never sent, and nothing else."""

from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.utils import timezone

from initiatives.models import Initiative

pytestmark = pytest.mark.django_db


def make_draft(*, days_ago: int) -> Initiative:
    at = timezone.now() - timedelta(days=days_ago)
    return Initiative.objects.create(title=f"{days_ago} dagen", summary="Een idee", created_at=at, entered_at=at)


def test_a_draft_goes_after_ninety_days_and_not_a_day_sooner() -> None:
    make_draft(days_ago=91)
    kept = make_draft(days_ago=90)
    assert night_round() == "1 oude concepten weggegooid\n"
    assert list(Initiative.objects.all()) == [kept]
    assert night_round() == "0 oude concepten weggegooid\n"


def night_round() -> str:
    said = StringIO()
    call_command("daily", stdout=said)
    return said.getvalue()
