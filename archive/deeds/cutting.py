"""What is done to one row in an erasure, said in a way that holds no word of it, so that it can be done again."""

import hashlib
import hmac
import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import ProtectedError

from archive.deeds.journal import note_erasure
from archive.deeds.wording import REMOVED, cut_out
from initiatives.models import Attachment, EventText
from initiatives.workflow.storing import take_away

# In these a name would read as a number or an address; they become empty.
NUMBERS = {"phone", "receiver_phone", "chair_phone"}
# Beside the columns of a row: its bytes on disk.
FILE = "file"
Columns = Mapping[str, Any]


def emptied(row: models.Model, name: str) -> Any:
    """What stands in a column after it was emptied."""
    column = row._meta.get_field(name)
    if isinstance(column, models.JSONField):
        return column.get_default()
    longest = getattr(column, "max_length", None)
    too_short = longest is not None and longest < len(REMOVED)
    if name in NUMBERS or isinstance(column, models.EmailField) or too_short:
        return ""
    return REMOVED


def wholly(*names: str) -> dict[str, Any]:
    """These columns, whatever stands in them."""
    return dict.fromkeys(names, True)


def become(**values: Any) -> dict[str, Any]:
    """These columns get this value, which says nothing of anybody."""
    return {name: {"to": value} for name, value in values.items()}


def partly(row: models.Model, name: str, cuts: list[Any]) -> dict[str, Any]:
    """Of this column only these pieces; what stood there is kept as a keyed digest, to know it again in an old copy."""
    value = getattr(row, name)
    after = _shortened(row, name, cut_out(value, cuts))
    return {name: {"was": digest_of(value), "is": digest_of(after), "cuts": [list(cut) for cut in cuts]}}


def digest_of(value: Any) -> str:
    """Under the key of this installation, which is in no dump: nobody can guess the words from it."""
    text = json.dumps(value, sort_keys=True, ensure_ascii=False)
    return hmac.new(settings.SECRET_KEY.encode(), text.encode(), hashlib.sha256).hexdigest()


def cut_row(row: models.Model, columns: Columns, *, at: datetime, because: str) -> None:
    """Do it, and note that it was done; without columns the row goes."""
    note_erasure(row, columns=columns, at=at, because=because)
    apply_columns(row, columns, at=at)


def apply_columns(row: models.Model, columns: Columns, *, at: datetime) -> None:
    """Do it; again on the same row does nothing, on an older copy of it the same, on other words it empties them."""
    rows = type(row)._base_manager.filter(pk=row.pk)
    if not columns:
        _delete(row)
        return
    if columns.get(FILE) and isinstance(row, Attachment):
        take_away(Attachment.objects.filter(pk=row.pk, removed_at=None), at=at)
    values = {name: _after(row, name, how) for name, how in columns.items() if name != FILE}
    if isinstance(row, EventText):
        # The words no longer answer to the digest of the event: this says so.
        values |= {"salt": "", "emptied_at": row.emptied_at or at}
    rows.update(**values)


def _delete(row: models.Model) -> None:
    """The row goes; where others hold on to it, its words go."""
    try:
        row.delete()
    except ProtectedError:
        names = [column.name for column in row._meta.concrete_fields if _holds_words(column)]
        type(row)._base_manager.filter(pk=row.pk).update(**{name: emptied(row, name) for name in names})


def _holds_words(column: models.Field[Any, Any]) -> bool:
    """Free text that is no choice."""
    return isinstance(column, models.CharField | models.TextField | models.JSONField) and not column.choices


def _after(row: models.Model, name: str, how: Any) -> Any:
    """What stands in a column afterwards."""
    value = getattr(row, name)
    if how is True:
        return emptied(row, name)
    if "to" in how:
        return how["to"]
    if digest_of(value) == how["is"]:
        return value
    if digest_of(value) == how["was"]:
        return _shortened(row, name, cut_out(value, how["cuts"]))
    return emptied(row, name)


def _shortened(row: models.Model, name: str, value: Any) -> Any:
    """As much as the column holds."""
    longest = getattr(row._meta.get_field(name), "max_length", None)
    return value[:longest] if isinstance(value, str) and longest else value
