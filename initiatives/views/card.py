"""The card the resident takes home: number, code, and where to look."""

from base64 import urlsafe_b64encode
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from uuid import UUID, uuid4

import qrcode
from cryptography.fernet import Fernet, InvalidToken
from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from initiatives.deeds.access import issue_code, may_hold_card, may_issue
from initiatives.forms.status import SentOnceForm, read_reference
from initiatives.letters.receipt import Line, first_reader, receipt_lines
from initiatives.models import Initiative
from initiatives.models.access import Looked
from initiatives.statuses import Status
from initiatives.views.contact import contact_for
from initiatives.views.noted import note, refuse
from initiatives.views.signed_in import signed_in
from initiatives.workflow.action import NotNow, NotYours
from initiatives.workflow.once import handled

FRESH = "fresh_codes"


def keep_fresh_code(request: HttpRequest, initiative: Initiative, code: str) -> None:
    """Until the card page shows it, which is once."""
    request.session[FRESH] = request.session.get(FRESH, {}) | {str(initiative.pk): seal_code(code)}


def seal_code(code: str) -> str:
    """As it lies in the session."""
    return _seal().encrypt(code.encode()).decode()


def open_code(sealed: str) -> str:
    """As it stands on the card; empty when the key changed meanwhile."""
    try:
        return _seal().decrypt(sealed).decode()
    except InvalidToken:
        return ""


def _seal() -> Fernet:
    """So that a session in a stolen database says nothing about a code nobody has seen yet."""
    return Fernet(urlsafe_b64encode(sha256(f"fresh code {settings.SECRET_KEY}".encode()).digest()))


def take_fresh_code(request: HttpRequest, initiative: Initiative) -> str:
    """The code, and it is gone; empty where there is none to show."""
    kept = dict(request.session.get(FRESH, {}))
    if str(initiative.pk) not in kept or request.method != "GET":
        return ""
    code = open_code(kept.pop(str(initiative.pk)))
    request.session[FRESH] = kept
    return code


@require_http_methods(["GET", "HEAD", "POST"])
def show_card(request: HttpRequest, key: str) -> HttpResponse:
    """The card; with its code only when that was just made. Posting makes a new one."""
    user = signed_in(request)
    initiative = get_object_or_404(
        Initiative.objects.visible_to(user).exclude(reference=None), reference=read_reference(key)
    )
    if not may_hold_card(initiative, by=user):
        refuse(Looked.PRINT, initiative, by=user)
    if request.method == "POST":
        return _make_code(request, initiative)
    note(Looked.PRINT, initiative, by=user)
    reissue = SentOnceForm(initial={"version": initiative.version, "form_key": uuid4()})
    context = {
        "initiative": initiative,
        "code": take_fresh_code(request, initiative),
        "address": settings.SITE_URL.partition("://")[2],
        "qr": draw_qr(f"{settings.SITE_URL}/volg/?nummer={initiative.reference}"),
        "contact": contact_for(initiative, on=timezone.localdate()),
        "receipt": _receipt_of(initiative),
        "may_issue": may_issue(initiative, by=user),
        "form": reissue,
        "breadcrumb": [(initiative.title, initiative.get_absolute_url()), (_("Kaart"), "")],
    }
    return render(request, "initiatives/card.html", context)


def _receipt_of(initiative: Initiative) -> Sequence[Line]:
    """What was written down, to take home with the card; of what is confidential it goes to the reader alone."""
    if initiative.status != Status.EXPLORING or initiative.is_confidential or initiative.is_emptied:
        return ()
    return receipt_lines(initiative, person=first_reader(initiative))


def _make_code(request: HttpRequest, initiative: Initiative) -> HttpResponse:
    """A new code in place of the old one; pressed twice, it is made once."""
    form = SentOnceForm(request.POST)
    form.is_valid()
    version, form_key = form.seen()
    if not handled(form_key):
        try:
            _issue(request, initiative, version=version, form_key=form_key)
        except NotYours as refusal:
            raise PermissionDenied from refusal
        except NotNow as refusal:
            context = {"happened": refusal.reason, "back_url": initiative.get_absolute_url()}
            return render(request, "409.html", context, status=409)
    return redirect("initiative_card", key=initiative.key)


def _issue(request: HttpRequest, initiative: Initiative, *, version: int, form_key: UUID | None) -> None:
    """Make it and keep it for the page that follows; of two presses at once the second leaves it to the first."""
    try:
        code = issue_code(initiative, by=signed_in(request), at=timezone.now(), version=version, form_key=form_key)
    except IntegrityError:
        return
    keep_fresh_code(request, initiative, code)
    messages.success(request, _("Er is een nieuwe code. De oude code werkt niet meer."))


@dataclass(frozen=True, kw_only=True)
class Qr:
    """A QR code as one path of squares, so that the page needs no picture and no style of its own."""

    size: int
    path: str


def draw_qr(text: str) -> Qr:
    """The squares of a QR code, with the white border it needs."""
    code = qrcode.QRCode(border=4)
    code.add_data(text)
    code.make(fit=True)
    rows = code.get_matrix()
    squares = (f"M{x} {y}h1v1h-1z" for y, row in enumerate(rows) for x, dark in enumerate(row) if dark)
    return Qr(size=len(rows), path="".join(squares))
