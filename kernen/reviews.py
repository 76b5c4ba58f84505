"""Twice a year: does everybody from outside still need the account (BIO2 5.18), and who may what."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from allauth.mfa.models import Authenticator
from django.db import transaction
from django.db.models import Max, Prefetch
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import AccountReview, Review, User
from accounts.sessions import end_sessions
from kernen.models import RoleHolding
from kernen.people import end_account
from kernen.workdays import months_after

MONTHS = 6


@dataclass(frozen=True, kw_only=True)
class Outsider:
    """Somebody from another organisation, with what one needs to decide."""

    user: User
    roles: list[str]
    reviewed_on: date | None
    due_on: date

    def is_due(self, on: date) -> bool:
        """Whether somebody has to look today."""
        return self.due_on <= on


def outsiders(*, on: date) -> list[Outsider]:
    """Everybody from outside whose account works, who has to be looked at first on top."""
    rows = _with_roles(User.objects.get_queryset().current(on).exclude(organisation=""), on=on)
    found = [_outsider(user) for user in rows.annotate(last_review=Max("reviews__reviewed_on"))]
    return sorted(found, key=lambda one: (one.due_on, one.user.name))


def _outsider(user: Any) -> Outsider:
    reviewed_on: date | None = user.last_review
    since = reviewed_on or timezone.localdate(user.date_joined)
    roles = [_role_in_words(holding) for holding in user.held_today]
    return Outsider(user=user, roles=roles, reviewed_on=reviewed_on, due_on=months_after(since, MONTHS))


def _with_roles(users: Any, *, on: date) -> Any:
    held = RoleHolding.objects.current(on).select_related("kern", "domain", "mandate").order_by("pk")
    return users.prefetch_related(Prefetch("role_holdings", held, "held_today"))


def _role_in_words(holding: RoleHolding) -> str:
    """A role and where it holds."""
    where = _where(holding)
    return f"{holding.get_role_display()} ({where})" if where else holding.get_role_display()


def _where(holding: RoleHolding) -> str:
    """The kern, the domain or the mandate it holds for; empty where it needs none."""
    return str(_("alle kernen") if holding.all_kernen else holding.kern or holding.domain or holding.mandate or "")


@transaction.atomic
def review(*, user: User, by: User, outcome: Review, on: date) -> AccountReview:
    """Write down that somebody looked; an account that is ended ends now, with every session."""
    if outcome == Review.ENDED:
        end_account(user=user, last_day=min(on, user.ends_on or on), at_once=True)
        end_sessions(user=user)
    return AccountReview.objects.create(user=user, by=by, outcome=outcome, reviewed_on=on)


def reviews_due(*, on: date) -> list[str]:
    """For the daily report: a sentence when accounts wait for a look; nobody is named."""
    due = sum(one.is_due(on) for one in outsiders(on=on))
    if not due:
        return []
    one, more = (
        "%(n)s account van buiten is aan de halfjaarlijkse beoordeling toe.",
        "%(n)s accounts van buiten zijn aan de halfjaarlijkse beoordeling toe.",
    )
    return [ngettext(one, more, due) % {"n": due}]


def who_may_what(*, on: date) -> Iterator[list[str]]:
    """A line per role somebody holds today, and one for who has an account without any; a heading first."""
    yield [
        _("naam"), _("e-mailadres"), _("functie"), _("organisatie"), _("verwerkersovereenkomst"), _("laatste dag"),
        _("rol"), _("waar"), _("vanaf"), _("tot en met"), _("laatst ingelogd"), _("tweede stap"),
        _("laatst beoordeeld"),
    ]  # fmt: skip
    kinds = _second_steps()
    users = User.objects.get_queryset().current(on).annotate(last_review=Max("reviews__reviewed_on"))
    for user in _with_roles(users.order_by("name", "pk"), on=on):
        for holding in user.held_today or [None]:
            yield _line(user, holding, kinds.get(user.pk, []))


def _second_steps() -> dict[int, list[str]]:
    """Per person, what they prove themselves with."""
    names = {Authenticator.Type.TOTP: _("app"), Authenticator.Type.WEBAUTHN: _("passkey")}
    found: dict[int, list[str]] = {}
    rows = Authenticator.objects.filter(type__in=names).order_by("type").values_list("user_id", "type").distinct()
    for user_id, kind in rows:
        found.setdefault(user_id, []).append(names[Authenticator.Type(kind)])
    return found


def _line(user: Any, holding: RoleHolding | None, kinds: list[str]) -> list[str]:
    return [
        user.name, user.email, user.function_title, user.organisation, user.processing_agreement, _day(user.ends_on),
        holding.get_role_display() if holding else _("geen"), _where(holding) if holding else "",
        _day(holding.starts_on if holding else None), _day(holding.ends_on if holding else None),
        _day(timezone.localdate(user.last_login) if user.last_login else None),
        ", ".join(kinds) or _("geen"), _day(user.last_review),
    ]  # fmt: skip


def _day(day: date | None) -> str:
    """As a spreadsheet understands it."""
    return date_format(day, "Y-m-d") if day else ""
