"""Files of the resident: send a photo without being asked, and open what one sent oneself."""

from collections.abc import Sequence
from uuid import UUID, uuid4

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from initiatives.deeds.attachments import SEND, add_files, files_of
from initiatives.forms.uploads import SendForm
from initiatives.models import Attachment, Initiative
from initiatives.views.attachments import send as send_file
from initiatives.views.status.sending import received
from initiatives.views.status.session import with_code
from initiatives.workflow.action import INITIATOR, Incomplete, NotNow, Refused


def own_files(initiative: Initiative) -> Sequence[Attachment]:
    """What the resident sent; never what a colleague added."""
    return [file for file in files_of(initiative) if file.by_resident]


def may_send(initiative: Initiative) -> bool:
    """While it goes on; between a decision and the call nothing on the page may give the answer away."""
    return SEND.is_open_to(initiative, INITIATOR) and not initiative.is_untold


@login_not_required
@require_safe
@with_code
def download(_request: HttpRequest, initiative: Initiative, stored_as: UUID) -> FileResponse:
    """One file that the resident of this very idea sent."""
    return send_file(get_object_or_404(initiative.attachments, stored_as=stored_as, by_resident=True, removed_at=None))


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
@with_code
def send(request: HttpRequest, initiative: Initiative) -> HttpResponse:
    """A photo or file, without a question."""
    if not may_send(initiative):
        return _not_now(request)
    sent = request.method == "POST"
    form = SendForm(request.POST, request.FILES) if sent else SendForm(initial={"form_key": uuid4()})
    try:
        if form.is_bound and form.is_valid() and _sent(form, initiative):
            messages.success(request, received(_("Dank u. Wij hebben uw bestand gekregen.")))
            return redirect("status")
    except NotNow:
        return _not_now(request)
    if form.is_bound:
        form.make_sendable()
    context = {
        "initiative": initiative,
        "form": form,
        "breadcrumb": [(_("Volg uw idee"), reverse("status")), (_("Foto of bestand"), "")],
    }
    return render(request, "initiatives/attachment_send.html", context)


def _sent(form: SendForm, initiative: Initiative) -> bool:
    """Keep it as the initiator; what stands in the way is said on the form."""
    files, form_key = form.seen()
    try:
        add_files(initiative, files=files, by=INITIATOR, at=timezone.now(), form_key=form_key)
    except Incomplete:
        form.add_error("attachments", _("Wij hebben al veel bestanden van u. Bel uw contactpersoon."))
    except NotNow:
        raise
    except Refused as refusal:
        form.add_error(None, str(refusal.reason))
    return not form.errors


def _not_now(request: HttpRequest) -> HttpResponse:
    """In words that say nothing about where it stands."""
    context = {
        "happened": _("U kunt nu geen bestand sturen. Bel uw contactpersoon, dan zoeken wij samen een weg."),
        "back_url": reverse("status"),
        "typed": [],
    }
    return render(request, "409.html", context, status=409)
