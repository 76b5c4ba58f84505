"""What somebody was typing when the session ended, kept for that same person to send after signing in again."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.sessions import KEPT
from burgerkracht.typed import TOKEN, fields_of, without_secrets, words_in

# Characters; a longer form than this is shown on the page and not kept.
AT_MOST = 100_000


def keep(request: HttpRequest, *, owner: int) -> bool:
    """Put the fields of this form in the new session, for its owner alone; whether that could be done."""
    sent = fields_of(request)
    fields = [(name, value) for name, value in sent if name != TOKEN]
    too_long = sum(len(name) + len(value) for name, value in fields) > AT_MOST
    # A script that asks something while one types sends no form.
    is_form = request.headers.get("Sec-Fetch-Dest", "document") == "document"
    nothing_typed = not any(words_in(sent).values())
    if nothing_typed or not is_form or too_long or len(without_secrets(sent)) < len(sent):
        return False
    request.session[KEPT] = {
        "owner": owner,
        "path": request.get_full_path(),
        "fields": fields,
        "files": sorted(request.FILES),
    }
    return True


def is_being_sent(request: HttpRequest) -> bool:
    """Whether this is the form that was kept."""
    kept: dict[str, Any] = request.session.get(KEPT) or {}
    return request.method == "POST" and request.get_full_path() == kept.get("path")


@require_safe
def resume(request: HttpRequest) -> HttpResponse:
    """The form as it was typed, with one button that sends it after all; the page it belongs to judges it as usual."""
    kept: dict[str, Any] = request.session.get(KEPT) or {}
    if kept.get("owner") != request.user.pk:
        request.session.pop(KEPT, None)
        return redirect("work")
    context = {
        "breadcrumb": [(_("Verder waar u was"), "")],
        "path": kept["path"],
        "fields": kept["fields"],
        "files": kept["files"],
        **words_in(kept["fields"]),
    }
    return render(request, "resume.html", context)
