"""A resident who writes for longer than half an hour loses nothing."""

import re
from collections.abc import Mapping
from datetime import timedelta
from typing import TYPE_CHECKING
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from time_machine import travel

from initiatives.statuses import Status
from tests.factories import make_user, sign_in
from tests.initiatives.builders import Walk, make_initiative, open_page

if TYPE_CHECKING:
    from django.test.client import _MonkeyPatchedWSGIResponse as Response

pytestmark = pytest.mark.django_db
SAME_ORIGIN = {"Sec-Fetch-Site": "same-origin"}
LATER = timedelta(minutes=31)
STORY = "Twee meter breed, van hout uit het bos, en aan de kant van de kapel."


def send_too_late(
    client: Client, walk: Walk, text: str = STORY, *, headers: Mapping[str, str] = SAME_ORIGIN, **more: object
) -> "Response":
    asked = walk.initiative.info_requests.latest("pk").pk
    sent = {"answer": text, "question": asked, "form_key": str(uuid4()), **more}
    with travel(timezone.now() + LATER):
        return client.post(reverse("status_answer"), sent, headers=dict(headers))


def come_in(client: Client, walk: Walk) -> "Response":
    return client.post(reverse("status_sign_in"), {"nummer": walk.initiative.reference, "code": walk.code})


def send_again(client: Client) -> "Response":
    """The form of the page as it stands, by its button."""
    page = client.get(reverse("status_resume"))
    fields = dict(page.context["fields"])
    return client.post(page.context["path"], fields, headers=SAME_ORIGIN)


def test_what_was_written_is_sent_with_one_button_after_coming_in_again() -> None:
    walk = make_initiative(Status.INFO_REQUESTED)
    client = open_page(walk)
    page = send_too_late(client, walk)
    assert page.status_code == 403
    assert STORY in page.content.decode()
    assert "Wat u schreef is bewaard" in page.content.decode()
    assert walk.initiative.info_requests.get().answer == ""
    assert come_in(client, walk).headers["Location"] == reverse("status_resume")
    assert STORY in client.get(reverse("status_resume")).content.decode()
    assert send_again(client).headers["Location"] == reverse("status")
    assert walk.initiative.info_requests.get().answer == STORY
    # It is not offered a second time.
    assert client.get(reverse("status_resume")).headers["Location"] == reverse("status")
    assert come_in(client, walk).headers["Location"] == reverse("status")


def test_a_look_in_another_tab_does_not_lose_what_is_written_here() -> None:
    walk = make_initiative(Status.INFO_REQUESTED)
    client = open_page(walk)
    with travel(timezone.now() + LATER):
        assert client.get(reverse("status")).headers["Location"].endswith("?verlopen=1")
    assert "Wat u schreef is bewaard" in send_too_late(client, walk).content.decode()
    assert come_in(client, walk).headers["Location"] == reverse("status_resume")


def test_who_opens_another_idea_in_this_browser_reads_nothing_of_it() -> None:
    walk = make_initiative(Status.INFO_REQUESTED)
    client = open_page(walk)
    send_too_late(client, walk)
    other = make_initiative(Status.INFO_REQUESTED, world=walk.world)
    assert come_in(client, other).headers["Location"] == reverse("status")
    assert client.get(reverse("status_resume")).headers["Location"] == reverse("status")


def test_a_colleague_who_signs_in_on_this_device_reads_nothing_of_it() -> None:
    walk = make_initiative(Status.INFO_REQUESTED)
    client = open_page(walk)
    send_too_late(client, walk)
    sign_in(make_user(), client=client)
    assert client.get(reverse("resume")).headers["Location"] == reverse("work")


def test_who_was_never_in_reads_back_what_was_written_and_is_asked_to_copy_it() -> None:
    walk = make_initiative(Status.INFO_REQUESTED)
    page = send_too_late(Client(), walk)
    assert page.status_code == 403
    assert STORY in page.content.decode()
    assert "Kopieer het" in page.content.decode()


def test_a_button_without_words_leads_to_number_and_code() -> None:
    walk = make_initiative(Status.INFO_REQUESTED)
    client = open_page(walk)
    assert send_too_late(client, walk, "").headers["Location"].endswith("?verlopen=1")


def test_what_stands_on_a_button_is_not_taken_for_words_of_the_resident() -> None:
    walk = make_initiative(Status.INFO_REQUESTED)
    page = open_page(walk).get(reverse("status")).content.decode()
    buttons = re.findall(r'<button type="submit" name="\w+" value="([^"]*)"', page)
    assert set(buttons) == {"1"}


def test_an_old_browser_that_does_not_say_where_the_form_came_from_loses_nothing_either() -> None:
    walk = make_initiative(Status.INFO_REQUESTED)
    client = open_page(walk)
    assert "Wat u schreef is bewaard" in send_too_late(client, walk, headers={}).content.decode()
    # Without the token of our page it is refused as ever, and not given back.
    client.handler.enforce_csrf_checks = True
    page = send_too_late(client, walk, headers={})
    assert (page.status_code, STORY in page.content.decode()) == (403, False)


def test_photos_are_asked_for_again() -> None:
    walk = make_initiative(Status.INFO_REQUESTED)
    client = open_page(walk)
    send_too_late(client, walk, attachments=SimpleUploadedFile("bank.jpg", b"wat er niet bewaard wordt"))
    come_in(client, walk)
    assert "Kies uw bestanden opnieuw" in client.get(reverse("status_resume")).content.decode()


def test_when_the_question_was_answered_meanwhile_the_words_are_still_there() -> None:
    walk = make_initiative(Status.INFO_REQUESTED)
    client = open_page(walk)
    send_too_late(client, walk)
    walk.go("receive_info", walk.world.coordinator, answer="Aan de telefoon: twee meter.")
    come_in(client, walk)
    page = send_again(client)
    assert page.status_code == 409
    assert STORY in page.content.decode()


def test_who_leaves_takes_it_along() -> None:
    walk = make_initiative(Status.INFO_REQUESTED)
    client = open_page(walk)
    send_too_late(client, walk)
    come_in(client, walk)
    client.post(reverse("status_leave"))
    assert come_in(client, walk).headers["Location"] == reverse("status")


def test_a_page_on_which_somebody_is_writing_stays_open() -> None:
    walk = make_initiative(Status.INFO_REQUESTED)
    client = open_page(walk)
    began = timezone.now()
    for minutes in (20, 40, 60):
        with travel(began + timedelta(minutes=minutes)):
            answer = client.get(reverse("status_stay"))
            assert (answer.status_code, answer.content) == (204, b"")
    with travel(began + timedelta(minutes=91)):
        assert client.get(reverse("status_stay")).headers["Location"].endswith("?verlopen=1")
