"""A form that came after its page had closed, kept for that same person to send after coming in again."""

from typing import Any

from django.http import HttpRequest

from accounts.sessions import KEPT
from accounts.typed import TOKEN, fields_of, without_secrets, words_in

# Characters; a longer form than this is shown on the page and not kept.
AT_MOST = 100_000
# Somebody with an account, or a name for who has none.
Owner = int | str


def keep(request: HttpRequest, *, owner: Owner) -> bool:
    """Put the fields of this form in the session, for its owner alone; whether that could be done."""
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


def kept_for(request: HttpRequest, owner: Owner) -> dict[str, Any]:
    """For a page: `path`, `fields` (name and value), `files` (names of boxes), `long` and `short` (what was typed);
    empty where nothing was kept for this owner.
    """
    kept: dict[str, Any] = request.session.get(KEPT) or {}
    if not kept or kept["owner"] != owner:
        return {}
    return {name: kept[name] for name in ("path", "fields", "files")} | words_in(kept["fields"])


def forget_when_sent(request: HttpRequest) -> None:
    """What is being sent at this moment is not offered again; the page it belongs to judges it as usual."""
    kept: dict[str, Any] = request.session.get(KEPT) or {}
    if request.method == "POST" and request.get_full_path() == kept.get("path"):
        del request.session[KEPT]
