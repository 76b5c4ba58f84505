"""What people see while the database is cut off, silent, slow or restarted; and as soon as it is back."""

import html
import re
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from uuid import uuid4

from tests.evidence.bad_line import BadLine, State
from tests.evidence.earnest_town import Town, found_town, new_folder
from tests.evidence.figure import Figure, scaled
from tests.evidence.own_postgres import OwnPostgres, own_postgres
from tests.evidence.site import Site, open_site
from tests.evidence.visitor import Answer, all_at_once, idea

CROWD, LASTS, LONGEST, AFTERWARDS, HEALED_WITHIN = 6, 10.0, 5.0, 100, 10.0
HIDDEN = re.compile(r'<input type="hidden" name="([^"]*)" value="([^"]*)">')
NAMES = {
    State.CUT: "De verbinding met de database wordt verbroken",
    State.SILENT: "De verbinding met de database zwijgt (niets komt terug)",
    State.SLOW: "De verbinding met de database is traag (200 ms per pakket)",
}


class Behind:
    """A site whose way to the database can be spoiled."""

    def __init__(self, postgres: OwnPostgres, line: BadLine, town: Town) -> None:
        self.postgres, self.line, self.town = postgres, line, town


@contextmanager
def behind_a_bad_line() -> Iterator[Behind]:
    """A server, a line to it, and a town that knows only the line."""
    with own_postgres() as postgres, new_folder() as folder:
        line = BadLine(str(next(postgres.socket_dir.glob(".s.PGSQL.*[0-9]"))))
        try:
            url = f"postgresql://postgres:@127.0.0.1:{line.port}/drill"
            yield Behind(postgres, line, found_town(folder, url=url))
        finally:
            line.close()


def see_network(behind: Behind) -> Iterator[Figure]:
    """Each fault in turn on one site that is never started again; then once without what protects us."""
    with open_site(behind.town) as site:
        restarts = see_restart_unseen(behind, site)
        seen = [fault(behind, site, state) for state in (State.CUT, State.SILENT, State.SLOW)]
        seen.append(restart(behind, site))
    with open_site(behind.town, env={"DRILL_CARELESS": "1"}) as careless:
        restarts_careless = see_restart_unseen(behind, careless)
        behind.line.become(State.SILENT)
        hangs = max(one.seconds for one in storm(careless, seconds=1.0))
        behind.line.become(State.GOOD)
    for name, during, after, kept in seen:
        yield told(name, during, after, kept, hangs=hangs)
    yield Figure(
        promise="Database herstart tussen twee verzoeken: 0 fouten zodra zij terug is",
        seen=f"{restarts} fouten in {AFTERWARDS} verzoeken",
        kept=restarts == 0 and restarts_careless > 0,
        control=f"zonder controle van verbindingen: {restarts_careless} fouten",
    )


def fault(behind: Behind, site: Site, state: State) -> tuple[str, list[Answer], list[Answer], bool]:
    """While it lasts, and after it healed."""
    return while_it_lasts(site, NAMES[state], lambda: behind.line.become(state), lambda: behind.line.become(State.GOOD))


def restart(behind: Behind, site: Site) -> tuple[str, list[Answer], list[Answer], bool]:
    """The database is stopped, and started some seconds later."""
    name, postgres = "De database wordt gestopt en weer gestart", behind.postgres
    return while_it_lasts(site, name, postgres.stop, postgres.start)


def while_it_lasts(
    site: Site, name: str, begin: Callable[[], None], end: Callable[[], None]
) -> tuple[str, list[Answer], list[Answer], bool]:
    """What everybody saw, and whether what was typed came back and arrived once it could."""
    all_at_once(CROWD, lambda: site.visitor().get("/dorpen/"))
    begin()
    form = idea(text=f"Een bank bij de kapel {uuid4()},\nvoor wie moe is.")
    writer = site.visitor()
    answered = writer.post("/ik-heb-een-idee/", form)
    during = [answered, *storm(site, seconds=max(2.0, LASTS * scaled(100) / 100))]
    end()
    healed = wait_until_healed(site)
    again = {key: html.unescape(value) for key, value in HIDDEN.findall(answered.body)} or form
    kept = answered.status == 302 or (again.items() >= form.items() and form["text"] in html.unescape(answered.body))
    arrives = writer.post("/ik-heb-een-idee/", again).status == 302
    return name, during, afterwards(site), kept and arrives and healed


def storm(site: Site, *, seconds: float) -> list[Answer]:
    """A few people who read and send, over and over."""
    until = time.monotonic() + seconds
    coordinator = site.coordinator()
    ways: list[Callable[[], Answer]] = [
        lambda: site.visitor().get("/dorpen/"),
        lambda: coordinator.get("/werk/"),
        lambda: site.visitor().post("/ik-heb-een-idee/", idea()),
    ]

    def one(number: int) -> list[Answer]:
        seen = [ways[number % len(ways)]()]
        while time.monotonic() < until:
            seen.append(ways[number % len(ways)]())
        return seen

    return [answer for seen in each_at_once(CROWD, one) for answer in seen]


def each_at_once(number: int, act: Callable[[int], list[Answer]]) -> list[list[Answer]]:
    """Each with a number of their own."""
    with ThreadPoolExecutor(max_workers=number) as crowd:
        return list(crowd.map(act, range(number)))


def wait_until_healed(site: Site) -> bool:
    """Whether it is within the time; nobody touches the site itself."""
    until = time.monotonic() + HEALED_WITHIN
    while time.monotonic() < until:
        if site.visitor().get("/health/ready").status == 200:
            return True
        time.sleep(0.2)
    return False


def afterwards(site: Site) -> list[Answer]:
    """A hundred requests, some at once, so that every worker has its turn."""
    coordinator = site.coordinator()
    asks = [site.visitor().get, coordinator.get]
    paths = ["/dorpen/", "/werk/"]
    rounds = [each_at_once(10, lambda number: [asks[number % 2](paths[number % 2])]) for _ in range(AFTERWARDS // 10)]
    return [answer for crowd in rounds for one in crowd for answer in one]


def see_restart_unseen(behind: Behind, site: Site) -> int:
    """How many of the requests after a restart that nobody saw go wrong."""
    afterwards(site)
    behind.postgres.stop()
    behind.postgres.start()
    return sum(one.is_error for one in afterwards(site))


def told(name: str, during: list[Answer], after: list[Answer], kept: bool, *, hangs: float) -> Figure:
    """One fault beside its promise."""
    slowest, wrong = max(one.seconds for one in during), sum(one.is_error for one in after)
    statuses = sorted({one.status for one in during})
    by_status = ", ".join(f"{sum(one.status == status for one in during)} keer {status}" for status in statuses)
    polite = {0, 500}.isdisjoint(statuses)
    return Figure(
        promise=f"{name}: antwoord binnen {LONGEST:.0f} s, wat getypt was blijft; {HEALED_WITHIN:.0f} s later "
        "0 fouten zonder herstart",
        seen=f"traagste antwoord {slowest:.1f} s ({by_status}); getypte tekst "
        f"{'terug en daarna aangekomen' if kept else 'KWIJT'}; daarna {wrong} fouten in {len(after)} verzoeken",
        kept=slowest <= LONGEST and polite and kept and wrong == 0 and hangs > LONGEST,
        control=f"zonder onze grens op wachten duurde een antwoord {hangs:.0f} s bij een verbinding die zwijgt",
    )
