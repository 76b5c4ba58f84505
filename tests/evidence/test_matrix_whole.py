"""Every cell of the permission matrix against the running application; a part of `make evidence`."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from pytest_django import Settings

from tests.security.matrix_cells import answers, is_as_written
from tests.security.matrix_known import is_known, uses
from tests.security.matrix_town import SUBJECTS, MatrixTown

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("subject", SUBJECTS)
def test_this_person_gets_the_answers_of_the_matrix_everywhere(
    subject: str, figure: Callable[[str, Any], None], settings: Settings, tmp_path: Path
) -> None:
    settings.MEDIA_ROOT = tmp_path

    given = list(answers(MatrixTown(subject)))

    other = [answer for answer in given if not is_as_written(answer)]
    wrong = [answer for answer in other if not is_known(answer)]
    figure("cells", len(given))
    figure("explained", len(other) - len(wrong))
    figure("uses", uses(other))
    figure("wrong", [str(answer) for answer in wrong])
    assert wrong == []
