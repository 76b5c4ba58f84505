"""From samples to verdicts: the figures of the bench are worked out as it says."""

from dataclasses import replace
from pathlib import Path

import pytest

from tests.bench import timing
from tests.bench.pages import OURS, PAGES
from tests.bench.phone import DOORS, Visit, faults_of
from tests.bench.report import guard, part_of
from tests.bench.table import Verdict, growth_of, lines_of
from tests.bench.timing import Result, Timing, percentile, time_of


def seconds(*milliseconds: float) -> list[float]:
    return [one / 1000 for one in milliseconds]


def result(size: int = 100_000, **pages: Timing) -> Result:
    return Result(
        database="postgresql", size=size, commit="abc", at="2026-11-18T10:00+01:00", machine={"kernen": "2"}, built=60,
        pages=pages,
    )  # fmt: skip


FLOOR = time_of(seconds(4, 5, 6), seconds(10) * 100, lasted=1.0)


def of(page: str, aim: str, found: Result, *, slack: float = 1.0) -> Verdict:
    line = next(line for line in lines_of(found, slack=slack) if line.page.key == page)
    return next(verdict for verdict in line.verdicts if verdict.aim == aim)


def test_the_middle_and_what_one_in_twenty_passes() -> None:
    assert percentile([], 0.95) == 0.0
    assert percentile([7.0], 0.95) == 7.0
    assert percentile([float(n) for n in range(100, 0, -1)], 0.95) == 95.0
    found = time_of(seconds(9, 1, 5, 3), seconds(20, 40), lasted=0.5)
    assert (found.p50, found.p95, found.samples) == (4.0, 9.0, 4)
    assert (found.p50_of_eight, found.p95_of_eight, found.per_second) == (30.0, 40.0, 4.0)


def test_a_list_is_held_against_the_list_of_the_floor_in_time_and_in_requests() -> None:
    ours = replace(time_of(seconds(10, 12, 14), seconds(20) * 39, lasted=1.0), statements=8, gzip=6_001)
    found = result(list=ours, floor_list=FLOOR)
    assert of("list", "× vloer", found) == Verdict(page="list", aim="× vloer", seen=2.4, allowed=2.5, met=True)
    share = "deel van de vloer bij acht"
    assert of("list", share, found) == Verdict(page="list", aim=share, seen=0.39, allowed=0.4, met=False)
    assert of("list", "vragen", found).met
    assert not of("list", "bytes gzip", found).met


def test_slack_stretches_times_and_not_what_is_counted() -> None:
    ours = replace(time_of(seconds(15), seconds(20) * 30, lasted=1.0), statements=9)
    found = result(list=ours, floor_list=FLOOR)
    assert not of("list", "× vloer", found).met
    assert of("list", "× vloer", found, slack=1.5).met
    assert of("list", "deel van de vloer bij acht", found, slack=1.5).met
    assert not of("list", "vragen", found, slack=1.5).met


def test_the_last_page_is_held_against_the_first_and_with_eight_against_the_floor_under_it() -> None:
    first, last = time_of(seconds(10)), time_of(seconds(14), seconds(20) * 50, lasted=1.0)
    found = result(list=first, last=last, floor_list=FLOOR)
    assert of("last", "× lijst", found) == Verdict(page="last", aim="× lijst", seen=1.4, allowed=1.3, met=False)
    assert of("last", "deel van de vloer bij acht", found).seen == 0.5


def test_a_write_that_is_slow_once_in_a_while_and_one_that_failed_are_seen() -> None:
    spread = replace(time_of(seconds(*[10] * 18, 31, 31)), errors=1)
    found = result(create=spread, floor_create=FLOOR)
    assert of("create", "p95 / p50", found) == Verdict(page="create", aim="p95 / p50", seen=3.1, allowed=3.0, met=False)
    assert not of("create", "fouten", found).met


def test_growth_is_from_a_thousand_to_the_largest_and_a_search_may_grow_more() -> None:
    small = result(1_000, list=time_of(seconds(10)), rare=time_of(seconds(10)))
    large = result(1_000_000, list=time_of(seconds(16)), rare=time_of(seconds(16)))
    assert growth_of([small, result(10_000)]) == (10_000, [])
    assert growth_of([]) == (0, [])
    size, verdicts = growth_of([small, large, result(100_000)])
    assert size == 1_000_000
    grown = {verdict.page: verdict for verdict in verdicts}
    assert (grown["list"].seen, grown["list"].met) == (1.6, False)
    assert (grown["rare"].seen, grown["rare"].met) == (1.6, True)


def test_every_page_is_held_against_one_that_is_measured() -> None:
    assert [page.key for page in OURS if page.against not in PAGES] == []
    assert len(PAGES) == len({page.name for page in PAGES.values()})


def test_the_page_says_which_aims_are_missed() -> None:
    ours = replace(time_of(seconds(30)), statements=23)
    said = "\n".join(part_of(result(list=ours, floor_list=FLOOR)))
    assert "| lijst | 30.0 | 30.0 | 6.0 | 2.5 | 0.0 | 0.0 | 23 | 8 | 0.0 | 0 | **niet**: × vloer, " in said
    assert "| lijst | 5.0 | 6.0 | 100.0 | 0 | 0.0 | 0 |" in said


def test_the_guard_stops_what_is_too_slow(capsys: pytest.CaptureFixture[str]) -> None:
    quick = time_of(seconds(10), seconds(20) * 90, lasted=1.0)
    assert guard(result(list=quick, floor_list=FLOOR)) == 0
    assert guard(result(list=replace(quick, statements=9), floor_list=FLOOR)) == 1
    before = [result(list=replace(quick, statements=9), floor_list=FLOOR)]
    assert guard(result(list=replace(quick, statements=9), floor_list=FLOOR), before) == 0
    assert guard(result(list=replace(quick, statements=14), floor_list=FLOOR), before) == 1
    assert "lijst: vragen is 9, mag 8 zijn" in capsys.readouterr().out


def test_what_was_measured_is_kept_by_size_and_read_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(timing, "KEPT", tmp_path)
    large, small = result(1_000_000, list=time_of(seconds(10))), result(1_000, list=time_of(seconds(9)))
    timing.keep(large)
    timing.keep(small)
    timing.keep(small)
    assert timing.read_kept(tmp_path) == [small, large]


def test_the_page_says_what_a_phone_waits_for_and_what_takes_too_long() -> None:
    light, heavy = (
        Visit(bytes=size, requests=6, first_ms=2_000, later_ms=later)
        for size, later in ((48_000, 700), (61_000, 1_001))
    )
    said = "\n".join(part_of(replace(result(), phone={"voordeur": light, "lijst": heavy, "Mijn werk": heavy})))
    assert "| voordeur | 48000 | 60000 | 6 | 8 | 2000 | 700 | gehaald |" in said
    assert "| lijst | 61000 | 90000 | 6 | 10 | 2000 | 1001 | **niet**: daarna |" in said
    assert faults_of(DOORS[0], heavy) == ["bytes", "daarna"]
