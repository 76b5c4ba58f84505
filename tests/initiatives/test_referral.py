"""Who comes for something that is no initiative is helped on."""

from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone

from initiatives.models import Initiative, Message, Referral
from initiatives.models.choices import SENSITIVE_REFERRALS, ReferralKind
from tests.factories import sign_in
from tests.initiatives.builders import World, make_world
from tests.initiatives.kitchen_table import URL, errors_of, told

STORY = "Mijn buurvrouw Truus Geheim slaat op de muur."


@pytest.fixture
def town(db: None) -> World:
    return make_world()


@pytest.fixture
def els(town: World) -> Client:
    """The external coordinator of Sibbe, signed in."""
    return sign_in(town.coordinator)


@pytest.mark.parametrize("kind", ReferralKind)
def test_what_is_no_initiative_makes_none(town: World, els: Client, kind: ReferralKind) -> None:
    page = els.post(URL, told(town, kind=kind.value))
    assert page.context["form"]["kern"].value() == str(town.kern.pk)
    data = {
        "form_key": str(uuid4()), "kern": str(town.kern.pk), "referred_on": timezone.localdate().isoformat(),
        "channel": "counter", "receiver": "Wie helpt", "receiver_phone": "14 043", "text": STORY,
        "receiver_email": "helper@example.nl",
    }  # fmt: skip
    done = els.post(f"{URL}doorverwijzen/{kind.value}/", data, follow=True)
    assert "Doorverwezen" in done.content.decode()
    row = Referral.objects.get()
    assert (row.kind, row.kern, row.channel, row.receiver) == (kind, town.kern, "counter", "Wie helpt")
    assert Initiative.objects.count() == 0


@pytest.mark.parametrize("kind", SENSITIVE_REFERRALS)
def test_of_a_quarrel_a_cry_for_help_or_a_complaint_nothing_else_is_kept(
    town: World, els: Client, kind: ReferralKind
) -> None:
    page = els.post(URL, told(town, kind=kind.value, title=STORY, summary=STORY))
    assert STORY not in page.content.decode()
    assert "<textarea" not in page.content.decode()
    data = {"referred_on": "2026-01-05", "channel": "phone", "receiver": "Buurtbemiddeling", "text": STORY}
    response = els.post(f"{URL}doorverwijzen/{kind.value}/", data | {"receiver_email": "x@example.nl"}, follow=True)
    row = Referral.objects.get()
    assert (row.referred_by, Message.objects.count()) == (None, 0)
    assert STORY not in response.content.decode()
    assert "Truus" not in str(list(Referral.objects.values())) + str(els.session.items())


def test_a_report_goes_once_to_who_helps_and_is_not_kept(town: World, els: Client) -> None:
    data = {
        "form_key": str(uuid4()), "referred_on": "2026-01-05", "channel": "counter", "receiver": "KCC",
        "receiver_email": "kcc@example.nl", "text": "Een losse tegel in de Kapelstraat.",
    }  # fmt: skip
    urls = [els.post(f"{URL}doorverwijzen/report/", data)["Location"] for _press in range(2)]
    assert len(set(urls)) == 1
    message, row = Message.objects.get(), Referral.objects.get()
    assert (message.address, message.drop_after_sending) == ("kcc@example.nl", True)
    assert message.initiative is None
    assert message.body.startswith("Een losse tegel in de Kapelstraat.")
    assert row.referred_by == town.coordinator
    assert "tegel" not in str(list(Referral.objects.values()))


def test_who_changes_the_kind_of_an_idea_keeps_what_was_typed(town: World, els: Client) -> None:
    page = els.post(URL, told(town, kind="report", title="Losse tegel", summary="In de Kapelstraat."))
    assert page.context["form"]["text"].value() == "Losse tegel\nIn de Kapelstraat."


def test_who_presses_refer_without_saying_what_it_is_loses_nothing(town: World, els: Client) -> None:
    response = els.post(URL, told(town, action="refer"))
    assert errors_of(response) == {"kind": ["Kies eerst wat het is."]}
    assert Initiative.objects.count() == 0


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("receiver", ""),
        ("receiver", "x" * 121),
        ("receiver", "KCC\x00"),
        ("receiver_phone", "bel maar"),
        ("receiver_email", "geen adres"),
        ("receiver_email", ""),
        ("referred_on", "2999-01-01"),
        ("referred_on", "gisteren"),
        ("kern", "999"),
        ("channel", "duif"),
        ("text", "x" * 2001),
    ],
)
def test_a_wrong_referral_gets_a_sentence(els: Client, field: str, value: str) -> None:
    data = {
        "referred_on": "2026-01-05", "channel": "counter", "receiver": "KCC", "receiver_email": "kcc@example.nl",
        "text": "Een losse tegel.",
    }  # fmt: skip
    response = els.post(f"{URL}doorverwijzen/report/", data | {field: value})
    assert list(errors_of(response)) == [field]
    assert Referral.objects.count() == 0


@pytest.mark.parametrize("path", ["doorverwijzen/geheim/", "doorverwezen/00000000-0000-4000-8000-000000000000/"])
def test_a_referral_that_is_none_is_not_found(els: Client, path: str) -> None:
    assert els.get(f"{URL}{path}").status_code == 404
