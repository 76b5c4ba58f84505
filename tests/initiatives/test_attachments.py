"""Files beside an initiative: what is kept and told, and that nothing is left behind."""

from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from initiatives.deeds.attachments import MOST_PER_INITIATIVE, add_files, perform_with_files, remove_file
from initiatives.models import Attachment, Event, Initiative, Message
from initiatives.statuses import Status
from initiatives.workflow.action import INITIATOR, Incomplete, NotNow
from initiatives.workflow.perform import perform
from initiatives.workflow.storing import CleanFile, path_of, remove_all, sweep
from tests.factories import sign_in
from tests.initiatives.papers import PDF, add, ask, clean, left_in, photo_of_a_house, picture, posted, resident
from tests.initiatives.world import NOW, World

pytestmark = pytest.mark.usefixtures("folder")


# ---- what is kept and told ---------------------------------------------------------------------------


def test_a_colleague_adds_a_photo_and_opens_it_again(world: World, folder: Path) -> None:
    initiative = world.known_to_all(Status.IN_REVIEW)
    client = sign_in(world.people["IC"])
    page = f"/initiatieven/{initiative.key}/bijlagen/"
    assert 'enctype="multipart/form-data"' in client.get(page).content.decode()

    answer = client.post(page, posted(("../../Huis van Mia.jpg", photo_of_a_house())))

    kept = Attachment.objects.get()
    assert answer.headers["Location"] == f"{initiative.get_absolute_url()}#bijlagen"
    assert (kept.name, kept.kind, kept.by_resident) == ("Huis van Mia.jpg", "jpeg", False)
    assert left_in(folder) == [folder / "media" / "bijlagen" / str(kept.stored_as)]
    assert path_of(kept.stored_as).stat().st_mode & 0o077 == 0
    content = ask(client, f"/initiatieven/{initiative.key}/bijlage/{kept.stored_as}/").read
    assert (len(content), content[:3]) == (kept.size, b"\xff\xd8\xff")
    detail = client.get(initiative.get_absolute_url()).content.decode()
    assert "Huis van Mia.jpg" in detail


def test_the_event_holds_no_name_and_only_colleagues_who_handle_it_read_along(world: World) -> None:
    kept = add(world, world.known_to_all(Status.IN_REVIEW), name="Jan Jansen.pdf")

    event = Event.objects.latest("pk")
    assert (event.action, event.audience, kept.event) == ("attachment_upload", "partner", event)
    assert (event.text.inputs, event.text.sentence) == ({"attachments": "Jan Jansen.pdf"}, "")
    assert Message.objects.filter(event=event).count() == 0


def test_the_officer_and_the_coordinator_hear_that_the_resident_sent_something(world: World) -> None:
    initiative = world.known_to_all(Status.IN_REVIEW)

    answer = resident(initiative).post(reverse("status_upload"), posted(("plek.jpg", picture("JPEG"))))

    event, kept = Event.objects.latest("pk"), Attachment.objects.get()
    assert answer.headers["Location"] == reverse("status")
    assert (event.function, event.actor, kept.by_resident, kept.uploaded_by) == ("initiator", None, True, None)
    told = {message.recipient for message in Message.objects.filter(event=event)}
    assert told == {world.people["BM.lead"].name, world.people["EC.own"].name}
    assert not any("plek" in message.body + message.subject for message in Message.objects.filter(event=event))


def test_a_button_pressed_twice_keeps_one_file(world: World, folder: Path) -> None:
    initiative, draft = world.known_to_all(Status.IN_REVIEW), world.known_to_all(Status.DRAFT)
    for who, one in (("IC", initiative), ("EC.own", draft)):
        key = uuid4()
        for _press in range(2):
            add_files(one, files=[clean()], by=world.actor(who), at=NOW, form_key=key)

    assert (initiative.attachments.count(), draft.attachments.count()) == (1, 1)
    assert (initiative.events.count(), draft.events.count(), len(left_in(folder))) == (1, 0, 2)


def test_a_file_makes_nobody_elses_form_stale(world: World) -> None:
    initiative = world.known_to_all(Status.IN_REVIEW)
    add(world, Initiative.objects.get(pk=initiative.pk), "IW.own")

    perform("hold", initiative, by=world.actor("IC"), at=NOW, version=initiative.version, **world.fill_in("hold"))

    assert initiative.status == Status.ON_HOLD


def test_thirty_files_are_enough(world: World, folder: Path) -> None:
    initiative = world.known_to_all(Status.IN_REVIEW)
    for _number in range(MOST_PER_INITIATIVE - 1):
        add(world, initiative)
    with pytest.raises(Incomplete, match="Hier staan al 30 bestanden"):
        add_files(initiative, files=[clean(), clean()], by=INITIATOR, at=NOW)

    assert len(left_in(folder)) == MOST_PER_INITIATIVE - 1
    add(world, initiative, "IW.own")
    page = resident(initiative).post(reverse("status_upload"), posted(("nog.pdf", PDF))).content.decode()
    assert "Wij hebben al veel bestanden van u. Bel uw contactpersoon." in page


# ---- an answer with a photo --------------------------------------------------------------------------


def answer(client: Client, initiative: Initiative, *files: tuple[str, bytes], **more: object) -> Any:
    """The answer to the question that is open."""
    question = initiative.info_requests.get(closed_at=None).pk
    typed = {"answer": "Naast de kapel.", "question": question, "version": initiative.version}
    return client.post(reverse("status_answer"), posted(*files, **(typed | more)))


def test_a_resident_answers_with_a_photo_and_reads_it_back(world: World) -> None:
    initiative = world.known_to_all(Status.INFO_REQUESTED)
    client = resident(initiative)
    assert 'enctype="multipart/form-data"' in client.get(reverse("status")).content.decode()

    answer(client, initiative, ("plek.jpg", picture("JPEG")), ("tekening.pdf", PDF))

    initiative.refresh_from_db()
    event = Event.objects.latest("pk")
    assert (initiative.status, event.action) == (Status.IN_REVIEW, "receive_info")
    assert {file.name for file in event.attachments.all()} == {"plek.jpg", "tekening.pdf"}
    page = client.get(reverse("status")).content.decode()
    assert reverse("status_file", args=[event.attachments.first().stored_as]) in page  # type: ignore[union-attr]


def test_an_answer_sent_twice_keeps_its_photo_once(world: World, folder: Path) -> None:
    initiative = world.known_to_all(Status.INFO_REQUESTED)
    client, key = resident(initiative), uuid4()

    question = initiative.info_requests.get().pk
    typed = {"answer": "Hier.", "question": question, "version": initiative.version, "form_key": str(key)}
    for _press in range(2):
        assert client.post(reverse("status_answer"), posted(("plek.pdf", PDF)) | typed).status_code == 302
    # Two presses at once: the second gets past the page and finds the event that the first made.
    perform_with_files("receive_info", initiative, files=[clean()], by=INITIATOR, at=NOW, form_key=key, answer="Hier.")

    assert (Attachment.objects.count(), len(left_in(folder))) == (1, 1)


def test_a_file_that_is_not_taken_loses_no_word_of_the_answer(world: World, folder: Path) -> None:
    initiative = world.known_to_all(Status.INFO_REQUESTED)
    files = (("goed.pdf", PDF), ("slecht.svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>"))

    page = answer(resident(initiative), initiative, *files).content.decode()

    assert "Naast de kapel." in page
    assert "“slecht.svg”: Zo’n bestand kunnen wij niet aannemen." in page
    initiative.refresh_from_db()
    assert (initiative.status, Attachment.objects.count()) == (Status.INFO_REQUESTED, 0)
    assert left_in(folder) == []


def test_who_forgets_the_answer_is_told_to_choose_the_photo_again(world: World) -> None:
    initiative = world.known_to_all(Status.INFO_REQUESTED)

    page = answer(resident(initiative), initiative, ("plek.pdf", PDF), answer="").content.decode()

    assert "Schrijf uw antwoord op." in page
    assert "Kies uw foto of bestand opnieuw." in page


# ---- nothing is left behind --------------------------------------------------------------------------


def test_what_goes_wrong_halfway_leaves_no_row_and_no_file(world: World, folder: Path) -> None:
    initiative = world.known_to_all(Status.IN_REVIEW)
    unknown_to_the_database = CleanFile(name="x.exe", kind="exe", content=b"MZ")

    with pytest.raises(IntegrityError), transaction.atomic():
        add_files(initiative, files=[clean(), unknown_to_the_database], by=world.actor("IC"), at=NOW)

    assert (Attachment.objects.count(), Event.objects.count(), left_in(folder)) == (0, 0, [])


def test_a_disk_that_is_full_gets_a_sentence(world: World, folder: Path) -> None:
    initiative = world.known_to_all(Status.IN_REVIEW)
    (folder / "media").write_text("Hier past geen map meer.")

    page = resident(initiative).post(reverse("status_upload"), posted(("a.pdf", PDF))).content.decode()

    assert "Het bestand kon niet worden bewaard. Probeer het later nog eens." in page
    assert (Attachment.objects.count(), Event.objects.count()) == (0, 0)


@pytest.mark.django_db(transaction=True)
def test_the_bytes_go_when_it_is_sure_and_come_back_when_it_is_undone(folder: Path) -> None:
    world = World()
    kept = add(world, world.known_to_all(Status.IN_REVIEW))
    with transaction.atomic():
        remove_file(kept, by=world.actor("IC"), at=NOW)
        transaction.set_rollback(True)
    assert left_in(folder) == [path_of(kept.stored_as)]

    remove_file(kept, by=world.actor("IC"), at=NOW)

    kept.refresh_from_db()
    assert (left_in(folder), kept.removed_at) == ([], NOW)
    assert Event.objects.latest("pk").action == "attachment_delete"
    with pytest.raises(NotNow, match="al weggehaald"):
        remove_file(kept, by=world.actor("IC"), at=NOW)


@pytest.mark.django_db(transaction=True)
def test_of_a_quarrel_and_of_a_thrown_away_draft_no_file_is_left(folder: Path) -> None:
    world = World()
    quarrel, draft = world.known_to_all(Status.IN_REVIEW), world.known_to_all(Status.DRAFT)
    draft.co_advices.all().delete()
    add(world, quarrel, name="ruzie met Jan.pdf")
    add(world, draft, "EC.own")
    kept = add(world, world.known_to_all(Status.IN_REVIEW))

    perform("refer", quarrel, by=world.actor("IC"), at=NOW, kind="mediation", receiver="buurtbemiddeling")
    perform("discard", draft, by=world.actor("EC.own"), at=NOW)

    rows = list(Attachment.objects.order_by("pk").values_list("name", "sha256", "removed_at"))
    assert rows == [("", "", NOW), (kept.name, kept.sha256, None)]
    assert left_in(folder) == [path_of(kept.stored_as)]
    remove_all(kept.initiative, at=NOW)
    assert left_in(folder) == []


def test_what_is_merged_keeps_its_files(world: World) -> None:
    initiative = world.known_to_all(Status.IN_REVIEW)
    kept = add(world, initiative)

    initiative.refresh_from_db()
    perform("merge", initiative, by=world.actor("IC"), at=NOW, **world.fill_in("merge"))

    opened = ask(sign_in(world.people["IC"]), f"/initiatieven/{initiative.key}/bijlage/{kept.stored_as}/")
    assert (opened.status_code, opened.read) == (200, PDF)


def test_the_night_round_sweeps_up_what_nobody_can_reach(world: World, folder: Path) -> None:
    kept = add(world, world.known_to_all(Status.IN_REVIEW))
    loose = [path_of(uuid4()), path_of(uuid4()).parent / "iets anders"]
    for path in loose:
        path.write_bytes(b"x")
    now = timezone.now()

    assert sweep(now=now) == 0
    assert sweep(now=now + timedelta(days=2)) == 2
    assert left_in(folder) == [path_of(kept.stored_as)]
