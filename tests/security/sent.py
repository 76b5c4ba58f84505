"""A form as a browser would send it: read off the page it stands on, with some boxes typed over."""

from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any
from urllib.parse import urljoin, urlsplit

from django.test import Client

Attributes = list[tuple[str, str | None]]


@dataclass(frozen=True, kw_only=True)
class Sent:
    """Who sends what to which address; `files` are names of boxes with what lies in them."""

    client: Client
    address: str
    data: dict[str, Any]
    files: dict[str, tuple[str, bytes]] = field(default_factory=dict)


@dataclass
class Form:
    """One form of a page with everything that would be sent as it stands there."""

    action: str
    data: dict[str, Any] = field(default_factory=dict)

    def add(self, name: str, value: str) -> None:
        """A box; with the same name twice, both."""
        known = self.data.get(name)
        self.data[name] = value if known is None else [*(known if isinstance(known, list) else [known]), value]


class Reader(HTMLParser):
    """Collects the forms of a page that are sent, not asked."""

    def __init__(self) -> None:
        super().__init__()
        self.forms: list[Form] = []
        self.is_inside = False
        self.select, self.text, self.must = "", "", False
        self.options: list[tuple[str, bool]] = []

    def handle_starttag(self, tag: str, attrs: Attributes) -> None:
        """A form opens, or a box in it."""
        said = {name: value or "" for name, value in attrs}
        if tag == "form" and said.get("method", "").lower() == "post":
            self.forms.append(Form(action=said.get("action", "")))
            self.is_inside = True
        elif self.is_inside and "disabled" not in said:
            self._box(tag, said)

    def _box(self, tag: str, said: dict[str, str]) -> None:
        """What would be sent of this box."""
        if tag == "input" and said.get("name"):
            self._input(said)
        elif tag == "select":
            self.select, self.options, self.must = said.get("name", ""), [], "required" in said
        elif tag == "option":
            self.options.append((said.get("value", ""), "selected" in said))
        elif tag == "textarea":
            self.text = said.get("name", "")
            self.forms[-1].data.setdefault(self.text, "")

    def _input(self, said: dict[str, str]) -> None:
        """A button is pressed by hand; a tick is sent where it stands; of a choice the first where none is made."""
        kind, name, value = said.get("type", "text"), said["name"], said.get("value", "")
        if kind in ("checkbox", "radio"):
            if "checked" in said or (kind == "radio" and name not in self.forms[-1].data and value):
                self.forms[-1].data.pop(name, None) if kind == "radio" else None
                self.forms[-1].add(name, value or "on")
        elif kind not in ("submit", "button", "image", "reset", "file"):
            self.forms[-1].add(name, value)

    def handle_data(self, data: str) -> None:
        """Words in a large box."""
        if self.text:
            self.forms[-1].data[self.text] += data.removeprefix("\n")

    def handle_endtag(self, tag: str) -> None:
        """A list is picked from as soon as it is known."""
        if tag == "form":
            self.is_inside = False
        elif tag == "textarea":
            self.text = ""
        elif tag == "select" and self.select:
            chosen = [value for value, is_chosen in self.options if is_chosen]
            first = next((value for value, _ in self.options if value or not self.must), "")
            self.forms[-1].data[self.select] = chosen[0] if chosen and (chosen[0] or not self.must) else first
            self.select = ""


def forms_on(client: Client, page: str) -> list[Form]:
    """Every form of this page that is sent; the page must be there."""
    response = client.get(page)
    assert response.status_code == 200, (page, response.status_code, response.headers.get("Location"))
    reader = Reader()
    reader.feed(response.content.decode())
    return reader.forms


def filled(client: Client, page: str, *, to: str = "", **typed: Any) -> Sent:
    """The form of this page that goes to that address (to the page itself where none is named), typed over.

    A name in `typed` that is None is left out; of several forms to one address the one with the most boxes is taken.
    """
    wanted = to or page
    fitting = [form for form in forms_on(client, page) if urlsplit(urljoin(page, form.action)).path == path(wanted)]
    assert fitting, f"no form on {page} goes to {wanted}"
    data = max((form.data for form in fitting), key=len) | typed
    return Sent(client=client, address=wanted, data={name: said for name, said in data.items() if said is not None})


def path(address: str) -> str:
    """An address without what stands behind the question mark."""
    return urlsplit(address).path
