"""The code on the card as sign-in: guessing leads nowhere, every answer is the same, and it is written down nowhere."""

import logging
import re
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import Settings

from accounts.throttle import TRIES
from initiatives.deeds.access import issue_code
from initiatives.models import Event, Initiative, Message
from initiatives.models.access_code import ALPHABET, LENGTH, hash_access_code, make_access_code
from initiatives.views.status.session import KEY
from tests.initiatives.builders import Walk, make_initiative, make_world

pytestmark = pytest.mark.django_db
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="\w+"')


def give(client: Client, number: str | None, code: str, **more: Any) -> Any:
    return client.post(reverse("status_sign_in"), {"nummer": number or "", "code": code}, **more)


def enter(walk: Walk) -> Client:
    client = Client()
    assert give(client, walk.initiative.reference, walk.code).status_code == 302
    return client


def test_a_code_is_eighty_bits_and_no_two_are_the_same() -> None:
    assert len(ALPHABET) ** LENGTH == 2**80
    assert len({make_access_code() for _ in range(5_000)}) == 5_000


def test_wrong_pairs_open_nothing_and_every_answer_is_the_same_to_the_byte() -> None:
    walk = make_initiative()
    number, answers = walk.initiative.reference or "", set()
    for guess in range(24):
        cache.clear()
        known = guess % 2
        typed = number if known else f"VAG-2026-9{guess:03d}"
        code = make_access_code()
        response = give(Client(), typed, code)
        page = TOKEN.sub("", response.content.decode()).replace(typed, "…").replace(code, "…")
        answers.add((response.status_code, page))

    ((status, page),) = answers
    assert (status, "horen niet bij elkaar" in page) == (200, True)


def test_the_throttle_counts_before_anything_is_computed(monkeypatch: pytest.MonkeyPatch) -> None:
    walk, computed = make_initiative(), []
    whole = hash_access_code

    def counted(code: str, **more: Any) -> str:
        computed.append(code)
        return whole(code, **more)

    monkeypatch.setattr("initiatives.models.access_code.hash_access_code", counted)
    answers = [give(Client(), walk.initiative.reference, make_access_code()).status_code for _ in range(TRIES + 20)]

    assert answers == [200] * TRIES + [429] * 20
    assert len(computed) == TRIES


def test_a_new_key_is_used_for_new_codes_and_the_old_one_still_opens_until_it_is_taken_away(settings: Settings) -> None:
    settings.ACCESS_CODE_KEYS = ["oud"]
    world = make_world()
    old = make_initiative(world=world)
    settings.ACCESS_CODE_KEYS = ["nieuw", "oud"]
    new = make_initiative(world=world)
    assert new.initiative.access_code_hash == hash_access_code(new.code, key="nieuw")

    assert [give(Client(), walk.initiative.reference, walk.code).status_code for walk in (old, new)] == [302, 302]
    settings.ACCESS_CODE_KEYS = ["nieuw"]
    assert [give(Client(), walk.initiative.reference, walk.code).status_code for walk in (old, new)] == [200, 302]


def test_who_knows_the_table_does_not_know_a_code() -> None:
    walk = make_initiative()
    kept = walk.initiative.access_code_hash

    assert re.fullmatch(r"[0-9a-f]{64}", kept)
    assert hash_access_code(walk.code, key="een andere sleutel") != kept
    assert give(Client(), walk.initiative.reference, kept).status_code == 200


def test_a_new_card_ends_the_page_that_stands_open_at_the_next_click() -> None:
    walk = make_initiative()
    client = enter(walk)
    issue_code(walk.initiative, by=walk.world.coordinator, at=timezone.now())

    for name in ("status", "status_my_data", "status_my_data_copy", "status_tell", "status_upload"):
        assert client.get(reverse(name)).headers["Location"].startswith(reverse("status_sign_in")), name
    assert KEY not in client.session


def test_a_page_of_one_idea_opens_no_other_whatever_is_asked() -> None:
    world = make_world()
    mine, other = make_initiative(world=world), make_initiative(world=world, title="Geheime moestuin")
    client = enter(mine)

    for query in (f"?nummer={other.initiative.reference}", f"?pk={other.initiative.pk}", f"?id={other.initiative.pk}"):
        assert "Geheime moestuin" not in client.get(f"{reverse('status')}{query}").content.decode()
    give(client, other.initiative.reference, mine.code)
    assert client.session[KEY]["pk"] == mine.initiative.pk


def test_the_code_stands_in_no_address_no_log_no_table_and_no_mail(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    walk = make_initiative()
    plain = walk.code.replace("-", "")
    client = enter(walk)
    page = client.get(reverse("status"))
    wrong = give(Client(), walk.initiative.reference, f"{plain[:-1]}Z")

    # Wherever a page leads, the Referer says no more than an address of ours.
    assert page.headers["Referrer-Policy"] == "same-origin"
    seen = [record.getMessage() for record in caplog.records]
    seen += [f"{event.text.inputs} {event.text.sentence}" for event in Event.objects.select_related("text")]
    seen += [f"{mail.subject} {mail.body}" for mail in Message.objects.all()]
    seen += [str(Initiative.objects.filter(pk=walk.initiative.pk).values().get()), str(dict(client.session))]
    seen += [page.content.decode(), str(page.request), wrong.content.decode().replace(f"{plain[:-1]}Z", "")]
    assert [text[:80] for text in seen if plain in text or walk.code in text] == []
