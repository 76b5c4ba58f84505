"""The open work of who leaves, and handing it over; the functional administrator sees number, title and kern only."""

from collections.abc import Iterable
from typing import Any
from uuid import uuid4

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import formats, timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from accounts.models import User
from initiatives.deeds.open_work import OpenWork, may_hand_over, pass_advice_on, pass_task_on, waits_for_deputy
from initiatives.forms.act import ActForm
from initiatives.forms.open_work import AdviserForm
from initiatives.models import Initiative
from initiatives.views.signed_in import signed_in
from initiatives.workflow.action import Actor, Incomplete, Refused, Situation
from initiatives.workflow.inputs import advisers
from initiatives.workflow.once import handled
from initiatives.workflow.perform import perform
from initiatives.workflow.table import ROW_OF
from kernen.models import Absence
from kernen.roles import roles_of

REASSIGN = ROW_OF["reassign"]
# What is handed over makes room for what comes next.
AT_MOST = 100
HIDDEN_TITLE = gettext_lazy("Vertrouwelijk initiatief")


def _coordinator_or_admin(request: HttpRequest) -> User:
    """The person, if this is theirs to do."""
    user = signed_in(request)
    if not may_hand_over(user):
        raise PermissionDenied
    return user


def show_open_work(request: HttpRequest) -> HttpResponse:
    """Who leaves, and what they still have."""
    user = _coordinator_or_admin(request)
    is_ic, work = roles_of(user).is_internal_coordinator, OpenWork(by=user, today=timezone.localdate())
    context = {
        "initiatives": [_line(row, is_ic) for row in work.initiatives()[:AT_MOST]],
        "tasks": [{"task": task, "line": _line(task.initiative, is_ic)} for task in work.tasks()[:AT_MOST]],
        "advices": [{"advice": row, "line": _line(row.initiative, is_ic)} for row in work.advices()[:AT_MOST]],
        "away": _away(waits_for_deputy(user, on=work.today)) if is_ic else [],
        "breadcrumb": [(_("Open werk"), "")],
    }
    return render(request, "initiatives/open_work.html", context)


def _line(initiative: Initiative, is_ic: bool) -> dict[str, Any]:
    """Number, title and kern; what is confidential has no title for who may not read it."""
    title = initiative.title if is_ic or not initiative.is_confidential else str(HIDDEN_TITLE)
    return {
        "key": initiative.key, "title": title, "where": initiative.where, "officer": initiative.officer,
        "url": initiative.get_absolute_url() if is_ic else "", "ends_on": _last_day(initiative.officer),
    }  # fmt: skip


def _last_day(officer: User | None) -> str:
    """When the account ends or ended, in words; a role that ended leaves the account as it is."""
    if officer is None or not officer.is_active:
        return _("account gestopt")
    if officer.ends_on is None:
        return _("rol gestopt of loopt af")
    return _("account tot en met %s") % formats.date_format(officer.ends_on, "j F Y")


def _away(initiatives: Iterable[Initiative]) -> list[dict[str, Any]]:
    """What lies with who is away, with the deputy."""
    rows = list(initiatives)
    absences = Absence.objects.on(timezone.localdate()).filter(deputy__isnull=False).select_related("deputy")
    absent = {absence.user_id: absence for absence in absences}
    return [{"initiative": row, "absence": absent[row.officer_id]} for row in rows if row.officer_id in absent]


@require_http_methods(["GET", "POST"])
def hand_over(request: HttpRequest, key: str) -> HttpResponse:
    """One initiative to a colleague, with a note; the same rules as on its own page."""
    user, now = _coordinator_or_admin(request), timezone.now()
    work = OpenWork(by=user, today=timezone.localdate(now))
    offered = work.initiatives()
    if roles_of(user).is_internal_coordinator:
        offered = offered | waits_for_deputy(user, on=work.today)
    if request.method == "POST" and _is_handled(request, user):
        return redirect("open_work")
    initiative = get_object_or_404(offered, reference=key.replace("\x00", ""))
    s = Situation(initiative=initiative, actor=Actor(user=user), at=now)
    form = ActForm(REASSIGN, s, data=request.POST or None, version=initiative.version, key=str(uuid4()))
    form.initial = {**form.initial, **_as_deputy(initiative)}
    if request.method == "POST" and form.is_valid() and _reassign(form, s):
        messages.success(request, _("%s is overgedragen.") % initiative.reference)
        return redirect("open_work")
    context = {
        "form": form,
        "explains": REASSIGN.explains,
        "line": _line(initiative, roles_of(user).is_internal_coordinator),
        "breadcrumb": [(_("Open werk"), reverse("open_work")), (_("Overdragen"), "")],
    }
    return render(request, "initiatives/open_work_hand_over.html", context)


def _is_handled(request: HttpRequest, user: User) -> bool:
    """Whether this very form was handled already: a second press leads back to the list."""
    try:
        key = forms.UUIDField().clean(request.POST.get("form_key"))
    except forms.ValidationError:
        return False
    event = handled(key)
    return event is not None and event.actor_id == user.pk


def _as_deputy(initiative: Initiative) -> dict[str, Any]:
    """Filled in already where the officer is away and has a deputy: then it takes two clicks."""
    absence = Absence.objects.on(timezone.localdate()).filter(user=initiative.officer_id, deputy__isnull=False).first()
    if absence is None:
        return {}
    why = _("Vervanging tijdens afwezigheid, tot en met %s.") % formats.date_format(absence.ends_on, "j F Y")
    return {"officer": absence.deputy_id, "reason": why, "handover_note": why}


def _reassign(form: ActForm, s: Situation) -> bool:
    """Done, or a sentence on the form with everything still there."""
    version, key = form.cleaned_data["version"], form.cleaned_data["form_key"]
    try:
        perform(REASSIGN.name, s.initiative, by=s.actor, at=s.at, version=version, form_key=key, **form.inputs())
    except Incomplete as incomplete:
        for field, sentences in incomplete.errors.items():
            form.add_error(field, sentences)
        return False
    except Refused as refusal:
        form.add_error(None, str(refusal.reason))
        return False
    return True


@require_POST
def hand_over_task(request: HttpRequest, pk: int) -> HttpResponse:
    """To the desk of the internal coordinators."""
    user, now = _coordinator_or_admin(request), timezone.now()
    task = OpenWork(by=user, today=timezone.localdate(now)).tasks().filter(pk=pk).first()
    if task is not None:
        pass_task_on(task, by=user, at=now)
    return redirect("open_work")


@require_http_methods(["GET", "POST"])
def hand_over_advice(request: HttpRequest, pk: int) -> HttpResponse:
    """The same question to another colleague."""
    user, now = _coordinator_or_admin(request), timezone.now()
    advice = get_object_or_404(OpenWork(by=user, today=timezone.localdate(now)).advices(), pk=pk)
    s = Situation(initiative=advice.initiative, actor=Actor(user=user), at=now)
    others = advisers(s).exclude(pk__in=(advice.adviser_id, advice.initiative.officer_id or 0))
    form = AdviserForm(others, data=request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            pass_advice_on(advice, to=form.cleaned_data["adviser"], by=user, at=now)
        except Refused as refusal:
            # Said so between the list and the press.
            form.add_error("adviser", str(refusal.reason))
        else:
            messages.success(request, _("De vraag ligt nu bij %s.") % form.cleaned_data["adviser"])
            return redirect("open_work")
    context = {
        "form": form,
        "line": _line(advice.initiative, roles_of(user).is_internal_coordinator),
        "breadcrumb": [(_("Open werk"), reverse("open_work")), (_("Advies doorgeven"), "")],
    }
    return render(request, "initiatives/open_work_advice.html", context)
