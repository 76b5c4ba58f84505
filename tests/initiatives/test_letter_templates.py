"""The words of letters: the municipality's own where it has them, in the language and length of each reader."""

from dataclasses import replace
from typing import Any

import pytest
from django.conf import settings
from django.utils import translation

from initiatives.events import digest, empty_texts, record
from initiatives.letters.facts import Facts
from initiatives.letters.templates import NAMED, PLACEHOLDERS, complaints_about, default_body, fill
from initiatives.models import ContactPerson, Event, Initiative, LetterTemplate, Message
from initiatives.models.choices import Audience, Channel, Level
from initiatives.relations import Relation
from initiatives.statuses import Status
from tests.initiatives.test_letters import go, known_person
from tests.initiatives.world import NOW, World

FACTS = Facts(
    name="Mia", sentence="Er is nieuws.", reference="VAG-2026-0042", title="Een bank", label="Wij bekijken uw idee",
    turn="de coördinator", next_date="18 december 2026", to_do="U hoeft nu niets te doen.", contact="Anna",
    phone="043 1", hours="werkdagen", municipality="Valkenburg", site="https://idee.example/volg",
)  # fmt: skip


def accepted(world: World, **person: Any) -> Message:
    """What a resident reads once an officer took it up."""
    initiative = world.initiative(Status.ASSIGNED)
    mia = known_person(initiative, Channel.EMAIL, **person)
    go(world, initiative, "accept", "BM.lead")
    return Message.objects.get(person=mia)


# ---- filling in ---------------------------------------------------------------------------------------


def test_every_placeholder_is_filled_in_however_it_was_typed() -> None:
    body = "\n".join(placeholder.token for placeholder in PLACEHOLDERS)
    values = list(vars(FACTS).values())

    assert sorted(fill(body, FACTS).split("\n")) == sorted(values)
    assert fill("Dag [ Naam ], [AAN  DE BEURT]", FACTS) == "Dag Mia, de coördinator"


def test_what_was_filled_in_is_never_filled_in_again() -> None:
    cunning = replace(FACTS, name="[telefoon]", title="[[naam]]", sentence="Bel [telefoon] en [naam].")

    letter = fill("[naam]\n[titel]\n[bericht]\n[telefoon]", cunning)

    assert letter == "[telefoon]\n[[naam]]\nBel [telefoon] en [naam].\n043 1"


def test_a_line_with_nothing_to_say_falls_away_and_leaves_no_hole() -> None:
    quiet = replace(FACTS, next_date="", hours="")
    assert fill("Dag [naam]\n\nDatum: [volgende datum]\n\nBereikbaar: [uren]\n\nGroet", quiet) == "Dag Mia\n\nGroet"
    assert fill("[naam] en [uren]", quiet) == "Mia en "


@pytest.mark.parametrize(
    ("body", "complaint"),
    [
        ("[bericht] [bsn]", "Dit invulwoord kennen wij niet: [bsn]. Kies een woord uit de lijst."),
        ("[bericht] [naam", "Er staat een haakje [ of ] te veel. Zet om elk invulwoord twee haakjes."),
        ("Dag [naam]", "Zet [bericht] in de tekst. Anders leest de bewoner niet wat er is gebeurd."),
    ],
)
def test_a_text_that_cannot_be_filled_in_is_refused_with_a_sentence(body: str, complaint: str) -> None:
    assert [str(said) for said in complaints_about(body)] == [complaint]


@pytest.mark.parametrize("language", [code for code, _name in settings.LANGUAGES])
@pytest.mark.parametrize("level", Level.values)
def test_our_own_words_can_be_filled_in_in_every_language(language: str, level: str) -> None:
    body = default_body(language=language, level=level)
    assert complaints_about(body) == []
    assert NAMED["nummer"].token in body


# ---- which words --------------------------------------------------------------------------------------


def test_without_words_of_the_municipality_a_letter_has_the_facts_in_a_block_and_no_link_with_a_secret(
    world: World,
) -> None:
    message = accepted(world)
    initiative = message.initiative
    assert initiative is not None
    assert message.event is not None
    assert message.body.split("\n") == [
        "Beste Mia Bewoner,",
        "",
        message.event.text.sentence,
        "",
        f"Nummer van uw idee: {initiative.reference}",
        "Hoe staat het ervoor: Wij bekijken uw idee",
        "Wie is aan de beurt: de medewerker van de gemeente",
        "Volgende datum: 31 december 2026",
        "Wat moet u doen: U hoeft nu niets te doen.",
        "",
        f"U kunt zelf kijken hoe het gaat. Ga naar {settings.SITE_URL}/volg. "
        "Vul uw nummer in, en de code van uw kaart.",
        "",
        "Heeft u een vraag? Bel de gemeente Valkenburg aan de Geul: 14 043",
        "Bereikbaar: werkdagen 8.30 – 17.00 uur",
        "",
        "Met vriendelijke groet,",
        "gemeente Valkenburg aan de Geul",
        "",
    ]


def test_a_resident_calls_the_coordinator_of_the_kern_at_the_hours_she_works(world: World) -> None:
    coordinator = world.people["EC.own"]
    coordinator.phone, coordinator.phone_hours = "06 12 34 56 78", "dinsdag"
    coordinator.save()

    body = accepted(world).body

    assert "Bel EC.own: 06 12 34 56 78\nBereikbaar: dinsdag\n" in body
    assert "14 043" not in body


def test_the_most_particular_words_win(world: World) -> None:
    def own(body: str, **where: Any) -> None:
        LetterTemplate.objects.create(body=f"{body} [bericht]", **where)

    own("domein", domain=world.domain)
    assert accepted(world).body.startswith("domein Team Welzijn")
    own("alles")
    assert accepted(world).body.startswith("domein Team Welzijn")
    own("stap", action="accept")
    assert accepted(world).body.startswith("stap Team Welzijn")
    own("stap en domein", action="accept", domain=world.domain)
    own("ander domein", action="accept", domain=world.other_domain)
    own("andere stap", action="submit", domain=world.domain)
    own("kort", action="accept", domain=world.domain, level=Level.SHORT)
    own("english", action="accept", domain=world.domain, language="en")
    assert accepted(world).body.startswith("stap en domein Team Welzijn")
    assert accepted(world, level=Level.SHORT).body.startswith("kort Team Welzijn")


def test_who_wants_it_short_reads_only_what_is_needed(world: World) -> None:
    message = accepted(world, level=Level.SHORT)
    assert message.event is not None
    assert message.initiative is not None
    assert message.body.split("\n") == [
        "Beste Mia Bewoner,",
        "",
        message.event.text.sentence,
        "",
        "U hoeft nu niets te doen.",
        "",
        "Vragen? Bel 14 043",
        "",
        "gemeente Valkenburg aan de Geul",
        f"Nummer: {message.initiative.reference}",
        "",
    ]


def test_an_english_reader_gets_an_english_letter_and_the_colleague_a_dutch_one(world: World) -> None:
    LetterTemplate.objects.create(body="Dear [naam], [bericht]", language="en")
    initiative = world.initiative(Status.INFO_REQUESTED)
    mia = known_person(initiative, Channel.EMAIL, language="en")
    jan = ContactPerson.objects.create(
        initiative=initiative, name="Jan", channel=Channel.EMAIL, email="jan@example.nl", created_at=NOW
    )

    # The resident answers on the English page.
    with translation.override("en"):
        event = go(world, initiative, "receive_info", "IW.own")

    english, dutch = Message.objects.get(person=mia), Message.objects.get(person=jan)
    assert (english.language, dutch.language) == ("en", "nl")
    assert english.body.startswith("Dear Mia Bewoner, ")
    assert event.text.sentence == "Dank u voor uw antwoord. Wij gaan verder met uw idee."
    assert dutch.body.startswith(f"Beste Jan,\n\n{event.text.sentence}\n")
    colleague = Message.objects.get(event=event, recipient="BM.lead")
    assert colleague.subject == f"{initiative.reference}: Antwoord ontvangen"
    assert "Status: In behandeling" in colleague.body


def test_a_language_without_a_translation_file_is_answered_in_dutch(world: World) -> None:
    message = accepted(world, language="xx")
    assert (message.language, message.body[:18]) == ("nl", "Beste Mia Bewoner,")


# ---- what residents read, in every language -----------------------------------------------------------


def said(initiative: Initiative, says: Any) -> Event:
    """An event with these words."""
    return record(
        initiative, action="tick_task", button="x", by=None, function=Relation.SYSTEM, at=NOW,
        audience=Audience.RESIDENT, says=says,
    )  # fmt: skip


def test_a_sentence_is_kept_in_every_language_in_which_it_differs(world: World) -> None:
    words = {"nl": "Wij gaan verder.", "en": "We go on."}
    event = said(world.initiative(), lambda: words[translation.get_language()])
    typed = said(world.initiative(), lambda: "Tot morgen!")

    assert (event.text.sentence, event.text.translations) == ("Wij gaan verder.", {"en": "We go on."})
    assert (typed.text.sentence, typed.text.translations) == ("Tot morgen!", {})
    assert [event.text.said_in(code) for code in ("nl", "en", "pl")] == [
        "Wij gaan verder.", "We go on.", "Wij gaan verder.",
    ]  # fmt: skip


def test_the_seal_on_words_in_one_language_is_what_it_always_was(world: World) -> None:
    event = said(world.initiative(), lambda: "Tot morgen!")
    words = {"nl": "Ja", "en": "Yes"}
    spoken = said(world.initiative(), lambda: words[translation.get_language()])

    assert event.digest == digest(salt=event.text.salt, sentence="Tot morgen!", inputs={})
    assert spoken.digest != digest(salt=spoken.text.salt, sentence="Ja", inputs={})
    assert spoken.digest == digest(salt=spoken.text.salt, sentence="Ja", inputs={}, translations={"en": "Yes"})


def test_words_that_are_taken_away_are_gone_in_every_language(world: World) -> None:
    initiative = world.initiative()
    words = {"nl": "Geheim", "en": "Secret"}
    event = said(initiative, lambda: words[translation.get_language()])

    empty_texts(initiative, at=NOW)

    event.text.refresh_from_db()
    assert (event.text.sentence, event.text.translations) == ("", {})
