"""Every address of a meeting and of what neighbours said, for every person of the matrix and for a stranger."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client
from django.urls import URLPattern, reverse

from initiatives import resident_urls as initiative_resident_urls
from initiatives import urls as initiative_urls
from initiatives.models.choices import SupportMethod
from initiatives.statuses import Status
from overleg import resident_urls, urls
from tests.factories import sign_in
from tests.initiatives.asked import WORKS_ON_IT
from tests.initiatives.test_permission_pages import STANDS_FOR, SUBJECTS
from tests.initiatives.world import NOW, TODAY, matrix
from tests.overleg.kern_pages import wish
from tests.overleg.platform_room import listed, meet
from tests.overleg.town import Town

LOGS = {"EC.own", "EC.other", "IC", "KA.own", "KA.other"}
SITS = {"EC.own", "IC", "KA.own"}
PLATFORM = {"IC", "KA.own", "KA.other"}
ALL, LEADS = set(SUBJECTS), {"IC"}
# Who gets in, and what everybody else hears.
OF_GROUP, OF_KERN = (SITS, "404"), (SITS, "403")
STAFF: dict[str, tuple[set[str], str]] = {
    "meeting_list": (LOGS, "403"),
    "meeting_new": (LOGS, "403"),
    **dict.fromkeys(
        (
            "meeting", "meeting_change", "meeting_call_off", "meeting_call_back", "meeting_order", "meeting_put_on",
            "meeting_point", "meeting_initiative", "meeting_put_back", "meeting_before", "meeting_record",
            "meeting_close", "meeting_report", "meeting_send_agenda", "meeting_print", "meeting_pdf",
            "meeting_form_print", "promise",
        ),
        OF_GROUP,
    ),
    **dict.fromkeys(("platform", "platform_meeting", "platform_print", "platform_pdf"), (PLATFORM, "404")),
    # What is noted is of who is there; the list is of who leads.
    "platform_note": (PLATFORM, "404"),
    **dict.fromkeys(
        (
            "platform_change", "platform_call_off", "platform_put_on", "platform_own", "platform_order",
            "platform_take_off", "platform_put_back", "platform_close", "platform_reopen",
        ),
        (LEADS, "404"),
    ),
    "my_kern": (ALL, ""),
    "kern_detail": (ALL, ""),
    **dict.fromkeys(("kern_handover", "wish_add", "wish", "wish_drop", "wish_restore"), OF_KERN),
}  # fmt: skip
# Without an account: who has no link finds the form of the chair closed.
RESIDENTS = {"chair_form": "410", "chair_close": "410", "chair_link": "410", "public_kern": "in"}
SUPPORT = (
    "support",
    "support_enter",
    "support_letters",
    "support_letters_void",
    "support_poster",
    "support_list_paper",
)
NEIGHBOURS = ("neighbour", "neighbour_answer", "neighbour_code", "neighbour_thanks")
POSTED = {
    name for name in STAFF
    if name.startswith("platform_") and name not in ("platform_meeting", "platform_change", "platform_print",
                                                     "platform_pdf")
} | {
    "meeting_call_back", "meeting_order", "meeting_put_on", "meeting_point", "meeting_initiative", "meeting_put_back",
    "wish_drop", "wish_restore",
}  # fmt: skip


# Of a version nobody saw, so that nothing changes; what is named follows with the town.
TYPED = {"version": "0"}


def names(patterns: list[Any]) -> Iterator[str]:
    return (entry.name or "" for entry in patterns if isinstance(entry, URLPattern))


def test_every_address_has_a_line_here() -> None:
    assert sorted(names(urls.urlpatterns)) == sorted(STAFF)
    assert sorted(names(resident_urls.urlpatterns)) == sorted(RESIDENTS)
    assert sorted(one for one in names(initiative_urls.urlpatterns) if one.startswith("support")) == sorted(SUPPORT)
    found = sorted(one for one in names(initiative_resident_urls.urlpatterns) if one.startswith("neighbour"))
    assert found == sorted(NEIGHBOURS)


def addresses(town: Town) -> dict[str, str]:
    """Each address of a meeting, with something real behind it."""
    idea = town.idea(Status.IN_REVIEW, officer=town.world.people["BM.lead"])
    TYPED.update(kenmerk=str(idea.reference), punt=str(town.item(idea).pk))
    platform = meet()
    point = listed(town, platform, title="Vakantie")
    slug, made = town.world.kern.slug, wish(town)
    found = {}
    for name in STAFF:
        args: list[Any] = [town.meeting.pk]
        if name.startswith("platform"):
            args = [platform.pk]
        if name in ("platform_take_off", "platform_put_back", "platform_note"):
            args = [platform.pk, point.pk]
        if name == "promise":
            args = [town.promise(town.item(meeting=town.met(), discussed=True)).pk]
        if name.startswith(("kern_", "wish")):
            args = [slug]
        if name in ("wish", "wish_drop", "wish_restore"):
            args = [slug, made.pk]
        found[name] = reverse(name, args=[] if name in ("meeting_list", "meeting_new", "platform", "my_kern") else args)
    return found


def outcome(client: Client, address: str, *, post: bool) -> str:
    """Where somebody ends up: at sign-in, refused, not found, or in."""
    response = client.post(address, TYPED) if post else client.get(address)
    if response.status_code == 302 and response.headers["Location"].startswith("/account/login/"):
        return "login"
    if response.status_code == 403 and 'href="/account/login/?' in response.content.decode():
        # Whoever sends a form signed out hears it on a page that keeps what was typed.
        return "login"
    return str(response.status_code) if response.status_code in (403, 404, 410) else "in"


def wanted(name: str, subject: str) -> str:
    people, others = STAFF[name]
    if subject in people:
        return "in"
    # Who sits in the platform knows that it meets.
    return "403" if people == LEADS and subject in PLATFORM else others


@pytest.mark.parametrize("subject", SUBJECTS)
def test_each_address_of_a_meeting_answers_this_person_as_it_stands_here(town: Town, subject: str) -> None:
    client = sign_in(town.world.people[STANDS_FOR.get(subject, (subject, {}))[0]])
    found = addresses(town)

    given = {name: outcome(client, found[name], post=name in POSTED) for name in STAFF}

    assert given == {name: wanted(name, subject) for name in STAFF}


def test_a_stranger_is_sent_to_the_sign_in_page_from_every_address_of_colleagues(town: Town) -> None:
    found = addresses(town)

    given = {outcome(Client(), address, post=post) for address in found.values() for post in (False, True)}

    assert given == {"login"}


@pytest.mark.parametrize("subject", [*SUBJECTS, None])
def test_what_needs_no_account_is_the_same_for_everybody(town: Town, subject: str | None) -> None:
    person = STANDS_FOR.get(subject or "", (subject, {}))[0]
    client = sign_in(town.world.people[person]) if person else Client()
    args = {"chair_link": ["x" * 43], "public_kern": [town.world.kern.slug]}

    given = {name: outcome(client, reverse(name, args=args.get(name)), post=False) for name in RESIDENTS}

    assert given == RESIDENTS


def support_addresses(key: str, batch: str) -> list[str]:
    more: dict[str, list[str]] = {"support_enter": ["lijst"], "support_letters_void": [batch]}
    return [reverse(name, args=[key, *more.get(name, [])]) for name in SUPPORT]


@pytest.mark.parametrize("confidential", ["0", "1"])
@pytest.mark.parametrize("subject", SUBJECTS)
def test_each_page_about_the_neighbourhood_answers_this_person_as_the_matrix_says(
    town: Town, subject: str, confidential: str
) -> None:
    person, facts = STANDS_FOR.get(subject, (subject, {}))
    idea = town.world.known_to_all(Status.SUPPORT_CHECK, **facts | {"is_confidential": confidential == "1"})
    check = idea.support_checks.get()
    idea.support_checks.update(ways=list(SupportMethod.values), closes_on=TODAY)
    check.refresh_from_db()
    batch = check.codes.create(
        digest="0" * 64, batch="00000000-0000-4000-8000-000000000000", way=SupportMethod.LETTER, made_at=NOW
    ).batch
    client = sign_in(town.world.people[person])

    given = {outcome(client, address, post=False) for address in support_addresses(idea.key, str(batch))}

    sees = matrix()["detail_content", subject, "active", confidential] == "ok"
    assert given == {("in" if subject in WORKS_ON_IT else "403") if sees else "404"}


def test_a_stranger_and_a_resident_find_no_page_of_colleagues_about_the_neighbourhood(town: Town) -> None:
    idea = town.world.known_to_all(Status.SUPPORT_CHECK)
    batch = "00000000-0000-4000-8000-000000000000"

    assert {outcome(Client(), one, post=False) for one in support_addresses(idea.key, batch)} == {"login"}
