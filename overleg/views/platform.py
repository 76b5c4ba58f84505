"""The platform of kernambtenaren: its meetings, the list of one, and what is noted while they talk."""

from collections.abc import Callable

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.models import User
from initiatives.views.signed_in import signed_in
from initiatives.workflow.action import Incomplete, NotNow, NotYours, Refused
from kernen.roles import roles_of
from kernen.words import words
from overleg.deeds import platform
from overleg.deeds.platform_list import candidates_for
from overleg.forms.platform import NoteForm, PlanForm
from overleg.models import AgendaItem, Meeting
from overleg.models.meeting import sits_in_platform
from overleg.views.platform_points import list_context

PER_PAGE = 20
LONGEST_TITLE = 200


# ---- who, and which meeting ---------------------------------------------------------------------------


def _member(request: HttpRequest) -> User:
    """Who sits in the platform; to anybody else it does not exist."""
    user = signed_in(request)
    if not sits_in_platform(roles_of(user)):
        raise Http404
    return user


def find_meeting(request: HttpRequest, pk: int) -> Meeting:
    """A meeting of the platform, for who sits there."""
    rows = Meeting.objects.visible_to(_member(request)).of_platform()
    return get_object_or_404(rows, pk=pk)


def _led(request: HttpRequest, pk: int) -> Meeting:
    """The same for who leads it."""
    meeting = find_meeting(request, pk)
    if not roles_of(signed_in(request)).is_internal_coordinator:
        raise PermissionDenied
    return meeting


def _item(meeting: Meeting, user: User, pk: int) -> AgendaItem:
    """A point this person may read, or 404."""
    rows = platform.read_by(user, meeting.items.select_related("meeting", "initiative"))
    return get_object_or_404(rows, pk=pk)


def _version(request: HttpRequest) -> int:
    """The version that was seen; nonsense is one nobody saw."""
    typed = request.POST.get("version", "")
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 9 else 0


def _path(meeting: Meeting | None = None, page: str = "") -> list[tuple[str, str]]:
    """Where this page stands."""
    steps = [(_("Overleg"), reverse("meeting_list")), (_("Platform kernambtenaren"), reverse("platform"))]
    if meeting is not None:
        steps.append((f"{meeting.held_on:%d-%m-%Y}", reverse("platform_meeting", args=[meeting.pk])))
    return [*steps, *([(page, "")] if page else [])]


# ---- all meetings -------------------------------------------------------------------------------------


@require_http_methods(["GET", "POST"])
def show_meetings(request: HttpRequest) -> HttpResponse:
    """What is to come, what was, and for who leads it: plan the next one."""
    user, now = _member(request), timezone.now()
    leads, today = roles_of(user).is_internal_coordinator, timezone.localdate(now)
    if request.method == "POST" and not leads:
        raise PermissionDenied
    form = _plan_form(request) if leads else None
    if form is not None and request.method == "POST" and form.is_valid():
        meeting = platform.plan(by=user, at=now, form_key=form.cleaned_data["form_key"], **form.facts())
        messages.success(request, _("Het overleg is gepland. Maak nu de lijst."))
        return redirect("platform_meeting", meeting.pk)
    rows = Meeting.objects.visible_to(user).of_platform()
    past = rows.exclude(closed_at=None, called_off_at=None).order_by("-held_on", "-pk")
    page = Paginator(past, PER_PAGE).get_page(request.GET.get("bladzijde"))
    context = {
        "coming": list(rows.standing().filter(closed_at=None).order_by("held_on", "pk")),
        "page": page,
        "today": today,
        "form": form,
        "breadcrumb": [(_("Overleg"), reverse("meeting_list")), (_("Platform kernambtenaren"), "")],
        "previous_url": f"?bladzijde={page.previous_page_number()}" if page.has_previous() else "",
        "next_url": f"?bladzijde={page.next_page_number()}" if page.has_next() else "",
    }
    return render(request, "overleg/platform.html", context)


def _plan_form(request: HttpRequest) -> PlanForm:
    """Filled in already, six weeks after the last one."""
    now = timezone.localtime()
    next_one = platform.suggest_next(today=now.date())
    facts = {"held_on": next_one.held_on, "starts_at": next_one.starts_at, "place": next_one.place}
    return PlanForm(request.POST if request.method == "POST" else None, now=now, like=facts)


@require_http_methods(["GET", "POST"])
def change_meeting(request: HttpRequest, pk: int) -> HttpResponse:
    """Another day or place, or it does not take place."""
    meeting = _led(request, pk)
    form = PlanForm(request.POST if request.method == "POST" else None, now=timezone.localtime(), meeting=meeting)
    if request.method == "POST" and form.is_valid():
        return _changed(request, meeting, lambda version: platform.change(meeting, version=version, **form.facts()))
    context = {
        "meeting": meeting,
        "form": form,
        "consequences": [_("De lijst blijft bewaard."), _("U kunt het overleg later toch laten doorgaan.")],
        "breadcrumb": _path(meeting, _("Wijzigen")),
    }
    return render(request, "overleg/platform_change.html", context)


# ---- one meeting --------------------------------------------------------------------------------------


@require_safe
def show_meeting(request: HttpRequest, pk: int) -> HttpResponse:
    """The list and what was noted; for who leads it also what might come on it."""
    return _show(request, find_meeting(request, pk))


def _show(
    request: HttpRequest, meeting: Meeting, *, filled: NoteForm | None = None, typed_title: str = ""
) -> HttpResponse:
    """The page, with what somebody was filling in as they left it."""
    user = signed_in(request)
    context = list_context(meeting, user, at=timezone.now(), called=words(), filled=filled)
    context |= {"typed_title": typed_title, "breadcrumb": [*_path(), (f"{meeting.held_on:%d-%m-%Y}", "")]}
    return render(request, "overleg/platform_meeting.html", context)


def _changed(
    request: HttpRequest, meeting: Meeting, act: Callable[[int], None], *, typed: list[str] | None = None,
    anchor: str = "",
) -> HttpResponse:  # fmt: skip
    """Do it on the version that was looked at, after keeping an order that came along, and show the meeting; who was
    too late hears it and has back what was typed.
    """
    address = reverse("platform_meeting", args=[meeting.pk])
    try:
        act(_keep_order(request, meeting))
    except NotNow as refusal:
        context = {
            "happened": str(refusal.reason), "back_url": address, "typed": [words_ for words_ in typed or () if words_]
        }  # fmt: skip
        return render(request, "409.html", context, status=409)
    return redirect(f"{address}{anchor}")


def _keep_order(request: HttpRequest, meeting: Meeting) -> int:
    """What was moved before something else was done is kept with it; the version that is left to claim."""
    version, numbers = _version(request), _numbers(request)[0]
    if not numbers:
        return version
    platform.order(meeting, numbers, version=version)
    return version + 1


def _numbers(request: HttpRequest) -> tuple[dict[int, int], list[str]]:
    """The numbers that were typed beside the points, and what is no number."""
    numbers, wrong = {}, []
    for name, typed in ((name, str(value)) for name, value in request.POST.items()):
        key = name.removeprefix("volgorde-")
        if key == name or not (key.isascii() and key.isdigit() and len(key) < 10):
            continue
        if typed.isascii() and typed.isdigit() and len(typed) < 5:
            numbers[int(key)] = int(typed)
        else:
            wrong.append(typed)
    return numbers, wrong


@require_POST
def put_on(request: HttpRequest, pk: int) -> HttpResponse:
    """What was ticked goes on the list."""
    meeting = _led(request, pk)
    chosen = set(request.POST.getlist("gekozen"))
    rows = candidates_for(signed_in(request), on=timezone.localdate())
    ticked = [one for one in rows if str(one.initiative.pk) in chosen]
    if not ticked:
        messages.error(request, _("Kruis eerst aan wat op de lijst komt."))
    return _changed(
        request, meeting, lambda version: platform.put_on(meeting, ticked, version=version), anchor="#lijst"
    )


@require_POST
def put_own(request: HttpRequest, pk: int) -> HttpResponse:
    """A point of the platform's own."""
    meeting, title = _led(request, pk), request.POST.get("title", "").replace("\x00", "").strip()
    if not title or len(title) > LONGEST_TITLE:
        messages.error(request, _("Schrijf het punt op, in hooguit 200 tekens."))
        return _show(request, meeting, typed_title=title)
    return _changed(
        request,
        meeting,
        lambda version: platform.put_own(meeting, title=title, version=version),
        typed=[title],
        anchor="#lijst",
    )


@require_POST
def set_order(request: HttpRequest, pk: int) -> HttpResponse:
    """As the numbers say."""
    meeting, wrong = _led(request, pk), _numbers(request)[1]
    if wrong:
        messages.error(request, _("“%s” is geen nummer. De volgorde is niet veranderd.") % wrong[0][:20])
        return redirect("platform_meeting", meeting.pk)
    return _changed(request, meeting, lambda version: platform.order(meeting, {}, version=version), anchor="#lijst")


@require_POST
def take_off(request: HttpRequest, pk: int, item: int) -> HttpResponse:
    """Off the list."""
    meeting = _led(request, pk)
    point = _item(meeting, signed_in(request), item)
    act = lambda version: platform.take_off(point, at=timezone.now(), version=version)  # noqa: E731
    return _changed(request, meeting, act, anchor="#lijst")


@require_POST
def put_back(request: HttpRequest, pk: int, item: int) -> HttpResponse:
    """On the list again."""
    meeting = _led(request, pk)
    point = _item(meeting, signed_in(request), item)
    return _changed(request, meeting, lambda version: platform.put_back(point, version=version), anchor="#lijst")


@require_POST
def note(request: HttpRequest, pk: int, item: int) -> HttpResponse:
    """What was said, saved at once."""
    meeting, user, now = find_meeting(request, pk), signed_in(request), timezone.now()
    point = _item(meeting, user, item)
    form = NoteForm(point, request.POST, by=user, at=now, called=words())
    if not form.is_valid():
        return _show(request, meeting, filled=form)
    key = form.cleaned_data["form_key"]
    try:
        return _changed(
            request,
            meeting,
            lambda _version: platform.note(point, by=user, at=now, form_key=key, inputs=form.inputs()),
            typed=form.words(),
            anchor=f"#punt-{point.pk}",
        )
    except NotYours:
        raise PermissionDenied from None
    except Incomplete as incomplete:
        for field, sentences in incomplete.errors.items():
            form.add_error(field, sentences)
    except Refused as refusal:
        form.add_error(None, str(refusal.reason))
    return _show(request, meeting, filled=form)


@require_POST
def close(request: HttpRequest, pk: int) -> HttpResponse:
    """Written down."""
    meeting, user = _led(request, pk), signed_in(request)
    return _changed(
        request, meeting, lambda version: platform.close(meeting, by=user, at=timezone.now(), version=version)
    )


@require_POST
def reopen(request: HttpRequest, pk: int) -> HttpResponse:
    """Closed too soon."""
    meeting = _led(request, pk)
    return _changed(request, meeting, lambda version: platform.reopen(meeting, version=version))


@require_POST
def call_off(request: HttpRequest, pk: int) -> HttpResponse:
    """It does not take place after all, or it does."""
    meeting = _led(request, pk)
    return _changed(request, meeting, lambda version: platform.call_off(meeting, at=timezone.now(), version=version))
