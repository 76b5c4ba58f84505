"""De buurt: the ledger of concerns, what to watch at the start and the end, and what stays readable after it."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
import time_machine

from initiatives.deeds.do import do
from initiatives.deeds.support import enter
from initiatives.models import Concern, Initiative, SupportEntry
from initiatives.statuses import Status
from initiatives.workflow.action import Actor
from initiatives.workflow.perform import perform
from kernen.models import Enough, EnoughRule
from tests.factories import sign_in
from tests.initiatives.asked import WORKS_ON_IT, ask, check_of, page, typed
from tests.initiatives.world import NOW, TODAY, World


@pytest.fixture(autouse=True)
def that_day() -> Any:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def asked(world: World) -> Initiative:
    return ask(world)


def test_the_ledger_shows_what_was_answered_and_what_waits(world: World, asked: Initiative) -> None:
    browser, check = sign_in(world.people["KA.own"]), check_of(asked)
    Concern.objects.create(
        poll=check, wording="Er is zorg over geluid.", answer="Wij sluiten om tien uur.", changed="de tijden",
        still_disagrees=True, noted_at=NOW,
    )  # fmt: skip
    waits = Concern.objects.create(poll=check, wording="Er is zorg over parkeren.", noted_at=NOW)

    read = page(browser, asked)

    assert "Wij sluiten om tien uur." in read
    assert read.count("Nog geen antwoord.") == 1
    address = f"/initiatieven/{asked.key}/answer_concern/?zorg={waits.pk}"
    assert address in read
    assert browser.get(address).context["form"].initial["concern"] == waits.pk


def test_an_answer_that_is_changed_starts_from_what_it_was_and_the_second_sees_that(
    world: World, asked: Initiative
) -> None:
    concern = Concern.objects.create(poll=check_of(asked), wording="Geluid.", answer="Tot tien uur.", noted_at=NOW)
    browser, address = sign_in(world.people["IC"]), f"/initiatieven/{asked.key}/answer_concern/"
    form = browser.get(f"{address}?zorg={concern.pk}").context["form"]
    assert form["answer"].value() == "Tot tien uur."
    by = Actor(user=world.people["KA.own"])
    do(
        "answer_concern",
        asked,
        by=by,
        at=NOW,
        concern=concern,
        answer="Tot negen uur.",
        changed="",
        still_disagrees=False,
    )

    sent = typed(concern=concern.pk, answer="Tot elf uur.", changed="", version=form["version"].value())
    response = browser.post(address, sent)

    assert response.status_code == 409
    assert "Tot elf uur." in response.content.decode()
    concern.refresh_from_db()
    assert concern.answer == "Tot negen uur."


@pytest.mark.parametrize("number", ["0", "9999999", "onzin", "²"])
def test_a_strange_number_in_the_address_chooses_nothing(world: World, asked: Initiative, number: str) -> None:
    Concern.objects.create(poll=check_of(asked), wording="Geluid.", noted_at=NOW)
    browser = sign_in(world.people["IC"])

    for name, query in (("answer_concern", "zorg"), ("strike_support", "telling")):
        response = browser.get(f"/initiatieven/{asked.key}/{name}/", {query: number})
        assert (response.status_code, set(response.context["form"].initial)) == (200, {"version", "form_key"})


def test_the_start_form_says_beforehand_what_counts_as_enough(world: World) -> None:
    EnoughRule.objects.create(kern=world.kern, enough=Enough.SHARE, number=30)
    initiative = world.initiative(Status.IN_REVIEW, initiator_kind="kernoverleg")

    read = sign_in(world.people["BM.lead"]).get(f"/initiatieven/{initiative.key}/start_support/").content.decode()

    assert "Genoeg is: minstens 30 van de 100 huishoudens voor." in read
    assert "Het kernoverleg heeft dit idee zelf ingebracht." in read


@pytest.mark.parametrize(
    ("kind", "ways", "sentence"),
    [
        ("kernoverleg", ["kernoverleg"], "en alleen het kernoverleg wordt gevraagd."),
        ("group", ["kernoverleg"], "Alleen het kernoverleg wordt gevraagd."),
        ("kernoverleg", ["kernoverleg", "list"], ""),
    ],
)
def test_the_page_warns_where_nobody_outside_the_kernoverleg_is_asked(
    world: World, asked: Initiative, kind: str, ways: list[str], sentence: str
) -> None:
    asked.support_checks.update(ways=ways)
    Initiative.objects.filter(pk=asked.pk).update(initiator_kind=kind)

    response = sign_in(world.people["IC"]).get(f"/initiatieven/{asked.key}/buurt/")

    assert bool(response.context["warnings"]) == bool(sentence)
    assert sentence in response.content.decode()


def test_the_closing_form_shows_the_count_the_rule_and_the_worries_without_an_answer(
    world: World, asked: Initiative
) -> None:
    asked.support_checks.update(enough=Enough.NUMBER, enough_number=40)
    Concern.objects.create(poll=check_of(asked), wording="Er is zorg over geluid.", noted_at=NOW)

    read = sign_in(world.people["BM.lead"]).get(f"/initiatieven/{asked.key}/close_support/").content.decode()

    assert "12 voor, 1 tegen, 3 maakt het niet uit" in read
    assert "Genoeg is: 40 mensen voor. <strong>Nu: 12.</strong>" in read
    assert "Het aantal dat genoeg is, is niet gehaald." in read
    assert "1 zorg heeft nog geen antwoord:" in read
    assert "Er is zorg over geluid." in read


def test_the_closing_form_warns_that_only_the_kernoverleg_was_heard(world: World, asked: Initiative) -> None:
    SupportEntry.objects.all().delete()
    facts: dict[str, Any] = {"way": "kernoverleg", "place": "Sibbe", "noted_on": TODAY, "opinion": "positive"}
    by = Actor(user=world.people["IC"])
    enter(asked, by=by, at=NOW, form_key=uuid4(), **facts)

    response = sign_in(world.people["BM.lead"]).get(f"/initiatieven/{asked.key}/close_support/")

    assert response.context["warnings"] == [
        "Alleen het kernoverleg is gehoord. Van andere mensen in de buurt is geen antwoord ingevoerd."
    ]


def test_once_closed_everything_is_readable_and_nothing_can_be_entered(world: World, asked: Initiative) -> None:
    Concern.objects.create(poll=check_of(asked), wording="Er is zorg over geluid.", noted_at=NOW)
    perform("close_support", asked, by=Actor(user=world.people["IC"]), at=NOW, **world.fill_in("close_support"))

    read = page(sign_in(world.people["BM.lead"]), asked)

    assert "12 voor, 1 tegen, 3 maakt het niet uit" in read
    assert "Er is zorg over geluid." in read
    assert "Gesloten op 18 november 2026. Conclusie: voldoende steun." in read
    assert "De losse antwoorden bewaren wij tot en met 30 december 2026." in read
    assert "/invoeren/" not in read
    assert "strike_support" not in read
    assert "note_concern" not in read
    assert "postpone_support" not in read


def test_an_earlier_time_stays_readable_and_a_strange_number_is_not_there(world: World, asked: Initiative) -> None:
    perform("close_support", asked, by=Actor(user=world.people["IC"]), at=NOW, **world.fill_in("close_support"))
    first = check_of(asked)
    again = Actor(user=world.people["BM.lead"])
    perform("start_support", asked, by=again, at=NOW + timedelta(hours=1), **world.fill_in("start_support"))
    browser = sign_in(world.people["IC"])

    assert f"?keer={first.pk}" in page(browser, asked)
    assert "Gesloten op 18 november 2026." in page(browser, asked, f"?keer={first.pk}")
    assert "/invoeren/" not in page(browser, asked, f"?keer={first.pk}")
    other = world.initiative(Status.SUPPORT_CHECK).support_checks.get()
    for number in (other.pk, "onzin", "²", 0):
        assert browser.get(f"/initiatieven/{asked.key}/buurt/", {"keer": number}).status_code == 404


def test_before_the_first_time_the_page_says_how_to_begin(world: World) -> None:
    initiative = world.initiative(Status.IN_REVIEW)

    assert "/start_support/" in page(sign_in(world.people["BM.lead"]), initiative)
    assert "/start_support/" not in page(sign_in(world.people["EC.own"]), initiative)


@pytest.mark.parametrize("subject", ["IC", "EC.own", "KA.own", "BM.lead", "BM.coadvice", "GGD.tag", "DEC.mandate"])
def test_on_the_page_of_the_initiative_the_count_so_far_is_for_who_works_on_it(world: World, subject: str) -> None:
    initiative = world.known_to_all(Status.SUPPORT_CHECK)
    browser = sign_in(world.people[subject])

    read = browser.get(f"/initiatieven/{initiative.key}/").content.decode()

    works = subject in WORKS_ON_IT
    assert ("12 voor" in read, f"/initiatieven/{initiative.key}/buurt/" in read) == (works, works)
