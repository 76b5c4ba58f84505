"""Who may add, open and take away a file, as the matrix says; and how a file is served."""

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404, HttpResponseBase
from django.test import Client
from django.urls import reverse

from initiatives.deeds.attachments import add_files, remove_file
from initiatives.models import Attachment, Initiative
from initiatives.statuses import GROUPS, Status
from initiatives.workflow.action import INITIATOR, Actor, NotNow, NotYours
from initiatives.workflow.storing import path_of
from tests.factories import sign_in
from tests.house.places import ROOT
from tests.initiatives.papers import PDF, add, ask, clean, docx, photo_of_a_house, posted, resident
from tests.initiatives.test_permission_pages import SUBJECTS, person_before, visit
from tests.initiatives.world import GROUP_NAMES, NOW, World, matrix

pytestmark = pytest.mark.usefixtures("folder")


def answered(world: World, subject: str, address: str) -> str:
    """What this address answers this person."""
    try:
        given: HttpResponseBase = visit(person_before(world, subject)[0], address)
    except Http404:
        return "404"
    except PermissionDenied:
        return "403"
    if isinstance(given, FileResponse):
        given.file_to_stream.close()  # type: ignore[union-attr]
    return "ok" if given.status_code == 200 else str(given.status_code)


@pytest.mark.parametrize("subject", SUBJECTS)
def test_each_door_answers_this_person_as_the_matrix_says(world: World, subject: str) -> None:
    facts, wrong = person_before(world, subject)[1], []
    for letter, statuses in GROUPS.items():
        for confidential in ("0", "1"):
            for status in statuses:
                initiative = world.known_to_all(status, **facts | {"is_confidential": confidential == "1"})
                kept = put_by(world, initiative)
                base = f"/initiatieven/{initiative.key}/bijlage"
                for action, address in (
                    ("attachment_download", f"{base}/{kept.stored_as}/"),
                    ("attachment_upload", f"{base}n/"),
                    ("attachment_delete", f"{base}/{kept.stored_as}/weghalen/"),
                ):
                    given = answered(world, subject, address)
                    if given != matrix()[action, subject, GROUP_NAMES[letter], confidential]:
                        wrong.append((action, status.value, confidential, given))

    assert wrong == []


def put_by(world: World, initiative: Initiative, **facts: Any) -> Attachment:
    """A file that is there, however it came."""
    by: dict[str, Any] = {"uploaded_by": world.people["IC"]} | facts
    kept = Attachment.objects.create(initiative=initiative, name="a.pdf", kind="pdf", size=1, uploaded_at=NOW, **by)
    path_of(kept.stored_as).parent.mkdir(parents=True, exist_ok=True)
    path_of(kept.stored_as).write_bytes(PDF)
    return kept


OWN: dict[str, Any] = {"by_resident": True, "uploaded_by": None}


@pytest.mark.parametrize("status", list(Status))
def test_the_resident_sends_and_opens_own_files_as_the_matrix_says(world: World, status: Status) -> None:
    group = next(GROUP_NAMES[letter] for letter, statuses in GROUPS.items() if status in statuses)
    for confidential in ("0", "1"):
        initiative = world.known_to_all(status, is_confidential=confidential == "1")
        own, client = put_by(world, initiative, **OWN), resident(initiative)
        send, opened = ask(client, reverse("status_upload")), ask(client, reverse("status_file", args=[own.stored_as]))
        wanted = [matrix()[a, "IW.own", group, confidential] for a in ("status_upload", "status_download_own_file")]
        # Who gave no number and code that open something is asked for them, whatever there is.
        words = {200: "ok", 302: "404"}
        assert [words.get(answer.status_code, str(answer.status_code)) for answer in (send, opened)] == wanted


def test_a_resident_opens_no_file_of_a_colleague_nor_of_another_idea_nor_one_that_was_taken_away(world: World) -> None:
    initiative, other = world.known_to_all(Status.IN_REVIEW), world.known_to_all(Status.IN_REVIEW)
    closed = [
        put_by(world, initiative),
        put_by(world, other, **OWN),
        put_by(world, initiative, **OWN, removed_at=NOW),
    ]
    client = resident(initiative)

    assert [ask(client, reverse("status_file", args=[one.stored_as])).status_code for one in closed] == [404] * 3
    assert [str(one.stored_as) in client.get(reverse("status")).content.decode() for one in closed] == [False] * 3
    assert Client().get(reverse("status_file", args=[closed[1].stored_as])).status_code == 302
    base = f"/initiatieven/{initiative.key}/bijlage"
    signed_in = sign_in(world.people["IC"])
    assert [ask(signed_in, f"{base}/{one.stored_as}/").status_code for one in closed] == [200, 404, 404]
    assert Client().get(f"{base}/{closed[0].stored_as}/").status_code == 302


def test_the_deed_itself_refuses_whatever_the_page_did(world: World) -> None:
    initiative = world.known_to_all(Status.IN_REVIEW)
    kept, stranger = add(world, initiative), Actor(user=world.people["GGD.tag"])

    for actor in (stranger, INITIATOR):
        with pytest.raises(NotYours):
            remove_file(kept, by=actor, at=NOW)
    with pytest.raises(NotYours):
        add_files(initiative, files=[clean()], by=stranger, at=NOW)
    with pytest.raises(NotNow):
        add_files(world.known_to_all(Status.WITHDRAWN), files=[clean()], by=INITIATOR, at=NOW)


def test_between_a_decision_and_the_call_yes_and_no_look_the_same(world: World) -> None:
    said = []
    for status in (Status.APPROVED, Status.REJECTED):
        initiative = world.known_to_all(status, informed_at=None, published_at=None)
        client = resident(initiative)
        assert reverse("status_upload") not in client.get(reverse("status")).content.decode()
        page = client.post(reverse("status_upload"), posted(("a.pdf", PDF)))
        said.append((page.status_code, "U kunt nu geen bestand sturen." in page.content.decode()))

    assert said == [(409, True), (409, True)]
    assert Attachment.objects.count() == 0


# ---- how it is served --------------------------------------------------------------------------------


@pytest.mark.parametrize("content", [photo_of_a_house(), PDF, docx()])
def test_a_browser_saves_a_file_and_runs_nothing_of_it(world: World, content: bytes) -> None:
    initiative = world.known_to_all(Status.IN_REVIEW)
    ending = {b"\xff": "jpg", b"%": "pdf", b"P": "docx"}[content[:1]]
    kept = add(world, initiative, "IW.own", name=f'offerte “bank” <é>".{ending}', content=content)

    for client, address in (
        (sign_in(world.people["IC"]), f"/initiatieven/{initiative.key}/bijlage/{kept.stored_as}/"),
        (resident(initiative), reverse("status_file", args=[kept.stored_as])),
    ):
        headers = ask(client, address).headers
        assert headers["Content-Disposition"] == (
            f"attachment; filename*=utf-8''offerte%20%E2%80%9Cbank%E2%80%9D%20%3C%C3%A9%3E%22.{ending}"
        )
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["Content-Security-Policy"] == (
            "sandbox; default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
        )
        assert {"private", "no-store"} <= set(headers["Cache-Control"].split(", "))
        assert headers["Content-Length"] == str(kept.size)
        assert headers["Content-Type"].split("/")[0] == ("image" if ending == "jpg" else "application")


def test_files_leave_the_house_through_one_door() -> None:
    rooms = [
        path for app in ("initiatives", "kernen", "accounts", "burgerkracht") for path in (ROOT / app).rglob("*.py")
    ]

    opens_the_folder = [path for path in rooms if "path_of" in path.read_text() or "MEDIA_ROOT" in path.read_text()]

    assert sorted(str(path.relative_to(ROOT)) for path in opens_the_folder) == [
        "burgerkracht/settings.py", "initiatives/views/attachments.py", "initiatives/workflow/storing.py",
    ]  # fmt: skip
