"""Ik heb een idee, and what neighbours say: no account, no name needed, and no machine gets in."""

from datetime import UTC, datetime
from io import BytesIO
from typing import Any
from urllib.parse import parse_qs, urlsplit
from uuid import uuid4

import pytest
import time_machine
from django.core.cache import cache
from django.core.files.base import ContentFile
from django.test import Client
from django.urls import reverse
from PIL import Image

from accounts.throttle import TRIES
from initiatives.models import Message, Signal
from initiatives.models.signal import SignalKind
from initiatives.views.telling import ASKED_OF_EVERY_IDEA
from kernen.models import Municipality, Role
from tests.factories import end_roles, make_kern, make_user
from tests.initiatives.builders import (
    World,
    make_world,
)

pytestmark = pytest.mark.django_db
IDEA = "Een bank bij de kapel, daar kunnen ouderen rusten."


@pytest.fixture
def town() -> World:
    cache.clear()
    return make_world()


def send(**answers: Any) -> Any:
    """What a browser without JavaScript sends."""
    empty = {"text": IDEA, "kern": "sibbe", "name": "", "phone": "", "email": "", "website": ""}
    return Client().post(reverse("idea"), empty | {"form_key": str(uuid4())} | answers)


def page(name: str = "idea", *args: object, **query: str) -> str:
    return str(Client().get(reverse(name, args=args), query).content.decode())


def give_photo(town: World) -> bytes:
    drawn = BytesIO()
    Image.new("RGB", (40, 40), "navy").save(drawn, "PNG")
    town.coordinator.photo.save("els.png", ContentFile(drawn.getvalue()))
    return drawn.getvalue()


# ---- the page ----------------------------------------------------------------------------------------


def test_the_face_and_the_phone_come_before_the_steps_the_questions_and_the_form(town: World) -> None:
    give_photo(town)
    told = page(kern="sibbe")
    marks = [
        "Els Coördinator", "043 123 45 67", "U gaat aan de slag", *map(str, ASKED_OF_EVERY_IDEA), 'name="text"',
    ]  # fmt: skip
    places = [told.index(mark) for mark in marks]
    assert places == sorted(places)
    assert "Dinsdag en donderdag" in told
    assert reverse("coordinator_photo", args=[town.coordinator.pk]) in told


@pytest.mark.parametrize("kern", ["", "bestaat-niet", "\x00", "x" * 500])
def test_who_names_no_kern_reads_the_number_that_always_answers(town: World, kern: str) -> None:
    told = page(kern=kern)
    assert ("14 043" in told, "Els Coördinator" in told) == (True, False)


def test_a_kern_without_a_coordinator_gets_the_municipality(town: World) -> None:
    end_roles(town.coordinator)
    assert "Els Coördinator" not in page(kern="sibbe")


def test_somebodys_own_coordinator_goes_before_one_of_all_kernen(town: World) -> None:
    make_user("Alle Kernen", role=Role.EXTERNAL_COORDINATOR, all_kernen=True, phone="043 999 99 99")
    kern = make_kern("Berg", slug="berg")
    assert "Els Coördinator" in page(kern="sibbe")
    assert "Alle Kernen" in page(kern=kern.slug)


def test_the_first_page_leads_here_and_to_the_coordinator_of_each_kern(town: World) -> None:
    told = page("home")
    assert told.index(f'href="{reverse("idea")}"') < told.index("Volg uw idee</h2>")
    assert f"{reverse('idea')}?kern=sibbe" in told


def test_the_photo_is_only_of_who_is_a_coordinator_today(town: World) -> None:
    drawn = give_photo(town)
    address = reverse("coordinator_photo", args=[town.coordinator.pk])
    shown = Client().get(address)
    assert (shown.status_code, shown.content, shown["Content-Type"]) == (200, drawn, "image/png")
    assert (shown["X-Content-Type-Options"], shown["Cache-Control"]) == ("nosniff", "public, max-age=3600")
    town.internal.photo.save("ingrid.png", ContentFile(drawn))
    for pk in (town.internal.pk, town.officer.pk, 10**9):
        assert Client().get(reverse("coordinator_photo", args=[pk])).status_code == 404
    end_roles(town.coordinator)
    assert Client().get(address).status_code == 404


# ---- the form ----------------------------------------------------------------------------------------


def test_an_idea_with_a_number_is_answered_by_a_day(town: World) -> None:
    response = send(name="Mia", phone="06 12 34 56 78")
    signal = Signal.objects.get()
    assert (signal.text, signal.kern, signal.name, signal.phone, signal.kind, signal.initiative) == (
        IDEA, town.kern, "Mia", "06 12 34 56 78", SignalKind.IDEA, None,
    )  # fmt: skip
    query = parse_qs(urlsplit(response["Location"]).query)
    assert query == {"kern": ["sibbe"], "antwoord": ["ja"]}
    thanks = Client().get(response["Location"]).content.decode()
    assert "U hoort van ons voor" in thanks
    assert "De coördinator van Sibbe leest het." in thanks
    assert "Mia" not in thanks


def test_who_gives_no_name_is_told_that_there_will_be_no_answer(town: World) -> None:
    thanks = Client().get(send()["Location"]).content.decode()
    signal = Signal.objects.get()
    assert (signal.name, signal.phone, signal.email, signal.handled_by) == ("", "", "", None)
    assert "Daarom kunnen wij u geen antwoord geven." in thanks
    assert "U hoort van ons voor" not in thanks


def test_nothing_of_who_sent_it_is_kept_beside_it(town: World) -> None:
    send()
    kept = str(list(Signal.objects.values())) + str(list(Message.objects.values()))
    assert "127.0.0.1" not in kept


def test_a_second_press_makes_no_second_idea(town: World) -> None:
    key = str(uuid4())
    assert [send(form_key=key).status_code for _press in range(TRIES + 2)] == [302] * (TRIES + 2)
    assert Signal.objects.count() == 1


def test_a_machine_is_thanked_and_nothing_is_kept(town: World) -> None:
    honest = send(phone="06 12 34 56 78")
    trapped = send(phone="06 12 34 56 78", website="https://kopen.example")
    assert (trapped.status_code, trapped["Location"]) == (302, honest["Location"])
    assert Signal.objects.count() == 1


def test_after_a_few_from_one_place_one_is_asked_to_call_and_keeps_the_text(town: World) -> None:
    assert [send().status_code for _idea in range(TRIES)] == [302] * TRIES
    refused = send()
    assert refused.status_code == 429
    assert refused["Retry-After"] == "900"
    told = refused.content.decode()
    assert "bel ons: 14 043" in told
    assert IDEA in told
    assert Signal.objects.count() == TRIES
    other = Client(REMOTE_ADDR="203.0.113.9")
    assert other.post(reverse("idea"), {"text": IDEA, "kern": ""}).status_code == 302


@pytest.mark.parametrize(
    ("answers", "sentence"),
    [
        ({"text": " "}, "Schrijf uw idee op."),
        ({"text": "x" * 1001}, "Gebruik hooguit 1000 tekens."),
        ({"phone": "bel maar"}, "Dit is geen telefoonnummer."),
        ({"email": "mia"}, "Kijk uw e-mailadres na."),
        ({"kern": "bestaat-niet"}, "bestaat-niet"),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_is_still_there(
    town: World, answers: dict[str, str], sentence: str
) -> None:
    response = send(**{"name": "Mia van de hoek"} | answers)
    assert response.status_code == 200
    assert sentence in response.content.decode()
    assert "Mia van de hoek" in response.content.decode()
    assert Signal.objects.count() == 0


def test_a_number_of_the_state_or_an_illness_is_remarked_on_once_and_never_stops_anybody(town: World) -> None:
    careless = "Mijn bsn is 111222333 en mijn man heeft dementie."
    first = send(text=careless).content.decode()
    assert ("burgerservicenummer" in first, "nog niet verstuurd" in first, careless in first) == (True, True, True)
    assert Signal.objects.count() == 0
    assert send(text=careless, looked_over="ja").status_code == 302
    assert Signal.objects.get().text == careless


def test_a_municipality_without_the_form_takes_nothing_in(town: World) -> None:
    Municipality.objects.update(takes_signals=False)
    told = page(kern="sibbe")
    assert ('name="text"' in told, "Els Coördinator" in told) == (False, True)
    assert send().status_code == 404
    assert Signal.objects.count() == 0


def test_the_day_of_an_answer_counts_working_days(town: World) -> None:
    with time_machine.travel(datetime(2026, 11, 19, 9, tzinfo=UTC), tick=False):
        thanks = Client().get(reverse("idea_thanks"), {"antwoord": "ja"}).content.decode()
    assert "U hoort van ons voor <strong>26 november 2026</strong>" in thanks
