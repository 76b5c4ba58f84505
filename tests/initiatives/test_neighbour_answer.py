"""A neighbour answers once, with a letter or without, and changes it until the last day."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from accounts.throttle import TRIES
from initiatives.deeds.support import say
from initiatives.deeds.support_codes import make_codes, void_batch
from initiatives.models import Initiative, SupportCheck, SupportVoice
from initiatives.models.choices import SupportConclusion
from initiatives.models.tally import Votes, count
from initiatives.statuses import Status
from initiatives.views.neighbour_answer import ONE_HALL
from initiatives.workflow.action import Actor
from kernen.models import Kern
from tests.initiatives.neighbours import LETTER, PAGE, address, ask, close, fill_in, letters, read
from tests.initiatives.world import World

pytestmark = pytest.mark.django_db


@pytest.fixture
def town() -> World:
    cache.clear()
    world = World()
    Kern.objects.filter(pk=world.kern.pk).update(slug="sibbe")
    return world


# ---- answering ---------------------------------------------------------------------------------------------------


def test_an_answer_without_a_letter_is_counted_and_thanked_for_with_a_code_that_is_shown_once(town: World) -> None:
    check, neighbour = ask(town, PAGE), Client()
    sent = fill_in(check, by=neighbour, answer="against", why="Te dicht bij mijn raam.")
    assert sent["Location"] == address(check, "neighbour_thanks")
    thanks = neighbour.get(sent["Location"])
    told, again = thanks.content.decode(), read(check, "neighbour_thanks", by=neighbour)
    code = told.split('class="bk-code" dir="ltr">')[1].split("<")[0]
    assert [mark for mark in ("Ik ben tegen", "Te dicht bij mijn raam.", "maar één keer") if mark not in told] == []
    assert [mark for mark in ("Ik ben tegen", "Te dicht bij mijn raam.", code) if mark in again] == []
    assert "no-store" in thanks["Cache-Control"]
    assert count(check).per_way == {PAGE: Votes(con=1)}
    voice = SupportVoice.objects.get()
    assert (voice.why, voice.place, voice.given_on, voice.entered_by) == (
        "Te dicht bij mijn raam.", "website", timezone.localdate(), None,
    )  # fmt: skip


def test_the_code_changes_the_answer_and_the_last_one_counts(town: World) -> None:
    check, neighbour = ask(town, PAGE), Client()
    fill_in(check, by=neighbour, answer="for")
    code = read(check, "neighbour_thanks", by=neighbour).split('dir="ltr">')[1].split("<")[0]
    later = Client()
    fill_in(check, by=later, answer="neutral", code=f" {code.lower().replace('-', ' ')} ")
    assert "Het maakt mij niet uit" in read(check, "neighbour_thanks", by=later)
    assert count(check).all == Votes(neutral=1)
    fill_in(check, by=Client(), answer="for", code=code)
    assert count(check).all == Votes(pro=1)


def test_the_same_letter_on_paper_and_on_the_page_counts_once(town: World) -> None:
    check = ask(town, LETTER)
    (code,) = letters(town, check)
    fill_in(check, answer="against", code=code)
    kept = SupportVoice.objects.get().code
    say(
        check, code=kept, answer="for", why="", way=LETTER, place="gemeentehuis", given_on=timezone.localdate(),
        by=town.people["IC"], at=timezone.now(), form_key=uuid4(),
    )  # fmt: skip
    assert count(check).per_way == {LETTER: Votes(pro=1)}


def test_pressing_twice_and_sending_it_again_is_one_answer_and_the_code_is_still_shown(town: World) -> None:
    check, neighbour, key = ask(town, PAGE), Client(), str(uuid4())
    read(check, "neighbour_answer", by=neighbour)
    for _press in range(3):
        assert fill_in(check, by=neighbour, form_key=key, why="een\r\ntwee").status_code == 302
    assert "Schrijf de code op." in read(check, "neighbour_thanks", by=neighbour)
    assert (count(check).all, SupportVoice.objects.count()) == (Votes(pro=1), 1)


def test_going_back_and_answering_otherwise_asks_who_it_is_and_loses_nothing(town: World) -> None:
    check, neighbour, key = ask(town, PAGE), Client(), str(uuid4())
    fill_in(check, by=neighbour, form_key=key, answer="for")
    asked = fill_in(check, by=neighbour, form_key=key, answer="against", why="Toch niet.").content.decode()
    assert [mark for mark in ("Was u dat?", "Toch niet.") if mark not in asked] == []
    fill_in(check, by=neighbour, form_key=key, answer="against", why="Toch niet.", who="same")
    assert count(check).all == Votes(con=1)
    fill_in(check, by=neighbour, form_key=str(uuid4()), answer="neutral", who="other")
    assert count(check).all == Votes(con=1, neutral=1)


def test_who_comes_later_to_the_same_computer_changes_nobodys_answer(town: World) -> None:
    check, computer = ask(town, PAGE, LETTER), Client()
    fill_in(check, by=computer, answer="for")
    assert "Was u dat?" in read(check, "neighbour_answer", by=computer)
    session = computer.session
    session["neighbour"][str(check.pk)]["at"] -= 31 * 60
    session.save()
    assert "Was u dat?" not in read(check, "neighbour_answer", by=computer)
    fill_in(check, by=computer, answer="against")
    assert count(check).all == Votes(pro=1, con=1)


def test_where_everybody_got_a_letter_the_code_is_asked_for(town: World) -> None:
    check = ask(town, LETTER)
    (code,) = letters(town, check)
    asked = fill_in(check, why="Mooi plan.").content.decode()
    assert [mark for mark in ("Vul uw code in.", "Mooi plan.") if mark not in asked] == []
    assert SupportVoice.objects.count() == 0
    fill_in(check, code=code)
    assert count(check).per_way == {LETTER: Votes(pro=1)}


def test_a_code_that_does_not_fit_gets_one_plain_sentence_and_nothing_is_lost(town: World) -> None:
    check, other = ask(town, LETTER), ask(town, LETTER)
    (foreign,) = letters(town, other)
    key = uuid4()
    (void,) = make_codes(check, number=1, by=Actor(user=town.people["IC"]), at=timezone.now(), form_key=key)
    void_batch(check, key, by=Actor(user=town.people["IC"]), at=timezone.now())
    said = {
        "AAAAA-AAAAA": "Wij kennen deze code niet.",
        foreign: "Deze code hoort bij een andere vraag.",
        void: "Deze code werkt niet meer.",
        "\x00'; DROP TABLE--" * 20: "Wij kennen deze code niet.",
    }
    for code, sentence in said.items():
        cache.clear()
        page = fill_in(check, code=code, why="Mijn reden.").content.decode()
        assert [mark for mark in (sentence, "Mijn reden.") if mark not in page] == []
    assert SupportVoice.objects.count() == 0


def test_after_the_last_day_or_on_hold_or_closed_what_was_typed_is_given_back(town: World) -> None:
    over, held, shut, stopped = (ask(town, PAGE) for _each in range(4))
    SupportCheck.objects.filter(pk=over.pk).update(closes_on=timezone.localdate() - timedelta(days=1))
    Initiative.objects.filter(pk=held.initiative_id).update(status=Status.ON_HOLD, return_status=Status.SUPPORT_CHECK)
    close(shut)
    close(stopped, conclusion=SupportConclusion.STOPPED)
    said = {over: "Wij tellen nu", held: "staat even stil", shut: "Wij telden alle antwoorden", stopped: "is gestopt"}
    for check, sentence in said.items():
        refused = fill_in(check, why="Mijn reden.")
        page = refused.content.decode()
        assert refused.status_code == 409
        assert [mark for mark in (sentence, "Mijn reden.", "is niet verstuurd") if mark not in page] == []
        assert Client().get(address(check, "neighbour_answer"))["Location"] == address(check)
    assert [sentence for check, sentence in said.items() if check != shut and sentence not in read(check)] == []
    assert SupportVoice.objects.count() == 0


def test_hostile_and_overlong_values_are_never_a_fault_of_ours(town: World) -> None:
    check = ask(town, PAGE, LETTER)
    for name in ("answer", "why", "code", "form_key", "who", "website", "looked_over"):
        for value in (
            "\x00",
            "x" * 100_000,
            "💥" * 600,
            "<script>alert(1)</script>",
            "9" * 400,
            "\ud800".encode("utf-8", "replace").decode(),
        ):
            cache.clear()
            said: dict[str, Any] = {name: value}
            assert fill_in(check, **said).status_code in (200, 302)
    page = fill_in(check, why="<script>alert(1)</script>", answer="").content.decode()
    assert "<script>alert" not in page
    for reference in ("%00", "VAG-2026-99999999999999999999", "x" * 300):
        assert Client().get(f"/dorpen/sibbe/{reference}/buurt/").status_code == 404


def test_a_number_of_the_state_is_remarked_on_once_and_a_machine_is_thanked_for_nothing(town: World) -> None:
    check = ask(town, PAGE)
    asked = fill_in(check, why="Mijn BSN is 111222333.").content.decode()
    assert "Toch zo versturen" in asked
    assert SupportVoice.objects.count() == 0
    fill_in(check, why="Mijn BSN is 111222333.", looked_over="ja")
    assert SupportVoice.objects.count() == 1
    assert fill_in(check, website="http://spam").status_code == 302
    assert SupportVoice.objects.count() == 1


def test_after_a_whole_hall_of_answers_without_a_code_one_waits_but_a_letter_is_always_welcome(town: World) -> None:
    check = ask(town, PAGE, LETTER)
    codes = letters(town, check, TRIES + 2)
    assert [fill_in(check, code=code).status_code for code in codes] == [302] * (TRIES + 2)
    answers = [fill_in(check, why="Mijn reden.") for _neighbour in range(ONE_HALL + 1)]
    assert [answer.status_code for answer in answers] == [302] * ONE_HALL + [429]
    assert "Mijn reden." in answers[-1].content.decode()
    assert count(check).all.total == TRIES + 2 + ONE_HALL


def test_one_code_cannot_fill_the_table(town: World) -> None:
    check = ask(town, LETTER)
    (code,) = letters(town, check)
    changes = [fill_in(check, code=code, why=str(number)).status_code for number in range(TRIES + 1)]
    assert changes == [302] * TRIES + [429]
    assert count(check).all == Votes(pro=1)


# ---- the short address -------------------------------------------------------------------------------------------


def test_the_code_of_a_letter_leads_to_its_question_and_stands_in_the_form_and_in_no_address(town: World) -> None:
    ask(town, LETTER)
    check, neighbour = ask(town, LETTER), Client()
    (code,) = letters(town, check)
    assert "Heeft u een code van ons?" in neighbour.get("/buurt/").content.decode()
    sent = neighbour.post("/buurt/", {"code": code.lower()})
    assert sent["Location"] == address(check, "neighbour_answer")
    assert f'value="{code.lower()}"' in neighbour.get(sent["Location"]).content.decode()
    assert code not in str(dict(neighbour.session))
    fill_in(check, by=neighbour, code=code)
    assert code.lower() not in read(check, "neighbour_answer", by=neighbour)


def test_an_unknown_code_a_void_one_and_one_of_what_is_hidden_each_get_a_sentence(town: World) -> None:
    check, hidden, shut = ask(town, LETTER), ask(town, LETTER), ask(town, LETTER)
    key = uuid4()
    (void,) = make_codes(check, number=1, by=Actor(user=town.people["IC"]), at=timezone.now(), form_key=key)
    void_batch(check, key, by=Actor(user=town.people["IC"]), at=timezone.now())
    (secret,), (late,) = letters(town, hidden), letters(town, shut)
    Initiative.objects.filter(pk=hidden.initiative_id).update(published_at=None)
    close(shut)
    said = {
        "AAAAA-AAAAA": "Wij kennen deze code niet.", "\x00": "Vul de code in.", "": "Vul de code in.",
        "x" * 10_000: "Wij kennen deze code niet.", void: "Deze code werkt niet meer.",
        secret: "Deze vraag staat nu niet op de website.",
    }  # fmt: skip
    for code, sentence in said.items():
        assert sentence in Client().post("/buurt/", {"code": code}).content.decode()
    assert Client().post("/buurt/", {"code": late})["Location"] == address(shut)


def test_guessing_codes_is_stopped_before_anything_is_looked_up_even_the_right_one(town: World) -> None:
    check = ask(town, LETTER)
    (code,) = letters(town, check)
    answers = [Client().post("/buurt/", {"code": f"AAAAA-AAAA{number}"}).status_code for number in range(TRIES + 1)]
    assert answers == [200] * TRIES + [429]
    blocked = Client().post("/buurt/", {"code": code})
    assert (blocked.status_code, "Retry-After" in blocked) == (429, True)
    assert fill_in(check, code=code).status_code == 429
