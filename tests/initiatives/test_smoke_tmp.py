"""Temporary smoke test of builders."""
import pytest
from initiatives.statuses import Status
from tests.initiatives.builders import ROUTE, make_initiative
pytestmark = pytest.mark.django_db

@pytest.mark.parametrize("status", list(ROUTE))
def test_x(status: Status) -> None:
    assert make_initiative(status, published=status is not Status.EXPLORING).initiative.status == status
