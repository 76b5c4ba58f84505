"""Every page of an initiative × every person × every state group: the answer is the one the matrix gives."""

import time

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.http import Http404, HttpResponse
from django.test import Client, RequestFactory
from django.urls import resolve

from accounts.models import User
from initiatives.deeds.edit import EDIT_CONTACT, EDIT_CONTENT
from initiatives.deeds.table import DEED_OF
from initiatives.models import Initiative, Note
from initiatives.models.note import NoteKind
from initiatives.statuses import GROUPS, Status
from initiatives.views.status.session import KEY
from initiatives.workflow.action import Actor, NotNow, NotYours
from initiatives.workflow.table import ROW_OF
from tests.factories import sign_in
from tests.initiatives.world import GROUP_NAMES, GROUP_OF, NOW, World, matrix

SUBJECTS = (
    "EC.own", "EC.other", "IC", "BM.lead", "BM.coadvice", "BM.domain", "BM.other", "KA.own", "KA.other",
    "DEC.mandate", "DEC.other", "GGD.tag", "GGD.other", "MGR.escalated", "MGR", "FB",
)  # fmt: skip
# The same person before an initiative that is not theirs.
STANDS_FOR = {
    "GGD.other": ("GGD.tag", {"health_related": False}),
    "MGR": ("MGR.escalated", {"is_controversial": False}),
}
# What the matrix calls otherwise.
IN_MATRIX = {
    "merge": "merge_unmerge", "unmerge": "merge_unmerge", "publish": "publish_unpublish",
    "unpublish": "publish_unpublish", "note_internal": "internal_note_write",
    "note_coordinators": "ec_note_readwrite", "pick_appointment": "plan_appointment",
    "cancel_appointment": "plan_appointment",
}  # fmt: skip
KNOWN_TO_THE_MATRIX = {action for action, *_rest in matrix()}
# Of deeds the matrix does not know, test_deeds tells who may.
ROWS = {
    name: row
    for name, row in (ROW_OF | DEED_OF | {"edit_content": EDIT_CONTENT, "edit_contact": EDIT_CONTACT}).items()
    if IN_MATRIX.get(name, name) in KNOWN_TO_THE_MATRIX
}
PAGE_OF = {"edit_content": "bewerken", "edit_contact": "mensen/nieuw"}
# Here the matrix lets somebody through and the workflow does not: a draft has no events yet, publishing starts when
# it lies at the town hall, and only what is merged can be split.
STOPPED_BY_THE_WORKFLOW = {
    ("note_coordinators", "draft"), ("flag_confidential", "draft"), ("publish", "exploring"),
    ("unpublish", "exploring"), ("merge", "ended"), ("unmerge", "exploring"), ("unmerge", "submitted"),
    ("unmerge", "active"), ("unmerge", "waiting"),
}  # fmt: skip
PHONE, INTERNAL, BETWEEN_COORDINATORS = "043 600 0000", "De wethouder twijfelt.", "Mia is slecht ter been."


def test_the_matrix_and_the_workflow_differ_only_where_we_say_so() -> None:
    stopped = {
        (name, GROUP_NAMES[letter])
        for name, row in ROWS.items()
        for letter, statuses in GROUPS.items()
        for subject in SUBJECTS
        if cell(name, subject, GROUP_NAMES[letter], "0") == "ok" and not set(statuses) & set(row.sources)
    }

    assert stopped == STOPPED_BY_THE_WORKFLOW


@pytest.mark.parametrize("subject", SUBJECTS)
def test_each_page_of_an_action_answers_this_person_as_the_matrix_says(world: World, subject: str) -> None:
    person, facts = person_before(world, subject)
    # Only who sees what and may do what is asked of the database; a page above it is the same above either.
    pages, wrong = connection.vendor == "sqlite" or subject in ("IC", "EC.own"), []

    for status in Status:
        for confidential in ("0", "1"):
            initiative = world.known_to_all(status, **facts | {"is_confidential": confidential == "1"})
            for name in ROWS:
                if standing_for_its_group(name, status):
                    # The page itself once; a page of what is confidential differs in nothing but who gets there.
                    ask = answer if confidential == "0" and pages else said
                    given = ask(person, initiative, name)
                    if given != wanted(name, subject, status, confidential):
                        wrong.append((name, status.value, confidential, given))

    assert wrong == []


@pytest.mark.parametrize("subject", SUBJECTS)
def test_this_person_reads_names_and_notes_where_the_matrix_says_and_nowhere_else(world: World, subject: str) -> None:
    person, facts = person_before(world, subject)
    wrong = []

    for letter, statuses in GROUPS.items():
        for confidential in ("0", "1"):
            initiative = world.known_to_all(statuses[0], **facts | {"is_confidential": confidential == "1"})
            write_notes(initiative, by=world.people["IC"])
            page = show(person, initiative)
            cells = [
                matrix()[action, subject, GROUP_NAMES[letter], confidential] == "ok"
                for action in ("detail_content", "contact_data_view", "internal_note_read", "ec_note_readwrite")
            ]
            read = [initiative.title in page, PHONE in page, INTERNAL in page, BETWEEN_COORDINATORS in page]
            if read != cells:
                wrong.append((letter, confidential, read))

    assert wrong == []


# Who stands for another kern logs for that one, so for the page itself there is no other.
@pytest.mark.parametrize("subject", [subject for subject in SUBJECTS if subject not in ("EC.other", "KA.other")])
def test_only_who_may_log_gets_the_form_for_a_new_idea(world: World, subject: str) -> None:
    client = sign_in(person_before(world, subject)[0])

    status_code = client.get("/initiatieven/nieuw/").status_code

    assert status_code == {"ok": 200, "403": 403}[matrix()["create_for_resident", subject, "-", "0"]]


def test_the_doors_answer_over_http_as_they_answer_here(world: World) -> None:
    initiative = world.known_to_all(Status.IN_REVIEW)
    people = ("IC", "EC.own", "BM.lead", "GGD.tag", "EC.other", "FB")

    answers = {
        (who, name): sign_in(world.people[who]).get(f"/initiatieven/{initiative.key}/{name}/").status_code
        for who in people
        for name in ("assign", "hold")
    }

    assert answers == {
        ("IC", "assign"): 409, ("IC", "hold"): 200, ("EC.own", "assign"): 403, ("EC.own", "hold"): 200,
        ("BM.lead", "assign"): 403, ("BM.lead", "hold"): 200, ("GGD.tag", "assign"): 403, ("GGD.tag", "hold"): 403,
        ("EC.other", "assign"): 404, ("EC.other", "hold"): 404, ("FB", "assign"): 404, ("FB", "hold"): 404,
    }  # fmt: skip


def test_who_is_not_signed_in_is_sent_to_the_sign_in_page_whatever_the_number(world: World) -> None:
    initiative = world.known_to_all(Status.IN_REVIEW)

    for key in (initiative.key, "VAG-2026-9999"):
        for page in ("", *(f"{PAGE_OF.get(name, name)}/" for name in ROWS)):
            response = Client().get(f"/initiatieven/{key}/{page}")
            assert response.status_code == 302, page
            assert response.headers["Location"].startswith("/account/login/"), page


def test_the_resident_with_a_code_opens_no_page_of_the_town_hall(world: World) -> None:
    initiative = world.known_to_all(Status.IN_REVIEW)
    client = Client()
    session = client.session
    session[KEY] = {"pk": initiative.pk, "code": initiative.access_code_hash, "seen": time.time()}
    session.save()
    assert client.get("/volg/idee/").status_code == 200

    assert client.get(f"/initiatieven/{initiative.key}/").status_code == 302


def test_somebody_with_two_roles_may_what_either_may(world: World) -> None:
    initiative = world.known_to_all(Status.SUBMITTED)
    ggd = world.people["GGD.tag"]
    assert answer(ggd, initiative, "assign") == "403"

    world.other_role("GGD.tag", "internal_coordinator")

    assert answer(User.objects.get(pk=ggd.pk), initiative, "assign") == "200"


def person_before(world: World, subject: str) -> tuple[User, dict[str, bool]]:
    """The person, and what is different about the initiative."""
    name, facts = STANDS_FOR.get(subject, (subject, {}))
    return world.people[name], facts


def cell(name: str, subject: str, group: str, confidential: str) -> str:
    """What the matrix says."""
    return matrix()[IN_MATRIX.get(name, name), subject, group, confidential]


def standing_for_its_group(name: str, status: Status) -> bool:
    """One status stands for its group: one in which the action is possible, where there is one."""
    group = next(statuses for statuses in GROUPS.values() if status in statuses)
    return status == next((one for one in group if one in ROWS[name].sources), group[0])


def wanted(name: str, subject: str, status: Status, confidential: str) -> str:
    """The answer of the matrix, as a page gives it."""
    group = GROUP_OF[status]
    outcome = cell(name, subject, group, confidential)
    if outcome == "ok":
        # A draft is logged from its own form, so its button leads there.
        done = "302" if name == "log" else "200"
        return "409" if (name, group) in STOPPED_BY_THE_WORKFLOW else done
    # One cell stands for reading and writing a note: what cannot be read any more cannot be written now.
    if name == "note_coordinators" and outcome == "404" and subject in ("EC.own", "IC"):
        return "409"
    return outcome


def said(person: User, initiative: Initiative, name: str) -> str:
    """What the row of the table says to this person, if they see the initiative at all."""
    if not Initiative.objects.visible_to(person).filter(pk=initiative.pk).exists():
        return "404"
    try:
        ROWS[name].function_now(initiative, Actor(user=person))
    except NotYours:
        return "403"
    except NotNow:
        return "409"
    return "302" if name == "log" else "200"


def answer(person: User, initiative: Initiative, name: str) -> str:
    """What the page of this action answers this person."""
    try:
        return str(visit(person, f"/initiatieven/{initiative.key}/{PAGE_OF.get(name, name)}/").status_code)
    except Http404:
        return "404"
    except PermissionDenied:
        return "403"


def show(person: User, initiative: Initiative) -> str:
    """The page of the initiative, or nothing where it is not there for this person."""
    try:
        return visit(person, f"/initiatieven/{initiative.key}/").content.decode()
    except Http404:
        return ""


def visit(person: User, address: str) -> HttpResponse:
    """The view behind an address, without the way to it: thousands of visits take seconds then."""
    request = RequestFactory().get(address)
    request.user = person
    match = resolve(address)
    response: HttpResponse = match.func(request, **match.kwargs)
    return response


def write_notes(initiative: Initiative, *, by: User) -> None:
    """One note of each kind."""
    for kind, text in ((NoteKind.INTERNAL, INTERNAL), (NoteKind.COORDINATORS, BETWEEN_COORDINATORS)):
        Note.objects.create(initiative=initiative, kind=kind, text=text, by=by, at=NOW)
