"""A browser that complains: every page must be quiet, fit a small screen and pass axe."""

import os
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import ClassVar

import pytest
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright
from pytest_django.live_server_helper import LiveServer

from accounts.models import User
from tests.browser import ARGS
from tests.factories import give_second_step, note_both_steps
from tests.initiatives.world import World
from tests.journeys.shape import pieces_of

# Playwright keeps a loop running in this thread; the database is used between its calls, never during them.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
AXE = Path(settings.BASE_DIR) / "node_modules" / "axe-core" / "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# Fetching every style sheet once more serves only a rule that is not among ours.
RUN_AXE = """rules => axe.run(document, {
    runOnly: rules, resultTypes: ['violations'], preload: false, selectors: false, ancestry: false, xpath: false
})"""
REPORT_CSP = """
document.addEventListener("securitypolicyviolation", event => console.error("CSP " + event.violatedDirective));
"""


# A choice by its words, or by the name in front of the rest of the line.
FIND_OPTION = """(list, said) => [...list.options]
    .find(option => option.text === said || option.text.startsWith(said + " –")).value"""


@pytest.fixture(scope="session")
def browser(chromium: str) -> Iterator[Browser]:
    """One browser for all journeys."""
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=chromium, args=ARGS)
        yield started
        started.close()


@pytest.fixture
def town(transactional_db: None) -> World:
    """The town with everybody in it, seen by the server too."""
    return World()


class Visitor:
    """Somebody at a screen; each page they land on is looked at."""

    # The pieces axe found nothing in, by width.
    clean: ClassVar[dict[int, set[str]]] = defaultdict(set)

    def __init__(self, context: BrowserContext, address: str, width: int, *, scripts: bool = True) -> None:
        self.context, self.address, self.width, self.scripts = context, address, width, scripts
        self.page: Page = context.new_page()
        self.page.set_default_timeout(8_000)
        self.noise: list[str] = []
        self.asked: list[str] = []
        context.add_init_script(REPORT_CSP)
        self.page.on("console", lambda said: self.noise.append(said.text) if said.type == "error" else None)
        self.page.on("pageerror", lambda error: self.noise.append(str(error)))
        self.page.on("request", lambda request: self.asked.append(request.url))

    def go(self, path: str) -> None:
        """To this address, and look."""
        self.page.goto(self.address + path)
        self.look()

    def look(self) -> None:
        """Quiet, no sideways scrolling on the smallest phone, nobody else asked, and axe finds nothing."""
        where = self.page.url
        assert self.noise == [], where
        assert [url for url in self.asked if not url.startswith((self.address, "data:"))] == [], where
        self.page.set_viewport_size({"width": 320, "height": 800})
        assert self.page.evaluate("document.documentElement.scrollWidth") == 320, where
        # Axe is a script itself; where scripts are off, the same page is looked at by who has them.
        pieces = pieces_of(self.page.content()) if self.scripts else frozenset()
        if not pieces <= self.clean[self.width]:
            self._ask_axe(where)
            self.clean[self.width] |= pieces
        self.page.set_viewport_size({"width": self.width, "height": 900})

    def _ask_axe(self, where: str) -> None:
        """Nothing on the screen of this visitor; the twin of the journey has the other one."""
        self.page.evaluate(_axe())
        self.page.set_viewport_size({"width": self.width, "height": 900})
        found = self.page.evaluate(RUN_AXE, RULES)
        assert [(v["id"], [n["html"] for n in v["nodes"]]) for v in found["violations"]] == [], (where, self.width)
        # What axe itself tried is not the page's doing.
        self.noise.clear()

    def press(self, name: str) -> None:
        """The button or link that says this, and look at where it leads."""
        main = self.page.locator("main")
        button = main.get_by_role("button", name=name, exact=True).or_(main.get_by_role("link", name=name, exact=True))
        button.first.click()
        self.page.wait_for_load_state()
        self.look()

    def fill(self, **answers: str | bool) -> None:
        """Boxes by name; a yes ticks, a choice is picked by its words."""
        for name, value in answers.items():
            box = self.page.locator(f"main [name={name}]").first
            if isinstance(value, bool):
                box.set_checked(value)
            elif box.get_attribute("type") in ("radio", "checkbox"):
                self.page.locator("main").get_by_label(value, exact=True).check()
            elif box.evaluate("element => element.tagName") == "SELECT":
                box.select_option(value=box.evaluate(FIND_OPTION, value))
            else:
                box.fill(value)

    def text(self) -> str:
        """What stands on the page."""
        return self.page.locator("main").inner_text()


@cache
def _axe() -> str:
    """The script that looks for barriers."""
    return AXE.read_text()


class Street:
    """Where visitors come from."""

    def __init__(self, browser: Browser, server: LiveServer) -> None:
        self.browser, self.server = browser, server
        self.contexts: list[BrowserContext] = []

    def visitor(self, width: int, user: User | None = None, *, scripts: bool = True) -> Visitor:
        """Somebody with a browser of their own, with or without scripts; signed in where they have an account."""
        context = self.browser.new_context(
            viewport={"width": width, "height": 900}, locale="nl-NL", java_script_enabled=scripts
        )
        self.contexts.append(context)
        if user is not None:
            context.add_cookies([{"name": "sessionid", "value": _session(user), "url": self.server.url}])
        return Visitor(context, self.server.url, width, scripts=scripts)


def _session(user: User) -> str:
    """A session as signing in with both steps leaves it."""
    give_second_step(user)
    session = SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    note_both_steps(session, user)
    session.create()
    return str(session.session_key)


@pytest.fixture
def street(browser: Browser, live_server: LiveServer, town: World) -> Iterator[Street]:
    """The site is up and the town lives; afterwards everybody goes home, and no page stays open."""
    opened = Street(browser, live_server)
    yield opened
    for context in opened.contexts:
        context.close()
