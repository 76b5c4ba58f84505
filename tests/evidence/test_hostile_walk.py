"""The same town in a real browser: every page that everybody can reach, with hostile words in every text."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urldefrag, urlsplit

import pytest
from playwright.sync_api import Browser, Page
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from tests.evidence.figure import scaled
from tests.factories import sign_in
from tests.initiatives.world import World
from tests.journeys.conftest import REPORT_CSP, browser
from tests.overleg.town import Town
from tests.security.hostile_town import MARK, poison
from tests.security.test_hostile_walk import LEAVES

__all__ = ["browser"]
pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
MOST = max(3, scaled(45))
LINKS = "[...document.querySelectorAll('a[href]')].map(link => link.href)"


class Walker:
    """A browser that counts everything that should not be there."""

    def __init__(self, page: Page, address: str) -> None:
        self.page, self.address = page, address
        self.seen: set[str] = set()
        self.dialogs, self.literal, self.born = 0, 0, 0
        self.reports: list[str] = []
        self.foreign: list[str] = []
        page.on("dialog", self._hear)
        page.on("console", lambda said: self.reports.append(said.text) if "CSP" in said.text else None)
        page.on("request", lambda asked: self.foreign.append(asked.url) if self._is_foreign(asked.url) else None)

    def _hear(self, dialog: Any) -> None:
        """Somebody's words became a script."""
        self.dialogs += 1
        dialog.dismiss()

    def _is_foreign(self, url: str) -> bool:
        """Neither our own server nor what stands in the page itself."""
        return not url.startswith((self.address, "data:", "blob:"))

    def walk(self, start: list[str]) -> None:
        """From page to page, by links."""
        todo = [self.address + one for one in start]
        while todo and len(self.seen) < MOST:
            url = urldefrag(todo.pop(0)).url
            if url in self.seen or self._is_foreign(url) or urlsplit(url).path.startswith(LEAVES):
                continue
            todo += self._look(url)

    def _look(self, url: str) -> list[str]:
        """One page; a file is no page."""
        answered = self.page.request.head(url)
        if not answered.headers.get("content-type", "").startswith("text/html") or "attachment" in str(
            answered.headers
        ):
            return []
        self.page.goto(url)
        self.seen.add(url)
        self.born += self.page.locator(f"[{MARK}]").count()
        self.literal += MARK in self.page.locator("body").inner_text()
        found: list[str] = self.page.evaluate(LINKS)
        return [link for link in found if not urlsplit(link).query]


@pytest.mark.parametrize(
    "who", ["", "EC.own", "IC", "BM.lead", "KA.own", "DEC.mandate", "GGD.tag", "MGR.escalated", "FB"]
)
def test_everybody_walks_through_a_hostile_town(
    browser: Browser, live_server: LiveServer, transactional_db: None, settings: Settings, tmp_path: Any,
    figure: Callable[[str, Any], None], who: str,
) -> None:  # fmt: skip
    settings.MEDIA_ROOT = tmp_path
    town = Town(World())
    idea = poison(town)
    context = browser.new_context(locale="nl-NL")
    context.add_init_script(REPORT_CSP)
    if who:
        cookie = sign_in(town.world.people[who]).cookies["sessionid"].value
        context.add_cookies([{"name": "sessionid", "value": cookie, "url": live_server.url}])
    walker = Walker(context.new_page(), live_server.url)
    public = [f"/dorpen/{town.world.kern.slug}/{idea.reference}/", "/", "/ik-heb-een-idee/", "/volg/", "/en/dorpen/"]
    inside = [
        "/werk/",
        idea.get_absolute_url(),
        f"{idea.get_absolute_url()}buurt/",
        "/overleg/",
        "/signalen/",
        "/beheer/",
    ]

    walker.walk(inside if who else public)
    seen = {"pages": len(walker.seen), "dialogs": walker.dialogs, "reports": len(walker.reports), "born": walker.born,
            "foreign": len(walker.foreign), "literal": walker.literal}  # fmt: skip
    figure("walk", seen)
    context.close()

    assert (walker.dialogs, walker.reports, walker.foreign, walker.born) == (0, [], [], 0)
    assert walker.literal >= 1


def test_a_script_that_runs_would_be_heard(
    browser: Browser, live_server: LiveServer, figure: Callable[[str, Any], None]
) -> None:
    page = browser.new_context().new_page()
    page.add_init_script(REPORT_CSP)
    walker = Walker(page, live_server.url)
    # Without our policy: it runs. With it: the browser reports that it stopped it.
    page.set_content(f"<b {MARK}>x</b><img src=x onerror=alert(1)>")
    page.wait_for_timeout(300)
    page.goto(f"{live_server.url}/privacy")
    page.evaluate("document.body.insertAdjacentHTML('beforeend', '<img src=x onerror=alert(1)>')")
    page.wait_for_timeout(300)

    figure("control", {"dialogs": walker.dialogs, "reports": len(walker.reports)})
    assert walker.dialogs == 1
    assert len(walker.reports) >= 1
