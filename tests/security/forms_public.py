"""Every form that is sent without an account, filled in well: residents, neighbours, and who signs in."""

import re
from typing import Any
from uuid import uuid4

from django.core import mail
from django.test import Client
from django.urls import reverse

from accounts.models import User
from initiatives.deeds.do import do
from initiatives.models import Evaluation, Initiative, OfferedMoment
from initiatives.models.access_code import hash_access_code
from initiatives.statuses import Status
from initiatives.workflow.action import Actor
from tests.factories import PASSWORD, give_second_step, make_user, sign_in
from tests.initiatives.neighbours import LETTER, PAGE, address, ask, letters
from tests.initiatives.papers import PDF, resident
from tests.initiatives.talks import ONE
from tests.initiatives.test_status_mail_link import link_in, mails
from tests.initiatives.world import NOW
from tests.overleg.test_chair import opened, send
from tests.overleg.town import Town
from tests.security.forms_staff import Filling, sure, with_file
from tests.security.sent import Sent, filled

CODE = "7QK3-M9TD-20WX-5HAB"


def idea(town: Town, status: Status = Status.IN_REVIEW, **facts: Any) -> Initiative:
    """An idea with a card."""
    return town.world.initiative(status, access_code_hash=hash_access_code(CODE), **facts)


def on_card(town: Town, page: str, status: Status = Status.IN_REVIEW, *, to: str = "", **typed: Any) -> Sent:
    """A form of the resident who is in."""
    return filled(resident(idea(town, status)), reverse(page), to=to and reverse(to), **typed)


def offered(town: Town) -> Sent:
    """One of the moments."""
    made = idea(town)
    later = {"second_at": ONE["starts_at"].replace(day=2)}
    do("plan_appointment", made, by=Actor(user=town.world.people["IC"]), at=NOW, **ONE | later)
    picked = str(OfferedMoment.objects.earliest("starts_at").pk)
    return filled(resident(made), reverse("status"), to=reverse("status_appointment"), moment=picked)


def planned(town: Town) -> Sent:
    """A talk that is called off."""
    made = idea(town)
    do("plan_appointment", made, by=Actor(user=town.world.people["IC"]), at=NOW, **ONE)
    return filled(resident(made), reverse("status_appointment_off"))


def finished(town: Town) -> Sent:
    """Looking back."""
    made = idea(town, Status.COMPLETED)
    Evaluation.objects.create(initiative=made, result="Een bank.", learned="Bellen.", at=NOW)
    return filled(resident(made), reverse("status"), to=reverse("status_evaluate"), went_well="Alles.")


def by_mail(town: Town) -> Sent:
    """The button behind a link."""
    made = idea(town)
    made.people.update(email="mia@example.org", channel="email")
    asked = {"nummer": made.reference or "", "email": "mia@example.org"}
    Client().post(reverse("status_ask_link"), asked)
    return filled(Client(), link_in(mails()[-1]))


def reaction(town: Town) -> Sent:
    """What a neighbour writes."""
    made = idea(town, published_at=NOW, public_summary="Een bank.")
    where = reverse("public_react", args=[town.world.kern.slug, made.reference])
    return filled(Client(), where, text="Dat is een goed idee voor de buurt.", website="")


def neighbour(town: Town) -> Sent:
    """An answer of the neighbourhood."""
    slug_as_asked(town)
    check = ask(town.world, PAGE, LETTER)
    (code,) = letters(town.world, check)
    data = {"answer": "for", "why": "Fijn.", "code": code, "who": "same", "website": "", "form_key": str(uuid4())}
    return Sent(client=Client(), address=address(check, "neighbour_answer"), data=data)


def code_in_hand(town: Town) -> Sent:
    """The code of a letter, typed."""
    slug_as_asked(town)
    (code,) = letters(town.world, ask(town.world, PAGE, LETTER))
    return filled(Client(), reverse("neighbour_code"), code=code)


def slug_as_asked(town: Town) -> None:
    """The address that is printed."""
    town.world.kern.slug = "sibbe"
    town.world.kern.save()


def chair(town: Town, page: str) -> Sent:
    """The chair, at the form."""
    town.item(meeting=(meeting := town.meet(on=NOW.date())))
    return filled(opened(town, meeting), reverse(page), recorder="secretaris", present="9")


# ---- who signs in -------------------------------------------------------------------------------------


def somebody(*, second_step: bool = True, **facts: Any) -> User:
    """An account."""
    user = make_user("Anna", **facts)
    if second_step:
        give_second_step(user)
    return user


def inside(page: str, **typed: Any) -> Sent:
    """A form of one's own account, right after signing in again."""
    client = Client()
    user = somebody()
    client.post(reverse("account_login"), {"login": user.email, "password": PASSWORD})
    return filled(sure(sign_in(user, client=client)), reverse(page), **typed)


def second_step(_town: Town) -> Sent:
    """The code of the app, wrong on purpose: a right one is used once."""
    client = Client()
    client.post(reverse("account_login"), {"login": somebody().email, "password": PASSWORD})
    return filled(client, reverse("mfa_authenticate"), code="123456")


def no_second_step(_town: Town) -> Sent:
    """Setting it for the first time."""
    client = Client()
    client.post(reverse("account_login"), {"login": somebody(second_step=False).email, "password": PASSWORD})
    return filled(client, reverse("mfa_activate_totp"), code="123456")


def pressed_inside(page: str, *args: Any, **typed: Any) -> Sent:
    """Something sent by who is in; a key or a directory that answers rightly cannot be had here."""
    client = Client()
    user = somebody()
    client.post(reverse("account_login"), {"login": user.email, "password": PASSWORD})
    return Sent(client=sure(sign_in(user, client=client)), address=reverse(page, args=args), data=typed)


def pressed_outside(page: str, **typed: Any) -> Sent:
    """The same by who is not."""
    return Sent(client=Client(), address=reverse(page), data=typed)


def new_password(_town: Town) -> Sent:
    """The link in a mail, and the page behind it."""
    client, user = Client(), somebody()
    client.post(reverse("account_reset_password"), {"email": user.email})
    found = re.search(r"http://[^/]+(/account/password/reset/key/\S+)", str(mail.outbox[-1].body))
    assert found
    page = client.get(found.group(1)).headers["Location"]
    return filled(client, page, password1="een-nieuw-lang-wachtwoord", password2="een-nieuw-lang-wachtwoord")


FORMS: dict[str, Filling] = {
    "idea": lambda town: filled(
        Client(), reverse("idea"), text="Een bank bij de kapel, daar kunnen ouderen rusten.",
        kern=town.world.kern.slug, phone="043 601 2345", website="",
    ),
    "status_sign_in": lambda town: filled(Client(), reverse("status_sign_in"), nummer=idea(town).reference, code=CODE),
    "status_answer": lambda town: on_card(
        town, "status", Status.INFO_REQUESTED, to="status_answer", answer="Twee meter."
    ),
    "status_upload": lambda town: with_file(on_card(town, "status_upload"), "attachments", "plek.pdf", PDF),
    "status_appointment": offered,
    "status_appointment_off": planned,
    "status_stop": lambda town: on_card(town, "status_stop", others_asked="on"),
    "status_call": lambda town: on_card(town, "status_call"),
    "status_tell": lambda town: on_card(town, "status_tell", message="De buren willen helpen."),
    "status_evaluate": finished,
    "status_ask_link": lambda town: filled(
        Client(), reverse("status_ask_link"), nummer=idea(town).reference, email="mia@example.org"
    ),
    "status_link": by_mail,
    "status_leave": lambda town: Sent(client=resident(idea(town)), address=reverse("status_leave"), data={}),
    "public_react": reaction,
    "neighbour_answer": neighbour,
    "neighbour_code": code_in_hand,
    "chair_form": lambda town: chair(town, "chair_form"),
    "chair_close": lambda town: Sent(
        client=opened(town, town.meet(on=NOW.date(), present=9)), address=reverse("chair_close"), data={"version": "1"}
    ),
    "chair_link": lambda town: filled(Client(), send(town.meeting)),
    "account_login": lambda _town: filled(
        Client(), f"{reverse('account_login')}?next=/werk/", login=somebody().email, password=PASSWORD
    ),
    "account_logout": lambda _town: Sent(client=sign_in(somebody()), address=reverse("account_logout"), data={}),
    "account_reset_password": lambda _town: filled(
        Client(), reverse("account_reset_password"), email=somebody().email
    ),
    "account_reauthenticate": lambda _town: inside("account_reauthenticate", password=PASSWORD),
    "account_change_password": lambda _town: inside(
        "account_change_password", oldpassword=PASSWORD, password1="een-nieuw-lang-wachtwoord",
        password2="een-nieuw-lang-wachtwoord",
    ),
    "mfa_authenticate": second_step,
    "mfa_activate_totp": no_second_step,
    "account_reset_password_from_key": new_password,
    "sign_out_elsewhere": lambda _town: pressed_inside("sign_out_elsewhere"),
    "mfa_replace_totp": lambda _town: pressed_inside("mfa_replace_totp", code="123456"),
    "mfa_add_webauthn": lambda _town: pressed_inside("mfa_add_webauthn", name="sleutel", credential="{}"),
    "mfa_edit_webauthn": lambda _town: pressed_inside("mfa_edit_webauthn", 1, name="sleutel"),
    "mfa_remove_webauthn": lambda _town: pressed_inside("mfa_remove_webauthn", 1),
    "mfa_reauthenticate_webauthn": lambda _town: pressed_inside("mfa_reauthenticate_webauthn", credential="{}"),
    "mfa_login_webauthn": lambda _town: pressed_outside("mfa_login_webauthn", credential="{}"),
    "sso": lambda _town: pressed_outside("sso", next="//kwaad.example"),
    "sso_callback": lambda _town: pressed_outside("sso_callback", code="x", state="y"),
    "sso_again": lambda _town: pressed_inside("sso_again", next="//kwaad.example"),
    "mfa_reauthenticate": lambda _town: inside("mfa_reauthenticate", code="123456"),
    "mfa_deactivate_totp": lambda _town: inside("mfa_deactivate_totp"),
    "mfa_generate_recovery_codes": lambda _town: inside("mfa_generate_recovery_codes"),
}  # fmt: skip
