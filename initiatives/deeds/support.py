"""The doors through which answers of neighbours come in: a count somebody made, or one voice; never over another."""

from datetime import date, datetime
from typing import Any
from uuid import UUID, uuid4

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from initiatives.deeds.do import do
from initiatives.deeds.neighbourhood.asked import first_day, why_no_answers
from initiatives.deeds.support_codes import ELSEWHERE, VOIDED, keep_codes, make_code
from initiatives.models import Event, Initiative, SupportCheck, SupportCode, SupportVoice
from initiatives.models.choices import SupportAnswer, SupportMethod
from initiatives.workflow.action import Actor, Refused
from initiatives.workflow.sentences import long_day


def enter(initiative: Initiative, *, by: Actor, at: datetime, form_key: UUID, **inputs: Any) -> Event:
    """One line more in the count: whoever enters at the same moment, all get in, one after another.

    Nothing that stands is changed, so nobody need have seen the last version. Raises as `do` does, but for Stale.
    """
    return _append("enter_support", initiative, by=by, at=at, form_key=form_key, **inputs)


def note_concern(initiative: Initiative, *, by: Actor, at: datetime, form_key: UUID, wording: str) -> Event:
    """One concern more, through the same door."""
    return _append("note_concern", initiative, by=by, at=at, form_key=form_key, wording=wording)


def _append(name: str, initiative: Initiative, *, by: Actor, at: datetime, form_key: UUID, **inputs: Any) -> Event:
    """The deed on the initiative as it is when our turn comes."""
    with transaction.atomic():
        ours = Initiative.objects.select_for_update().get(pk=initiative.pk)
        return do(name, ours, by=by, at=at, form_key=form_key, **inputs)


def say(
    check: SupportCheck,
    *,
    code: SupportCode | None,
    answer: SupportAnswer | str,
    why: str,
    way: SupportMethod | str,
    place: str,
    given_on: date,
    by: User | None,
    at: datetime,
    form_key: UUID,
) -> tuple[SupportVoice, str]:
    """One answer of one neighbour, added to what was said before; with `by` a colleague wrote it down.

    Without a code a new one is made and returned in plain, the only time, so that the answer can be changed later.
    A second press gives the same voice and no code. Raises Refused with a sentence for the neighbour.
    """
    with transaction.atomic():
        # Nobody closes it, or makes a code void, between our looking and our writing.
        ours = SupportCheck.objects.select_for_update(of=("self",)).select_related("initiative").get(pk=check.pk)
        if (said := SupportVoice.objects.filter(form_key=form_key).first()) is not None:
            return said, ""
        _refuse_if_shut(ours, given_on=given_on, by=by, at=at)
        plain = ""
        if code is None:
            code, plain = _new_code(ours, way=SupportMethod(way), by=by, at=at)
        _refuse_if_void(code, ours)
        voice = SupportVoice.objects.create(
            code=code,
            answer=SupportAnswer(answer),
            why=why,
            way=SupportMethod(way),
            place=place,
            given_on=given_on,
            entered_by=by,
            entered_at=at,
            form_key=form_key,
        )
    return voice, plain


def _refuse_if_shut(check: SupportCheck, *, given_on: date, by: User | None, at: datetime) -> None:
    """Open, and given on a day on which one could; a colleague may type the next day what came in on the last."""
    today = timezone.localdate(at)
    if sentence := why_no_answers(check, on=given_on if by else today):
        raise Refused(sentence)
    if given_on < first_day(check):
        raise Refused(_("Toen was deze vraag er nog niet. De eerste dag was %s.") % long_day(first_day(check)))
    if given_on > today:
        raise Refused(_("Deze dag komt nog. Kies vandaag of een dag ervoor."))


def _new_code(check: SupportCheck, *, way: SupportMethod, by: User | None, at: datetime) -> tuple[SupportCode, str]:
    """For who had none; where everybody got a letter, nobody answers without."""
    if by is None and SupportMethod.PAGE not in check.ways:
        raise Refused(_("U heeft een code nodig. Die staat in uw brief. Geen brief? Bel ons."))
    plain = make_code()
    (code,) = keep_codes([plain], check, batch=uuid4(), way=way, by=by, at=at)
    return code, plain


def _refuse_if_void(code: SupportCode, check: SupportCheck) -> None:
    """A code that was made void, or belongs elsewhere, since it was found."""
    now = SupportCode.objects.filter(pk=code.pk).first()
    if now is None or now.poll_id != check.pk:
        raise Refused(ELSEWHERE)
    if now.void_at is not None:
        raise Refused(VOIDED)
