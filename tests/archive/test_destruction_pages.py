"""The pages of terms and destruction lists: who may, what they read there, and what happens when two press at once."""

import re
from collections.abc import Iterator
from uuid import uuid4

import pytest
from django.contrib.admin.models import LogEntry
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from time_machine import travel

from archive.deeds.destroy import destroy_approved
from archive.models import DestructionItem, DestructionList, RetentionRule
from archive.models.retention import Disposition, ResultType
from initiatives.models import Initiative
from kernen.models import Role
from tests.archive.ended import after_waiting, approved, decide_all, ended, line_of, listed
from tests.factories import give_role, sign_in
from tests.initiatives.world import NOW, World
from tests.kernen.beheer import typed
from tests.overleg.pdf_text import text_of

TITLE = "Bank van Mia Janssen"
OTHERS = ("EC.own", "BM.lead", "BM.coadvice", "KA.own", "DEC.mandate", "GGD.tag", "MGR.escalated")


@pytest.fixture
def world(db: None) -> Iterator[World]:
    with travel(NOW, tick=True):
        made = World()
        decide_all()
        yield made


@pytest.fixture
def old(world: World) -> Initiative:
    return ended(world, ResultType.WITHDRAWN, title=TITLE)


def browser(world: World, who: str) -> Client:
    return sign_in(world.people[who])


def pages(destruction: DestructionList) -> dict[str, tuple[str, ...]]:
    """Every page, with who may read it."""
    item = destruction.items.latest("pk")
    one, line = [destruction.pk], [destruction.pk, item.pk]
    return {
        reverse("destructions"): ("IC", "FB"),
        reverse("destruction_propose"): ("IC",),
        reverse("destruction", args=one): ("IC", "FB"),
        reverse("destruction_keep", args=line): ("IC",),
        reverse("destruction_approve", args=one): ("FB",),
        reverse("destruction_send_back", args=one): ("FB",),
    }


@pytest.mark.parametrize("who", ["IC", "FB", *OTHERS])
def test_every_page_opens_for_who_it_is_of_and_for_nobody_else(world: World, old: Initiative, who: str) -> None:
    client, destruction = browser(world, who), listed(world)
    for address, readers in pages(destruction).items():
        assert client.get(address).status_code == (200 if who in readers else 403), address


@pytest.mark.parametrize("who", OTHERS)
def test_nobody_else_presses_a_button_behind_the_page(world: World, old: Initiative, who: str) -> None:
    client, destruction = browser(world, who), listed(world)
    put_back = reverse("destruction_put_back", args=[destruction.pk, line_of(old).pk])
    for address in (*pages(destruction), put_back):
        only_read = address in (reverse("destructions"), reverse("destruction", args=[destruction.pk]))
        assert client.post(address, {"version": 1, "because": "x"}).status_code == (405 if only_read else 403)
    destruction.refresh_from_db()
    assert (destruction.version, DestructionList.objects.count(), line_of(old).kept_because) == (1, 1, "")


def test_a_stranger_is_asked_to_sign_in(world: World, old: Initiative) -> None:
    destruction = listed(world)
    answers = {address: Client().get(address) for address in (*pages(destruction), reverse("retention"))}
    assert {answer.status_code for answer in answers.values()} == {302}


def test_the_administrator_reads_no_words_of_residents_and_the_coordinator_reads_the_title(
    world: World, old: Initiative
) -> None:
    address = reverse("destruction", args=[listed(world).pk])
    read = {who: browser(world, who).get(address).content.decode() for who in ("IC", "FB")}
    assert [TITLE in read["IC"], TITLE in read["FB"]] == [True, False]
    assert [str(old.reference) in page for page in read.values()] == [True, True]


def test_from_proposal_to_statement(world: World, old: Initiative) -> None:
    kept = ended(world, ResultType.WITHDRAWN, title="Blijft")
    coordinator, administrator = browser(world, "IC"), browser(world, "FB")

    made = coordinator.post(reverse("destruction_propose"), {"form_key": uuid4()})
    destruction = DestructionList.objects.get()
    address = reverse("destruction", args=[destruction.pk])
    assert made.headers["Location"] == address
    line = reverse("destruction_keep", args=[destruction.pk, line_of(kept).pk])
    answer = coordinator.post(line, {"version": 1, "because": "Er loopt een bezwaar."})
    assert answer.headers["Location"] == address
    assert b"Er loopt een bezwaar." in administrator.get(address).content

    approve = reverse("destruction_approve", args=[destruction.pk])
    assert administrator.post(approve, {"version": 2}).headers["Location"] == address
    assert "tot en met 2 december 2026" in " ".join(administrator.get(address).content.decode().lower().split())
    statement = reverse("destruction_statement", args=[destruction.pk])
    assert administrator.get(statement).status_code == 404

    destroy_approved(now=after_waiting())
    page = administrator.get(statement).content.decode()
    assert "1 initiatief" in page
    paper = text_of(coordinator.get(reverse("destruction_statement_pdf", args=[destruction.pk])).content)
    for said in (page, paper):
        told = [word in said for word in (TITLE, "Mia", str(old.reference), world.people["IC"].name + ",", "bezwaar")]
        assert told == [False] * 5
    assert b"2 initiatieven" not in coordinator.get(reverse("destructions")).content


def test_who_saw_an_older_list_hears_it_and_keeps_what_was_typed(world: World, old: Initiative) -> None:
    destruction = listed(world)
    DestructionList.objects.update(version=7)
    line = reverse("destruction_keep", args=[destruction.pk, line_of(old).pk])
    answer = browser(world, "IC").post(line, {"version": 1, "because": "Er loopt een bezwaar."})
    assert (answer.status_code, b"Er loopt een bezwaar." in answer.content) == (409, True)
    back = reverse("destruction_send_back", args=[destruction.pk])
    assert browser(world, "FB").post(back, {"version": 1, "because": "Nee"}).status_code == 409
    assert browser(world, "FB").post(reverse("destruction_approve", args=[destruction.pk])).status_code == 409
    destruction.refresh_from_db()
    assert (destruction.is_open, line_of(old).kept_because) == (True, "")


@pytest.mark.parametrize("version", ["", "x", "-1", "99999999999999999999", "1\x00"])
def test_a_version_that_nobody_saw_changes_nothing(world: World, old: Initiative, version: str) -> None:
    destruction = listed(world)
    answer = browser(world, "FB").post(reverse("destruction_approve", args=[destruction.pk]), {"version": version})
    destruction.refresh_from_db()
    assert (answer.status_code, destruction.is_open) == (409, True)


@pytest.mark.parametrize("name", ["destruction", "destruction_approve", "destruction_statement"])
def test_a_list_that_is_not_there_is_not_found(world: World, name: str) -> None:
    client = browser(world, "FB")
    assert client.get(reverse(name, args=[10**30])).status_code == 404


def test_a_reason_is_asked(world: World, old: Initiative) -> None:
    destruction = listed(world)
    line = reverse("destruction_keep", args=[destruction.pk, line_of(old).pk])
    answer = browser(world, "IC").post(line, {"version": 1, "because": " "})
    assert "Schrijf op waarom dit toch bewaard blijft." in answer.content.decode()


def test_who_proposed_sees_no_button_to_approve_and_is_refused_behind_it(world: World, old: Initiative) -> None:
    give_role(world.people["IC"], role=Role.FUNCTIONAL_ADMIN)
    destruction, client = listed(world), browser(world, "IC")
    approve = reverse("destruction_approve", args=[destruction.pk])
    assert approve not in client.get(reverse("destruction", args=[destruction.pk])).content.decode()
    assert client.post(approve, {"version": 1}).status_code == 409


def test_a_line_is_put_back_with_a_button(world: World, old: Initiative) -> None:
    destruction, client = listed(world), browser(world, "IC")
    DestructionItem.objects.update(kept_because="Bewijs")
    address = reverse("destruction_put_back", args=[destruction.pk, line_of(old).pk])
    assert address in client.get(reverse("destruction", args=[destruction.pk])).content.decode()
    client.post(address, {"version": 1})
    assert line_of(old).kept_because == ""


def test_pressing_propose_twice_leads_to_the_same_list(world: World, old: Initiative) -> None:
    client, key = browser(world, "IC"), uuid4()
    answers = [client.post(reverse("destruction_propose"), {"form_key": key}) for _ in range(2)]
    assert answers[0].headers["Location"] == answers[1].headers["Location"]


def test_without_anything_past_its_term_the_page_says_what_to_do(world: World) -> None:
    page = browser(world, "IC").get(reverse("destruction_propose")).content.decode()
    assert (reverse("retention") in page, "Lijst voorstellen" in page) == (True, False)
    assert browser(world, "IC").post(reverse("destruction_propose"), {"form_key": uuid4()}).status_code == 409


def test_long_lists_ask_the_database_no_more(world: World, old: Initiative) -> None:
    client, address = browser(world, "FB"), reverse("destruction", args=[listed(world).pk])
    client.get(address)
    asked = []
    for _round in range(2):
        with CaptureQueriesContext(connection) as questions:
            client.get(address)
        asked.append(len(questions))
        for _ in range(4):
            item = line_of(old)
            item.pk, item.initiative = None, ended(world, ResultType.WITHDRAWN)
            item.save()
    assert asked[0] == asked[1]


# ---- terms --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("who", ["IC", "FB", *OTHERS])
def test_every_colleague_reads_how_long_what_is_kept(world: World, old: Initiative, who: str) -> None:
    page = browser(world, who).get(reverse("retention")).content.decode()
    assert ("24 maanden" in page, "365 dagen" in page, "42 dagen" in page, "92 dagen" in page) == (True,) * 4
    assert (reverse("admin:archive_retentionrule_changelist") in page) == (who == "FB")


def test_the_administrator_sets_a_term_and_the_history_says_from_what_to_what(world: World) -> None:
    rule = RetentionRule.objects.get(result=ResultType.REFERRED)
    address = reverse("admin:archive_retentionrule_change", args=[rule.pk])
    facts = {"disposition": "destroy", "months": "60", "list_number": "6.1.9", "source": "besluit 2024"}
    client = browser(world, "FB")
    assert client.post(address, typed(client, address) | facts).status_code == 302
    entry = LogEntry.objects.get()
    assert (entry.user, entry.get_change_message()) == (
        world.people["FB"],
        "Termijn (maanden): van “24” naar “60”",
    )
    page = browser(world, "IC").get(reverse("retention")).content.decode()
    assert "van “24” naar “60”" in page


@pytest.mark.parametrize("missing", ["months", "list_number", "source"])
def test_nothing_is_to_be_destroyed_without_term_number_and_source(world: World, missing: str) -> None:
    rule = RetentionRule.objects.get(result=ResultType.MERGED)
    RetentionRule.objects.filter(pk=rule.pk).update(disposition=Disposition.UNDECIDED)
    facts = {"disposition": "destroy", "months": "60", "list_number": "6.1.9", "source": "besluit 2024"} | {missing: ""}
    answer = browser(world, "FB").post(reverse("admin:archive_retentionrule_change", args=[rule.pk]), facts)
    assert "Vul bij vernietigen de termijn" in answer.content.decode()
    rule.refresh_from_db()
    assert rule.disposition == Disposition.UNDECIDED


@pytest.mark.parametrize("who", ["IC", *OTHERS])
def test_nobody_else_sets_a_term(world: World, who: str) -> None:
    rule = RetentionRule.objects.get(result=ResultType.MERGED)
    address = reverse("admin:archive_retentionrule_change", args=[rule.pk])
    assert browser(world, who).post(address, {"disposition": "permanent"}).status_code == 404


def test_no_rule_is_added_or_thrown_away(world: World) -> None:
    rule, client = RetentionRule.objects.get(result=ResultType.MERGED), browser(world, "FB")
    assert client.get(reverse("admin:archive_retentionrule_add")).status_code == 403
    assert (
        client.post(reverse("admin:archive_retentionrule_delete", args=[rule.pk]), {"post": "yes"}).status_code == 403
    )


def test_a_list_that_was_given_back_says_why(world: World, old: Initiative) -> None:
    destruction = approved(world)
    back = reverse("destruction_send_back", args=[destruction.pk])
    browser(world, "FB").post(back, {"version": destruction.version, "because": "Vraag eerst de archivaris."})
    page = browser(world, "IC").get(reverse("destruction", args=[destruction.pk])).content.decode()
    assert "Vraag eerst de archivaris." in page


@pytest.mark.parametrize("address", ["/avg/", "/verwerkingen/", "/archief/vernietigen/"])
def test_the_menu_shows_to_which_part_a_page_belongs(world: World, address: str) -> None:
    page = sign_in(world.people["IC"]).get(address).content.decode()
    assert re.findall(r'aria-current="(page|true)">(\w+)</a></li>', page) == [("true", "Archief")]
