"""The doors of the resident's page: in with number and code, look, answer, stop, out."""

from functools import partial

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.throttle import WINDOW_SECONDS, TooManyTries, attempt_of
from initiatives.deeds.access import opens_for_resident
from initiatives.forms.status import AnswerForm, EvaluateForm, StatusSignInForm, StopForm, read_reference
from initiatives.models import Initiative
from initiatives.models.access_code import is_access_code
from initiatives.models.choices import WithdrawReason
from initiatives.models.parts import forget_parts
from initiatives.views.status.sending import received, sent_once, walk
from initiatives.views.status.session import (
    close_session,
    find_opened,
    first_page,
    open_session,
    remember_letters,
    with_code,
)
from initiatives.views.status.story import may_stop, open_question, read_story
from initiatives.views.status.uploads import may_send, own_files
from kernen.municipality import find_municipality


@login_not_required
@never_cache
@sensitive_post_parameters("code")
@require_http_methods(["GET", "HEAD", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    """Number and code; the card's QR fills in the number."""
    remember_letters(request)
    municipality = find_municipality()
    example = f"{municipality.prefix if municipality else 'ABC'}-2026-0042"
    if request.method != "POST":
        number = read_reference(request.GET.get("nummer", ""))
        if not number and find_opened(request, at=timezone.now()):
            # Who is in already is not asked again; a card of another idea brings its own number.
            return redirect("status")
        return _show_sign_in(request, StatusSignInForm(initial={"nummer": number}, example=example))
    form = StatusSignInForm(request.POST, example=example)
    if not form.is_valid():
        return _show_sign_in(request, form)
    try:
        opened = find_by_code(request, **form.cleaned_data)
    except TooManyTries:
        return too_many(request)
    if opened is None:
        form.add_error(None, _("Dit nummer en deze code horen niet bij elkaar. Kijk nog eens goed op uw kaart."))
        return _show_sign_in(request, form)
    open_session(request, opened, at=timezone.now())
    return first_page(request, opened)


def find_by_code(request: HttpRequest, *, nummer: str, code: str) -> Initiative | None:
    """The initiative of this number and code; the same work is done for a wrong code and an unknown number."""
    reference = read_reference(nummer)
    attempt = attempt_of(request, what="status", and_by=(f"number {reference or nummer}",))
    found = Initiative.objects.filter(reference=reference).first()
    opens = found is not None and opens_for_resident(found)
    fits = is_access_code(code, kept=found.access_code_hash if found and opens else "")
    if not fits:
        return None
    attempt.give_back()
    return found


def _show_sign_in(request: HttpRequest, form: StatusSignInForm) -> HttpResponse:
    """The page with the two boxes."""
    context = {
        "form": form,
        "expired": "verlopen" in request.GET,
        "breadcrumb": [(_("Volg uw idee"), "")],
    }
    return render(request, "initiatives/status_sign_in.html", context)


def too_many(request: HttpRequest) -> HttpResponse:
    """Come back later, or call."""
    context = {"wait": _("%s minuten") % (WINDOW_SECONDS // 60), "breadcrumb": [(_("Volg uw idee"), "")]}
    response = render(request, "429.html", context, status=429)
    response.headers["Retry-After"] = str(WINDOW_SECONDS)
    return response


@login_not_required
@require_safe
@with_code
def show(request: HttpRequest, initiative: Initiative) -> HttpResponse:
    """Where it is, whose turn it is, what happens when, what to do, whom to call."""
    return show_story(request, initiative)


def show_story(
    request: HttpRequest,
    initiative: Initiative,
    *,
    answered: AnswerForm | None = None,
    evaluated: EvaluateForm | None = None,
    typed: str = "",
    status: int = 200,
) -> HttpResponse:
    """The page, with the form for an answer where there is a question, and for looking back at the end."""
    story = read_story(initiative, today=timezone.localdate())
    once = sent_once(initiative)
    asked = {"question": story.question.pk} if story.question else {}
    context = {
        "initiative": initiative,
        "story": story,
        "form": (answered or AnswerForm(initial=once | asked)) if story.question else None,
        "evaluation": (evaluated or EvaluateForm(initial=once)) if story.may_evaluate else None,
        "typed": "" if story.question else typed,
        "files": own_files(initiative),
        "may_send": may_send(initiative),
    }
    return render(request, "initiatives/status.html", context, status=status)


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
@with_code
def answer(request: HttpRequest, initiative: Initiative) -> HttpResponse:
    """The answer to our question, also when a colleague did something else meanwhile."""
    if request.method != "POST":
        return redirect("status")
    form = AnswerForm(request.POST, request.FILES)
    if form.is_valid() and walk(
        "receive_info",
        initiative,
        form,
        still=partial(_is_asked, form),
        files=form.cleaned_data["attachments"],
        answer=form.cleaned_data["answer"],
    ):
        messages.success(request, received(_("Dank u voor uw antwoord. Wij gaan verder met uw idee.")))
        return redirect("status")
    return _again(request, initiative, form, typed=form.data.get("answer", ""))


def _is_asked(form: AnswerForm, initiative: Initiative) -> bool:
    """The question that was read is still the one that is open."""
    return initiative.info_requests.filter(pk=form.cleaned_data["question"] or 0, closed_at=None).exists()


def _again(request: HttpRequest, initiative: Initiative, form: AnswerForm, *, typed: str) -> HttpResponse:
    """The page as it is now, with what was typed still there and the question that is open now."""
    form.ask_files_again()
    initiative.refresh_from_db()
    forget_parts(initiative)
    form.make_sendable(version=initiative.version)
    is_open = open_question(initiative)
    form.data = dict(form.data.items()) | {"question": str(is_open.pk) if is_open else ""}
    status = 409 if form.non_field_errors() else 200
    return show_story(request, initiative, answered=form, typed=typed, status=status)


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
@with_code
def stop(request: HttpRequest, initiative: Initiative) -> HttpResponse:
    """Anybody may stop, at any time, without explaining."""
    if initiative.is_untold or (request.method != "POST" and not may_stop(initiative)):
        return redirect("status")
    if request.method != "POST":
        return _show_stop(request, StopForm(initial=sent_once(initiative)), initiative)
    form = StopForm(request.POST)
    if form.is_valid() and walk(
        "withdraw",
        initiative,
        form,
        still=may_stop,
        reason=WithdrawReason.WITHDRAWN,
        others_asked=True,
        confirmed=True,
    ):
        messages.success(request, received(_("Uw idee is gestopt. U mag altijd terugkomen.")))
        return redirect("status")
    initiative.refresh_from_db()
    form.make_sendable(version=initiative.version)
    return _show_stop(request, form, initiative, status=409 if form.non_field_errors() else 200)


def _show_stop(request: HttpRequest, form: StopForm, initiative: Initiative, *, status: int = 200) -> HttpResponse:
    """What stopping means, before it is done."""
    context = {
        "initiative": initiative,
        "form": form,
        "consequences": [
            _("Wij doen niets meer met uw idee."),
            _("Wij laten het weten aan uw contactpersoon."),
            _("Wilt u later toch verder? Bel dan uw contactpersoon."),
        ],
        "breadcrumb": [(_("Volg uw idee"), reverse("status")), (_("Stoppen"), "")],
    }
    return render(request, "initiatives/status_stop.html", context, status=status)


@login_not_required
@require_POST
def leave(request: HttpRequest) -> HttpResponse:
    """Out; who comes after at this screen sees nothing."""
    close_session(request)
    return redirect("home")
