"""The memory: the one function that writes an Event, and has its Messages composed in the same breath."""

import hashlib
import json
import secrets
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db import models

from accounts.models import User
from initiatives.letters.compose import compose
from initiatives.letters.readers import Reader
from initiatives.models import Event, EventText, Initiative
from initiatives.models.choices import Audience, Way
from initiatives.relations import Relation


def record(
    initiative: Initiative,
    *,
    action: str,
    button: str,
    by: User | None,
    function: Relation,
    at: datetime,
    audience: Audience,
    way: Way = Way.PAGE,
    on_behalf_of_initiator: bool = False,
    source: str = "",
    target: str = "",
    sentence: str = "",
    inputs: Mapping[str, Any] | None = None,
    about: models.Model | None = None,
    tells: Iterable[Reader] = (),
    form_key: UUID | None = None,
) -> Event:
    """Write what happened and tell who must hear it, inside the transaction of the deed.
    `sentence` is what residents read; `inputs` is what was typed. IntegrityError: this form was handled already.
    """
    event = Event.objects.create(
        initiative=initiative,
        at=at,
        action=action,
        actor=by,
        function=function,
        way=way,
        on_behalf_of_initiator=on_behalf_of_initiator,
        source=source,
        target=target,
        audience=audience,
        form_key=form_key,
        digest=(words := _Words(sentence, inputs or {})).digest,
        **_named(about),
    )
    EventText.objects.create(event=event, salt=words.salt, sentence=sentence, inputs=words.inputs)
    compose(event, sentence=sentence, button=button, tells=tells)
    return event


def _named(about: models.Model | None) -> dict[str, Any]:
    """Which row it was about."""
    return {"object_type": about._meta.model_name, "object_id": about.pk} if about else {}


class _Words:
    """The words of one event as they are kept, and what ties the event to them."""

    def __init__(self, sentence: str, inputs: Mapping[str, Any]) -> None:
        self.salt = secrets.token_hex(16)
        self.inputs = {name: _plain(value) for name, value in inputs.items() if value not in (None, "", [])}
        self.digest = digest(salt=self.salt, sentence=sentence, inputs=self.inputs)


def digest(*, salt: str, sentence: str, inputs: Mapping[str, Any]) -> str:
    """What ties an event to its words without holding them."""
    words = json.dumps([salt, sentence, inputs], sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(words.encode()).hexdigest()


def empty_texts(initiative: Initiative, *, at: datetime) -> None:
    """Take the words away and leave that something happened (erasure, sensitive referral)."""
    EventText.objects.filter(event__initiative=initiative).update(salt="", sentence="", inputs={}, emptied_at=at)


def _plain(value: Any) -> Any:
    """A value as JSON keeps it."""
    if isinstance(value, models.Model):
        return value.pk
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, Decimal | UUID):
        return str(value)
    return value
