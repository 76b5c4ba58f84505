"""What a printer makes of a meeting: agenda, form of the chair, list of the platform; as a page and as a PDF."""

from datetime import date, time, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from initiatives.models import Consent, ContactPerson, Initiative
from initiatives.models.choices import Way
from initiatives.models.person import ConsentKind
from initiatives.statuses import Status
from kernen.models import Kernoverleg
from overleg.models import AgendaItem, Meeting
from overleg.models.meeting import Reason
from tests.factories import make_kernoverleg, sign_in
from tests.initiatives.world import NOW, World
from tests.overleg.pdf_text import text_of

HOSTILE = '#read("/etc/passwd") *a* $x$ \\ @x `b` _c_ <b>vet</b> // #sys.inputs'
OF_GROUPS = ("agenda/print/", "agenda.pdf", "formulier/print/")
NAME = "Truus van den Berg"


@pytest.fixture
def world(db: None) -> World:
    """Everybody and everything, fresh."""
    return World()


@pytest.fixture
def group(world: World) -> Kernoverleg:
    """The kernoverleg of the kern in which everybody of the matrix works."""
    return make_kernoverleg(world.kern, name="Kernoverleg Sibbe")


def meet(group: Kernoverleg | None, **facts: Any) -> Meeting:
    """A meeting that is still to come."""
    day = timezone.localdate() + timedelta(days=9)
    base = {"held_on": day, "starts_at": time(19, 30), "place": "Dorpshuis Sibbe", "created_at": NOW}
    return Meeting.objects.create(kernoverleg=group, form_key=uuid4(), **base | facts)


def put_on(meeting: Meeting, initiative: Initiative | None = None, **facts: Any) -> AgendaItem:
    """A point on its agenda."""
    base = {"reason": Reason.NEW if initiative else Reason.OWN, "position": meeting.items.count() + 1}
    return AgendaItem.objects.create(meeting=meeting, initiative=initiative, **base | facts)


def of_somebody(world: World, **facts: Any) -> Initiative:
    """An initiative of a resident with a name."""
    made = world.initiative(Status.IN_REVIEW, **{"initiator_kind": "resident"} | facts)
    ContactPerson.objects.filter(initiative=made).update(name=NAME)
    return made


def say_yes(initiative: Initiative, kind: ConsentKind, **facts: Any) -> None:
    """Who has the idea agrees to this."""
    Consent.objects.create(
        person=initiative.people.get(), kind=kind, given_on=date(2026, 11, 1), way=Way.PHONE, **facts
    )


def both(world: World, meeting: Meeting, who: str = "EC.own") -> tuple[str, str]:
    """The agenda as a page and as the text of the PDF."""
    client = sign_in(world.people[who])
    page = client.get(f"/overleg/{meeting.pk}/agenda/print/").content.decode()
    return page, text_of(client.get(f"/overleg/{meeting.pk}/agenda.pdf").content)


def test_the_agenda_says_when_where_why_whose_turn_and_that_the_municipality_decides(
    world: World, group: Kernoverleg
) -> None:
    meeting = meet(group)
    put_on(meeting, of_somebody(world))
    put_on(meeting, title="De sleutel van het dorpshuis")

    for paper in both(world, meeting):
        for words in (
            "Agenda Kernoverleg Sibbe", "19.30 uur", "Dorpshuis Sibbe", "1. Bank bij de kapel", "nieuw in onze kern",
            "Een bank om uit te rusten.", "de medewerker van de gemeente", "2. De sleutel van het dorpshuis",
            "Het kernoverleg heeft geen veto: uw mening telt mee, de gemeente besluit.",
        ):  # fmt: skip
            assert words in paper


def test_a_name_is_on_paper_only_with_consent_for_exactly_this(world: World, group: Kernoverleg) -> None:
    meeting, idea = meet(group), of_somebody(world)
    put_on(meeting, idea)
    address = f"/overleg/{meeting.pk}/formulier/print/"

    say_yes(idea, ConsentKind.PUBLISH_NAME)
    say_yes(idea, ConsentKind.NAME_IN_KERNOVERLEG, withdrawn_on=date(2026, 11, 2))
    before = (*both(world, meeting), sign_in(world.people["EC.own"]).get(address).content.decode())
    say_yes(idea, ConsentKind.NAME_IN_KERNOVERLEG)
    after = (*both(world, meeting), sign_in(world.people["EC.own"]).get(address).content.decode())

    assert [NAME in paper for paper in before] == [False, False, False]
    assert ["inwoner" in paper for paper in before] == [True, True, True]
    assert [f"{NAME} (inwoner)" in paper for paper in after] == [True, True, True]


@pytest.mark.parametrize("what", ["confidential", "emptied", "removed", "elsewhere"])
def test_what_may_not_lie_on_a_table_is_not_printed(world: World, group: Kernoverleg, what: str) -> None:
    meeting = meet(group)
    hidden: dict[str, dict[str, Any]] = {"confidential": {"is_confidential": True}, "emptied": {"emptied_at": NOW}}
    idea = of_somebody(world, title="Iets dat niemand mag lezen", **hidden.get(what, {}))
    if what == "elsewhere":
        idea.kern_links.update(kern=world.other_kern)
    put_on(meeting, idea, removed_at=NOW if what == "removed" else None)

    page, pdf = both(world, meeting)

    assert ("mag lezen" in page, "mag lezen" in pdf) == (False, False)
    # That there is something confidential is not said either.
    said = "Nog 1 punt staat niet op papier."
    assert (said in page, said in pdf) == ((True, True) if what == "elsewhere" else (False, False))


def test_a_decision_that_was_not_told_yet_is_not_given_away(world: World, group: Kernoverleg) -> None:
    meeting = meet(group)
    put_on(meeting, world.initiative(Status.REJECTED, informed_at=None), reason=Reason.OPINION)

    for paper in both(world, meeting):
        assert "Aan zet: de gemeente" in paper.replace("</dt> <dd>", " ")
        assert "klaar" not in paper


def test_what_is_too_late_is_said_honestly(world: World, group: Kernoverleg) -> None:
    meeting = meet(group)
    put_on(meeting, of_somebody(world, due_on=date(2026, 1, 5)))

    for paper in both(world, meeting):
        assert "het had klaar moeten zijn op 5 januari 2026" in paper


def test_what_somebody_typed_stays_what_they_typed(world: World, group: Kernoverleg) -> None:
    meeting = meet(group, place=HOSTILE, note=HOSTILE)
    put_on(meeting, title=HOSTILE)

    _page, pdf = both(world, meeting)

    assert pdf.count(HOSTILE) == 3
    assert "root:" not in pdf


@pytest.mark.parametrize("title", ["Feest 🎉 in het dorp", "日本 في", "\u202eomgekeerd\u200b", "x" * 200])
def test_strange_signs_and_long_words_do_not_keep_the_paper_from_coming(
    world: World, group: Kernoverleg, title: str
) -> None:
    meeting = meet(group)
    put_on(meeting, title=title)

    made = sign_in(world.people["EC.own"]).get(f"/overleg/{meeting.pk}/agenda.pdf")

    assert (made.status_code, made.content[:5]) == (200, b"%PDF-")


def test_the_pdf_can_be_read_aloud(world: World, group: Kernoverleg) -> None:
    meeting = meet(group)
    put_on(meeting, of_somebody(world))

    made = sign_in(world.people["EC.own"]).get(f"/overleg/{meeting.pk}/agenda.pdf")

    assert (made["Content-Type"], made["Cache-Control"]) == ("application/pdf", "private, no-store")
    for mark in (b"/Lang(nl", b"/StructTreeRoot", b"/Marked true", b"/DisplayDocTitle true", b"pdfuaid:part"):
        assert mark in made.content, mark


@pytest.mark.parametrize("address", OF_GROUPS)
def test_only_who_sits_with_the_group_prints_its_papers(world: World, group: Kernoverleg, address: str) -> None:
    meeting = meet(group)
    answers = {
        who: sign_in(person).get(f"/overleg/{meeting.pk}/{address}").status_code for who, person in world.people.items()
    }

    assert sorted(who for who, status in answers.items() if status == 200) == ["EC.own", "IC", "KA.own"]
    assert {status for status in answers.values() if status != 200} == {404}


@pytest.mark.parametrize("address", ["print/", ".pdf"])
def test_only_kernambtenaren_and_the_internal_coordinator_print_the_list_of_the_platform(
    world: World, address: str
) -> None:
    path = f"/overleg/platform/{meet(None).pk}" + (address if address == ".pdf" else f"/{address}")
    answers = {who: sign_in(person).get(path).status_code for who, person in world.people.items()}

    assert sorted(who for who, status in answers.items() if status == 200) == ["IC", "KA.other", "KA.own"]
    assert {status for status in answers.values() if status != 200} == {404}


def test_a_paper_of_the_one_kind_is_not_found_at_the_address_of_the_other(world: World, group: Kernoverleg) -> None:
    client, village, platform = sign_in(world.people["IC"]), meet(group), meet(None)

    assert [client.get(f"/overleg/{platform.pk}/{address}").status_code for address in OF_GROUPS] == [404, 404, 404]
    assert client.get(f"/overleg/platform/{village.pk}/print/").status_code == 404
    assert client.get(f"/overleg/platform/{village.pk}.pdf").status_code == 404


def test_the_list_of_the_platform_shows_what_this_reader_may_see_and_counts_the_rest(world: World) -> None:
    meeting = meet(None)
    here, there = of_somebody(world), of_somebody(world, title="Ver weg")
    there.kern_links.update(kern=world.other_kern)
    put_on(meeting, here, reason=Reason.MARKED)
    put_on(meeting, there, reason=Reason.GIVEN_BACK)
    put_on(meeting, of_somebody(world, title="Ruzie om het veld", is_confidential=True), reason=Reason.MARKED)
    seen = {}
    for who in ("KA.own", "IC"):
        client = sign_in(world.people[who])
        page = client.get(f"/overleg/platform/{meeting.pk}/print/").content.decode()
        seen[who] = (page, text_of(client.get(f"/overleg/platform/{meeting.pk}.pdf").content))

    for paper in seen["KA.own"]:
        assert ("Ver weg" in paper, "Nog 1 punt over andere kernen." in paper) == (False, True)
        assert f"1. Bank bij de kapel ({here.reference})" in paper
    for paper in seen["IC"]:
        assert ("Ver weg" in paper, "andere kernen" in paper) == (True, False)
    assert [NAME in paper for paper in (*seen["IC"], *seen["KA.own"])] == [False] * 4


def test_an_empty_agenda_says_so(world: World, group: Kernoverleg) -> None:
    for paper in both(world, meet(group)):
        assert "Er staat nog niets op de agenda." in paper


@pytest.mark.parametrize("address", [*OF_GROUPS, "platform"])
def test_paper_costs_the_same_for_one_point_and_for_thirty(world: World, group: Kernoverleg, address: str) -> None:
    meeting = meet(None if address == "platform" else group)
    path = f"/overleg/platform/{meeting.pk}.pdf" if address == "platform" else f"/overleg/{meeting.pk}/{address}"
    client = sign_in(world.people["IC"])
    costs = []
    for number in (1, 29):
        for _ in range(number):
            idea = of_somebody(world)
            say_yes(idea, ConsentKind.NAME_IN_KERNOVERLEG)
            put_on(meeting, idea)
        client.get(path)
        with CaptureQueriesContext(connection) as asked:
            assert client.get(path).status_code == 200
        costs.append(len(asked))

    assert costs[0] == costs[1]
