"""What anybody typed is shown as they typed it, on every page; the walk in a browser is a drill."""

from urllib.parse import urldefrag, urljoin, urlsplit

import pytest
from django.test import Client

from tests.factories import sign_in
from tests.overleg.town import Town
from tests.security.hostile_town import MARK, poison, read

LEAVES = ("/account/logout/", "/stijlgids/", "/static/")


def walk(client: Client, start: list[str], *, most: int) -> dict[str, str]:
    """Every page that can be reached by links, up to so many."""
    seen: dict[str, str] = {}
    todo = list(start)
    while todo and len(seen) < most:
        address = urldefrag(todo.pop(0)).url
        if address in seen or address.startswith(LEAVES):
            continue
        response = client.get(address)
        kind = response.headers.get("Content-Type", "")
        seen[address] = "" if response.streaming or not kind.startswith("text/html") else response.content.decode()
        links = [urljoin(address, link) for link in read(seen[address]).links]
        # One page of every kind first: what differs only in its question waits.
        todo += [link for link in links if link.startswith("/") and not urlsplit(link).query]
    return seen


@pytest.mark.parametrize(("who", "most"), [("IC", 25), ("", 10)])
def test_every_text_stays_text_wherever_one_clicks(town: Town, who: str, most: int) -> None:
    idea = poison(town)
    client = sign_in(town.world.people[who]) if who else Client()
    start = [idea.get_absolute_url(), "/werk/", "/overleg/", "/signalen/"] if who else [
        f"/dorpen/{town.world.kern.slug}/{idea.reference}/", "/dorpen/", "/ik-heb-een-idee/"]  # fmt: skip

    pages = walk(client, start, most=most)

    assert {address: born for address, page in pages.items() if (born := read(page).found)} == {}
    literal = [address for address, page in pages.items() if f"&lt;img {MARK}" in page or f"&lt;b {MARK}" in page]
    assert len(literal) >= 3


def test_a_text_that_became_an_element_would_be_seen() -> None:
    assert read(f"<p>Dag <b {MARK}>Mia</b></p>").found == ["b"]
    assert read('<p onclick="x()">Dag</p>').found == ["p"]
    assert read("<p>&lt;b onclick=1&gt;</p>").found == []
