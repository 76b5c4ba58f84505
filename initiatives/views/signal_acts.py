"""One signal, and what is done with it: once, by one person."""

from collections.abc import Callable, Mapping
from typing import Any
from uuid import uuid4

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.models import User
from initiatives.clocks import load_clocks
from initiatives.deeds.signals import (
    add_note,
    become_initiative,
    join_initiative,
    lapse_signal,
    may_reopen,
    note_for,
    refer_signal,
    reopen_signal,
    settle_reaction,
)
from initiatives.forms.intake import ELSEWHERE
from initiatives.forms.signal import ELSEWHERE_KINDS, UNKNOWN_NUMBER, JoinForm, WhatWasDoneForm
from initiatives.forms.warnings import remarks_on
from initiatives.models import Initiative, Signal
from initiatives.models.choices import SENSITIVE_REFERRALS, ReferralKind, Way
from initiatives.search import similar_to
from initiatives.views.intake import key_of, referral_form
from initiatives.views.noted import note_signal
from initiatives.views.signals import find_signal, hearer_of, lines_of
from initiatives.workflow.action import NotNow, NotYours
from kernen.roles import roles_of

# The three boxes in which something is written, each with its question.
BOXES = {
    "note": gettext_lazy("Wat is er gebeurd?"),
    "settle": gettext_lazy("Wat is ermee gedaan?"),
    "lapse": gettext_lazy("Waarom doen wij er niets mee?"),
}


@require_safe
def show_signal(request: HttpRequest, pk: int) -> HttpResponse:
    """What somebody wrote, how to reach them, and what can be done."""
    return _show(request, find_signal(request, pk))


def _show(request: HttpRequest, signal: Signal, *, bad: Mapping[str, forms.Form] | None = None) -> HttpResponse:
    """The page; a form that was not right comes back as it was typed."""
    user, now, wrong = hearer_of(request), timezone.now(), dict(bad or {})
    note_signal(signal, by=user)
    may_log = roles_of(user).may_log
    (line,) = lines_of([signal], user=user, clocks=load_clocks())
    boxes = {name: wrong.get(name) or WhatWasDoneForm(label=label, prefix=name) for name, label in BOXES.items()}
    offers_join = signal.is_new and signal.is_idea
    context = {
        "signal": signal,
        "line": line,
        "boxes": boxes,
        "join": wrong.get("join") or (_join_form(None, signal, user) if offers_join else None),
        "form": next(iter(wrong.values()), None),
        "remarks": remarks_on(signal.text),
        "may_log": may_log,
        "may_reopen": may_reopen(signal, at=now),
        "kinds": ELSEWHERE_KINDS if signal.is_new and may_log else [],
        "breadcrumb": [(_("Signalen"), reverse("signals")), (signal.get_kind_display().capitalize(), "")],
    }
    return render(request, "initiatives/signal.html", context)


def _join_form(data: Any, signal: Signal, user: User) -> JoinForm:
    """The likely ones, and a box for any other number."""
    rows = Initiative.objects.visible_to(user).exclude(reference=None)
    kernen = [signal.kern_id] if signal.kern_id else []
    found = similar_to(signal.text[:120], kernen=kernen, rows=rows)
    likely = [
        (like.initiative.reference or "", f"{like.initiative.title} ({like.initiative.reference})")
        for like in found
        if note_for(like.initiative, by=user)
    ]
    return JoinForm(data, likely=likely)


def _done(request: HttpRequest, signal: Signal, do: Callable[[], object], sentence: str) -> HttpResponse:
    """Do it and say so; who was second reads who did what, with what was typed."""
    try:
        do()
    except NotYours:
        raise PermissionDenied from None
    except NotNow as refusal:
        return _too_late(request, signal, refusal)
    messages.success(request, sentence)
    return redirect("signal", signal.pk)


def _too_late(request: HttpRequest, signal: Signal, refusal: NotNow) -> HttpResponse:
    """409, with the way back to what it is now."""
    typed = [value for name, value in request.POST.items() if name.endswith("note") and value]
    back = reverse("signal", args=[signal.pk])
    return render(request, "409.html", {"happened": str(refusal.reason), "back_url": back, "typed": typed}, status=409)


@require_POST
def write(request: HttpRequest, pk: int, what: str) -> HttpResponse:
    """One of the three boxes: a note, a reaction that is taken along, or nothing is done with it."""
    signal, user = find_signal(request, pk), hearer_of(request)
    if what not in BOXES:
        raise Http404
    form = WhatWasDoneForm(request.POST, label=BOXES[what], prefix=what)
    if not form.is_valid():
        return _show(request, signal, bad={what: form})
    text, now = form.cleaned_data["note"], timezone.now()
    deeds: dict[str, tuple[Callable[[], object], str]] = {
        "note": (lambda: add_note(signal, by=user, at=now, text=text), _("De notitie staat erbij.")),
        "settle": (lambda: settle_reaction(signal, by=user, at=now, note=text), _("Afgehandeld.")),
        "lapse": (
            lambda: lapse_signal(signal, by=user, at=now, reason=text),
            _("Wij doen er niets mee. Terugzetten kan vandaag nog."),
        ),
    }
    deed, sentence = deeds[what]
    return _done(request, signal, deed, sentence)


@require_POST
def become(request: HttpRequest, pk: int) -> HttpResponse:
    """A draft that holds everything already; on to the form."""
    signal, user = find_signal(request, pk), hearer_of(request)
    try:
        draft = become_initiative(signal, by=user, at=timezone.now())
    except NotYours:
        raise PermissionDenied from None
    except NotNow as refusal:
        return _too_late(request, signal, refusal)
    messages.success(request, _("Er is een concept gemaakt met wat er al bekend was. Vul het aan en leg het vast."))
    return redirect("initiative_edit" if draft.reference is None else "initiative_detail", draft.key)


@require_POST
def join(request: HttpRequest, pk: int) -> HttpResponse:
    """It goes along with an initiative that is there."""
    signal, user = find_signal(request, pk), hearer_of(request)
    if not signal.is_new:
        return _too_late(request, signal, NotNow(_("Dit signaal is al afgehandeld.")))
    form = _join_form(request.POST, signal, user)
    initiative = None
    if form.is_valid():
        rows = Initiative.objects.visible_to(user).exclude(reference=None)
        initiative = rows.filter(reference=form.reference()).first()
        if initiative is None:
            form.add_error("number", UNKNOWN_NUMBER)
        elif note_for(initiative, by=user) is None:
            form.add_error("number", _("Bij dit initiatief kunt u nu niets bijschrijven."))
    if initiative is None or form.errors:
        return _show(request, signal, bad={"join": form})
    there = initiative
    return _done(
        request, signal, lambda: join_initiative(signal, there, by=user, at=timezone.now()),
        _("Gevoegd bij %s.") % there.title,
    )  # fmt: skip


@require_POST
def reopen(request: HttpRequest, pk: int) -> HttpResponse:
    """Back in the list."""
    signal, user = find_signal(request, pk), hearer_of(request)
    return _done(
        request, signal, lambda: reopen_signal(signal, by=user, at=timezone.now()), _("Het signaal staat weer open.")
    )


@require_http_methods(["GET", "HEAD", "POST"])
def refer_on(request: HttpRequest, pk: int, kind: str) -> HttpResponse:
    """Who helps; of what is private nothing is left here."""
    signal, user = find_signal(request, pk), hearer_of(request)
    if kind not in ReferralKind.values:
        raise Http404
    if not roles_of(user).may_log:
        raise PermissionDenied
    chosen = ReferralKind(kind)
    initial = {"kern": str(signal.kern_id or ""), "channel": Way.PAGE.value}
    initial |= {} if chosen in SENSITIVE_REFERRALS else {"text": signal.text}
    form = referral_form(request.POST or None, user, kind=chosen, initial=initial)
    if request.method != "POST" or not form.is_valid():
        return _show_referral(request, signal, form, chosen)
    key = key_of(request) or uuid4()
    story = {name: form.cleaned_data.get(name, "") for name in ("receiver_email", "text")}
    facts = form.columns() | story
    try:
        refer_signal(signal, kind=chosen, by=user, at=timezone.now(), form_key=key, **facts)
    except NotYours:
        raise PermissionDenied from None
    except NotNow as refusal:
        return _too_late(request, signal, refusal)
    return redirect("referral_done", key)


def _show_referral(request: HttpRequest, signal: Signal, form: Any, kind: ReferralKind) -> HttpResponse:
    """The short form, with what this means for the signal."""
    context = {
        "form": form,
        "signal": signal,
        "elsewhere": ELSEWHERE[kind],
        "private": kind in SENSITIVE_REFERRALS,
        "form_key": key_of(request) or uuid4(),
        "breadcrumb": [
            (_("Signalen"), reverse("signals")),
            (signal.get_kind_display().capitalize(), reverse("signal", args=[signal.pk])),
            (_("Doorverwijzen"), ""),
        ],
    }
    return render(request, "initiatives/signal_refer.html", context)
