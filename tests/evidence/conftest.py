"""Inside a drill that is a run of tests: where a test leaves what it saw."""

import json
import os
from collections.abc import Callable
from typing import Any

import pytest

from tests.evidence.figure import FIGURES


@pytest.fixture
def figure() -> Callable[[str, Any], None]:
    """Write a value down under a name; several workers write to one file, a line at a time."""

    def write(name: str, value: Any) -> None:
        if file := os.environ.get(FIGURES):
            with open(file, "a") as lines:
                lines.write(json.dumps({"name": name, "value": value}) + "\n")

    return write
