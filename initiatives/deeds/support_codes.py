"""Codes with which a neighbour answers once: printed or shown one time, kept as a keyed digest."""

import hashlib
import hmac
import secrets
from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from initiatives.deeds.neighbourhood.asked import WHO, why_closed
from initiatives.events import record
from initiatives.models import Event, Initiative, SupportCheck, SupportCode
from initiatives.models.access_code import ALPHABET, normalise
from initiatives.models.choices import Audience, SupportMethod
from initiatives.models.stake import with_stakes
from initiatives.statuses import Status
from initiatives.workflow.action import Action, Actor, Refused, Situation
from initiatives.workflow.perform import prepare

LENGTH, GROUP = 10, 5
# So that a code of one kind never opens what belongs to the other.
PURPOSE = "support-code:"
MOST_AT_ONCE = 2000
MADE_BEFORE = gettext_lazy(
    "Deze brieven zijn al gemaakt. De codes staan alleen op papier. Mislukt? Maak ze ongeldig en maak nieuwe."
)
VOIDED = gettext_lazy("Deze code werkt niet meer. Bel ons voor een nieuwe.")
UNKNOWN = gettext_lazy("Wij kennen deze code niet. Kijk de letters en cijfers nog eens na.")
ELSEWHERE = gettext_lazy("Deze code hoort bij een andere vraag.")
PRINT = Action(
    name="print_codes",
    button=gettext_lazy("Brieven met codes maken"),
    explains=gettext_lazy("Elke brief krijgt een eigen code. De codes staan daarna alleen op papier."),
    may=WHO,
    sources=(Status.SUPPORT_CHECK,),
    audience=Audience.INTERNAL,
)
VOID = Action(
    name="void_codes",
    button=gettext_lazy("Brieven ongeldig maken"),
    explains=gettext_lazy("Codes waarmee nog niemand antwoordde, werken niet meer. Gegeven antwoorden blijven."),
    may=WHO,
    sources=(Status.SUPPORT_CHECK,),
    audience=Audience.INTERNAL,
)


def make_code() -> str:
    """Fifty random bits, as they are printed: 7QK3M-9TD20."""
    plain = "".join(secrets.choice(ALPHABET) for _n in range(LENGTH))
    return f"{plain[:GROUP]}-{plain[GROUP:]}"


def digest_code(typed: str, *, key: str | None = None) -> str:
    """Under which a code is kept; the newest key unless another is asked for."""
    secret = key if key is not None else settings.ACCESS_CODE_KEYS[0]
    return hmac.new(secret.encode(), (PURPOSE + normalise(typed)).encode(), hashlib.sha256).hexdigest()


def digests_of(typed: str) -> list[str]:
    """Under which it may be kept: one for every key that was ever used."""
    return [digest_code(typed, key=key) for key in settings.ACCESS_CODE_KEYS]


def make_codes(check: SupportCheck, *, number: int, by: Actor | User, at: datetime, form_key: UUID) -> list[str]:
    """So many letters' codes, the only time anybody reads them; `form_key` becomes the batch.

    Raises NotYours, NotNow, or Refused with a sentence; also where this very form made its letters already.
    """
    if not 1 <= number <= MOST_AT_ONCE:
        raise Refused(_("Maak 1 tot %s brieven tegelijk.") % MOST_AT_ONCE)
    with transaction.atomic():
        initiative = _ours(check)
        if SupportCode.objects.filter(batch=form_key).exists():
            raise Refused(MADE_BEFORE)
        if SupportMethod.LETTER not in check.ways:
            raise Refused(_("Bij deze vraag horen geen brieven met een code."))
        codes = _distinct(number)
        keep_codes(codes, check, batch=form_key, way=SupportMethod.LETTER, by=_actor(by).user, at=at)
        inputs = {"number": number, "batch": form_key}
        _write(PRINT, initiative, by=by, at=at, inputs=inputs, about=check, form_key=form_key)
    return codes


def void_batch(
    check: SupportCheck, batch: UUID, *, by: Actor | User, at: datetime, form_key: UUID | None = None
) -> Event:
    """The printer failed: what nobody answered with yet is worth nothing any more; what was answered stays."""
    with transaction.atomic():
        initiative = _ours(check)
        SupportCheck.objects.select_for_update().get(pk=check.pk)
        unused = SupportCode.objects.filter(poll=check, batch=batch, void_at=None, voices=None)
        keys = list(unused.values_list("pk", flat=True))
        if not keys:
            raise Refused(_("In deze stapel is geen brief meer die ongeldig kan worden."))
        SupportCode.objects.filter(pk__in=keys).update(void_at=at)
        inputs = {"number": len(keys), "batch": batch}
        return _write(VOID, initiative, by=by, at=at, inputs=inputs, about=check, form_key=form_key)


def find_code(typed: str, *, check: SupportCheck) -> SupportCode:
    """The code somebody typed, whatever the case, spaces or dashes; raises Refused with one plain sentence."""
    if check.closed_at is not None:
        raise Refused(why_closed(check))
    code = read_code(typed)
    if code.poll_id != check.pk:
        raise Refused(ELSEWHERE)
    if code.void_at is not None:
        raise Refused(VOIDED)
    return code


def read_code(typed: str) -> SupportCode:
    """The code these signs stand for, under whichever key it was kept; raises Refused where there is none."""
    code = SupportCode.objects.filter(digest__in=digests_of(typed)).select_related("poll").first()
    if code is None:
        raise Refused(UNKNOWN)
    return code


def _distinct(number: int) -> list[str]:
    """So many codes, no two alike."""
    codes: dict[str, None] = {}
    while len(codes) < number:
        codes[make_code()] = None
    return list(codes)


def keep_codes(
    codes: Iterable[str], check: SupportCheck, *, batch: UUID, way: SupportMethod, by: User | None, at: datetime
) -> list[SupportCode]:
    """Their digests."""
    facts: dict[str, Any] = {"poll": check, "batch": batch, "way": way, "made_at": at, "made_by": by}
    return SupportCode.objects.bulk_create([SupportCode(digest=digest_code(code), **facts) for code in codes])


def _ours(check: SupportCheck) -> Initiative:
    """The initiative, ours until the transaction ends: whoever comes at the same moment waits."""
    return Initiative.objects.annotate(**with_stakes()).select_for_update().get(pk=check.initiative_id)


def _actor(by: Actor | User) -> Actor:
    """A person acts as themselves."""
    return Actor(user=by) if isinstance(by, User) else by


def _write(row: Action, initiative: Initiative, *, by: Actor | User, at: datetime, **facts: Any) -> Event:
    """Who may, and the event; raises NotYours or NotNow."""
    actor = _actor(by)
    _s, function = prepare(row, Situation(initiative=initiative, actor=actor, at=at), version=None)
    return record(
        initiative,
        action=row.name,
        button=row.button,
        by=actor.user,
        function=function,
        at=at,
        audience=row.audience,
        way=actor.way,
        **facts,
    )
