"""What was written wrongly is put right by a new line, which stands exactly where the wrong one stood."""

from html import unescape
from typing import Any

import pytest
from django.db import transaction
from django.test import Client

from initiatives.models import ContactPerson, Event, EventText, Initiative, Message
from initiatives.models.choices import Audience, Channel
from initiatives.sealing import seal_logs
from initiatives.statuses import Status
from initiatives.views.public import address_of
from initiatives.views.status.story import read_story
from initiatives.workflow.action import Incomplete
from initiatives.workflow.perform import perform
from tests.factories import make_kernoverleg, sign_in
from tests.initiatives.test_deeds import act
from tests.initiatives.world import NOW, TODAY, World

RIGHT = "De bank komt bij de kerk."


def sentence_about(wrong: str) -> str:
    return f"Op 18 november 2026 schreven wij: ‘{wrong}’ Daar stond een fout in. Dit is juist: {RIGHT}"


SENTENCE = sentence_about("De bank komt bij de kapel.")


def put_right(world: World, line: Event, who: str = "IC") -> Event:
    return act(world, line.initiative, "correct", who, line=line, correction=RIGHT)


def page(world: World, initiative: Initiative, who: str) -> str:
    return sign_in(world.people[who]).get(initiative.get_absolute_url()).content.decode()


def offered(world: World, initiative: Initiative, who: str) -> list[str]:
    """What stands in the list on the form."""
    form = sign_in(world.people[who]).get(f"{initiative.get_absolute_url()}correct/").context["form"]
    return [str(label) for _value, label in form.fields["line"].choices][1:]


# ---- who reads it --------------------------------------------------------------------------------------


def test_resident_who_read_a_mistake_reads_on_the_same_page_what_is_right(world: World) -> None:
    initiative = world.initiative(Status.IN_REVIEW)
    line = act(world, initiative, "message_resident", message="De bank komt bij de kapel.")

    put_right(world, line, "BM.lead")

    happened = [(str(one.title), one.text) for one in read_story(initiative, today=TODAY).happenings]
    assert happened == [
        ("Dit zetten wij recht", SENTENCE),
        ("Bericht van de gemeente", "De bank komt bij de kapel."),
    ]


def test_resident_hears_of_it_the_way_they_heard_of_the_mistake_and_reads_no_name(world: World) -> None:
    initiative = world.initiative(Status.IN_REVIEW)
    ContactPerson.objects.create(
        initiative=initiative, name="Mia", channel=Channel.EMAIL, email="mia@voorbeeld.nl", created_at=NOW
    )
    line = act(world, initiative, "message_resident", message="De bank komt bij de kapel.")

    event = put_right(world, line, "BM.lead")

    (mail,) = Message.objects.filter(event=event, person__name="Mia")
    assert SENTENCE in mail.body
    assert world.people["BM.lead"].name not in mail.body


def test_what_colleagues_wrote_to_each_other_is_put_right_among_them_alone(world: World) -> None:
    initiative = world.initiative(Status.IN_REVIEW)
    line = act(world, initiative, "change_lead_domain", domain=world.other_domain, reason="Het is sport.")

    event = put_right(world, line)

    assert (event.audience, event.text.sentence, event.text.inputs) == (
        Audience.INTERNAL, "", {"correction": RIGHT},
    )  # fmt: skip
    assert not Message.objects.filter(event=event, person__isnull=False).exists()
    assert read_story(initiative, today=TODAY).happenings == []
    assert RIGHT in page(world, initiative, "BM.lead")
    assert RIGHT not in page(world, initiative, "EC.own")


def test_a_step_residents_read_nothing_of_is_put_right_without_them(world: World) -> None:
    initiative = world.initiative(Status.SUBMITTED)
    perform("send_back", initiative, by=world.actor("IC"), at=NOW, reason="Eerst bellen.", tell_resident=False)

    event = put_right(world, initiative.events.get(action="send_back"))

    assert (event.audience, event.text.sentence) == (Audience.RESIDENT, "")
    assert not Message.objects.filter(event=event, person__isnull=False).exists()
    assert read_story(initiative, today=TODAY).happenings == []
    # Nobody reads in the timeline that the resident knows, of the step nor of what puts it right.
    lines = page(world, initiative, "EC.own").partition("<h2>Tijdlijn</h2>")[2]
    assert "</span>bewoner<" not in lines
    assert lines.count("</span>partner<") == 2
    # The coordinator outside read that it came back, and why in a task; what was typed there, no more than before.
    assert RIGHT not in page(world, initiative, "EC.own")


def test_what_stood_on_the_website_is_put_right_on_the_website(world: World, client: Client) -> None:
    initiative = world.initiative(Status.SUPPORT_CHECK, published_at=NOW)
    perform("close_support", initiative, by=world.actor("BM.lead"), at=NOW, **world.fill_in("close_support"))

    event = put_right(world, initiative.events.get(action="close_support"))

    assert event.text.sentence.startswith("Op 18 november 2026 schreven wij: ‘Dit zei de buurt: ")
    assert event.text.sentence in unescape(client.get(address_of(initiative)).content.decode())


READERS = ("EC.own", "IC", "BM.lead", "BM.coadvice", "BM.domain", "KA.own", "DEC.mandate", "GGD.tag", "MGR.escalated")


@pytest.mark.parametrize("name", ["message_resident", "change_kern", "flag_controversial", "extend_term"])
def test_who_read_the_wrong_words_reads_the_right_ones_and_nobody_else(world: World, name: str) -> None:
    initiative = world.known_to_all(Status.IN_REVIEW)
    wrong = "Een fout van Roos"
    typed: dict[str, dict[str, Any]] = {
        "message_resident": {"message": wrong},
        "change_kern": {"kern": world.kern, "reason": wrong},
        "flag_controversial": {"controversial": "yes", "note": wrong},
        "extend_term": {"new_date": TODAY.replace(year=2027), "reason": "r", "sentence": wrong},
    }
    put_right(world, act(world, initiative, name, **typed[name]))

    pages = {who: page(world, initiative, who).partition('class="bk-timeline"')[2] for who in READERS}

    reads_wrong, reads_right = ({who for who in READERS if words in pages[who]} for words in (wrong, RIGHT))
    assert reads_right == reads_wrong != set()


def test_of_a_long_mistake_the_first_sentences_are_quoted_and_no_name_is_cut_in_two(world: World) -> None:
    """What is erased from the mistake is then found in the quote as well."""
    initiative = world.initiative(Status.IN_REVIEW)
    said = "Dag. Wij belden over de bank met mevrouw Mia J. Jansen. Wij komen dinsdag."
    line = act(world, initiative, "message_resident", message=said)

    assert put_right(world, line).text.sentence == sentence_about(
        "Dag. Wij belden over de bank met mevrouw Mia J. Jansen. …"
    )


def test_platform_that_read_the_mistake_reads_what_is_right(world: World) -> None:
    initiative = world.initiative(Status.SUPPORT_CHECK)
    platform = make_kernoverleg(world.kern, chair_email="voorzitter@example.nl")
    perform("close_support", initiative, by=world.actor("BM.lead"), at=NOW, **world.fill_in("close_support"))

    once = put_right(world, initiative.events.get(action="close_support"))
    again = put_right(world, once)

    for event in (once, again):
        (letter,) = Message.objects.filter(event=event, recipient=platform.name)
        assert RIGHT in letter.body
        assert "In een eerder bericht over dit idee stond een fout. Dit is juist:" in letter.body


def test_platform_hears_nothing_of_a_mistake_it_was_never_sent(world: World) -> None:
    initiative = world.initiative(Status.IN_REVIEW)
    platform = make_kernoverleg(world.kern, chair_email="voorzitter@example.nl")

    event = put_right(world, act(world, initiative, "message_resident", message="Bij de kapel."))

    assert not Message.objects.filter(event=event, recipient=platform.name).exists()


# ---- what may be picked --------------------------------------------------------------------------------


def test_external_coordinator_picks_only_what_the_coordinator_can_read(world: World) -> None:
    initiative = world.initiative(Status.SUBMITTED)
    act(world, initiative, "message_resident", message="Dag Mia.")
    act(world, initiative, "flag_controversial", controversial="no", note="Toch niet.")
    perform("send_back", initiative, by=world.actor("IC"), at=NOW, reason="Eerst bellen.", tell_resident=False)
    act(world, initiative, "note_coordinators", text="Mia is ziek.")

    assert offered(world, initiative, "EC.own") == ["18 november 2026, 11:00 – Bericht sturen (bewoner): ‘Dag Mia.’"]
    # A note is put right by a note: only the coordinators read those.
    assert offered(world, initiative, "IC") == [
        "18 november 2026, 11:00 – Terug naar verkenning (intern): ‘Eerst bellen.’",
        "18 november 2026, 11:00 – Ligt gevoelig (intern): ‘Toch niet.’",
        "18 november 2026, 11:00 – Bericht sturen (bewoner): ‘Dag Mia.’",
    ]


def test_a_line_of_another_initiative_or_one_that_was_emptied_is_not_to_be_picked(world: World) -> None:
    initiative, other = world.initiative(Status.IN_REVIEW), world.initiative(Status.IN_REVIEW)
    line = act(world, other, "message_resident", message="Voor een ander.")
    emptied = act(world, initiative, "message_resident", message="Weg.")
    EventText.objects.filter(pk=emptied.pk).update(salt="", sentence="", translations={}, inputs={}, emptied_at=NOW)

    for one in (line, emptied):
        with pytest.raises(Incomplete) as refusal, transaction.atomic():
            act(world, initiative, "correct", line=one.pk, correction=RIGHT)
        assert list(refusal.value.errors) == ["line"]


def test_a_correction_has_words_and_not_a_whole_story(world: World) -> None:
    initiative = world.initiative(Status.IN_REVIEW)
    line = act(world, initiative, "message_resident", message="Dag Mia.")

    for said in ("", "  ", "a" * 1001):
        with pytest.raises(Incomplete) as refusal, transaction.atomic():
            act(world, initiative, "correct", line=line, correction=said)
        assert list(refusal.value.errors) == ["correction"]


def test_two_messages_of_one_day_are_told_apart_by_their_words(world: World) -> None:
    initiative = world.initiative(Status.IN_REVIEW)
    for said in ("Bij de kapel.", "Wij komen dinsdag om tien uur bij u langs om de plek van de bank op te meten."):
        act(world, initiative, "message_resident", message=said)

    assert offered(world, initiative, "BM.lead") == [
        "18 november 2026, 11:00 – Bericht sturen (bewoner): ‘Wij komen dinsdag om tien uur bij u langs om de plek …’",
        "18 november 2026, 11:00 – Bericht sturen (bewoner): ‘Bij de kapel.’",
    ]


# ---- what is left behind -------------------------------------------------------------------------------


def test_the_wrong_line_stays_as_it_was_and_says_where_it_was_put_right(world: World) -> None:
    initiative = world.initiative(Status.IN_REVIEW)
    line = act(world, initiative, "message_resident", message="De bank komt bij de kapel.")
    before = Event.objects.filter(pk=line.pk).values().get() | {"said": line.text.sentence}
    seal_logs(at=NOW)

    event = put_right(world, line)

    line.refresh_from_db()
    assert Event.objects.filter(pk=line.pk).values().get() | {"said": line.text.sentence} == before
    assert (event.object_type, event.object_id) == ("event", line.pk)
    first, second = sign_in(world.people["IC"]).get(initiative.get_absolute_url()).context["entries"]
    assert (first.title, first.state) == ("Rechtzetting bij ‘Bericht sturen’ van 18 november 2026", "")
    assert (second.title, second.state) == ("Bericht sturen", "rechtgezet op 18 november 2026")


def test_a_correction_that_was_wrong_too_is_put_right_like_any_line(world: World) -> None:
    initiative = world.initiative(Status.IN_REVIEW)
    once = put_right(world, act(world, initiative, "message_resident", message="Bij de kapel."))

    again = put_right(world, once)

    assert (again.audience, again.text.sentence) == (Audience.RESIDENT, sentence_about(RIGHT))


def test_the_form_says_who_reads_along(world: World) -> None:
    initiative = world.initiative(Status.IN_REVIEW)
    act(world, initiative, "message_resident", message="Bij de kapel.")

    form = sign_in(world.people["IC"]).get(f"{initiative.get_absolute_url()}correct/").content.decode()

    assert "Dezelfde mensen lezen uw rechtzetting." in form
