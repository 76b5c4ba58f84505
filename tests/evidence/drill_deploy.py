"""Wat bezoekers merken van een nieuwe versie, zoals systemd en nginx haar in gebruik nemen."""

import re
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from burgerkracht.handover import is_gone
from tests.evidence.earnest_town import found_town, new_folder
from tests.evidence.fault_worker import kept_of
from tests.evidence.figure import Figure, scaled
from tests.evidence.held_site import SOON, HeldSite, open_held
from tests.evidence.own_postgres import own_postgres
from tests.evidence.visitor import Answer, Visitor, idea

# So many that there is always somebody to come, also while others wait.
PER_SECOND, CROWD, TIMES, COUNTED = 50, 400, 8, 200
# Of every ten who come, two send an idea and one is a colleague.
PAGES = ("/dorpen/", "/ik-heb-een-idee/", "/dorpen/", "/werk/", "/dorpen/", "/ik-heb-een-idee/", "/dorpen/", "/dorpen/")
IDEAS = 2


@dataclass
class Sent:
    """Every answer with whether it is the one that was due; the keys of ideas that were confirmed; how long it took."""

    answers: list[tuple[Answer, bool]] = field(default_factory=list)
    confirmed: list[str] = field(default_factory=list)
    seconds: float = 0.0

    @property
    def lost(self) -> int:
        """Requests without the answer that was due."""
        return sum(not good for _, good in self.answers)

    @property
    def slowest(self) -> float:
        """In seconds."""
        return max(answer.seconds for answer, _ in self.answers)

    @property
    def pace(self) -> float:
        """Requests per second, as it really was."""
        return len(self.answers) / self.seconds

    def told(self, site: HeldSite, times: str) -> str:
        """For whoever reads the figures."""
        kept = kept_of(site, self.confirmed)
        return (
            f"{len(self.answers)} verzoeken ({self.pace:.0f} per seconde, {site.before}) bij {times}: "
            f"{self.lost} verloren, traagste {self.slowest:.2f} s; "
            f"{len(self.confirmed)} ideeën bevestigd, {len(self.confirmed) - kept} kwijt"
        )


def drill() -> Iterator[Figure]:
    """On PostgreSQL, with the door held open as the units do."""
    with new_folder() as folder, own_postgres() as postgres, open_held(found_town(folder, url=postgres.url)) as site:
        yield see_counts(site)
        control = see_crash(site)
        yield see_take_over(site, control)
        yield see_restart(site, control)
        yield see_broken(site)


def see_counts(site: HeldSite) -> Figure:
    """What the workers count together, at rest."""
    number = scaled(COUNTED)
    before = _counted(site)
    for _ in range(number):
        site.visitor().get("/health/live")
    seen = _counted(site) - before
    return Figure(
        promise="Cijfers: wat alle werkprocessen telden, staat samen op /metrics",
        seen=f"{number} verzoeken gedaan, {seen} geteld door {len(site.workers())} werkprocessen",
        kept=seen == number and len(site.workers()) > 1,
        control=f"zonder token antwoordt /metrics met {site.visitor().get('/metrics').status}",
    )


def _counted(site: HeldSite) -> int:
    page = _Watch(site.port).get("/metrics").body
    found = re.search(r'burgerkracht_requests_total\{status="2xx",view="health_live"\} (\S+)', page)
    return int(float(found[1])) if found else 0


class _Watch(Visitor):
    """The machine that watches, with the token."""

    def headers(self) -> dict[str, str]:
        return super().headers() | {"Authorization": f"Bearer {'x' * 40}"}


def see_crash(site: HeldSite) -> Sent:
    """The same crowd when it is done the hard way: some of them must lose something."""
    with coming(site) as sent:
        time.sleep(2)
        site.crash()
        site.wait_until_ready()
        time.sleep(1)
    return sent


def see_take_over(site: HeldSite, control: Sent) -> Figure:
    """One version after another."""
    times, mains = max(1, scaled(TIMES)), {site.pid}

    def take_over() -> None:
        site.take_over()
        mains.add(site.pid)

    sent = while_coming(site, times, take_over)
    return Figure(
        promise=f"Nieuwe versie (systemctl reload) bij {PER_SECOND} verzoeken per seconde: 0 verzoeken verloren",
        seen=sent.told(site, f"{len(mains) - 1} wisselingen"),
        kept=_all_kept(site, sent) and len(mains) == times + 1 and control.lost > 0,
        control=f"hard afgebroken en opnieuw gestart gingen er {control.lost} van {len(control.answers)} verloren",
    )


def see_restart(site: HeldSite, control: Sent) -> Figure:
    """Closed and opened again behind a door that stays where it is."""
    times = max(1, scaled(TIMES))
    sent = while_coming(site, times, site.restart)
    return Figure(
        promise=f"Herstart (systemctl restart) bij {PER_SECOND} verzoeken per seconde: 0 verloren, wie komt wacht even",
        seen=sent.told(site, f"{times} herstarts"),
        kept=_all_kept(site, sent) and control.lost > 0,
        control=f"hard afgebroken, en de deur dicht, gingen er {control.lost} van {len(control.answers)} verloren",
    )


def see_broken(site: HeldSite) -> Figure:
    """A version that cannot start, in place of the next; then one that can."""
    old, empty, right = site.pid, site.town.folder / "kapot", site.nu.readlink()
    empty.mkdir()
    with coming(site) as sent:
        _point(site, empty)
        refused = not site.take_over(patience=SOON)
        stayed = not is_gone(old)
        _point(site, right)
        recovered = site.take_over()
    return Figure(
        promise="Een nieuwe versie die niet start: de oude draait door, en een volgende neemt het gewoon over",
        seen=sent.told(site, "een kapotte versie en een goede")
        + f"; de oude {'bleef' if stayed else 'VERDWEEN'}, de goede {'nam het over' if recovered else 'NIET'}",
        kept=refused and stayed and recovered and _all_kept(site, sent),
        control="de kapotte versie nam het niet over" if refused else "de kapotte versie NAM HET OVER",
    )


def _point(site: HeldSite, version: object) -> None:
    """In one step, so that there is always a version."""
    new = site.nu.with_name("nieuw")
    new.symlink_to(str(version))
    new.replace(site.nu)


def _all_kept(site: HeldSite, sent: Sent) -> bool:
    """Nothing lost, and at least nearly the pace that was promised."""
    return sent.lost == 0 and kept_of(site, sent.confirmed) == len(sent.confirmed) > 0 and sent.pace > 0.9 * PER_SECOND


def while_coming(site: HeldSite, times: int, act: Callable[[], object]) -> Sent:
    """So many times, with a moment of rest after each."""
    with coming(site) as sent:
        for _ in range(times):
            time.sleep(2)
            act()
        time.sleep(2)
    return sent


@contextmanager
def coming(site: HeldSite) -> Iterator[Sent]:
    """People who come at a steady pace, whatever became of those before them, until the block ends."""
    sent, over, began = Sent(), threading.Event(), time.monotonic()
    crowd = [threading.Thread(target=_come, args=(site, sent, over, began, one)) for one in range(CROWD)]
    for one in crowd:
        one.start()
    try:
        yield sent
    finally:
        over.set()
        for one in crowd:
            one.join()
        sent.seconds = time.monotonic() - began


def _come(site: HeldSite, sent: Sent, over: threading.Event, began: float, place: int) -> None:
    """One of them, at times that are fixed beforehand."""
    number = place
    while not over.wait(max(0.0, began + number / PER_SECOND - time.monotonic())):
        kind = (number // CROWD + place) % (len(PAGES) + IDEAS)
        sent.answers.append(_ask(site, sent, PAGES[kind] if kind < len(PAGES) else ""))
        number += CROWD


def _ask(site: HeldSite, sent: Sent, page: str) -> tuple[Answer, bool]:
    """A page, or without one an idea."""
    if page:
        answer = (site.coordinator() if page == "/werk/" else site.visitor()).get(page)
        return answer, answer.status == 200
    form = idea()
    answer = site.visitor().post("/ik-heb-een-idee/", form)
    if answer.status == 302:
        sent.confirmed.append(form["form_key"])
    return answer, answer.status == 302
