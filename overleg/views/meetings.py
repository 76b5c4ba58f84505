"""Overleg: when the groups meet that somebody sits with; a new meeting, another day, called off and called back."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.models import User
from initiatives.views.intake import key_of
from initiatives.views.signed_in import signed_in
from initiatives.workflow.action import Refused, Stale
from kernen.models import Kernoverleg
from kernen.roles import roles_of
from overleg.deeds.chair_off import call_off, has_agenda
from overleg.deeds.planning import Sitting, call_back, change_meeting, groups_of, plan_meeting, sittings_of
from overleg.forms.agenda import version_in
from overleg.forms.meeting import MeetingForm, WhenForm
from overleg.models import Meeting

PER_PAGE = 25
# Longer ago it is history, not something left undone.
LEFT_UNDONE = timedelta(days=92)


def attendant(request: HttpRequest) -> User:
    """The person behind the request, who must be one that sits with groups; 403 for everybody else."""
    user = signed_in(request)
    if not roles_of(user).may_log:
        raise PermissionDenied
    return user


def find_meeting(request: HttpRequest, pk: int) -> Meeting:
    """The meeting of a group of residents, or 404 as for one that does not exist."""
    rows = Meeting.objects.visible_to(signed_in(request)).of_groups().select_related("kernoverleg")
    return get_object_or_404(rows, pk=pk)


@require_safe
def show_meetings(request: HttpRequest) -> HttpResponse:
    """To come, still to be written down, and past."""
    user, today = attendant(request), timezone.localdate()
    rows = Meeting.objects.visible_to(user).of_groups().select_related("kernoverleg")
    rows = rows.annotate(points=Count("items", filter=Q(items__removed_at=None)))
    undone = rows.standing().filter(held_on__lt=today, held_on__gte=today - LEFT_UNDONE, closed_at=None)
    ahead = Q(held_on__gte=today, closed_at=None)
    past = rows.exclude(ahead).exclude(pk__in=undone.values("pk")).order_by("-held_on", "-pk")
    page = Paginator(past, PER_PAGE).get_page(request.GET.get("bladzijde"))
    groups = sittings_of(user, today=today)
    context = {
        "to_come": rows.filter(ahead).order_by("held_on", "starts_at", "pk"),
        "undone": undone.order_by("held_on", "pk"),
        "past": page.object_list,
        "unplanned": [(one.group, one.likely(today=today)) for one in groups if one.coming is None],
        "has_groups": bool(groups),
        "today": today,
        "previous_url": f"?bladzijde={page.previous_page_number()}" if page.has_previous() else "",
        "next_url": f"?bladzijde={page.next_page_number()}" if page.has_next() else "",
        "position": _("bladzijde %(page)s van %(pages)s") % {"page": page.number, "pages": page.paginator.num_pages},
    }
    return render(request, "overleg/meeting_list.html", context)


# ---- plan ----------------------------------------------------------------------------------------------


@require_http_methods(["GET", "HEAD", "POST"])
def plan(request: HttpRequest) -> HttpResponse:
    """A new meeting; its agenda comes next."""
    user, today = attendant(request), timezone.localdate()
    key = key_of(request) or uuid4()
    if done := Meeting.objects.visible_to(user).filter(form_key=key).first():
        return redirect("meeting", done.pk)
    groups = sittings_of(user, today=today)
    sent = request.POST if request.method == "POST" else None
    chosen = _chosen(groups, (sent or request.GET).get("kernoverleg" if sent else "groep", ""))
    likely = chosen.likely(today=today) if chosen else None
    form = MeetingForm(
        sent, groups=groups_of(user), today=today, initial=_suggested(chosen.group, likely) if chosen else {}
    )
    if sent is not None and form.is_valid() and (group := form.group()):
        meeting = plan_meeting(group, by=user, at=timezone.now(), form_key=key, when=form.when())
        messages.success(request, _("De vergadering staat gepland. Hieronder kunt u de agenda maken."))
        return redirect("meeting", meeting.pk)
    context = {
        "form": form,
        "form_key": key,
        "groups": groups,
        "group": chosen.group if chosen else None,
        "likely": likely,
        "breadcrumb": [(_("Overleg"), reverse("meeting_list")), (_("Vergadering plannen"), "")],
    }
    return render(request, "overleg/meeting_new.html", context)


def _chosen(groups: list[Sitting], typed: str) -> Sitting | None:
    """The group that was asked for, or the only one."""
    found = [one for one in groups if str(one.group.pk) == typed]
    return found[0] if found else (groups[0] if len(groups) == 1 else None)


def _suggested(group: Kernoverleg, likely: date | None) -> dict[str, Any]:
    """What the form starts with: the rhythm of the group, and where it meets."""
    last = Meeting.objects.standing().filter(kernoverleg=group).order_by("-held_on").first()
    places = [kern.meeting_place for kern in group.kernen.order_by("name") if kern.meeting_place]
    return {
        "kernoverleg": group.pk,
        "held_on": likely,
        "starts_at": last.starts_at if last else None,
        "place": (last.place if last else "") or (places[0] if places else ""),
    }


# ---- another day, or none ------------------------------------------------------------------------------


@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest, pk: int) -> HttpResponse:
    """Another day, time or place; who was second sees what the other made of it."""
    meeting = find_meeting(request, pk)
    if meeting.is_closed or meeting.is_called_off:
        return redirect("meeting", pk)
    then = {name: getattr(meeting, name) for name in ("held_on", "starts_at", "place", "note")}
    sent = request.POST if request.method == "POST" else None
    form = WhenForm(sent, meeting=meeting, today=timezone.localdate(), initial=then)
    status, happened = 200, ""
    if sent is not None and form.is_valid():
        try:
            change_meeting(meeting, version=version_in(sent), when=form.when())
        except Stale as refusal:
            status, happened = 409, str(refusal.reason)
        else:
            messages.success(request, _("Bewaard."))
            return redirect("meeting", pk)
    context = {"form": form, "meeting": meeting, "happened": happened, "breadcrumb": crumbs(meeting, _("Wijzigen"))}
    return render(request, "overleg/meeting_change.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def cancel(request: HttpRequest, pk: int) -> HttpResponse:
    """Asks first; the agenda stays, and it can be called back."""
    meeting = find_meeting(request, pk)
    if request.method == "POST":
        return _done(request, meeting, lambda: call_off(meeting, at=timezone.now()), said=_off_words)
    if meeting.is_closed or meeting.is_called_off:
        return redirect("meeting", pk)
    context = {
        "meeting": meeting,
        "chair_knows": has_agenda(meeting),
        "breadcrumb": crumbs(meeting, _("Afgelasten")),
    }
    return render(request, "overleg/meeting_call_off.html", context)


@require_POST
def restore(request: HttpRequest, pk: int) -> HttpResponse:
    """It takes place after all."""
    meeting = find_meeting(request, pk)
    had_link = meeting.chair_links.exists()
    return _done(request, meeting, lambda: call_back(meeting), said=lambda _came: _on_words(had_link))


def _off_words(told: bool) -> str:
    """And whether the chair hears it from us."""
    if told:
        return _("De vergadering is afgelast. De voorzitter krijgt een mail; de link werkt niet meer.")
    return _("De vergadering is afgelast.")


def _on_words(had_link: bool) -> str:
    """And that an earlier link does not come back by itself."""
    if had_link:
        return _("De vergadering gaat toch door. Stuur de voorzitter een nieuwe link; de oude werkt niet meer.")
    return _("De vergadering gaat toch door.")


def _done(
    request: HttpRequest, meeting: Meeting, deed: Callable[[], Any], *, said: Callable[[Any], str]
) -> HttpResponse:
    """Back to the agenda; 409 where it was written down meanwhile."""
    try:
        came = deed()
    except Refused as refusal:
        context = {"happened": str(refusal.reason), "back_url": reverse("meeting", args=[meeting.pk])}
        return render(request, "409.html", context, status=409)
    messages.success(request, said(came))
    return redirect("meeting", meeting.pk)


def crumbs(meeting: Meeting, here: str = "") -> list[tuple[str, str]]:
    """The way back to the agenda and the list."""
    name = f"{meeting.group_name}, {date_format(meeting.held_on, 'j F Y')}"
    way = [(_("Overleg"), reverse("meeting_list"))]
    return [*way, (name, reverse("meeting", args=[meeting.pk])), (here, "")] if here else [*way, (name, "")]
