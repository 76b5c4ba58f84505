"""What seldom happens while something is erased or destroyed: somebody was first, a row is held, a line is torn."""

import zlib
from collections.abc import Callable
from datetime import timedelta
from email.message import EmailMessage
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.db import IntegrityError, OperationalError, connection

from archive.deeds import destroy, erase, propose, scrub
from archive.deeds.cutting import apply_columns, emptied, partly, wholly
from archive.deeds.empty import empty_initiative
from archive.deeds.file_words import words_of_file
from archive.deeds.journal import append, line_of, note_erasure, read_journal
from archive.deeds.places import Place, find_places
from archive.deeds.statement import compose_statement
from archive.deeds.wording import REMOVED, Wording
from archive.models import DestructionItem, DestructionList, Erasure
from archive.models.retention import ResultType
from initiatives.models import Attachment, ContactPerson, Initiative, Note
from initiatives.models.choices import Channel
from initiatives.statuses import Status
from initiatives.workflow.action import Actor, NotNow, Refused
from kernen.models import PolicyDomain
from tests.archive.ended import after_waiting, approved, decide_all, ended, is_whole, listed
from tests.initiatives.world import NOW, World

MIA = Wording.of("Mia Daems")


def somebody(idea: Initiative, name: str = "Mia Daems") -> ContactPerson:
    return ContactPerson.objects.create(
        initiative=idea, name=name, channel=Channel.EMAIL, email="mia@example.org", created_at=NOW
    )


# ---- one row ----------------------------------------------------------------------------------------------


def test_a_cell_is_emptied_as_its_kind_asks(world: World) -> None:
    idea = world.initiative(Status.IN_REVIEW)
    person = idea.people.get()
    assert (emptied(idea, "asks"), emptied(idea, "title")) == ([], REMOVED)
    assert (emptied(person, "email"), emptied(person, "phone"), emptied(person, "postcode")) == ("", "", "")


def test_a_row_that_others_hold_on_to_stays_without_its_words(world: World) -> None:
    domain = PolicyDomain.objects.create(name="Domein van Mia Daems", description="Mia Daems belt.")
    world.initiative(Status.IN_REVIEW, lead_domain=domain)
    apply_columns(domain, {}, at=NOW)
    domain.refresh_from_db()
    assert (domain.name, domain.description) == (REMOVED, REMOVED)


def test_the_same_cut_twice_is_one_cut(world: World) -> None:
    idea = world.initiative(Status.IN_REVIEW)
    note = Note.objects.create(
        initiative=idea, kind="internal", text="Met Mia Daems gebeld.", by=world.people["IC"], at=NOW
    )
    columns = partly(note, "text", MIA.cuts(note.text))
    for _time in range(2):
        apply_columns(note, columns, at=NOW)
        note.refresh_from_db()
        assert note.text == f"Met {REMOVED} gebeld."


# ---- one person --------------------------------------------------------------------------------------------


def test_who_is_one_of_two_goes_and_the_other_keeps_the_way_in(world: World) -> None:
    idea = world.initiative(Status.IN_REVIEW, access_code_hash="h" * 20)
    somebody(idea)
    by = Actor(user=world.people["IC"])
    keys = {place.key for place in find_places(MIA)}
    assert erase.erase_person(MIA, keys=keys, by=by, at=NOW) > 0
    idea.refresh_from_db()
    assert (idea.people.count(), idea.access_code_hash) == (1, "h" * 20)


def test_what_somebody_may_not_see_or_is_gone_meanwhile_is_left(world: World) -> None:
    idea, by = world.initiative(Status.IN_REVIEW), Actor(user=world.people["IC"])
    row = somebody(idea)
    place = Place(row=row, initiative=idea.pk, cuts={"name": MIA.cuts(row.name)})
    assert erase.may_go(place, by=by, initiatives={}) == "Dit initiatief ziet u niet."
    ContactPerson.objects.filter(pk=row.pk).delete()
    before = Erasure.objects.count()
    assert erase.erase_person(MIA, keys={place.key}, by=by, at=NOW, places=[place]) == 1
    assert Erasure.objects.count() == before


def test_a_place_without_a_piece_of_its_own_is_told_by_its_name(world: World) -> None:
    person = somebody(world.initiative(Status.IN_REVIEW))
    assert Place(row=person, initiative=None).excerpt == str(person)
    assert Place(row=person, initiative=None, cuts={"name": []}).excerpt == str(person)
    assert Place(row=person, initiative=None, cuts={"name": MIA.cuts(person.name)}).excerpt == "Mia Daems"


def test_a_draft_without_a_number_is_emptied_as_well(world: World) -> None:
    draft = world.initiative(Status.DRAFT)
    empty_initiative(draft, at=NOW, because="avg_17")
    assert draft.title == "(geanonimiseerd)"


# ---- beside the database -----------------------------------------------------------------------------------


def test_a_name_in_a_packed_part_of_a_pdf_is_found_and_what_is_no_packing_stops_nothing(tmp_path: Path) -> None:
    path, packed = tmp_path / "brief.pdf", zlib.compress(b"(Mia Daems)")
    path.write_bytes(b"%PDF-1.4\nstream\nonzin\nendstream\nstream\n" + packed + b"\nendstream\n%%EOF")
    assert any(MIA.is_in(text) for text in words_of_file(path))
    path.write_bytes(b"%PDF-1.4\n%%EOF")
    assert not any(MIA.is_in(text) for text in words_of_file(path))


def test_a_torn_line_in_the_journal_is_passed_over_and_what_is_no_row_any_more_too(world: World, outside: Path) -> None:
    idea = world.initiative(Status.IN_REVIEW)
    kept = note_erasure(somebody(idea), columns=wholly("name"), at=NOW, because="avg_17")
    gone = Erasure(model="initiatives.note", object_id=987_654, columns={}, at=NOW, because="avg_17")
    append([line_of(kept), '{"model": "initiatives.no', "[]", line_of(gone)])
    assert [row.object_id for row in read_journal(since=NOW)] == [kept.object_id, gone.object_id]
    assert erase.replay(since=NOW, now=NOW) == 1
    assert Erasure.objects.filter(object_id=gone.object_id).count() == 1


def test_mails_as_files_go_where_a_name_stands_in_any_part_of_them(outside: Path, db: None) -> None:
    folder = outside / "mail"
    (folder / "map").mkdir(parents=True)
    for name, said in (("weg.log", "Dag Mia Daems,"), ("blijft.log", "Dag buur,")):
        mail = EmailMessage()
        mail["Subject"] = "Uw idee"
        mail.set_content(said)
        mail.add_alternative(f"<p>{said}</p>", subtype="html")
        (folder / name).write_bytes(mail.as_bytes() + b"\n" + b"-" * 79 + b"\n")
    scrub._throw_away_mails(MIA)
    assert sorted(path.name for path in folder.iterdir()) == ["blijft.log", "map"]


@pytest.mark.django_db(transaction=True)
def test_pages_that_cannot_be_cleaned_now_wait_for_the_night(
    caplog: pytest.LogCaptureFixture,
) -> None:
    Erasure.objects.create(model="initiatives.note", object_id=1, columns={}, at=NOW, because="avg_17")
    assert scrub.clean_at_night(now=NOW + timedelta(days=1)) == ""
    assert "were not cleaned" not in caplog.text

    def busy(execute: Callable[..., Any], sql: str, *rest: Any) -> Any:
        if sql == "VACUUM":
            raise OperationalError("database is locked")
        return execute(sql, *rest)

    with connection.execute_wrapper(busy):
        assert scrub.clean_at_night(now=NOW + timedelta(days=1)) == ""
    assert "were not cleaned" in caplog.text


# ---- a list ------------------------------------------------------------------------------------------------


def test_a_line_that_somebody_works_on_has_its_turn_tomorrow(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    decide_all()
    made = ended(world, ResultType.WITHDRAWN)
    approved(world)

    def in_use(_pk: int, **_how: object) -> bool:
        raise Refused("Iemand werkt hieraan.")

    with monkeypatch.context() as busy:
        busy.setattr(destroy, "_destroy", in_use)
        assert destroy.destroy_approved(now=after_waiting()) == ""
    assert is_whole(made)
    assert destroy.destroy_approved(now=after_waiting()) != ""


def test_what_was_kept_or_destroyed_meanwhile_is_not_destroyed_again(world: World) -> None:
    decide_all()
    made = ended(world, ResultType.WITHDRAWN)
    approved(world)
    item = DestructionItem.objects.get()
    DestructionItem.objects.filter(pk=item.pk).update(kept_because="Staat in het dorpsplan.")
    assert destroy._destroy(item.pk, now=after_waiting()) is False
    assert is_whole(made)


def test_one_press_makes_one_list_and_what_is_destroyed_is_kept_no_more(world: World) -> None:
    decide_all()
    ended(world, ResultType.WITHDRAWN)
    key = uuid4()
    first = propose.propose(by=world.people["IC"], at=NOW, form_key=key)
    assert propose.propose(by=world.people["IC"], at=NOW, form_key=key) == first
    item = first.items.get()
    DestructionItem.objects.update(destroyed_at=NOW)
    with pytest.raises(NotNow, match="Dit is al vernietigd"):
        propose._change(item, because="Toch bewaren.", version=first.version)


def test_a_statement_of_what_is_not_done_yet_names_no_day_on_which_it_was(world: World) -> None:
    decide_all()
    ended(world, ResultType.WITHDRAWN)
    destruction = listed(world)
    said = [label for label, _value in compose_statement(destruction).facts]
    assert {"Voorgesteld door", "Wijze"} <= set(map(str, said))
    assert not {"Goedgekeurd door", "Vernietigd op", "Toch bewaard"} & set(map(str, said))
    DestructionItem.objects.update(kept_because="Staat in het dorpsplan.")
    assert "Toch bewaard" in {str(label) for label, _value in compose_statement(destruction).facts}


def test_a_name_within_another_word_and_a_file_without_it_are_no_places(world: World, outside: Path) -> None:
    idea = world.initiative(Status.IN_REVIEW)
    Note.objects.create(initiative=idea, kind="internal", text="De Mia Daemsenstraat.", by=world.people["IC"], at=NOW)
    Attachment.objects.create(
        initiative=idea, stored_as=uuid4(), name="plan.pdf", kind="pdf", size=1, sha256="0" * 64, by_resident=True,
        uploaded_at=NOW,
    )  # fmt: skip
    assert find_places(MIA) == []


def test_who_loses_the_race_to_make_a_list_gets_the_one_that_was_made(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    decide_all()
    ended(world, ResultType.WITHDRAWN)
    key = uuid4()
    first = propose.propose(by=world.people["IC"], at=NOW, form_key=key)

    def too_late(**_what: object) -> DestructionList:
        raise IntegrityError("one list of a year")

    monkeypatch.setattr(propose, "_make", too_late)
    real, answers = DestructionList.objects.filter, [DestructionList.objects.none()]
    monkeypatch.setattr(DestructionList.objects, "filter", lambda **by: answers.pop() if answers else real(**by))
    assert propose.propose(by=world.people["IC"], at=NOW, form_key=key) == first
