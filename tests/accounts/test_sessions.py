"""Sessions end by themselves, at once when they must, and nothing that was typed is lost."""

from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlencode

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from django.contrib.sessions.models import Session
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.factors import unseal
from accounts.models import User
from accounts.sessions import end_sessions
from burgerkracht.session_ends import limits_of
from kernen.models import Role
from tests.accounts.test_second_step import code_for
from tests.factories import PASSWORD, end_roles, give_role, make_municipality, make_user, sign_in
from tests.initiatives.world import World

pytestmark = pytest.mark.django_db
SAME_ORIGIN = {"Sec-Fetch-Site": "same-origin"}
STORY = "Een bankje bij de kapel, want daar zit nu niemand meer omdat er niets is om op te zitten."
MINUTE = timedelta(minutes=1)


@pytest.fixture
def world() -> World:
    """The town with everybody in it."""
    return World()


def is_in(browser: Client) -> bool:
    """Asked of a page that costs nothing."""
    return browser.get("/account/verder/").headers["Location"] == reverse("work")


def stays_in(browser: Client, *, at: datetime) -> bool:
    with time_machine.travel(at, tick=False):
        return is_in(browser)


@pytest.mark.parametrize(
    ("role", "minutes", "hours"),
    [
        (Role.EXTERNAL_COORDINATOR, 15, 8),
        (Role.GGD_ADVISER, 15, 8),
        (Role.FUNCTIONAL_ADMIN, 15, 8),
        (Role.INTERNAL_COORDINATOR, 30, 10),
        (Role.BELEIDSMEDEWERKER, 30, 10),
        (Role.KERNAMBTENAAR, 30, 10),
        (Role.DECIDER, 30, 10),
        (Role.MANAGER, 30, 10),
    ],
)
def test_a_session_is_short_for_who_can_do_more_harm(role: str, minutes: int, hours: int) -> None:
    limits = limits_of(make_user(role=role))
    assert (limits.idle, limits.whole) == (minutes * MINUTE, timedelta(hours=hours))


def test_a_session_ends_when_it_lies_still_and_at_the_end_of_a_day() -> None:
    make_municipality()
    began = timezone.now().replace(microsecond=0)
    with time_machine.travel(began, tick=False):
        still, busy = [sign_in(make_user(role=Role.GGD_ADVISER)) for _ in range(2)]
    assert stays_in(still, at=began + 15 * MINUTE)
    assert not stays_in(still, at=began + 30 * MINUTE + timedelta(seconds=1))
    moment = began
    while moment < began + timedelta(hours=8):
        assert stays_in(busy, at=moment)
        moment += 14 * MINUTE
    assert not stays_in(busy, at=began + timedelta(hours=8, seconds=1))


def test_somebody_from_outside_has_the_short_session_whatever_the_role() -> None:
    outside = make_user(
        role=Role.MANAGER, organisation="Welzijn", processing_agreement="VO-1", ends_on=timezone.localdate()
    )
    assert limits_of(outside) == limits_of(make_user(role=Role.FUNCTIONAL_ADMIN))


def test_my_account_says_how_long_one_stays_in_and_that_nothing_typed_is_lost() -> None:
    make_municipality()
    for role, words in ((Role.MANAGER, "30 minuten"), (Role.GGD_ADVISER, "15 minuten")):
        page = sign_in(make_user(role=role)).get("/account/2fa/").content.decode()
        assert f"Doet u {words} niets, dan logt u vanzelf uit." in page


def test_who_has_not_proven_the_second_step_is_not_promised_to_stay() -> None:
    make_municipality()
    browser = Client()
    browser.force_login(make_user())
    assert "data-bk-stay" not in browser.get("/account/2fa/totp/activate/", follow=True).content.decode()
    assert "data-bk-stay" in sign_in(make_user()).get("/account/2fa/").content.decode()


def test_who_holds_two_roles_has_the_shorter_session() -> None:
    make_municipality()
    user = make_user(role=Role.INTERNAL_COORDINATOR)
    give_role(user, role=Role.FUNCTIONAL_ADMIN)
    began = timezone.now()
    assert not stays_in(sign_in(user), at=began + 16 * MINUTE)


def test_the_page_says_why_one_signs_in_again() -> None:
    make_municipality()
    browser = sign_in(make_user())
    assert not stays_in(browser, at=timezone.now() + 31 * MINUTE)
    assert "U bent uitgelogd" in browser.get("/account/login/").content.decode()


FORM_KEY = "7e1f3b0a-1111-4000-8000-000000000000"
LATER = 31 * MINUTE


def send_too_late(user: User, text: str, **headers: str) -> tuple[Client, str, Any]:
    """Somebody types for so long that the session is over when the button is pressed."""
    browser = sign_in(user)
    path = f"{reverse('intake')}?kern=sibbe"
    sent = {"text": text, "name": "Mia Daems", "form_key": FORM_KEY}
    with time_machine.travel(timezone.now() + LATER):
        return browser, path, browser.post(path, sent, headers=headers)


def test_what_was_typed_is_sent_after_signing_in_again(world: World) -> None:
    browser, path, page = send_too_late(world.people["IC"], STORY, **SAME_ORIGIN)
    assert page.status_code == 403
    assert STORY in page.content.decode()
    assert "/account/login/?next=%2Faccount%2Fverder%2F" in page.content.decode()
    sign_in(world.people["IC"], client=browser)
    form = browser.get("/account/verder/").content.decode()
    assert f'action="{path}"' in form
    assert f'name="text" value="{STORY}"' in form
    assert f'name="form_key" value="{FORM_KEY}"' in form
    # What is short is to be seen too: nobody sends what they cannot read.
    assert ">Mia Daems</li>" in form
    browser.post(path, {"text": STORY})
    assert browser.get("/account/verder/").headers["Location"] == reverse("work")


def test_who_signs_in_by_another_way_finds_it_all_the_same(world: World) -> None:
    browser, _path, _page = send_too_late(world.people["IC"], STORY, **SAME_ORIGIN)
    app = Authenticator.objects.get(user=world.people["IC"], type="totp")
    code = code_for(unseal(app.data["secret"]))
    browser.post("/account/login/", {"login": world.people["IC"].email, "password": PASSWORD})
    assert browser.post("/account/2fa/authenticate/", {"code": code}).headers["Location"] == "/account/verder/"
    assert STORY in browser.get("/account/verder/").content.decode()


def test_a_click_in_another_tab_does_not_lose_what_is_typed_here(world: World) -> None:
    browser = sign_in(world.people["IC"])
    with time_machine.travel(timezone.now() + LATER):
        assert not is_in(browser)
        page = browser.post(reverse("intake"), {"text": STORY}, headers=SAME_ORIGIN)
    assert "wat u typte is bewaard" in page.content.decode()
    sign_in(world.people["IC"], client=browser)
    assert STORY in browser.get("/account/verder/").content.decode()


def test_what_a_script_asks_while_one_types_is_no_form(world: World) -> None:
    browser = sign_in(world.people["IC"])
    headers = SAME_ORIGIN | {"Sec-Fetch-Dest": "empty"}
    with time_machine.travel(timezone.now() + LATER):
        assert browser.post(reverse("plain_hints"), {"tekst": STORY}, headers=headers).status_code == 403
        assert "kept_form" not in browser.session
        browser.post(reverse("intake"), {"text": STORY}, headers=SAME_ORIGIN | {"Sec-Fetch-Dest": "document"})
    assert browser.session["kept_form"]["path"] == reverse("intake")


def test_files_are_asked_again_and_the_rest_is_kept(world: World) -> None:
    browser = sign_in(world.people["IC"])
    photo = SimpleUploadedFile("bank.jpg", b"wat er niet bewaard wordt")
    with time_machine.travel(timezone.now() + LATER):
        browser.post(reverse("intake"), {"text": STORY, "files": photo}, headers=SAME_ORIGIN)
    sign_in(world.people["IC"], client=browser)
    form = browser.get("/account/verder/").content.decode()
    assert 'enctype="multipart/form-data"' in form
    assert '<input type="file" id="bestand-1" name="files" multiple>' in form


@pytest.mark.parametrize(
    ("where", "back_to"),
    [
        ("http://testserver/initiatieven/?kern=sibbe", "/initiatieven/?kern=sibbe"),
        ("https://evil.example/initiatieven/", "/werk/"),
        ("javascript:alert(1)", "/werk/"),
        ("", "/werk/"),
    ],
)
def test_a_button_without_words_leads_back_to_the_page_it_stood_on(where: str, back_to: str) -> None:
    make_municipality()
    browser = sign_in(make_user())
    with time_machine.travel(timezone.now() + LATER):
        page = browser.post("/account/elsewhere/", headers=SAME_ORIGIN | {"Referer": where}).content.decode()
    assert f'href="/account/login/?{urlencode({"next": back_to})}"' in page
    assert "bewaard" not in page


def test_what_was_typed_is_for_the_same_person_alone(world: World) -> None:
    browser, _path, _page = send_too_late(world.people["IC"], STORY, **SAME_ORIGIN)
    sign_in(make_user(), client=browser)
    assert browser.get("/account/verder/").headers["Location"] == reverse("work")
    sign_in(world.people["IC"], client=browser)
    assert browser.get("/account/verder/").headers["Location"] == reverse("work")


@pytest.mark.parametrize("headers", [{"Sec-Fetch-Site": "cross-site"}, {"Sec-Fetch-Site": "same-site"}])
def test_what_another_site_sends_is_neither_kept_nor_shown(world: World, headers: dict[str, str]) -> None:
    browser, _path, page = send_too_late(world.people["IC"], STORY, **headers)
    assert STORY not in page.content.decode()
    assert "kept_form" not in browser.session


def test_a_stranger_leaves_nothing_behind(client: Client) -> None:
    make_municipality()
    page = client.post(reverse("work"), {"text": STORY}, headers=SAME_ORIGIN)
    assert page.status_code == 403
    assert STORY in page.content.decode()
    assert Session.objects.count() == 0


def test_a_secret_is_not_kept(world: World) -> None:
    user = world.people["IC"]
    browser = sign_in(user)
    with time_machine.travel(timezone.now() + 31 * MINUTE):
        for secret in ("oldpassword", "credential", "code", "access_token"):
            sent = {secret: "een-geheim-van-ruim-twintig-tekens", "text": STORY}
            page = browser.post("/account/password/change/", sent, headers=SAME_ORIGIN).content.decode()
            assert "een-geheim" not in page
            assert STORY in page
            assert "Kopieer wat u typte" in page
            assert "kept_form" not in browser.session


def test_signing_out_everywhere_ends_every_other_session_at_once() -> None:
    make_municipality()
    user = make_user()
    here, there, colleague = sign_in(user), sign_in(user), sign_in(make_user())
    here.post("/account/elsewhere/")
    assert [is_in(browser) for browser in (here, there, colleague)] == [True, False, True]
    end_sessions(user=user)
    assert not is_in(here)


def test_a_new_password_ends_the_other_sessions() -> None:
    make_municipality()
    user = make_user()
    here, there = sign_in(user), sign_in(user)
    new = "een-heel-ander-lang-wachtwoord"
    changed = here.post("/account/password/change/", {"oldpassword": PASSWORD, "password1": new, "password2": new})
    assert changed.status_code == 302
    assert [is_in(here), is_in(there)] == [True, False]


def test_a_role_that_ends_or_begins_counts_at_the_next_request() -> None:
    make_municipality()
    user = make_user(role=Role.FUNCTIONAL_ADMIN)
    browser = sign_in(user)
    assert browser.get("/beheer/").status_code == 200
    end_roles(user)
    assert browser.get("/beheer/").status_code == 404
    give_role(user, role=Role.FUNCTIONAL_ADMIN)
    assert browser.get("/beheer/").status_code == 200
