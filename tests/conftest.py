"""What every test may ask for: the machine under it first, the people below."""

import gc
import os
from collections.abc import Iterator

import pytest
from django.conf import settings

from burgerkracht.languages import compile_texts
from tests.browser import find_chromium
from tests.keeping import kept_until_written
from tests.rounds import mark_rounds
from tests.unlocked import open_logs_when_emptying

# ---- the machine: database and browser -------------------------------------------------------------

NO_BROWSER = "no Chromium on this machine (CHROMIUM=/path/to/it names one)"
# In a run where nothing may be skipped, a machine without a browser is a fault.
NOTHING_SKIPPED = bool(os.environ.get("BURGERKRACHT_NOTHING_SKIPPED"))


def pytest_configure() -> None:
    """A log is never emptied, except between two tests."""
    open_logs_when_emptying()


@pytest.hookimpl(specname="pytest_collection_modifyitems", tryfirst=True)
def pytest_mark_rounds(items: list[pytest.Item]) -> None:
    mark_rounds(items)


# Last, so that journeys somebody left out with -m are gone already.
@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    journeys = [item for item in items if item.get_closest_marker("journey")]
    if journeys and not find_chromium():
        if NOTHING_SKIPPED:
            pytest.exit(NO_BROWSER, returncode=1)
        for item in journeys:
            item.add_marker(pytest.mark.skip(reason=NO_BROWSER))


# What was imported stays; looking through it for rubbish, over and over, is a sixth of the time of a run.
def pytest_collection_finish() -> None:
    gc.collect()
    gc.freeze()
    gc.set_threshold(100_000, 50, 100)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    skipped = [report for report in terminalreporter.stats.get("skipped", []) if NO_BROWSER in str(report.longrepr)]
    if skipped:
        terminalreporter.section("THE BROWSER JOURNEYS WERE SKIPPED", red=True, bold=True)
        terminalreporter.line(f"{len(skipped)} journeys did not run: {NO_BROWSER}")


@pytest.fixture(scope="session", autouse=True)
def texts() -> None:
    """Every language speaks, also where nobody ran `make`; looking costs nothing."""
    for folder in settings.LOCALE_PATHS:
        compile_texts(folder)


@pytest.fixture(autouse=True)
def kept(request: pytest.FixtureRequest) -> Iterator[None]:
    """In one transaction every statement can be watched, and on a journey those that change what is kept are all made
    by the test itself; elsewhere nothing is kept.
    """
    marker, asked = request.node.get_closest_marker("django_db"), set(request.fixturenames)
    is_one_transaction = "db" in asked or (marker is not None and not marker.kwargs)
    is_journey = request.node.get_closest_marker("journey") is not None
    if is_journey or (is_one_transaction and not {"transactional_db", "live_server"} & asked):
        with kept_until_written():
            yield
    else:
        yield


@pytest.fixture(scope="session")
def chromium() -> str:
    """The browser that journeys start; without one they have been skipped already."""
    return find_chromium() or pytest.skip(NO_BROWSER)


# ---- the people --------------------------------------------------------------------------------------
