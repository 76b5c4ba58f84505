"""What the platform notes while it talks, and the list once it is closed."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from initiatives.deeds.tasks import open_tasks_for
from initiatives.models import Event, Message, Task
from initiatives.models.choices import Audience
from initiatives.statuses import Status
from kernen.models import Role
from overleg.deeds.platform_list import candidates_for
from tests.factories import give_role, sign_in
from tests.initiatives.world import NOW, TODAY
from tests.overleg.platform_room import ALL, listed, meet, note, page_of, points, press, read
from tests.overleg.town import Town

# ---- noted live ---------------------------------------------------------------------------------------


def test_what_is_noted_is_an_event_of_that_initiative_a_task_for_each_action_and_a_line_in_the_report(
    town: Town,
) -> None:
    made = town.idea(Status.IN_REVIEW, platform_since=NOW)
    other = town.idea(Status.IN_REVIEW, "Andere", platform_since=NOW)
    meeting = meet()
    item = listed(town, meeting, made)
    due = TODAY + timedelta(days=9)

    answer = note(
        town, "IC", item, noted_as="decided", note="Welzijn gaat voor.", action_1="Bel sport",
        action_1_by="lead_officer", action_1_on=due, action_2="Vraag de kern", action_2_by="kernambtenaar",
        action_2_on=due,
    )  # fmt: skip

    assert answer.status_code == 302
    event = Event.objects.get(action="note_in_platform")
    assert (event.initiative, event.audience, event.text.sentence) == (made, Audience.INTERNAL, "")
    assert not Message.objects.filter(event=event).exists()
    tasks = {(task.for_function, task.text_ready, task.due_on) for task in Task.objects.filter(initiative=made)}
    assert tasks == {("lead_officer", "Bel sport", due), ("kernambtenaar", "Vraag de kern", due)}
    assert [task.text_ready for task in open_tasks_for(town.world.people["KA.own"])] == ["Vraag de kern"]
    for one in (made, other):
        one.refresh_from_db()
    assert (made.platform_since, other.platform_since) == (None, NOW)
    item.refresh_from_db()
    assert item.discussed is True
    assert item.note.splitlines() == [
        "Besluit (IC, 11.00): Welzijn gaat voor.",
        "Actie: Bel sport (de beleidsmedewerker, voor 27 november 2026)",
        "Actie: Vraag de kern (de kernambtenaar, voor 27 november 2026)",
    ]


def test_two_people_who_note_at_once_lose_no_word_and_a_second_press_is_one_note(town: Town) -> None:
    made = town.idea(Status.IN_REVIEW)
    item = listed(town, meet(), made)
    key = uuid4()

    for who, words, form_key in (("IC", "De een.", key), ("KA.own", "De ander.", uuid4()), ("IC", "De een.", key)):
        assert note(town, who, item, note=words, form_key=form_key).status_code == 302

    item.refresh_from_db()
    assert item.note == "Notitie (IC, 11.00): De een.\n\nNotitie (KA.own, 11.00): De ander."
    assert Event.objects.filter(action="note_in_platform").count() == 2


def test_an_own_point_keeps_its_note_on_the_list_and_makes_no_event(town: Town) -> None:
    item = listed(town, meet(), title="Vakantie")
    key = uuid4()

    for _ in range(2):
        note(town, "KA.own", item, noted_as="decided", note="Iedereen meldt zich.", form_key=key)

    item.refresh_from_db()
    assert (item.discussed, item.note) == (True, "Besluit (KA.own, 11.00): Iedereen meldt zich.")
    assert not Event.objects.exists()


def test_a_half_action_is_refused_with_a_sentence_and_everything_still_there(town: Town) -> None:
    item = listed(town, meet(), town.idea(Status.SUBMITTED, officer=None))

    half = note(town, "IC", item, note="Wij doen iets.", action_1="Bel sport").content.decode()
    nobody = note(
        town, "IC", item, note="Wij doen iets.", action_1="Bel", action_1_by="lead_officer", action_1_on=TODAY
    ).content.decode()

    assert (half.count("Vul dit ook in."), "Wij doen iets." in half, "Bel sport" in half) == (2, True, True)
    assert "Er is nog geen beleidsmedewerker. Kies iemand anders." in nobody
    assert note(town, "IC", item, note="").status_code == 200
    item.refresh_from_db()
    assert (item.note, item.discussed, Event.objects.exists(), Task.objects.exists()) == ("", None, False, False)


def test_kernambtenaar_notes_in_the_own_kern_and_only_where_the_deed_allows(town: Town) -> None:
    meeting = meet()
    running = listed(town, meeting, town.idea(Status.IN_REVIEW, "Loopt"))
    over = listed(town, meeting, town.idea(Status.COMPLETED, "Klaar"))

    assert [(point.item.pk, point.form is not None) for point in points(town, "KA.own", meeting)] == [
        (running.pk, True), (over.pk, False),
    ]  # fmt: skip
    assert [note(town, "KA.own", item).status_code for item in (running, over)] == [302, 409]
    assert note(town, "IC", over).status_code == 302


# ---- closed -------------------------------------------------------------------------------------------


def test_closing_keeps_the_list_as_it_was_and_who_notes_too_late_has_the_words_back(town: Town) -> None:
    meeting = meet()
    said, silent = listed(town, meeting, title="Besproken punt"), listed(town, meeting, town.idea(title="Bankje"))
    note(town, "IC", said, note="Afgesproken.")
    before = list(meeting.items.values())

    press(town, "IC", meeting, "afsluiten/")

    assert list(meeting.items.values()) == before
    page = read(town, "KA.own", meeting)
    assert [words in page for words in ("Afgesproken.", "Niet besproken.", "Noteren", "Afgesloten op")] == [
        True, True, False, True,
    ]  # fmt: skip
    late = note(town, "KA.own", silent, note="Nog één ding.")
    assert (late.status_code, "Nog één ding." in late.content.decode()) == (409, True)
    for where in ("lijst/", "eigen-punt/", "volgorde/", f"punt/{said.pk}/weg/"):
        typed = {"title": "Te laat", "gekozen": [town.idea(title="Nieuw", platform_since=NOW).pk]}
        assert press(town, "IC", meeting, where, **typed).status_code == 409, where
    assert list(meeting.items.values()) == before


def test_closed_too_soon_is_opened_again(town: Town) -> None:
    meeting = meet()
    item = listed(town, meeting, title="Sleutels")
    press(town, "IC", meeting, "afsluiten/")
    assert note(town, "IC", item).status_code == 409

    press(town, "IC", meeting, "heropenen/")

    assert note(town, "IC", item).status_code == 302


def test_what_the_platform_talked_over_says_when_it_comes_up_again(town: Town) -> None:
    made = town.idea(Status.IN_REVIEW, entered_at=NOW - timedelta(days=100))
    item = listed(town, meet(TODAY - timedelta(days=42)), made)
    note(town, "IC", item)

    [one] = candidates_for(town.world.people["IC"], on=TODAY)

    assert one.discussed_on == TODAY - timedelta(days=42)


# ---- as many questions to the database ----------------------------------------------------------------


@pytest.mark.parametrize("who", ["IC", "KA.own"])
def test_the_page_asks_as_much_for_one_point_as_for_thirty(town: Town, who: str) -> None:
    meeting, people = meet(), town.world.people
    give_role(people["KA.own"], role=Role.KERNAMBTENAAR, kern=town.world.other_kern)
    client, counts = sign_in(people[who]), []
    for many in (1, 29):
        for number in range(many):
            listed(town, meeting, town.world.known_to_all(Status.IN_REVIEW))
            listed(town, meeting, title=f"Punt {number} van {many}")
            town.world.known_to_all(Status.IN_REVIEW, platform_since=NOW)
        client.get(page_of(meeting))
        with CaptureQueriesContext(connection) as asked:
            assert client.get(page_of(meeting)).status_code == 200
        counts.append(len(asked))

    assert counts[0] == counts[1]


def test_the_list_of_meetings_asks_as_much_for_one_as_for_thirty(town: Town) -> None:
    client, counts = sign_in(town.world.people["IC"]), []
    for many in (1, 29):
        for number in range(many):
            meet(TODAY + timedelta(days=number))
            meet(TODAY - timedelta(days=42 * (number + many)), closed_at=NOW)
        with CaptureQueriesContext(connection) as asked:
            client.get(ALL)
        counts.append(len(asked))

    assert counts[0] == counts[1]


@pytest.mark.parametrize(
    ("status", "reads"), [(Status.IN_REVIEW, True), (Status.SUBMITTED, False), (Status.COMPLETED, False)]
)
def test_what_was_noted_of_an_initiative_is_read_by_who_reads_its_internal_notes_now(
    town: Town, status: Status, reads: bool
) -> None:
    meeting = meet()
    listed(town, meeting, town.idea(status), note="De wethouder twijfelt.", discussed=True)
    listed(town, meeting, title="Vakantie", note="Iedereen meldt zich.", discussed=True)

    pages = {who: read(town, who, meeting) for who in ("KA.own", "IC")}

    assert {who: "twijfelt" in page for who, page in pages.items()} == {"KA.own": reads, "IC": True}
    assert ["Iedereen meldt zich." in page for page in pages.values()] == [True, True]
