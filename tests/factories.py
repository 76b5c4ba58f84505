"""People and places for tests: plain functions that make one row, with a name that says what it is."""

import itertools
import time
from collections.abc import Mapping
from datetime import date, timedelta
from functools import cache
from typing import Any

from allauth.account.authentication import AUTHENTICATION_METHODS_SESSION_KEY
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.contrib.auth.hashers import make_password
from django.contrib.sessions.backends.base import SessionBase
from django.test import Client
from django.utils import timezone

from accounts.models import User
from accounts.sessions import begin
from kernen.models import Kern, Kernoverleg, Mandate, Municipality, PolicyDomain, Role, RoleHolding

PASSWORD = "een-lang-wachtwoord-voor-de-test"
# Long ago enough that everything a test makes today lies after it.
LONG_AGO = date(2020, 1, 1)
numbers = itertools.count(1)


def make_municipality(**facts: Any) -> Municipality:
    """The one municipality; asked twice, the same."""
    found = Municipality.objects.filter(pk=1).first()
    return found or Municipality.objects.create(
        pk=1,
        **{
            "name": "Valkenburg aan de Geul",
            "prefix": "VAG",
            "gm_code": "GM0994",
            "phone": "14 043",
            "phone_hours": "werkdagen 8.30 – 17.00 uur",
            "email": "info@valkenburg.example",
            "visiting_address": "Geneindestraat 4, Valkenburg",
            "visiting_hours": "maandag tot en met vrijdag, op afspraak",
        }
        | facts,
    )


def make_kern(name: str = "", **facts: Any) -> Kern:
    """A kern."""
    number = next(numbers)
    return Kern.objects.create(name=name or f"Kern {number}", slug=facts.pop("slug", f"kern-{number}"), **facts)


def make_kernoverleg(*kernen: Kern, **facts: Any) -> Kernoverleg:
    """A kernoverleg of these kernen."""
    kernoverleg = Kernoverleg.objects.create(**{"name": f"Kernoverleg {next(numbers)}"} | facts)
    kernoverleg.kernen.set(kernen)
    return kernoverleg


def make_domain(name: str = "", **facts: Any) -> PolicyDomain:
    """A policy domain."""
    number = next(numbers)
    base = {"code": f"domein_{number}", "name": name or f"Domein {number}", "resident_word": f"onderwerp {number}"}
    return PolicyDomain.objects.create(**base | facts)


def make_mandate(name: str = "", **facts: Any) -> Mandate:
    """A mandate; without an amount it has no limit."""
    return Mandate.objects.create(name=name or f"Mandaat {next(numbers)}", **facts)


def make_user(
    name: str = "",
    *,
    role: str = "",
    kern: Kern | None = None,
    domain: PolicyDomain | None = None,
    mandate: Mandate | None = None,
    all_kernen: bool = False,
    **facts: Any,
) -> User:
    """Somebody with an account and a password, and where a role is named, that role since long ago."""
    number = next(numbers)
    email = facts.pop("email", f"persoon-{number}@example.nl")
    user = User.objects.create_user(email, PASSWORD, **{"name": name or f"Persoon {number}"} | facts)
    if role:
        give_role(user, role=role, kern=kern, domain=domain, mandate=mandate, all_kernen=all_kernen)
    return user


def make_people(rows: Mapping[str, Mapping[str, Any]]) -> dict[str, User]:
    """Many at once, by name, each with all that their role needs; like `make_user`, in two questions."""
    people = User.objects.bulk_create(
        User(
            email=f"persoon-{next(numbers)}@example.nl", name=name, password=_hashed(),
            function_title=facts.get("function_title", ""),
        )
        for name, facts in rows.items()
    )  # fmt: skip
    RoleHolding.objects.bulk_create(
        RoleHolding(user=user, starts_on=LONG_AGO, **{k: v for k, v in facts.items() if k != "function_title"})
        for user, facts in zip(people, rows.values(), strict=True)
    )
    return dict(zip(rows, people, strict=True))


@cache
def _hashed() -> str:
    """The password of everybody, as it is kept."""
    return make_password(PASSWORD)


def give_role(user: User, *, role: str, **facts: Any) -> RoleHolding:
    """A role for somebody; what the role needs and was not named is made."""
    given: dict[str, Any] = {"starts_on": LONG_AGO} | {
        name: value for name, value in facts.items() if value is not None
    }
    if role in (Role.EXTERNAL_COORDINATOR, Role.KERNAMBTENAAR) and not given.get("all_kernen"):
        given.setdefault("kern", None)
        given["kern"] = given["kern"] or make_kern()
    if role == Role.BELEIDSMEDEWERKER and "domain" not in given:
        given["domain"] = make_domain()
    if role == Role.DECIDER and "mandate" not in given:
        given["mandate"] = make_mandate()
    return RoleHolding.objects.create(user=user, role=role, **given)


def end_roles(user: User, *, on: date | None = None) -> None:
    """Every role of this person ended yesterday, or on this day."""
    RoleHolding.objects.filter(user=user).update(ends_on=on or timezone.localdate() - timedelta(days=1))
    user.__dict__.pop("_roles_on", None)


def give_second_step(user: User) -> str:
    """The app and the recovery codes are set; the secret of the app."""
    secret = str(generate_totp_secret())
    TOTP.activate(user, secret)
    RecoveryCodes.activate(user)
    return secret


def sign_in(user: User, *, client: Client | None = None) -> Client:
    """A browser in which this person is signed in, second step included."""
    client = client or Client()
    if not Authenticator.objects.filter(user=user).exists():
        give_second_step(user)
    client.force_login(user)
    session = client.session
    note_both_steps(session, user)
    session.save()
    return client


def note_both_steps(session: SessionBase, user: User) -> None:
    """What signing in with both steps leaves in a session, a moment ago."""
    session[AUTHENTICATION_METHODS_SESSION_KEY] = [{"method": "mfa", "type": "totp", "at": time.time()}]
    session["account_authentication_methods_user"] = str(user.pk)
    begin(session, at=timezone.now())
