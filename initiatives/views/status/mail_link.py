"""The second way in: a link by mail, asked for with number and address, opened with one button."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_http_methods

from accounts.throttle import TooManyTries, attempt_of
from initiatives.deeds.mail_link import find_link, hash_token, send_link, use_link
from initiatives.forms.status import LinkForm, read_reference
from initiatives.models.mail_link import MailLink
from initiatives.views.status.doors import too_many
from initiatives.views.status.session import came_with, find_opened, first_page, open_session, remember_letters

# Only the name of the site goes along to where one clicks. "no-referrer" would send no origin with the button
# either, and then the check against forged forms refuses it.
REFERRER = "strict-origin"


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: HttpRequest) -> HttpResponse:
    """Number and address; whatever is true, the answer is the same."""
    remember_letters(request)
    if request.method != "POST":
        number = read_reference(request.GET.get("nummer", ""))
        return _show_ask(request, LinkForm(initial={"nummer": number}))
    form = LinkForm(request.POST)
    if not form.is_valid():
        return _show_ask(request, form)
    nummer, email = form.cleaned_data["nummer"], form.cleaned_data["email"]
    reference = read_reference(nummer)
    try:
        attempt_of(request, what="mail_link", and_by=(f"number {reference or nummer}",))
    except TooManyTries:
        return too_many(request)
    send_link(reference=reference, email=email, at=timezone.now())
    return redirect(f"{reverse('status_ask_link')}?gevraagd=1")


def _show_ask(request: HttpRequest, form: LinkForm) -> HttpResponse:
    """The two boxes, or what happens now."""
    context = {
        "form": form,
        "is_asked": "gevraagd" in request.GET and not form.is_bound,
        "breadcrumb": [(_("Volg uw idee"), reverse("status_sign_in")), (_("Link per mail"), "")],
    }
    return render(request, "initiatives/status_ask_link.html", context)


@login_not_required
@never_cache
@sensitive_variables("token")
@require_http_methods(["GET", "HEAD", "POST"])
def enter(request: HttpRequest, token: str) -> HttpResponse:
    """Looking changes nothing, as programs that check mail look too; the button opens the page, once."""
    response = _enter(request, token)
    response.headers["Referrer-Policy"] = REFERRER
    response.headers["X-Robots-Tag"] = "noindex"
    return response


@sensitive_variables("token")
def _enter(request: HttpRequest, token: str) -> HttpResponse:
    """The button, the page behind it, or what to do with a link that is over."""
    now = timezone.now()
    if _is_inside(request, token):
        return redirect("status")
    link = find_link(token, at=now)
    if link is None or (request.method == "POST" and not use_link(link, at=now)):
        context = {"breadcrumb": [(_("Volg uw idee"), reverse("status_sign_in")), (_("Link per mail"), "")]}
        return render(request, "initiatives/status_link_over.html", context, status=410)
    if request.method == "POST":
        open_session(request, link.initiative, at=now, link=link.pk)
        return first_page(request, link.initiative)
    return render(request, "initiatives/status_link.html", {"breadcrumb": [(_("Volg uw idee"), "")]})


def _is_inside(request: HttpRequest, token: str) -> bool:
    """A second press of the button by who is in already."""
    pk = came_with(request)
    used = pk and MailLink.objects.filter(pk=pk, token_hash=hash_token(token)).exists()
    return bool(used and find_opened(request, at=timezone.now()))
