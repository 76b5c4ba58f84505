"""Entering what was heard: the form of one way, and back to it for the next sheet."""

from datetime import date
from typing import Any
from uuid import UUID, uuid4

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from initiatives.deeds.neighbourhood.counting import say_what
from initiatives.deeds.support import enter, say
from initiatives.deeds.support_codes import find_code
from initiatives.deeds.table import DEED_OF
from initiatives.forms.support import DESK_OF, READY, CountForm, Desk, VoiceForm
from initiatives.models import Initiative, SupportCheck, SupportEntry, SupportVoice
from initiatives.models.choices import SupportMethod
from initiatives.views.act import find_initiative
from initiatives.views.edit import check_turn, crumbs, too_late
from initiatives.views.intake import key_of
from initiatives.views.signed_in import signed_in
from initiatives.views.support.code import keep_code, take_code
from initiatives.workflow.action import Actor, Incomplete, NotNow, Refused, Situation
from initiatives.workflow.neighbours import ON_THE_PAGE
from initiatives.workflow.once import handled
from kernen.words import say_here, words

ENTER = DEED_OF["enter_support"]


@sensitive_post_parameters("code", "why")
@require_http_methods(["GET", "POST"])
def enter_answers(request: HttpRequest, key: str, way: str) -> HttpResponse:
    """The short form of one way; what was typed stays until it is in."""
    user, initiative = signed_in(request), find_initiative(request, key)
    desk = DESK_OF.get(way)
    if desk is None:
        raise Http404
    if _is_in_already(request):
        return _next(request, initiative, desk)
    try:
        check_turn(ENTER, initiative, by=user)
        check = _open_check(initiative, desk)
        s = Situation(initiative=initiative, actor=Actor(user=user), at=timezone.now())
        form = _form(request, desk, s, check)
        if request.method == "POST" and form.is_valid():
            said = _count(form, s, check) if isinstance(form, CountForm) else _voice(request, form, s, check, desk)
            if said:
                messages.success(request, said)
                return _next(request, initiative, desk, on=form.cleaned_data.get("given_on"))
    except NotNow as refusal:
        return too_late(request, initiative, refusal)
    return _ask(request, initiative, desk, check, form)


def _open_check(initiative: Initiative, desk: Desk) -> SupportCheck:
    """The check that goes on, if this way belongs to it."""
    check = initiative.support_checks.select_related("initiative").filter(closed_at=None).first()
    if check is None or desk.way_in(check) is None:
        raise Http404
    return check


def _form(request: HttpRequest, desk: Desk, s: Situation, check: SupportCheck) -> CountForm | VoiceForm:
    """Empty, or as it was typed; the day of the last sheet is often that of the next."""
    key, data = str(uuid4()), request.POST or None
    if desk.one_by_one:
        has_letters = SupportMethod.LETTER in check.ways
        return VoiceForm(desk, s, has_letters=has_letters, data=data, key=key, on=_day_before(request))
    return CountForm(desk, s, data=data, key=key, on=None)


def _day_before(request: HttpRequest) -> date | None:
    """The day that was filled in on the form before this one."""
    try:
        return parse_date(request.GET.get("dag", ""))
    except ValueError:
        return None


def _count(form: CountForm, s: Situation, check: SupportCheck) -> str:
    """Add the line, and say what was entered; empty where something is wrong, which then stands on the form."""
    way = form.desk.way_in(check)
    if way is None:
        raise Http404
    try:
        event = enter(s.initiative, by=s.actor, at=s.at, form_key=form.cleaned_data["form_key"], **form.inputs(way))
    except Incomplete as incomplete:
        form.show(incomplete.errors)
        return ""
    entry = SupportEntry.objects.get(pk=event.object_id or 0)
    return _("Ingevoerd: %(way)s, %(place)s, %(day)s: %(what)s.") % {
        "way": say_here(str(form.desk.button), words()),
        "place": entry.place,
        "day": entry.noted_on.strftime("%d-%m-%Y"),
        "what": say_what(entry),
    }


def _voice(request: HttpRequest, form: VoiceForm, s: Situation, check: SupportCheck, desk: Desk) -> str:
    """Add the answer, and say what was entered; empty where something is wrong, which then stands on the form."""
    typed, given = form.cleaned_data.get("code", ""), form.cleaned_data
    try:
        code = find_code(typed, check=check) if typed else None
    except Refused as refusal:
        form.add_error("code", str(refusal.reason))
        return ""
    way = SupportMethod.LETTER if code else desk.way_in(check)
    if way is None:
        raise Http404
    facts: dict[str, Any] = {name: given[name] for name in ("answer", "why", "given_on", "form_key")}
    place = "" if is_one_way(desk) else _("telefoon")
    try:
        voice, plain = say(check, code=code, way=way, place=place, by=s.user, at=s.at, **facts)
    except Refused as refusal:
        form.add_error(None, str(refusal.reason))
        return ""
    if plain and set(ON_THE_PAGE) & set(check.ways):
        keep_code(request, check, plain)
    return _say_voice(voice)


def _say_voice(voice: SupportVoice) -> str:
    """What was entered, and that a code counts once."""
    said = _("Ingevoerd: %(answer)s, %(way)s, %(day)s.") % {
        "answer": voice.get_answer_display(),
        "way": voice.get_way_display(),
        "day": voice.given_on.strftime("%d-%m-%Y"),
    }
    if SupportVoice.objects.filter(code=voice.code_id).count() > 1:
        again = _("Met deze code is vaker geantwoord. Alleen het antwoord van de laatste dag telt.")
        return f"{said} {again}"
    return said


def _is_in_already(request: HttpRequest) -> bool:
    """Whether this very form got in before: a second press adds nothing."""
    key: UUID | None = key_of(request)
    if key is None:
        return False
    user = signed_in(request)
    event = handled(key)
    return (event is not None and event.actor_id == user.pk) or SupportVoice.objects.filter(
        form_key=key, entered_by=user
    ).exists()


def is_one_way(desk: Desk) -> bool:
    """A talk on the telephone is no way of its own: it counts with one of this check, which is said beforehand."""
    return len(desk.ways) == 1


def _next(request: HttpRequest, initiative: Initiative, desk: Desk, *, on: date | None = None) -> HttpResponse:
    """Back to the form for the next sheet, or to the count."""
    if READY in request.POST:
        return redirect("support", initiative.key)
    address = reverse("support_enter", args=[initiative.key, desk.slug])
    return redirect(f"{address}?dag={on.isoformat()}" if on else address)


def _ask(
    request: HttpRequest, initiative: Initiative, desk: Desk, check: SupportCheck, form: CountForm | VoiceForm
) -> HttpResponse:
    """The form, and the way back."""
    way = desk.way_in(check)
    context = {
        "initiative": initiative,
        "check": check,
        "desk": desk,
        "counts_with": "" if way is None or is_one_way(desk) else way.label,
        "form": form,
        "code": take_code(request, check),
        "breadcrumb": [
            *crumbs(initiative, _("De buurt"))[:-1],
            (_("De buurt"), reverse("support", args=[initiative.key])),
            (str(desk.button), ""),
        ],
    }
    return render(request, "initiatives/support_enter.html", context)
