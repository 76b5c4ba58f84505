"""What somebody typed in a form that did not arrive: which of it is theirs, and which is never given back."""

import re
from collections.abc import Iterable, Iterator
from uuid import UUID

from django.db import DatabaseError
from django.http import HttpRequest

Fields = list[tuple[str, str]]

# Texts of at least this length stand in a block of their own.
LONG = 60
# Never given back, not even to who typed it.
SECRET = re.compile(r"passw|credential|(^|[_-])(code|token|otp|secret|pin|key)s?\d?$", re.IGNORECASE)
TOKEN = "csrfmiddlewaretoken"  # noqa: S105
KEYS_OF_THE_FORM = {TOKEN, "form_key"}
# What a form sends along by itself: choices and ticks, numbers of rows, keys.
BY_ITSELF = re.compile(r"[a-z_]{0,30}|\d{1,3}|[0-9a-f-]{32,36}")


def is_from_here(request: HttpRequest) -> bool:
    """Whether a page of ours sent this form: browsers say so, and another site cannot make them. Of those of before
    2023, which say nothing, the token that came with the form says it.
    """
    said = request.headers.get("Sec-Fetch-Site")
    is_ours = said == "same-origin" if said else getattr(request, "csrf_processing_done", False)
    return request.method == "POST" and is_ours


def fields_of(request: HttpRequest) -> Fields:
    """Name and value, as often as they were sent; none of a form that another site sent or that cannot be read."""
    return list(_read(request)) if is_from_here(request) else []


def _read(request: HttpRequest) -> Iterator[tuple[str, str]]:
    try:
        sent = list(request.POST.lists())
        _ = request.FILES
    except (OSError, ValueError, DatabaseError):
        return
    for name, values in sent:
        for value in values:
            yield name, str(value).replace("\x00", "")


def without_secrets(fields: Iterable[tuple[str, str]]) -> Fields:
    """What may be given back; keys of the form itself are no secret of anybody."""
    return [(name, value) for name, value in fields if name in KEYS_OF_THE_FORM or not SECRET.search(name)]


def words_in(fields: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
    """To read: the long texts and the short ones that a person typed, without any secret."""
    typed = [value for name, value in without_secrets(fields) if _was_typed(name, value)]
    return {
        "long": [text for text in typed if len(text) >= LONG or "\n" in text],
        "short": [text for text in typed if len(text) < LONG and "\n" not in text],
    }


def _was_typed(name: str, value: str) -> bool:
    """Words of a person, and nothing that a form sends along by itself."""
    return name not in KEYS_OF_THE_FORM and not BY_ITSELF.fullmatch(value.strip()) and not _is_key(value)


def _is_key(value: str) -> bool:
    try:
        UUID(value)
    except ValueError:
        return False
    return True
