"""Writing down an idea in two minutes; and helping somebody on who comes for something else."""

from typing import Any
from uuid import UUID, uuid4

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.models import User
from initiatives.clocks import load_clocks
from initiatives.deeds.intake import Idea, kernen_to_log_for, log_idea, refer, save_draft
from initiatives.forms.intake import ELSEWHERE, IntakeForm, ReferralForm
from initiatives.models import Initiative, Referral
from initiatives.models.choices import SENSITIVE_REFERRALS, ReferralKind, SixQuestions
from initiatives.views.card import keep_fresh_code
from initiatives.views.signed_in import signed_in
from kernen.current import current_kernen
from kernen.models import Kern
from kernen.roles import roles_of
from kernen.words import words

# The buttons that keep a draft or refer; every other press writes the idea down for good.
LATER, REFER = "later", "refer"


def who_may_log(request: HttpRequest) -> User:
    """The person behind the request, who must be one that writes down ideas; 403 for everybody else."""
    user = signed_in(request)
    if not roles_of(user).may_log:
        raise PermissionDenied
    return user


def key_of(request: HttpRequest) -> UUID | None:
    """The key of this form, against double clicks; None where somebody took it out."""
    try:
        return UUID(request.POST.get("form_key", ""))
    except ValueError:
        return None


def intake_form(request: HttpRequest, user: User, *, extra: Kern | None = None, **more: Any) -> IntakeForm:
    """The form with the kernen of this person, and the one that a draft is about already."""
    own = kernen_to_log_for(user)
    return IntakeForm(
        request.POST or None,
        own=[*own, *([extra] if extra and extra not in own else [])],
        kernen=current_kernen(),
        word=words()["kern"].singular,
        draft=request.POST.get("action") == LATER,
        **more,
    )


def idea_of(form: IntakeForm) -> Idea:
    """What was typed, as the deed takes it."""
    kern, others = form.kernen()
    return Idea(columns=form.columns(), kern=kern, others=others, person=form.person())


@require_http_methods(["GET", "POST"])
def start(request: HttpRequest) -> HttpResponse:
    """The form; a draft, a logged idea, or on to the referral of what is no idea."""
    user = who_may_log(request)
    form = intake_form(request, user)
    if request.method == "POST":
        if form["kind"].value() in ELSEWHERE:
            return _carry_over(request, user, form)
        if request.POST.get("action") == REFER:
            form.add_error("kind", _("Kies eerst wat het is."))
        elif form.is_valid():
            return _keep(request, user, form)
    return show_intake(request, form)


def show_intake(request: HttpRequest, form: IntakeForm, *, status: int = 200, **more: Any) -> HttpResponse:
    """The page, for a new idea and for a draft."""
    context = {
        "form": form,
        "form_key": key_of(request) or uuid4(),
        "questions": SixQuestions.labels,
        "breadcrumb": [(_("Idee vastleggen"), "")],
    }
    return render(request, "initiatives/intake.html", context | more, status=status)


def _keep(request: HttpRequest, user: User, form: IntakeForm) -> HttpResponse:
    """One initiative, however often the button is pressed."""
    now, key, idea = timezone.now(), key_of(request), idea_of(form)
    try:
        if form.draft:
            initiative = save_draft(by=user, at=now, idea=idea, form_key=key)
        else:
            initiative, code = log_idea(by=user, at=now, idea=idea, form_key=key)
            if code:
                keep_fresh_code(request, initiative, code)
    except Initiative.DoesNotExist:
        # The key is that of somebody else's form.
        raise PermissionDenied from None
    if initiative.reference is None:
        messages.success(request, _("Het concept is bewaard. U kunt er later mee verder."))
        return redirect("initiative_edit", initiative.key)
    warn_when_too_soon(request, initiative)
    return redirect("initiative_card", initiative.key)


def too_soon(initiative: Initiative) -> bool:
    """Whether it must be there before the normal terms are over."""
    if initiative.needed_by is None:
        return False
    clocks, day = load_clocks(), timezone.localdate(initiative.logged_at)
    for term in ("route", "accept", "review", "decide"):
        day = clocks.after(term, day)
    return initiative.needed_by < day


def warn_when_too_soon(request: HttpRequest, initiative: Initiative) -> None:
    """Better said now than after the feast."""
    if too_soon(initiative):
        messages.warning(request, _("Let op de dag waarop het klaar moet zijn: dit halen wij waarschijnlijk niet."))


# ---- what is not an initiative ------------------------------------------------------------------------


def _carry_over(request: HttpRequest, user: User, form: IntakeForm) -> HttpResponse:
    """On to the referral; what was typed goes along, except where nothing may be kept."""
    kind = ReferralKind(str(form["kind"].value()))
    typed = [request.POST.get(name, "").replace("\x00", "").strip() for name in ("title", "summary")]
    story = "" if kind in SENSITIVE_REFERRALS else "\n".join(filter(None, typed))
    initial = {"text": story, "kern": request.POST.get("kern", "")}
    return _show_referral(request, referral_form(None, user, kind=kind, initial=initial))


def referral_form(data: Any, user: User, *, kind: ReferralKind, initial: dict[str, str] | None = None) -> ReferralForm:
    """The form of this kind, with the kernen of this person."""
    return ReferralForm(
        data,
        kind=kind,
        kernen=kernen_to_log_for(user),
        word=words()["kern"].singular,
        today=timezone.localdate(),
        initial=initial,
    )


@require_http_methods(["GET", "POST"])
def refer_on(request: HttpRequest, kind: str) -> HttpResponse:
    """Who helps, and how it came in; one row and no initiative."""
    user = who_may_log(request)
    if kind not in ReferralKind.values:
        raise Http404
    form = referral_form(request.POST or None, user, kind=ReferralKind(kind))
    if request.method != "POST" or not form.is_valid():
        return _show_referral(request, form)
    key = key_of(request) or uuid4()
    story = {name: form.cleaned_data.get(name, "") for name in ("receiver_email", "text")}
    refer(kind=form.kind, by=user, at=timezone.now(), form_key=key, **form.columns(), **story)
    return redirect("referral_done", key)


def _show_referral(request: HttpRequest, form: ReferralForm) -> HttpResponse:
    """The short form."""
    context = {
        "form": form,
        "kind": form.kind.value,
        "elsewhere": ELSEWHERE[form.kind],
        "private": form.kind in SENSITIVE_REFERRALS,
        "form_key": key_of(request) or uuid4(),
        "breadcrumb": [(_("Doorverwijzen"), "")],
    }
    return render(request, "initiatives/referral_form.html", context)


@require_safe
def referral_done(request: HttpRequest, form_key: UUID) -> HttpResponse:
    """What to say to the resident, and whom to call."""
    who_may_log(request)
    referral = get_object_or_404(Referral.objects.select_related("kern"), form_key=form_key)
    context = {
        "referral": referral,
        "elsewhere": ELSEWHERE[ReferralKind(referral.kind)],
        "private": referral.kind in SENSITIVE_REFERRALS,
        "breadcrumb": [(_("Doorverwezen"), "")],
    }
    return render(request, "initiatives/referral_done.html", context)
