"""The short address that stands in the letter: a code leads to the question it was made for."""

from collections.abc import Iterator, Mapping

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from accounts.throttle import TooManyTries, attempt_of
from initiatives.deeds.support_codes import VOIDED, read_code
from initiatives.forms.neighbour import CodeForm
from initiatives.models import SupportCheck
from initiatives.statuses import Status
from initiatives.views.heard import last_asked
from initiatives.views.idea import too_often
from initiatives.views.neighbour import answer_address, has_form
from initiatives.views.neighbour_answer import too_often_sentence
from initiatives.views.neighbour_kept import keep_typed_code
from initiatives.views.public import neighbour_address, on_the_website
from initiatives.workflow.action import Refused
from initiatives.workflow.sentences import long_day


@login_not_required
@never_cache
@sensitive_post_parameters("code")
@require_http_methods(["GET", "HEAD", "POST"])
def show(request: HttpRequest) -> HttpResponse:
    """One box."""
    form = CodeForm(request.POST or None)
    if request.method != "POST" or not form.is_valid():
        return _show(request, form)
    try:
        check = find_question(request, form.cleaned_data["code"])
    except TooManyTries:
        form.add_error(None, too_often_sentence())
        return too_often(_show(request, form, status=429))
    except Refused as refusal:
        form.add_error("code", str(refusal))
        return _show(request, form)
    heard = last_asked(check.initiative)
    if heard is None or heard.check != check or not has_form(heard):
        return redirect(neighbour_address(check.initiative))
    keep_typed_code(request, check, form.cleaned_data["code"])
    return redirect(answer_address(check.initiative))


def find_question(request: HttpRequest, typed: str) -> SupportCheck:
    """The question of this code; counted before anything is computed. Raises Refused, or TooManyTries."""
    attempt = attempt_of(request, what="neighbour-typed")
    code = read_code(typed)
    attempt.give_back()
    initiative = on_the_website().for_list().filter(pk=code.poll.initiative_id).first()
    if initiative is None:
        raise Refused(_("Deze vraag staat nu niet op de website. Bel ons."))
    code.poll.initiative = initiative
    if code.void_at is not None and not code.poll.is_closed:
        raise Refused(VOIDED)
    return code.poll


def _going_on() -> Iterator[Mapping[str, str]]:
    """What the neighbourhood is asked now, on the website: who has no code came from a poster."""
    today = timezone.localdate()
    public = on_the_website().for_list().filter(status=Status.SUPPORT_CHECK)
    running = SupportCheck.objects.filter(closed_at=None, closes_on__gte=today, initiative__in=public)
    last_days = dict(running.values_list("initiative_id", "closes_on"))
    for initiative in public.filter(pk__in=last_days).order_by("title", "pk"):
        url, day = neighbour_address(initiative), long_day(last_days[initiative.pk])
        yield {"title": initiative.title, "url": url, "last_day": day}


def _show(request: HttpRequest, form: CodeForm, *, status: int = 200) -> HttpResponse:
    """The page."""
    context = {"form": form, "asked": list(_going_on()), "breadcrumb": [(_("Wat vindt u ervan?"), "")]}
    return render(request, "initiatives/neighbour_code.html", context, status=status)
