"""What is cut off on its way, or never stops coming, leaves no row, no file, and nothing that waits."""

import socket
import time
from pathlib import Path
from urllib.parse import urlsplit
from uuid import uuid4

import pytest
from django.conf import settings
from django.urls import reverse
from pytest_django.live_server_helper import LiveServer

from initiatives.forms.uploads import LARGEST, MEGABYTE, MOST_IN_ONE_REQUEST, LiddedUpload
from initiatives.models import Attachment
from initiatives.statuses import Status
from tests.factories import sign_in
from tests.initiatives.papers import PDF, left_in, posted, resident
from tests.initiatives.world import World

PART = '--x\r\nContent-Disposition: form-data; name="{}"'
FILE = '; filename="{}"\r\nContent-Type: application/pdf\r\n\r\n'


@pytest.mark.parametrize("size", [200, 3 * 1024 * 1024])
def test_an_upload_that_is_cut_off_leaves_nothing(world: World, folder: Path, size: int) -> None:
    initiative = world.known_to_all(Status.IN_REVIEW)
    whole = PDF[:-6] + b"%" * size + b"\n%%EOF\n"
    start = (PART.format("attachments") + FILE.format("a.pdf")).encode()
    bodies = {
        "in the file": start + whole[:-100],
        "behind the file": start + whole,
        "in the second": start + whole + b"\r\n" + start + whole[:-50],
        "before the key": start + whole + b"\r\n" + PART.format("form_key").encode(),
    }
    for where, body in bodies.items():
        for client, address in (
            (resident(initiative), reverse("status_upload")),
            (sign_in(world.people["IC"]), f"/initiatieven/{initiative.key}/bijlagen/"),
        ):
            page = client.generic("POST", address, body, content_type="multipart/form-data; boundary=x")
            assert page.status_code in (200, 400), where
    assert (Attachment.objects.count(), left_in(folder)) == (0, [])


def test_a_flood_fills_no_disk_and_still_gets_a_sentence(world: World, folder: Path) -> None:
    initiative = world.known_to_all(Status.IN_REVIEW)
    film = b"%PDF-1.4" + b"\0" * (2 * LARGEST)

    page = resident(initiative).post(reverse("status_upload"), posted(("film.pdf", film))).content.decode()

    assert "“film.pdf”: Dit bestand is te groot. Het mag hooguit 10 MB zijn." in page
    assert left_in(folder) == []


def test_of_a_film_no_more_than_the_lid_ever_lies_on_the_disk(folder: Path) -> None:
    handler, lid = LiddedUpload(), LARGEST + MEGABYTE
    lies = {"een": lid, "twee": lid, "drie": lid, "vier": MOST_IN_ONE_REQUEST - 3 * lid, "vijf": 0}
    for name in lies:
        handler.new_file("attachments", name, "video/mp4", 0)
        for start in range(0, 30 * MEGABYTE, MEGABYTE):
            handler.receive_data_chunk(b"x" * MEGABYTE, start)
        film = handler.file_complete(30 * MEGABYTE)
        assert film is not None
        film.seek(0, 2)
        assert film.size == 30 * MEGABYTE
        assert film.tell() == lies[name]
        film.close()


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    ("arrives", "kept"), [("headers", 0), ("half of the file", 0), ("everything but the key", 0), ("everything", 1)]
)
def test_a_line_that_drops_halfway_leaves_nothing(
    live_server: LiveServer, folder: Path, arrives: str, kept: int
) -> None:
    initiative = World().known_to_all(Status.IN_REVIEW)
    session, token, host = resident(initiative).session.session_key, "a" * 32, urlsplit(live_server.url)
    whole = PDF[:-6] + b"%" * (3 * 1024 * 1024) + b"\n%%EOF\n"
    start = f"{PART.format('csrfmiddlewaretoken')}\r\n\r\n{token}\r\n{PART.format('attachments')}{FILE.format('a.pdf')}"
    end = f"\r\n{PART.format('form_key')}\r\n\r\n{uuid4()}\r\n--x--\r\n"
    body = start.encode() + whole + end.encode()
    cut = {"headers": 0, "half of the file": len(body) // 2, "everything but the key": len(body) - 50}
    head = (
        f"POST {reverse('status_upload')} HTTP/1.1\r\nHost: {host.netloc}\r\n"
        f"Cookie: {settings.SESSION_COOKIE_NAME}={session}; {settings.CSRF_COOKIE_NAME}={token}\r\n"
        f"Content-Type: multipart/form-data; boundary=x\r\nContent-Length: {len(body)}\r\n\r\n"
    )

    with socket.create_connection((host.hostname, host.port or 80), timeout=10) as line:
        line.sendall(head.encode() + body[: cut.get(arrives, len(body))])
        line.shutdown(socket.SHUT_WR)
        line.recv(4096)

    for _moment in range(50):
        if len(left_in(folder)) == kept:
            break
        time.sleep(0.1)
    assert (Attachment.objects.count(), len(left_in(folder))) == (kept, kept)
