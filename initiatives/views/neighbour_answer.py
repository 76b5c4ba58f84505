"""A neighbour answers: with the code of a letter or without one, once however often it is sent, and can change it."""

from typing import Any
from uuid import UUID, uuid4, uuid5

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from accounts.throttle import TRIES, WINDOW_SECONDS, Attempt, TooManyTries, attempt_of
from initiatives.deeds.support import say
from initiatives.deeds.support_codes import digests_of, find_code
from initiatives.forms.neighbour import ANSWERS, NeighbourForm, Who
from initiatives.models import Initiative, SupportCheck, SupportCode, SupportVoice
from initiatives.models.choices import SupportMethod
from initiatives.views.heard import Heard
from initiatives.views.idea import helper_for, too_often
from initiatives.views.intake import key_of
from initiatives.views.neighbour import answer_address, find_asked, has_form, show_page
from initiatives.views.neighbour_kept import (
    answered_just_now,
    is_told,
    open_for,
    remember_answer,
    take_answer,
    typed_code,
    was_here,
)
from initiatives.views.public import WHOLE, crumbs_to, neighbour_address, tell
from initiatives.workflow.action import Refused
from initiatives.workflow.sentences import long_day
from kernen.municipality import find_municipality

# Where an answer on a page was given; staff read it beside the streets of the lists.
PLACE = "website"
# An evening in the village hall, or a street behind one provider: so many answers without a code at most.
ONE_HALL = 30


@login_not_required
@never_cache
@sensitive_post_parameters("answer", "why", "code")
@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: HttpRequest, slug: str, reference: str) -> HttpResponse:
    """The same page with the form in it."""
    initiative, heard = find_asked(reference)
    here = answer_address(initiative)
    if request.path != here:
        return redirect(here)
    if not has_form(heard):
        return _shut(request, initiative, heard, slug)
    form = _form_for(request, heard.check)
    if request.method == "POST" and _came_before(request, heard.check):
        return redirect(f"{here}dank-u-wel/")
    if request.method != "POST" or not form.is_valid() or form.remarks():
        return _show_form(request, initiative, heard, slug, form)
    try:
        if not form.is_trapped:
            _take_in(request, heard.check, form)
    except TooManyTries:
        form.add_error(None, too_often_sentence())
        return too_often(_show_form(request, initiative, heard, slug, form, status=429))
    except Refused as refusal:
        form.add_error("code", str(refusal))
        return _show_form(request, initiative, heard, slug, form)
    return redirect(f"{here}dank-u-wel/")


def _shut(request: HttpRequest, initiative: Initiative, heard: Heard, slug: str) -> HttpResponse:
    """Nobody can answer here now; who tried reads why, and what was typed is still there."""
    if request.method != "POST":
        return redirect(neighbour_address(initiative))
    refused = heard.why_no_answers or _("Op deze pagina kunt u niet antwoorden.")
    typed = request.POST.get("why", "")[:2000]
    return show_page(request, initiative, heard, slug, status=409, refused=refused, typed=typed)


def _form_for(request: HttpRequest, check: SupportCheck) -> NeighbourForm:
    """Asks for a code where there is no other way; else who it is, where somebody answered here just now."""
    open_to_all = SupportMethod.PAGE in check.ways
    return NeighbourForm(
        request.POST or None,
        needs_code=not open_to_all,
        asks_who=open_to_all and answered_just_now(request, check) is not None,
        initial={"code": typed_code(request, check)},
    )


def _show_form(
    request: HttpRequest, initiative: Initiative, heard: Heard, slug: str, form: NeighbourForm, *, status: int = 200
) -> HttpResponse:
    """The page with the form, and with what might better be left out of it."""
    open_for(request, heard.check)
    remarks = form.remarks() if form.is_bound and form.is_valid() else []
    more = {"form": form, "form_key": key_of(request) or uuid4(), "remarks": remarks}
    return show_page(request, initiative, heard, slug, status=status, **more)


def too_often_sentence() -> str:
    """Wait or call; what was typed is still there."""
    municipality = find_municipality()
    return _("Er is net al vaak iets verstuurd. Wacht %(minutes)s minuten, of bel ons: %(phone)s.") % {
        "minutes": WINDOW_SECONDS // 60,
        "phone": municipality.phone if municipality else "",
    }


# ---- one answer --------------------------------------------------------------------------------------------------


def _came_before(request: HttpRequest, check: SupportCheck) -> bool:
    """A second press of the same button, with nothing changed since."""
    key = key_of(request)
    said = SupportVoice.objects.filter(form_key=key, code__poll=check).select_related("code").first() if key else None
    if said is None or said != _last_voice(said.code):
        return False
    typed = request.POST.get("code", "")
    posted = (request.POST.get("answer"), _plain(request.POST.get("why", "")))
    return (not typed.strip() or said.code.digest in digests_of(typed)) and posted == (said.answer, _plain(said.why))


def _plain(text: str) -> str:
    """The words alone, however a browser sent the ends of lines."""
    return " ".join(text.replace("\x00", "").split())


def _last_voice(code: SupportCode) -> SupportVoice | None:
    """The answer of this code that counts."""
    return code.voices.order_by("given_on", "pk").last()


def _take_in(request: HttpRequest, check: SupportCheck, form: NeighbourForm) -> None:
    """One answer into the count. Raises Refused with a sentence, or TooManyTries.

    A wrong code counts as a try of this network, and an answer without one as one of the many of a whole hall; a right
    code may change its answer as often as anybody may try.
    """
    now, data = timezone.now(), form.cleaned_data
    what, tries = ("neighbour-typed", TRIES) if data["code"] else ("neighbour", ONE_HALL)
    attempt = attempt_of(request, what=what, tries=tries)
    code = _code_of(request, check, data)
    last = _last_voice(code) if code else None
    if code is not None:
        attempt.give_back()
        if last is not None and (last.answer, last.why) == (data["answer"], data["why"]):
            _remember(request, check, code, data)
            return
        Attempt(what="neighbour-code", by=(str(code.pk),))
    voice, fresh = say(
        check,
        code=code,
        answer=data["answer"],
        why=data["why"],
        way=_way_of(code),
        place=PLACE,
        given_on=timezone.localdate(now),
        by=None,
        at=now,
        form_key=_free_key(request, last),
    )
    if fresh or code is not None or not was_here(request, check):
        _remember(request, check, voice.code, data, fresh=fresh)


def _code_of(request: HttpRequest, check: SupportCheck, data: dict[str, Any]) -> SupportCode | None:
    """The code that was typed; else that of the answer given here just now, by who says to be the same person."""
    if data["code"]:
        return find_code(data["code"], check=check)
    return answered_just_now(request, check) if data.get("who") == Who.SAME else None


def _way_of(code: SupportCode | None) -> SupportMethod:
    """A letter stays a letter, so that the result tells households that were asked from an open page."""
    return SupportMethod.LETTER if code and code.way == SupportMethod.LETTER else SupportMethod.PAGE


def _free_key(request: HttpRequest, last: SupportVoice | None) -> UUID:
    """The key of the form; of a form that came back with another answer a key that follows from both."""
    key = key_of(request) or uuid4()
    used = last is not None and SupportVoice.objects.filter(form_key=key).exists()
    return uuid5(key, str(last.pk)) if last and used else key


def _remember(
    request: HttpRequest, check: SupportCheck, code: SupportCode, data: dict[str, Any], *, fresh: str = ""
) -> None:
    """For the page that follows; a code that still waits there to be shown is not lost by a second press."""
    if fresh or not is_told(request, check):
        remember_answer(request, check, code=code, answer=data["answer"], why=data["why"], fresh=fresh)


@login_not_required
@never_cache
@require_safe
def thank(request: HttpRequest, slug: str, reference: str) -> HttpResponse:
    """What was answered, and once the code with which it can be changed."""
    initiative, heard = find_asked(reference)
    if not was_here(request, heard.check):
        return redirect(neighbour_address(initiative))
    said, told = take_answer(request, heard.check), tell(initiative)
    context = {
        "told": told,
        "page_url": neighbour_address(initiative),
        "answer": dict(ANSWERS).get(said.get("answer", ""), ""),
        "why": said.get("why", ""),
        "code": said.get("code", ""),
        "can_change": heard.takes_answers,
        "last_day": long_day(heard.check.closes_on),
        "address": f"{settings.SITE_URL.partition('://')[2]}/buurt",
        "helper": helper_for(initiative.lead_kern, find_municipality()),
        "breadcrumb": [*crumbs_to(slug, _place(slug, told.where)), (told.title, told.url), (_("Dank u wel"), "")],
    }
    return render(request, "initiatives/neighbour_thanks.html", context)


def _place(slug: str, where: str) -> str:
    """As the way back names it."""
    return _("De hele gemeente") if slug == WHOLE else where
