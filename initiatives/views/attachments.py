"""Attachments for colleagues: add, open, take away; and the one way in which any file leaves the house."""

from typing import Any
from uuid import UUID, uuid4

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from accounts.models import User
from initiatives.deeds.attachments import ADD, REMOVE, add_files, files_of, remove_file
from initiatives.forms.uploads import FilesForm
from initiatives.looking import note_look
from initiatives.models import Attachment, Initiative
from initiatives.models.access import Looked
from initiatives.models.attachment import AttachmentKind
from initiatives.relations import MAY_READ, held_now, may_read
from initiatives.views.act import find_initiative
from initiatives.views.edit import check_turn, crumbs, too_late
from initiatives.views.intake import key_of
from initiatives.views.noted import note_refused, refuse
from initiatives.views.signed_in import signed_in
from initiatives.workflow.action import Actor, Incomplete, NotNow, Refused
from initiatives.workflow.storing import path_of
from kernen.roles import Roles, roles_of

MIME_OF = {
    AttachmentKind.JPEG: "image/jpeg",
    AttachmentKind.PNG: "image/png",
    AttachmentKind.PDF: "application/pdf",
    AttachmentKind.DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    AttachmentKind.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    AttachmentKind.ODT: "application/vnd.oasis.opendocument.text",
}
# Saved and never shown: whatever is in it, a browser runs nothing and guesses nothing.
SEALED = {
    "X-Content-Type-Options": "nosniff",
    "Content-Security-Policy": (
        "sandbox; default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    ),
    "Cache-Control": "private, no-store",
}


def send(attachment: Attachment) -> FileResponse:
    """The bytes, under the name it came with. Who may have them was settled before; nobody else opens this folder."""
    try:
        file = path_of(attachment.stored_as).open("rb")
    except FileNotFoundError:
        raise Http404 from None
    return FileResponse(
        file,
        as_attachment=True,
        filename=attachment.name,
        content_type=MIME_OF[AttachmentKind(attachment.kind)],
        headers=SEALED,
    )


def attachments_context(initiative: Initiative, *, user: User, roles: Roles) -> dict[str, Any]:
    """The list on the page of an initiative, for who may open what stands in it."""
    actor = Actor(user=user)
    return {
        "attachments": files_of(initiative) if may_read("attachments", roles, initiative) else [],
        "may_add_attachment": ADD.is_open_to(initiative, actor),
        "may_remove_attachment": REMOVE.is_open_to(initiative, actor),
    }


@require_safe
def download(request: HttpRequest, key: str, stored_as: UUID) -> FileResponse:
    """One file of this initiative."""
    user, initiative = signed_in(request), find_initiative(request, key)
    roles = roles_of(user)
    if not held_now(MAY_READ["attachments"], roles, initiative):
        refuse(Looked.ATTACHMENT, initiative, by=user)
    if not may_read("attachments", roles, initiative):
        # For the right person at another moment it is simply not there.
        note_refused(Looked.ATTACHMENT, initiative, by=user)
        raise Http404
    attachment = _standing(initiative, stored_as)
    note_look(Looked.ATTACHMENT, by=user, initiatives=[initiative], at=timezone.now(), about=attachment)
    return send(attachment)


def _standing(initiative: Initiative, stored_as: UUID) -> Attachment:
    """One file of this very initiative that was not taken away."""
    return get_object_or_404(initiative.attachments, stored_as=stored_as, removed_at=None)


@require_http_methods(["GET", "POST"])
def add(request: HttpRequest, key: str) -> HttpResponse:
    """Choose the files; nothing is kept where one of them is not taken."""
    user, initiative = signed_in(request), find_initiative(request, key)
    try:
        check_turn(ADD, initiative, by=user)
        form = FilesForm(request.POST, request.FILES) if request.method == "POST" else FilesForm(initial=_key())
        if form.is_bound and form.is_valid() and _added(form, initiative, by=user):
            count = len(form.seen()[0])
            said = ngettext("De bijlage is toegevoegd.", "%(count)s bijlagen zijn toegevoegd.", count)
            messages.success(request, said % {"count": count})
            return redirect(f"{initiative.get_absolute_url()}#bijlagen")
    except NotNow as refusal:
        return too_late(request, initiative, refusal)
    if form.is_bound:
        form.make_sendable()
    context = {"initiative": initiative, "form": form, "breadcrumb": crumbs(initiative, _("Bijlage toevoegen"))}
    return render(request, "initiatives/attachment_add.html", context)


def _key() -> dict[str, Any]:
    """Makes a second press harmless."""
    return {"form_key": uuid4()}


def _added(form: FilesForm, initiative: Initiative, *, by: User) -> bool:
    """Keep them; what stands in the way is said on the form."""
    files, form_key = form.seen()
    try:
        add_files(initiative, files=files, by=Actor(user=by), at=timezone.now(), form_key=form_key)
    except Incomplete as refusal:
        form.add_error("attachments", refusal.errors["attachments"])
    except NotNow:
        raise
    except Refused as refusal:
        form.add_error(None, str(refusal.reason))
    return not form.errors


@require_http_methods(["GET", "POST"])
def remove(request: HttpRequest, key: str, stored_as: UUID) -> HttpResponse:
    """Ask first, then the bytes are gone."""
    user, initiative = signed_in(request), find_initiative(request, key)
    try:
        check_turn(REMOVE, initiative, by=user)
        attachment = get_object_or_404(initiative.attachments, stored_as=stored_as)
        if request.method == "POST":
            remove_file(attachment, by=Actor(user=user), at=timezone.now(), form_key=key_of(request))
            messages.success(request, _("De bijlage is weggehaald."))
            return redirect(f"{initiative.get_absolute_url()}#bijlagen")
    except NotNow as refusal:
        return too_late(request, initiative, refusal)
    if attachment.removed_at is not None:
        raise Http404
    context = {
        "initiative": initiative,
        "attachment": attachment,
        "consequences": [
            _("Niemand kan het bestand daarna nog openen. Terughalen kan niet."),
            _("In de tijdlijn blijft staan dat u het weghaalde."),
        ],
        "form_key": uuid4(),
        "breadcrumb": crumbs(initiative, _("Bijlage weghalen")),
    }
    return render(request, "initiatives/attachment_remove.html", context)
