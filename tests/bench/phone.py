"""What a phone on a slow network waits for: how much comes over the line, and when the page is there to read."""

import gzip
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from playwright.sync_api import BrowserContext, CDPSession, Page, sync_playwright

from tests.bench.pages import LIST, Facts
from tests.browser import ARGS, find_chromium

# Slow 4G as the makers of the browser define it, and a processor four times as slow as this one.
SLOW_4G = {"offline": False, "latency": 562.5, "downloadThroughput": 180_000, "uploadThroughput": 84_375}
SLOWER = 4
PHONE = {"width": 390, "height": 844}
# Long enough for the last line of text to be drawn in its own letter.
SETTLED = 1_500
LARGEST = """() => new Promise(found => new PerformanceObserver(
    list => found(list.getEntries().at(-1).startTime)).observe({type: 'largest-contentful-paint', buffered: true}))"""
# Bytes and requests of a first visit, milliseconds of the first and of a later one.
PUBLIC, STAFF, FIRST_MS, LATER_MS = (60_000, 8), (90_000, 10), 2_500, 1_000


@dataclass(frozen=True, kw_only=True)
class Visit:
    """One page on a phone: bytes and requests of a first visit, milliseconds until the largest thing on it is there,
    then and the next time.
    """

    bytes: int
    requests: int
    first_ms: int
    later_ms: int


@dataclass(frozen=True, kw_only=True)
class Door:
    """A page that somebody enters by, what it may weigh, and who that is; what stands in braces is in the facts."""

    name: str
    path: str
    may: tuple[int, int] = PUBLIC
    who: str = ""


DOORS = (
    Door(name="voordeur", path="/"),
    Door(name="lijst van een kern, openbaar", path="/dorpen/{slug}/"),
    Door(name="ik heb een idee", path="/ik-heb-een-idee/"),
    Door(name="inloggen met nummer en code", path="/volg/"),
    Door(name="Mijn werk", path="/werk/", may=STAFF, who="coordinator"),
    Door(name="lijst", path=LIST, may=STAFF, who="coordinator"),
    Door(name="één initiatief", path=LIST + "{told[0]}/", may=STAFF, who="coordinator"),
)


def visit_all(port: int, facts: Facts) -> dict[str, Visit]:
    """Every door by its name; nothing where this machine has no browser."""
    chromium = find_chromium()
    if not chromium:
        return {}
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=ARGS)
        found = {}
        for door in DOORS:
            with _phone(browser.new_context, port, facts, who=door.who) as context:
                found[door.name] = _visit(context, f"http://127.0.0.1:{port}{door.path.format(**facts)}")
        browser.close()
    return found


@contextmanager
def _phone(open_context: Any, port: int, facts: Facts, *, who: str) -> Iterator[BrowserContext]:
    """Never here before; signed in where somebody is."""
    context: BrowserContext = open_context(
        viewport=PHONE, extra_http_headers={"X-Forwarded-Proto": "https", "X-Forwarded-For": "10.0.0.9"}
    )
    if who:
        session = {"name": "__Host-sessionid", "value": facts["sessions"][who][0], "secure": True, "httpOnly": True}
        context.add_cookies([{**session, "url": f"https://127.0.0.1:{port}"}])  # type: ignore[typeddict-item]
    yield context
    context.close()


def _visit(context: BrowserContext, address: str) -> Visit:
    """For the first time, and again."""
    page = context.new_page()
    line = context.new_cdp_session(page)
    line.send("Network.enable")
    line.send("Network.emulateNetworkConditions", SLOW_4G)
    line.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    sizes = _weigh(line)
    first = _seconds(page, address)
    # A proxy sends the page itself packed; the files are packed already.
    body = len(gzip.compress(page.content().encode(), compresslevel=5))
    seen = list(sizes.values())
    weight, requests = sum(seen[1:]) + body, len(seen)
    return Visit(bytes=weight, requests=requests, first_ms=first, later_ms=_seconds(page, address))


def _weigh(line: CDPSession) -> Mapping[str, int]:
    """Bytes over the line by request, in the order in which they were asked."""
    sizes: dict[str, int] = {}
    line.on("Network.requestWillBeSent", lambda one: sizes.update({one["requestId"]: 0}))
    line.on("Network.loadingFinished", lambda one: sizes.update({one["requestId"]: int(one["encodedDataLength"])}))
    return sizes


def _seconds(page: Page, address: str) -> int:
    """Milliseconds until the largest thing on the page was there; raises RuntimeError where there is no page."""
    answer = page.goto(address, wait_until="load")
    if answer is None or answer.status != 200:
        raise RuntimeError(f"{address}: {answer and answer.status}")
    page.wait_for_timeout(SETTLED)
    return round(float(page.evaluate(LARGEST)))


def faults_of(door: Door, visit: Visit) -> Sequence[str]:
    """Which aims it misses."""
    aims = {
        "bytes": (visit.bytes, door.may[0]),
        "verzoeken": (visit.requests, door.may[1]),
        "eerste keer": (visit.first_ms, FIRST_MS),
        "daarna": (visit.later_ms, LATER_MS),
    }
    return [name for name, (seen, most) in aims.items() if seen > most]
