"""The card the resident takes home: who makes it, and that its code is read once."""

import re
from datetime import date
from typing import TYPE_CHECKING
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from initiatives.models import Event, Initiative
from initiatives.models.access_code import is_access_code
from initiatives.models.choices import Channel
from initiatives.statuses import Status
from initiatives.views.card import FRESH, draw_qr, seal_code
from kernen.models import Role
from tests.factories import make_kern, make_user, sign_in
from tests.initiatives.builders import Walk, make_initiative

if TYPE_CHECKING:
    from django.test.client import _MonkeyPatchedWSGIResponse as Response

pytestmark = pytest.mark.django_db
# Not the digits in the middle of a form's own key.
CODE = re.compile(r"(?<!\w)[0-9A-HJKMNP-TV-Z]{4}(?:-[0-9A-HJKMNP-TV-Z]{4}){3}(?![\w-])")


def card(walk: Walk) -> str:
    return reverse("initiative_card", args=[walk.initiative.key])


def make_code(client: Client, walk: Walk, **more: object) -> "Response":
    walk.initiative.refresh_from_db()
    return client.post(card(walk), {"version": walk.initiative.version, "form_key": str(uuid4())} | more)


def codes_on(client: Client, walk: Walk) -> list[str]:
    return CODE.findall(re.sub(r"<(wbr|/?span[^>]*)>", "", client.get(card(walk)).content.decode()))


def test_new_code_is_shown_once_and_kept_as_a_hash() -> None:
    walk = make_initiative()
    client = sign_in(walk.world.coordinator)
    make_code(client, walk)
    [code] = codes_on(client, walk)
    walk.initiative.refresh_from_db()
    assert is_access_code(code, kept=walk.initiative.access_code_hash)
    assert code not in walk.initiative.access_code_hash
    assert codes_on(client, walk) == []
    assert FRESH not in client.session or client.session[FRESH] == {}


def test_code_just_made_at_intake_is_on_the_card_of_who_made_it_only() -> None:
    walk = make_initiative()
    client = sign_in(walk.world.coordinator)
    session = client.session
    session[FRESH] = {str(walk.initiative.pk): seal_code(walk.code)}
    session.save()
    assert codes_on(sign_in(walk.world.internal), walk) == []
    assert client.head(card(walk)).status_code == 200
    assert codes_on(client, walk) == [walk.code]


def test_old_code_dies_with_the_new_one() -> None:
    walk = make_initiative()
    make_code(sign_in(walk.world.coordinator), walk)
    walk.initiative.refresh_from_db()
    assert not is_access_code(walk.code, kept=walk.initiative.access_code_hash)


def test_button_pressed_twice_makes_one_code() -> None:
    walk = make_initiative()
    client, key, version = sign_in(walk.world.coordinator), str(uuid4()), walk.initiative.version
    for _ in range(2):
        assert make_code(client, walk, form_key=key, version=version).status_code == 302
    assert Event.objects.filter(action="reissue_code").count() == 1
    [code] = codes_on(client, walk)
    walk.initiative.refresh_from_db()
    assert is_access_code(code, kept=walk.initiative.access_code_hash)


def test_colleague_on_an_older_page_does_not_kill_the_code_just_handed_out() -> None:
    walk = make_initiative()
    seen = walk.initiative.version
    make_code(sign_in(walk.world.coordinator), walk)
    assert make_code(sign_in(walk.world.internal), walk, version=seen).status_code == 409
    assert Event.objects.filter(action="reissue_code").count() == 1


def test_making_a_code_is_remembered_inside_and_never_the_code_itself() -> None:
    walk = make_initiative()
    client = sign_in(walk.world.internal)
    make_code(client, walk)
    [code] = codes_on(client, walk)
    event = Event.objects.select_related("text").get(action="reissue_code")
    assert (event.audience, event.actor, event.function) == ("internal", walk.world.internal, "internal_coordinator")
    assert event.text.sentence == ""
    assert event.text.inputs == {}
    assert code not in str(vars(event)) + str(vars(event.text))
    assert Event.objects.filter(action="issue_code").count() == 1


@pytest.mark.parametrize(
    ("status", "coordinator", "internal"), [(Status.IN_REVIEW, 302, 302), (Status.COMPLETED, 409, 302)]
)
def test_who_may_make_a_code_when(status: Status, coordinator: int, internal: int) -> None:
    walk = make_initiative(status)
    assert make_code(sign_in(walk.world.coordinator), walk).status_code == coordinator
    assert make_code(sign_in(walk.world.internal), walk).status_code == internal


def test_kernambtenaar_may_hand_over_the_card_but_make_no_second_code() -> None:
    walk = make_initiative()
    client = sign_in(walk.world.kernambtenaar)
    page = client.get(card(walk)).content.decode()
    assert walk.initiative.reference
    assert walk.initiative.reference in page
    assert "Nieuwe code maken" not in page
    assert make_code(client, walk).status_code == 403


def test_officer_who_handles_it_has_no_card_and_a_stranger_finds_nothing() -> None:
    walk = make_initiative(Status.IN_REVIEW)
    assert sign_in(walk.world.officer).get(card(walk)).status_code == 403
    stranger = make_user(role=Role.EXTERNAL_COORDINATOR, kern=make_kern("Elders"))
    assert sign_in(stranger).get(card(walk)).status_code == 404
    assert Client().get(card(walk)).status_code == 302


def test_card_says_where_to_look_and_whom_to_call(settings: Settings) -> None:
    settings.SITE_URL = "https://burgerkracht.example.nl"
    walk = make_initiative()
    page = sign_in(walk.world.coordinator).get(card(walk)).content.decode()
    for part in ("burgerkracht.example.nl<wbr>/volg", "043 123 45 67", "Bankje bij de kapel", "Valkenburg aan de Geul"):
        assert part in page
    assert draw_qr(f"https://burgerkracht.example.nl/volg/?nummer={walk.initiative.reference}").path in page


def test_card_of_something_confidential_does_not_name_it() -> None:
    walk = make_initiative()
    walk.deed("flag_confidential", walk.world.coordinator, confidential="yes", reason="ligt gevoelig")
    page = sign_in(walk.world.coordinator).get(card(walk)).content.decode()
    before_card, on_card = page.split("bk-card-print", 1)
    assert "Bankje bij de kapel" in before_card
    assert "Bankje bij de kapel" not in on_card.split("</section>")[0]


def test_draft_and_odd_numbers_have_no_card() -> None:
    walk = make_initiative()
    client = sign_in(walk.world.coordinator)
    for key in ("concept-1", "VAG-2026-9999", "%00", "x" * 300):
        assert client.get(f"/initiatieven/{key}/kaart/").status_code == 404


# ---- the receipt --------------------------------------------------------------------------------------


def noted(client: Client, walk: Walk) -> dict[str, str]:
    """What stands under the heading of the receipt; empty where there is none."""
    page = client.get(card(walk)).content.decode()
    part = page.partition('id="bon-titel"')[2].partition("</section>")[0]
    return dict(re.findall(r"<dt>(.*?)</dt><dd>(.*?)</dd>", part))


def test_with_the_card_goes_a_receipt_of_what_was_noted_and_who_calls_by_when() -> None:
    walk = make_initiative(Status.EXPLORING)
    walk.initiative.people.update(channel=Channel.EMAIL, email="mia@example.nl", channel_since=date(2026, 3, 2))

    assert noted(sign_in(walk.world.coordinator), walk) == {
        "Dit is uw idee": "Bankje bij de kapel",
        "In uw eigen woorden": "Een bankje om uit te rusten.",
        "Waar": "Sibbe",
        "Wat u van ons vraagt": "een plek of ruimte",
        "Wat er nu gebeurt": "Els Coördinator belt of schrijft u uiterlijk op 31 maart 2026.",
        "Zo hoort u van ons": "E-mail, want dat vroeg u op 2 maart 2026",
    }


def test_no_receipt_of_what_is_confidential_or_of_what_went_on() -> None:
    walk = make_initiative(Status.EXPLORING)
    client = sign_in(walk.world.internal)

    assert noted(client, walk) != {}
    Initiative.objects.filter(pk=walk.initiative.pk).update(is_confidential=True)
    assert noted(client, walk) == {}
    Initiative.objects.filter(pk=walk.initiative.pk).update(is_confidential=False)
    walk.go("submit", walk.world.coordinator)
    assert noted(client, walk) == {}
