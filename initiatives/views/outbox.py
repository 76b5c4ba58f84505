"""The outbox: what waits to be mailed to residents, per initiative; let go, reword, keep back or throw away."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import formats, timezone
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.models import User
from initiatives.deeds import outbox
from initiatives.forms.outbox import DiscardForm, LetterForm
from initiatives.models import Event, Initiative, Message
from initiatives.models.choices import Channel
from initiatives.models.message import MessageState
from initiatives.views.noted import note_letters
from initiatives.views.signed_in import signed_in
from initiatives.workflow.action import Action, Actor, NotYours, Refused, Stale
from kernen.roles import Roles, roles_of

# A list to work through, not an archive.
AT_MOST = 200


@dataclass(frozen=True, kw_only=True)
class Waiting:
    """One letter as the page shows it."""

    message: Message
    when: str
    is_held: bool
    may_change: bool
    form_key: UUID = field(default_factory=uuid4)
    hold_key: UUID = field(default_factory=uuid4)


def waiting_post(request: HttpRequest) -> dict[str, Any]:
    """For every template: `may_outbox`, and `outbox_count`, asked of the database only where it is shown."""
    user = getattr(request, "user", None)
    if not isinstance(user, User):
        return {"may_outbox": False, "outbox_count": 0}
    return {
        "may_outbox": SimpleLazyObject(lambda: _may_ever(roles_of(user))),
        "outbox_count": SimpleLazyObject(lambda: outbox.outbox_of(user, at=timezone.now()).count()),
    }


def _may_ever(roles: Roles) -> bool:
    """Whether this person writes to residents at all."""
    return roles.may_log or roles.is_beleidsmedewerker


@require_safe
def show_outbox(request: HttpRequest) -> HttpResponse:
    """Grouped by initiative, the newest first; below it what was thrown away today."""
    user, now = signed_in(request), timezone.now()
    if not _may_ever(roles_of(user)):
        raise PermissionDenied
    rows = outbox.outbox_of(user, at=now)
    waiting, thrown = list(rows[:AT_MOST]), list(outbox.discarded_today(user, at=now)[:AT_MOST])
    note_letters([*waiting, *thrown], by=user)
    context = {
        "groups": _by_initiative(waiting, at=now),
        "count": rows.count(),
        "at_most": AT_MOST,
        "thrown": [(row, uuid4()) for row in thrown],
    }
    return render(request, "initiatives/outbox.html", context)


def _by_initiative(rows: Iterable[Message], *, at: datetime) -> list[tuple[Initiative, list[Waiting]]]:
    """The initiative with the newest letter on top."""
    groups: dict[int, tuple[Initiative, list[Waiting]]] = {}
    for row in rows:
        if row.initiative is not None:
            groups.setdefault(row.initiative.pk, (row.initiative, []))[1].append(_waiting(row, at=at))
    return list(groups.values())


def _waiting(row: Message, *, at: datetime) -> Waiting:
    """When it goes, and what can still be done with it."""
    is_held = row.state == MessageState.HELD
    return Waiting(message=row, when=when_words(row, at=at), is_held=is_held, may_change=outbox.may_change(row))


def when_words(row: Message, *, at: datetime) -> str:
    """When a letter goes, or what it waits for."""
    if row.state == MessageState.HELD:
        return _("Wacht op vrijgave")
    if row.next_try_at is None or row.next_try_at <= at:
        return _("Gaat nu")
    moment = formats.date_format(timezone.localtime(row.next_try_at), "j F, H:i")
    if row.attempts:
        return _("Versturen lukte niet. Wij proberen het weer op %s") % moment
    return _("Gaat op %s") % moment


# ---- the deeds ----------------------------------------------------------------------------------------

Deed = Callable[..., Event]
RELEASED, HELD, RESTORED = (
    gettext_lazy("Het bericht gaat naar %s."),
    gettext_lazy("Het bericht aan %s wacht tot iemand het vrijgeeft."),
    gettext_lazy("Het bericht aan %s staat weer in de uitbak."),
)


@require_POST
def release(request: HttpRequest, pk: int) -> HttpResponse:
    """Go."""
    return _press(request, pk, outbox.RELEASE, outbox.release_message, said=str(RELEASED))


@require_POST
def hold(request: HttpRequest, pk: int) -> HttpResponse:
    """Wait."""
    return _press(request, pk, outbox.HOLD, outbox.hold_message, said=str(HELD))


@require_POST
def restore(request: HttpRequest, pk: int) -> HttpResponse:
    """Not thrown away after all."""
    return _press(request, pk, outbox.RESTORE, outbox.restore_message, said=str(RESTORED))


def _press(request: HttpRequest, pk: int, row: Action, deed: Deed, *, said: str) -> HttpResponse:
    """A deed that asks nothing."""
    message, actor = _find(request, pk, row)
    try:
        deed(message, by=actor, at=timezone.now(), form_key=_key_of(request))
    except Refused as refusal:
        return _too_late(request, refusal)
    messages.success(request, said % message.recipient)
    return redirect("outbox")


@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Other words; who was second reads what the other made of it beside their own."""
    message, actor = _find(request, pk, outbox.EDIT)
    first = {"body": message.body, "seen": outbox.seen_as(message), "form_key": uuid4()}
    form = LetterForm(request.POST or None, initial=first)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            outbox.edit_message(
                message, by=actor, at=timezone.now(), body=given["body"], seen=given["seen"], form_key=given["form_key"]
            )
        except Refused as refusal:
            return _too_late(request, refusal, typed=[given["body"]])
        messages.success(request, _("Bewaard."))
        return redirect("outbox")
    if (why_not := _why_not(message, actor, outbox.EDIT)) is not None:
        return _too_late(request, why_not)
    return _ask(request, "initiatives/outbox_edit.html", message, form, title=_("Bericht aanpassen"))


@require_http_methods(["GET", "POST"])
def discard(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask why first, then never send it."""
    message, actor = _find(request, pk, outbox.DISCARD)
    form = DiscardForm(request.POST or None, initial={"form_key": uuid4()})
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            outbox.discard_message(
                message, by=actor, at=timezone.now(), reason=given["reason"], form_key=given["form_key"]
            )
        except Refused as refusal:
            return _too_late(request, refusal, typed=[given["reason"]])
        messages.success(request, _("Weggegooid. Vandaag kunt u het nog terughalen."))
        return redirect("outbox")
    if (why_not := _why_not(message, actor, outbox.DISCARD)) is not None:
        return _too_late(request, why_not)
    return _ask(request, "initiatives/outbox_discard.html", message, form, title=_("Bericht weggooien"))


def _find(request: HttpRequest, pk: int, row: Action) -> tuple[Message, Actor]:
    """A mail to a resident: 404 where the initiative is hidden, 403 where the person may not write to residents."""
    user = signed_in(request)
    visible = Initiative.objects.visible_to(user).values("pk")
    rows = Message.objects.filter(initiative__in=visible, person__isnull=False, channel=Channel.EMAIL)
    rows = rows.filter(drop_after_sending=False)
    message = get_object_or_404(rows.select_related("initiative"), pk=pk)
    actor = Actor(user=user)
    # The moment is for the deed to judge, in its transaction.
    if message.initiative is None or not row.functions(message.initiative, actor):
        raise PermissionDenied
    return message, actor


def _why_not(message: Message, actor: Actor, row: Action) -> Refused | None:
    """Why its words are not to be read here: it has gone, or for this person the moment is over."""
    if message.state not in outbox.WAITING:
        return Stale(_("Dit bericht is intussen al verstuurd of weggegooid."))
    try:
        if message.initiative is not None:
            row.function_now(message.initiative, actor)
    except Refused as refusal:
        return refusal
    return None


def _ask(request: HttpRequest, template: str, message: Message, form: Any, *, title: str) -> HttpResponse:
    """The form of one letter."""
    note_letters([message], by=signed_in(request))
    context = {
        "message": message,
        "initiative": message.initiative,
        "form": form,
        "title": title,
        "breadcrumb": [(_("Uitbak"), reverse("outbox")), (title, "")],
    }
    return render(request, template, context)


def _too_late(request: HttpRequest, refusal: Refused, *, typed: Iterable[str] = ()) -> HttpResponse:
    """409: it has gone, or somebody else was first; 403 for who may never."""
    if isinstance(refusal, NotYours):
        raise PermissionDenied
    context = {"happened": str(refusal.reason), "back_url": reverse("outbox"), "typed": list(typed)}
    return render(request, "409.html", context, status=409)


def _key_of(request: HttpRequest) -> UUID | None:
    """The key of the button that was pressed."""
    try:
        return UUID(request.POST.get("form_key", ""))
    except ValueError:
        return None
