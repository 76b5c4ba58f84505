"""When what we stand on is away for a moment: which faults those are, and the page that keeps what was typed."""

import errno
import re
import sqlite3

from django.conf import settings
from django.db import DatabaseError, InterfaceError
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils import translation

from accounts.typed import fields_of, is_from_here, without_secrets, words_in
from burgerkracht.causes import causes_of

# Seconds; a database that was restarted is back before that.
RETRY_AFTER = 30
# Classes of SQLSTATE that say "not now": connection, resources, intervention, system; and single ones: lock not
# available, deadlock and serialisation, read-only, a transaction that was idle too long.
# https://www.postgresql.org/docs/current/errcodes-appendix.html
NOT_NOW = re.compile(r"08...|53...|57...|58...|55P03|40001|40P01|25006|25P03")
SQLITE_NOT_NOW = re.compile(r"SQLITE_(BUSY|LOCKED|FULL|IOERR|READONLY|CANTOPEN|INTERRUPT|CORRUPT|NOTADB|PROTOCOL)")
FULL_OR_BROKEN = {errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EIO, errno.ENFILE, errno.EMFILE}


def is_outage(error: BaseException | None) -> bool:
    """Whether this passes: a database that is away, locked or full, or a full disk. A mistake of ours does not."""
    return any(_is_not_now(one) for one in causes_of(error))


def _is_not_now(error: BaseException) -> bool:
    """One fault by itself; of the database the driver's own, which Django keeps as the cause."""
    if isinstance(error, OSError):
        return error.errno in FULL_OR_BROKEN
    if isinstance(error, InterfaceError):
        return True
    if not isinstance(error, DatabaseError):
        return False
    cause = error.__cause__
    if isinstance(cause, sqlite3.Error):
        return bool(SQLITE_NOT_NOW.match(getattr(cause, "sqlite_errorname", "")))
    return _says_not_now(error, cause)


def _says_not_now(error: DatabaseError, cause: BaseException | None) -> bool:
    """PostgreSQL gives a code; where there is none, the connection broke before it could."""
    code = getattr(cause, "pgcode", None)
    if code is None:
        return type(error).__name__ == "OperationalError"
    return bool(NOT_NOW.match(code))


def answer_outage(request: HttpRequest) -> HttpResponse:
    """503, in the language of the address; asks nothing of a database, a session or a context processor."""
    language = translation.get_language_from_path(request.path_info) or settings.LANGUAGE_CODE
    with translation.override(language):
        page = render_to_string("503.html", {"path": request.get_full_path(), **_kept(request)})
    return HttpResponse(page, status=503, headers={"Retry-After": str(RETRY_AFTER), "Content-Language": language})


def _kept(request: HttpRequest) -> dict[str, object]:
    """What was typed, to read and to send again; nothing when another site sent the form: then it is that site's."""
    if not is_from_here(request):
        return {}
    fields = fields_of(request)
    open_fields = without_secrets(fields)
    whole = bool(fields) and len(open_fields) == len(fields)
    return {
        "was_sent": True,
        **words_in(fields),
        # Half a form is not sent again.
        "fields": open_fields if whole else [],
        "files": sorted(request.FILES) if whole else [],
        "harmless_twice": any(name == "form_key" for name, _ in fields),
    }
