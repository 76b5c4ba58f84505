"""The words of letters in /beheer/, the ready texts beside a box, and how somebody wants to be written to."""

from datetime import date
from typing import Any

import pytest
import time_machine
from django.test import Client

from initiatives.letters.first_texts import TEXTS, fill_texts
from initiatives.letters.templates import PLACEHOLDERS, default_body
from initiatives.models import ContactPerson, Initiative, LetterTemplate, StandardText
from initiatives.models.choices import Channel, Level
from initiatives.statuses import Status
from initiatives.workflow.action import Situation
from initiatives.workflow.asking import ForResident
from initiatives.workflow.table import TRANSITIONS
from kernen.models import Role
from tests.factories import make_user, sign_in
from tests.initiatives.test_letters import HOSTILE
from tests.initiatives.world import NOW, World
from tests.kernen.beheer import faults, typed

LETTERS, TEXTS_AT = "/beheer/initiatives/lettertemplate/", "/beheer/initiatives/standardtext/"


@pytest.fixture
def admin(world: World) -> Client:
    return sign_in(world.people["FB"])


# ---- letters ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("role", [role for role in Role.values if role != Role.FUNCTIONAL_ADMIN])
def test_only_the_functional_administrator_changes_the_words_of_letters(world: World, role: str) -> None:
    row = LetterTemplate.objects.create(body="[bericht]")
    browser = sign_in(make_user(role=role))
    for path in (LETTERS, f"{LETTERS}add/", f"{LETTERS}{row.pk}/change/", f"{LETTERS}{row.pk}/delete/", TEXTS_AT,
                 f"{TEXTS_AT}add/", f"{TEXTS_AT}first/"):  # fmt: skip
        assert browser.get(path).status_code == 404
        assert browser.post(path, {"post": "yes", "_preview": "1", "body": "[bericht]"}).status_code == 404
    assert LetterTemplate.objects.count() == 1


def test_one_begins_with_our_own_words_in_the_language_and_length_asked_for(admin: Client) -> None:
    assert typed(admin, f"{LETTERS}add/")["body"] == default_body(language="nl", level=Level.PLAIN)
    short = typed(admin, f"{LETTERS}add/?level=short&language=klingon")
    assert (short["body"], short["language"]) == (default_body(language="nl", level=Level.SHORT), "nl")


def test_the_words_of_one_step_are_kept_shown_by_the_name_of_its_button_and_taken_back(
    world: World, admin: Client
) -> None:
    data = typed(admin, f"{LETTERS}add/", action="request_info", body="Dag [naam]\n[bericht]")
    assert admin.post(f"{LETTERS}add/", data)["Location"] == LETTERS
    row = LetterTemplate.objects.get()
    assert (row.action, row.body, row.changed_by) == ("request_info", "Dag [naam]\n[bericht]", world.people["FB"])
    page = admin.get(LETTERS).content.decode()
    assert "Vraag stellen" in page
    assert "request_info" not in page
    assert "<h1>Vraag stellen</h1>" in admin.get(f"{LETTERS}{row.pk}/change/").content.decode()
    assert "Vraag stellen verwijderen" in admin.get(f"{LETTERS}{row.pk}/delete/").content.decode()
    admin.post(f"{LETTERS}{row.pk}/delete/", {"post": "yes"})
    assert not LetterTemplate.objects.exists()


@pytest.mark.parametrize(
    ("body", "fault"),
    [
        ("[bericht] [burgerservicenummer]", "Tekst: Dit invulwoord kennen wij niet: [burgerservicenummer]. Kies een"),
        ("Dag [naam]", "Tekst: Zet [bericht] in de tekst."),
    ],
)
def test_what_cannot_be_filled_in_is_not_kept_and_not_lost(admin: Client, body: str, fault: str) -> None:
    response = admin.post(f"{LETTERS}add/", typed(admin, f"{LETTERS}add/", body=body))
    assert [sentence[: len(fault)] for sentence in faults(response)] == [fault]
    assert f">\n{body}</textarea>" in response.content.decode()
    assert not LetterTemplate.objects.exists()


def test_there_is_one_text_for_one_choice(world: World, admin: Client) -> None:
    LetterTemplate.objects.create(body="[bericht]", action="submit")
    LetterTemplate.objects.create(body="[bericht]", action="submit", domain=world.domain)
    for domain in ("", world.domain.pk):
        data = typed(admin, f"{LETTERS}add/", action="submit", domain=domain)
        response = admin.post(f"{LETTERS}add/", data)
        assert faults(response) == ["Na welke stap?: Voor deze keuze staat er al een tekst. Wijzig die."]
    admin.post(f"{LETTERS}add/", typed(admin, f"{LETTERS}add/", action="submit", domain=world.other_domain.pk))
    assert LetterTemplate.objects.count() == 3


def test_looking_first_keeps_nothing_and_shows_nobodys_story(world: World, admin: Client) -> None:
    initiative = world.initiative(Status.ASSIGNED, title="De schuur van Mia", summary="Mia wil een schuur.")
    initiative.people.all().delete()
    ContactPerson.objects.create(
        initiative=initiative, name="Mia Bewoner", channel=Channel.EMAIL, email="mia@example.nl", created_at=NOW
    )
    every = "\n".join(placeholder.token for placeholder in PLACEHOLDERS)
    data = typed(admin, f"{LETTERS}add/", body=f"{HOSTILE}\n{every}") | {"_preview": "1"}

    response = admin.post(f"{LETTERS}add/", data)

    page = response.content.decode()
    letter = response.context["letter"]
    assert letter.split("\n")[:5] == [
        HOSTILE, "mevrouw Voorbeeld", "Een medewerker bekijkt uw idee en belt u voor 18 december 2026.",
        "VAG-2026-0042", "Een bank bij de kerk",
    ]  # fmt: skip
    assert "14 043" in letter
    assert "Klik hier http://boef.example &lt;b&gt;nu&lt;/b&gt;" in page
    assert "<b>nu</b>" not in page
    for secret in ("Mia", "schuur", "mia@example.nl", str(initiative.reference)):
        assert secret not in page
    assert not LetterTemplate.objects.exists()


def test_looking_at_a_change_leaves_what_is_kept(admin: Client) -> None:
    row = LetterTemplate.objects.create(body="Oud [bericht]", action="submit")
    path = f"{LETTERS}{row.pk}/change/"
    response = admin.post(path, typed(admin, path, body="Nieuw [bericht]", action="hold") | {"_preview": "1"})
    assert response.context["letter"].startswith("Nieuw Een medewerker")
    assert "<h1>Doorzetten</h1>" in response.content.decode()
    wrong = admin.post(path, typed(admin, path, body="[bsn]") | {"_preview": "1"})
    assert wrong.context["letter"] == ""
    row.refresh_from_db()
    assert (row.body, row.action) == ("Oud [bericht]", "submit")


# ---- ready texts --------------------------------------------------------------------------------------


def text(title: str, **facts: Any) -> StandardText:
    """A ready text."""
    return StandardText.objects.create(title=title, text=f"Tekst van {title}. {HOSTILE}", **facts)


def test_the_texts_of_this_action_and_domain_are_offered_beside_the_box(world: World) -> None:
    text("overal")
    text("bij vragen", actions=["request_info"])
    text("andere handeling", actions=["hold"])
    text("ander domein", domain=world.other_domain)
    text("dit domein", domain=world.domain)
    text("niet meer", is_active=False)
    initiative = world.initiative(Status.IN_REVIEW)
    browser = sign_in(world.people["BM.lead"])

    response = browser.get(f"/initiatieven/{initiative.key}/request_info/")

    assert [row.title for row in response.context["form"].standard_texts] == ["bij vragen", "dit domein", "overal"]
    page = response.content.decode()
    assert "Standaardteksten (3)" in page
    assert "boef.example &lt;b&gt;nu&lt;/b&gt;" in page
    assert "<b>nu</b>" not in page


def test_where_residents_read_nothing_that_is_typed_no_text_is_offered(world: World) -> None:
    text("overal")
    initiative = world.initiative(Status.IN_REVIEW)
    page = sign_in(world.people["BM.lead"]).get(f"/initiatieven/{initiative.key}/give_back/").content.decode()
    assert "Standaardteksten" not in page


def test_an_input_says_of_itself_that_residents_read_it(world: World) -> None:
    for row in TRANSITIONS:
        initiative = world.known_to_all(row.sources[0])
        s = Situation(initiative=initiative, actor=world.actor("IC"), at=NOW, inputs={})
        said = {wanted.name: wanted.for_resident for wanted in row.inputs}
        made = {wanted.name: isinstance(wanted.make(s), ForResident) for wanted in row.inputs}
        assert said == made


def test_a_new_installation_begins_with_six_texts_and_what_was_thrown_away_stays_away(admin: Client) -> None:
    assert "Beginnen met zes voorbeelden" in admin.get(TEXTS_AT).content.decode()
    assert admin.post(f"{TEXTS_AT}first/").headers["Location"] == TEXTS_AT
    assert StandardText.objects.count() == len(TEXTS) == 6
    StandardText.objects.first().delete()  # type: ignore[union-attr]
    fill_texts()
    assert StandardText.objects.count() == 5
    assert "Beginnen met zes voorbeelden" not in admin.get(TEXTS_AT).content.decode()


def test_a_text_is_for_the_actions_that_were_ticked(admin: Client) -> None:
    data = typed(admin, f"{TEXTS_AT}add/", title="Kort", text="Dag.", actions=["hold", "request_info"])
    assert admin.post(f"{TEXTS_AT}add/", data)["Location"] == TEXTS_AT
    assert StandardText.objects.get().actions == ["hold", "request_info"]
    data = typed(admin, f"{TEXTS_AT}add/", title="Kort", text="Dag.", actions=["accept"])
    assert admin.post(f"{TEXTS_AT}add/", data).status_code == 200


# ---- how somebody wants to be written to --------------------------------------------------------------


def change_person(world: World, initiative: Initiative, person: ContactPerson | None, **other: Any) -> None:
    """The external coordinator saves the form of one person."""
    initiative.refresh_from_db()
    where = person.pk if person else "nieuw"
    data = {
        "version": initiative.version, "name": "Mia", "role": "contact", "channel": "email", "email": "mia@example.nl",
    } | other  # fmt: skip
    answer = sign_in(world.people["EC.own"]).post(f"/initiatieven/{initiative.key}/mensen/{where}/", data)
    assert answer.status_code == 302


def test_the_day_somebody_chose_to_hear_by_mail_is_kept_and_shown(world: World) -> None:
    initiative = world.initiative(Status.EXPLORING)
    mia = initiative.people.get()

    with time_machine.travel("2026-03-03 12:00"):
        change_person(world, initiative, mia)
    with time_machine.travel("2026-04-04 12:00"):
        change_person(world, initiative, mia, name="Mia Bewoner")
        page = sign_in(world.people["EC.own"]).get(f"/initiatieven/{initiative.key}/mensen/").content.decode()
    mia.refresh_from_db()
    assert mia.channel_since == date(2026, 3, 3)
    assert "<dd>e-mail (sinds 3 maart 2026)</dd>" in page

    with time_machine.travel("2026-05-05 12:00"):
        change_person(world, initiative, mia, email="ander@example.nl")
    mia.refresh_from_db()
    assert mia.channel_since == date(2026, 5, 5)


def test_language_and_length_are_asked_kept_and_shown_only_where_they_are_unusual(world: World) -> None:
    initiative = world.initiative(Status.EXPLORING)
    change_person(world, initiative, None, name="Ann", language="en", level="short")
    change_person(world, initiative, None, name="Jan")

    ann, jan = initiative.people.get(name="Ann"), initiative.people.get(name="Jan")
    assert (ann.language, ann.level, jan.language, jan.level) == ("en", Level.SHORT, "nl", Level.PLAIN)
    assert (ann.reads, jan.reads) == ("English, korte brief: alleen het nodigste", "")
    page = sign_in(world.people["EC.own"]).get(f"/initiatieven/{initiative.key}/mensen/").content.decode()
    assert page.count("Leest het liefst") == 1


def test_at_the_kitchen_table_language_and_length_may_be_written_down_too(world: World) -> None:
    data = {
        "kind": "idea", "action": "log", "title": "Bankje", "kern": world.kern.pk, "summary": "Een bankje.",
        "name": "Ann", "channel": "phone", "phone": "06 11 22 33 44", "language": "en", "level": "short",
    }  # fmt: skip
    with time_machine.travel("2026-03-03 12:00"):
        assert sign_in(world.people["EC.own"]).post("/initiatieven/nieuw/", data).status_code == 302
    ann = ContactPerson.objects.get(name="Ann")
    assert (ann.language, ann.level, ann.channel_since) == ("en", Level.SHORT, date(2026, 3, 3))
