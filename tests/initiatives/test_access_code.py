"""Number and code: who gets in, who does not, and what somebody who guesses learns (nothing)."""

import re
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries
from pytest_django.fixtures import Settings
from time_machine import travel

from initiatives.deeds.access import issue_code
from initiatives.forms.status import read_reference
from initiatives.models import Initiative
from initiatives.models.access_code import hash_access_code, is_access_code, make_access_code
from initiatives.statuses import Status
from tests.factories import make_user
from tests.initiatives.builders import Walk, make_initiative, make_world, start_walk

if TYPE_CHECKING:
    from django.test.client import _MonkeyPatchedWSGIResponse as Response

pytestmark = pytest.mark.django_db
WRONG = "0000-0000-0000-0000"


def give(client: Client, number: str, code: str, *, address: str = "192.0.2.1", forwarded: str = "") -> "Response":
    typed = {"nummer": number, "code": code}
    return client.post(reverse("status_sign_in"), typed, REMOTE_ADDR=address, HTTP_X_FORWARDED_FOR=forwarded)


def enter(walk: Walk) -> Client:
    client = Client()
    assert give(client, walk.initiative.reference or "", walk.code).status_code == 302
    return client


def read(response: "Response") -> str:
    return re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", response.content.decode())


def test_resident_with_number_and_code_reads_about_the_idea() -> None:
    client = enter(make_initiative())
    page = client.get(reverse("status"))
    assert "Bankje bij de kapel" in page.content.decode()
    assert page.headers["Cache-Control"] == "max-age=0, no-cache, no-store, must-revalidate, private"


def test_resident_may_type_number_and_code_the_way_people_do() -> None:
    walk = make_initiative()
    number = (walk.initiative.reference or "").lower().replace("-", " ")
    assert give(Client(), f" {number} ", walk.code.lower().replace("-", " ")).status_code == 302


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("vag-2026-42", "VAG-2026-0042"),
        ("VAG20260042", "VAG-2026-0042"),
        ("VAG 2026 12345", "VAG-2026-12345"),
        ("42", ""),
        ("VAG-2026-0042\x00", ""),
        ("x" * 5000, ""),
    ],
)
def test_a_number_is_understood_or_it_is_nobodys(typed: str, meant: str) -> None:
    assert read_reference(typed) == meant


def test_card_fills_in_the_number_and_never_the_code() -> None:
    page = Client().get(reverse("status_sign_in"), {"nummer": "VAG-2026-0042", "code": "7QK3-M9TD"}).content.decode()
    assert 'value="VAG-2026-0042"' in page
    assert "7QK3" not in page


def test_unknown_number_and_wrong_code_get_the_very_same_answer() -> None:
    known = make_initiative().initiative.reference or ""
    unknown = "VAG-2026-9999"
    wrong_code = give(Client(), known, WRONG)
    no_such_number = give(Client(), unknown, WRONG, address="192.0.2.2")
    assert wrong_code.status_code == no_such_number.status_code == 200
    assert read(wrong_code).replace(known, "…") == read(no_such_number).replace(unknown, "…")
    assert "horen niet bij elkaar" in read(wrong_code)
    assert {name for name, _ in wrong_code.headers.items()} == {name for name, _ in no_such_number.headers.items()}


def test_unknown_number_costs_the_same_work_as_a_wrong_code(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    known = make_initiative().initiative.reference or ""
    with CaptureQueriesContext(connection) as asked:
        give(Client(), known, WRONG)
    with django_assert_num_queries(len(asked)):
        give(Client(), "VAG-2026-9999", WRONG, address="192.0.2.2")


def test_code_of_one_idea_does_not_open_another() -> None:
    world = make_world()
    mine = make_initiative(world=world)
    other = make_initiative(world=world, title="Geheime moestuin")
    assert give(Client(), other.initiative.reference or "", mine.code).status_code == 200
    assert "Geheime moestuin" not in enter(mine).get(reverse("status")).content.decode()


def test_visitor_without_a_code_is_asked_for_it() -> None:
    client = Client()
    looks = [client.get(reverse(name)) for name in ("status", "status_answer", "status_stop")]
    acts = [client.post(reverse(name)) for name in ("status_answer", "status_stop")]
    assert {response.headers["Location"] for response in looks + acts} == {reverse("status_sign_in")}


def test_who_did_nothing_for_half_an_hour_is_asked_again() -> None:
    walk = make_initiative()
    with travel(timezone.now(), tick=False) as clock:
        client = enter(walk)
        clock.shift(timedelta(minutes=29))
        assert client.get(reverse("status")).status_code == 200
        clock.shift(timedelta(minutes=29))
        assert client.get(reverse("status")).status_code == 200
        clock.shift(timedelta(minutes=31))
        asked = client.get(reverse("status"), follow=True)
    assert "half uur" in asked.content.decode()
    assert "Bankje bij de kapel" not in asked.content.decode()


def test_the_session_gets_a_new_name_when_it_opens() -> None:
    walk, client = make_initiative(), Client()
    session = client.session
    session["before"] = True
    session.save()
    old = session.session_key
    give(client, walk.initiative.reference or "", walk.code)
    assert client.session.session_key != old


def test_who_is_in_is_not_asked_for_the_code_again_but_the_card_of_another_idea_is_heard() -> None:
    walk = make_initiative()
    client, door = enter(walk), reverse("status_sign_in")
    assert client.get(door).headers["Location"] == reverse("status")
    assert client.get(f"{door}?nummer={walk.initiative.reference}").status_code == 200


def test_who_leaves_leaves_nothing_behind() -> None:
    client = enter(make_initiative())
    client.post(reverse("status_leave"))
    assert client.get(reverse("status")).status_code == 302
    assert not client.session.keys()


def test_colleague_who_showed_the_page_stays_signed_in() -> None:
    walk, client = make_initiative(), Client()
    client.force_login(make_user("Colleague"))
    give(client, walk.initiative.reference or "", walk.code)
    client.post(reverse("status_leave"))
    assert "_auth_user_id" in client.session


def test_new_code_kills_the_old_one_and_the_page_it_opened() -> None:
    walk = make_initiative()
    client = enter(walk)
    new = issue_code(walk.initiative, by=walk.world.coordinator, at=timezone.now())
    assert client.get(reverse("status")).status_code == 302
    assert give(Client(), walk.initiative.reference or "", walk.code).status_code == 200
    assert give(Client(), walk.initiative.reference or "", new).status_code == 302


def test_draft_and_emptied_story_open_for_nobody() -> None:
    draft = start_walk(make_world()).initiative
    assert draft.reference is None
    walk = make_initiative(world=make_world("Berg"))
    client = enter(walk)
    walk.go("refer", walk.world.internal, kind="mediation", receiver="Buurtbemiddeling", receiver_phone="", warm=True)
    assert walk.initiative.status == Status.REFERRED
    assert client.get(reverse("status")).status_code == 302
    assert give(Client(), walk.initiative.reference or "", walk.code, address="192.0.2.9").status_code == 200


def test_initiative_without_a_code_is_opened_by_no_code() -> None:
    walk = make_initiative()
    Initiative.objects.filter(pk=walk.initiative.pk).update(access_code_hash="")
    for number, typed in enumerate(("-", "0", " ")):
        answer = give(Client(), walk.initiative.reference or "", typed, address=f"192.0.2.{number}")
        assert answer.status_code == 200


@pytest.mark.parametrize("typed", ["\x00", "VAG-2026-0001\x00", "a" * 100_000, "'; --", "𝕍", "%00", "\u202e"])
def test_odd_signs_get_the_same_gentle_answer(typed: str) -> None:
    make_world()
    for pair in ({"nummer": typed, "code": WRONG}, {"nummer": "VAG-2026-0001", "code": typed}):
        assert Client().post(reverse("status_sign_in"), pair).status_code == 200
    assert Client().get(reverse("status_sign_in"), {"nummer": typed}).status_code == 200


def test_who_fills_in_nothing_hears_where_to_look() -> None:
    make_world()
    page = give(Client(), "", "").content.decode()
    assert "Vul het nummer in. Het staat op uw kaart." in page
    assert "Vul de code in. De code staat op uw kaart." in page


def test_a_code_is_read_aloud_in_four_groups_without_signs_that_look_alike() -> None:
    codes = {make_access_code() for _ in range(50)}
    assert len(codes) == 50
    assert all(re.fullmatch("([0-9A-HJKMNP-TV-Z]{4}-){3}[0-9A-HJKMNP-TV-Z]{4}", code) for code in codes)


def test_a_new_key_is_used_from_now_on_and_an_old_one_still_opens(settings: Settings) -> None:
    code, settings.ACCESS_CODE_KEYS = make_access_code(), ["the old one"]
    before = hash_access_code(code)
    settings.ACCESS_CODE_KEYS = ["a new one", "the old one"]
    assert hash_access_code(code) == hash_access_code(code, key="a new one") != before
    assert hash_access_code(code, key="the old one") == before
    assert is_access_code(code, kept=before)
    settings.ACCESS_CODE_KEYS = ["a new one"]
    assert not is_access_code(code, kept=before)
