"""What a resident sends: done once, as the initiator, never refused because a colleague did something meanwhile."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any
from uuid import uuid4

from django.utils import timezone
from django.utils.translation import gettext as _

from initiatives.deeds.attachments import perform_with_files
from initiatives.deeds.do import do
from initiatives.forms.status import SentOnceForm
from initiatives.letters.invitations import moment_words
from initiatives.models import Initiative
from initiatives.workflow.action import INITIATOR, Incomplete, NotNow, NotYours, Refused, Stale
from initiatives.workflow.once import handled
from initiatives.workflow.perform import perform
from initiatives.workflow.storing import CleanFile
from initiatives.workflow.table import ROW_OF

# Colleagues at work at this very moment; after so many of them something else is wrong.
TRIES = 5


def received(said: str) -> str:
    """Thanks, and when it came in: a receipt for whatever a resident sends (Wmebv)."""
    return f"{said} {_('Ontvangen op %s.') % moment_words(timezone.now())}"


def sent_once(initiative: Initiative) -> dict[str, Any]:
    """What a form carries along, so that it is handled once."""
    return {"version": initiative.version, "form_key": uuid4()}


def always(_initiative: Initiative) -> bool:
    """Whatever happened meanwhile."""
    return True


def walk(
    name: str,
    initiative: Initiative,
    form: SentOnceForm,
    *,
    still: Callable[[Initiative], bool] = always,
    files: Sequence[CleanFile] = (),
    **inputs: Any,
) -> bool:
    """Do it as the initiator; what stands in the way is said at the form, in words that give nothing internal away.

    `still` says whether what the resident looked at is still so; what else changed is no reason to refuse.
    """
    _version, form_key = form.seen()
    if handled(form_key) is not None:
        return True
    act = partial(perform_with_files, files=files) if files else perform if name in ROW_OF else do
    for _try in range(TRIES):
        if not still(initiative):
            break
        try:
            act(name, initiative, by=INITIATOR, at=timezone.now(), form_key=form_key, **inputs)
        except Stale:
            initiative.refresh_from_db()
        except Incomplete as refusal:
            _say_errors(form, refusal.errors)
            return False
        except Refused as refusal:
            return _say_why(form, refusal, in_our_words=name in ROW_OF)
        else:
            return True
    return _say_changed(form)


def _say_why(form: SentOnceForm, refusal: Refused, *, in_our_words: bool) -> bool:
    """What stands in the way of a deed of a resident is said for residents; of a step, for colleagues."""
    if in_our_words or isinstance(refusal, NotNow | NotYours):
        return _say_changed(form)
    form.add_error(None, str(refusal.reason))
    return False


def _say_changed(form: SentOnceForm) -> bool:
    """It is no longer what was looked at."""
    sentence = _("Er is net iets veranderd aan uw idee. Bekijk het eerst. Wat u typte is nog niet verstuurd.")
    form.add_error(None, sentence)
    return False


def _say_errors(form: SentOnceForm, errors: Mapping[str, list[str]]) -> None:
    """Each at its own field, or above the form."""
    for name, sentences in errors.items():
        for sentence in sentences:
            form.add_error(name if name in form.fields else None, sentence)
