"""A sample of the permission matrix against the running application; `make evidence` asks every cell."""

from datetime import date
from pathlib import Path

import pytest
from pytest_django import Settings

from initiatives.models.initiative_rows import InitiativeQuerySet
from tests.initiatives.world import GROUP_NAMES
from tests.security.matrix_cells import Answer, answers, is_as_written
from tests.security.matrix_known import KNOWN, is_known, unused
from tests.security.matrix_town import ANONYMISED, SUBJECTS, MatrixTown

GROUPS = (*GROUP_NAMES.values(), ANONYMISED)
# Each day another one, so that all come by within three weeks and none makes today slow.
TODAYS = SUBJECTS[date.today().toordinal() % len(SUBJECTS)]


@pytest.mark.django_db
def test_todays_person_gets_the_answers_of_the_matrix(settings: Settings, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path
    group = GROUPS[date.today().toordinal() % len(GROUPS)]

    town = MatrixTown(TODAYS, groups=(group,))
    given = list(answers(town, groups=(group,)))

    assert len(given) == 128
    assert [answer for answer in given if not is_as_written(answer) and not is_known(answer)] == []


@pytest.mark.django_db
def test_a_door_without_its_scope_turns_the_matrix_red(
    monkeypatch: pytest.MonkeyPatch, settings: Settings, tmp_path: Path
) -> None:
    settings.MEDIA_ROOT = tmp_path
    monkeypatch.setattr(InitiativeQuerySet, "visible_to", lambda rows, _user: rows)

    town = MatrixTown("KA.other", groups=("active",))
    given = answers(town, groups=("active",), actions=("list_search", "detail_content", "hold"))
    wrong = [one for one in given if not is_as_written(one) and not is_known(one)]

    assert {one.action for one in wrong} == {"list_search", "detail_content", "hold"}


def test_a_difference_without_a_reason_is_a_fault() -> None:
    facts = {"subject": "MGR", "group": "active", "confidential": "0", "wanted": "404"}

    assert not is_known(Answer(action="detail_content", given="ok", **facts))
    assert all(known.because for known in KNOWN)


def test_a_reason_that_no_difference_needs_is_one_too_many() -> None:
    needed = [f"{action}: {known.because}" for known in KNOWN for action in known.actions]

    assert unused(needed) == []
    assert unused(needed[1:]) == needed[:1]
