"""Apps and rooms look only down: imports, foreign keys and borrowed clocks."""

import itertools

import pytest
from django.apps import apps
from django.db.models import Field, Model
from importlinter.cli import EXIT_STATUS_SUCCESS, lint_imports

from tests.house.places import APPS, FLOORS, ROOT, lines_with, python_files

# Doors, commands and the frame may look at the clock, and so may what Django calls without a time (the mail queue)
# and who asks what a person may do today; everybody else is told what time it is.
MAY_LOOK_AT_THE_CLOCK = {
    "views",
    "views.py",
    "context.py",
    "admin",
    "commands",
    "middleware.py",
    # Signing in, proving it again, and the end of a session: where a request comes in, too.
    "adapter.py",
    "sudo.py",
    "session_ends.py",
    "backends.py",
    "roles.py",
    "queue.py",
    "health.py",
}
CLOCK = (
    r"(?<![\w.])(timezone\.)?now\(\)|datetime\.(now|today|utcnow)\(|date\.today\("
    r"|localdate\(\)|localtime\(\)|time\.time\(|\bNow\("
)


def own_models() -> list[type[Model]]:
    return [model for app in apps.get_app_configs() if app.label in FLOORS for model in app.get_models()]


def test_every_import_goes_down(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    assert lint_imports(no_cache=True, no_logo=True) == EXIT_STATUS_SUCCESS


def test_every_app_of_the_house_is_installed() -> None:
    assert {app.label for app in apps.get_app_configs()} & set(FLOORS) == set(APPS)


def test_no_foreign_key_points_to_an_app_above() -> None:
    pointing_up = [
        f"{model.__name__}.{field.name} -> {field.related_model._meta.label}"
        for model, field in itertools.chain.from_iterable(
            ((model, field) for field in model._meta.get_fields() if isinstance(field, Field)) for model in own_models()
        )
        if isinstance(field.related_model, type)
        and field.related_model._meta.app_label in FLOORS
        and FLOORS.index(field.related_model._meta.app_label) < FLOORS.index(model._meta.app_label)
    ]
    assert pointing_up == []


def test_no_model_hides_logic_in_save() -> None:
    saving = [
        f"{kind.__module__}.{kind.__name__}"
        for model in own_models()
        for kind in model.__mro__
        if kind.__module__.split(".")[0] in FLOORS and "save" in vars(kind)
    ]
    assert saving == []


def test_nothing_happens_behind_a_signal() -> None:
    # Our own signals are what residents write; those of Django are not used.
    theirs = r"(?<!\bdeeds)(?<!\bviews)\.signals\b"
    assert lines_with(rf"django\.dispatch|{theirs}|@receiver", python_files(*APPS)) == []


def test_the_clock_is_an_argument_outside_views_and_commands() -> None:
    told = (file for file in python_files(*APPS) if not MAY_LOOK_AT_THE_CLOCK & set(file.parts))
    assert lines_with(CLOCK, told) == []
