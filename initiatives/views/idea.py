"""Ik heb een idee: who helps you, what happens, what we look at; and a short form that becomes a signal."""

from pathlib import PurePath
from typing import Any
from urllib.parse import urlencode
from uuid import uuid4

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from accounts.throttle import WINDOW_SECONDS, TooManyTries, attempt_of
from initiatives.clocks import load_clocks
from initiatives.deeds.signals import take_in
from initiatives.forms.signal import CarefulForm, IdeaForm, ReactionForm
from initiatives.models import Signal
from initiatives.views.contact import Contact, coordinator_contact, municipal_contact
from initiatives.views.intake import key_of
from initiatives.views.public import coordinator_of
from initiatives.views.telling import ASKED_OF_EVERY_IDEA, Text
from initiatives.workflow.sentences import long_day
from kernen.current import current_kernen
from kernen.models import Kern, Municipality, Role, RoleHolding
from kernen.municipality import find_municipality
from kernen.words import words_for_residents

# What happens after one tells an idea.
FIVE_STEPS: tuple[tuple[Text, Text], ...] = (
    (gettext_lazy("U vertelt uw idee"), gettext_lazy("Bel de coördinator, of schrijf het hieronder op.")),
    (gettext_lazy("Wij praten met u"), gettext_lazy("Wat wilt u doen? Wie doen er mee?")),
    (gettext_lazy("Wij bekijken uw idee"), gettext_lazy("Een medewerker kijkt wat er kan. Soms vragen wij de buurt.")),
    (gettext_lazy("U hoort ja of nee"), gettext_lazy("Wij bellen u en leggen uit waarom.")),
    (gettext_lazy("U gaat aan de slag"), gettext_lazy("U doet het met uw buren. De gemeente helpt.")),
)
PICTURES = {".png": "image/png", ".jpg": "image/jpeg", ".jpeg": "image/jpeg"}


def helper_for(kern: Kern | None, municipality: Municipality | None) -> Contact | None:
    """The coordinator of this kern; where there is none or no kern was said, the number that always answers."""
    if (held := coordinator_of(kern)) is not None:
        return coordinator_contact(held.user)
    return municipal_contact(municipality) if municipality else None


def _kern_of(request: HttpRequest) -> Kern | None:
    """The kern in the address, if there is one of that name."""
    slug = request.GET.get("kern", "").replace("\x00", "")[:80]
    return Kern.objects.current().filter(slug=slug).first() if slug else None


@login_not_required
@sensitive_post_parameters("text", "name", "phone", "email")
@require_http_methods(["GET", "HEAD", "POST"])
def show_idea(request: HttpRequest) -> HttpResponse:
    """The page for who has an idea; the form where the municipality wants it."""
    municipality = find_municipality()
    takes_signals = municipality is not None and municipality.takes_signals
    kern = _kern_of(request)
    if request.method != "POST":
        form = _form(None, initial={"kern": kern.slug if kern else ""}) if takes_signals else None
        return _show(request, kern, municipality, form)
    if not takes_signals:
        raise Http404
    form = _form(request.POST)
    if form.is_valid() and not form.remarks():
        columns = form.columns()
        if keep_once(request, form, **columns):
            reached = columns["phone"] or columns["email"]
            said = {"kern": form.cleaned_data["kern"], "antwoord": "ja" if reached else "nee"}
            return redirect(f"{reverse('idea_thanks')}?{urlencode(said)}")
        return too_often(_show(request, kern, municipality, form, status=429))
    return _show(request, kern, municipality, form)


def _form(data: Any, **more: Any) -> IdeaForm:
    """The short form with the kernen of today."""
    return IdeaForm(data, kernen=current_kernen(), word=words_for_residents()["kern_b1"], **more)


def keep_once(request: HttpRequest, form: CarefulForm, **columns: Any) -> bool:
    """One signal, however often it is sent; False where too many come from one place. A machine is thanked too."""
    key = key_of(request) or uuid4()
    if form.is_trapped or Signal.objects.filter(form_key=key).exists():
        return True
    try:
        attempt_of(request, what="signal", once=str(key))
    except TooManyTries:
        form.add_error(None, _too_often_sentence())
        return False
    take_in(at=timezone.now(), form_key=key, **columns)
    return True


def _too_often_sentence() -> str:
    """Wait or call; what was typed is still there."""
    municipality = find_municipality()
    return _(
        "Er is net al vaak iets verstuurd. Wacht %(minutes)s minuten, of bel ons: %(phone)s. Uw tekst staat er nog."
    ) % {"minutes": WINDOW_SECONDS // 60, "phone": municipality.phone if municipality else ""}


def too_often(response: HttpResponse) -> HttpResponse:
    """When to come back, for machines too."""
    response.headers["Retry-After"] = str(WINDOW_SECONDS)
    return response


def sending(request: HttpRequest, form: CarefulForm | ReactionForm | None) -> dict[str, Any]:
    """What every page with such a form shows: the key, and what might better be left out."""
    remarks = form.remarks() if form is not None and form.is_bound and form.is_valid() else []
    return {"form": form, "form_key": key_of(request) or uuid4(), "remarks": remarks}


def _show(
    request: HttpRequest, kern: Kern | None, municipality: Municipality | None, form: IdeaForm | None, status: int = 200
) -> HttpResponse:
    """Who helps, what happens, what we look at, and the form."""
    context = {
        "helper": helper_for(kern, municipality),
        "kern": kern,
        "kernen": current_kernen(),
        "steps": FIVE_STEPS,
        "questions": ASKED_OF_EVERY_IDEA,
        "breadcrumb": [(_("Ik heb een idee"), "")],
    }
    return render(request, "initiatives/idea.html", context | sending(request, form), status=status)


@login_not_required
@require_safe
def show_thanks(request: HttpRequest) -> HttpResponse:
    """Who reads it, and by when one hears something; the address holds nothing of anybody."""
    kern = _kern_of(request)
    context = {
        "helper": helper_for(kern, find_municipality()),
        "kern": kern,
        "day": long_day(load_clocks().after("signal", timezone.localdate())),
        "answered": request.GET.get("antwoord") == "ja",
        "breadcrumb": [(_("Ik heb een idee"), reverse("idea")), (_("Dank u wel"), "")],
    }
    return render(request, "initiatives/idea_thanks.html", context)


@login_not_required
@require_safe
def show_photo(_request: HttpRequest, pk: int) -> HttpResponse:
    """The face of somebody who is an external coordinator today; of nobody else."""
    held = RoleHolding.objects.current(timezone.localdate()).filter(role=Role.EXTERNAL_COORDINATOR, user=pk)
    user = held.people().exclude(photo="").first()
    kind = PICTURES.get(PurePath(user.photo.name or "").suffix.lower()) if user else None
    if user is None or kind is None:
        raise Http404
    try:
        with user.photo.open("rb") as picture:
            drawn = picture.read()
    except OSError:
        raise Http404 from None
    return HttpResponse(
        drawn,
        content_type=kind,
        headers={"Cache-Control": "public, max-age=3600", "X-Content-Type-Options": "nosniff"},
    )
