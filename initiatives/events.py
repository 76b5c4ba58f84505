"""The memory: the one function that writes an Event, and has its Messages composed in the same breath."""

import hashlib
import json
import secrets
from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import models
from django.utils import translation
from django_stubs_ext import StrPromise

from accounts.models import User
from initiatives.letters.compose import compose
from initiatives.letters.readers import Reader
from initiatives.models import Event, EventText, Initiative
from initiatives.models.choices import Audience, Way
from initiatives.relations import Relation


def nothing() -> str:
    """Residents read nothing of it."""
    return ""


def record(
    initiative: Initiative,
    *,
    action: str,
    button: str | StrPromise,
    by: User | None,
    function: Relation,
    at: datetime,
    audience: Audience,
    way: Way = Way.PAGE,
    on_behalf_of_initiator: bool = False,
    source: str = "",
    target: str = "",
    says: Callable[[], str | StrPromise] = nothing,
    inputs: Mapping[str, Any] | None = None,
    about: models.Model | None = None,
    tells: Iterable[Reader] = (),
    form_key: UUID | None = None,
) -> Event:
    """Write what happened and tell who must hear it, inside the transaction of the deed.
    `says`: what residents read, asked in every language; `inputs`: what was typed. Handled already: IntegrityError."""
    words = _Words(in_every_language(says), inputs or {})
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
        digest=words.digest,
        **_named(about),
    )
    words.keep(event)
    compose(event, button=button, tells=tells)
    return event


def in_every_language(says: Callable[[], str | StrPromise]) -> dict[str, str]:
    """The same sentence in every language residents can read, by its code; what people typed is what they typed."""
    said = {}
    for code, _name in settings.LANGUAGES:
        with translation.override(code):
            said[code] = str(says())
    return said


def _named(about: models.Model | None) -> dict[str, Any]:
    """Which row it was about."""
    return {"object_type": about._meta.model_name, "object_id": about.pk} if about else {}


class _Words:
    """The words of one event as they are kept, and what ties the event to them."""

    def __init__(self, said: Mapping[str, str], inputs: Mapping[str, Any]) -> None:
        self.salt = secrets.token_hex(16)
        self.sentence = said[settings.LANGUAGE_CODE]
        self.translations = {code: text for code, text in said.items() if text and text != self.sentence}
        self.inputs = {name: _plain(value) for name, value in inputs.items() if value not in (None, "", [])}
        self.digest = digest(salt=self.salt, sentence=self.sentence, inputs=self.inputs, translations=self.translations)

    def keep(self, event: Event) -> None:
        """Beside the event, where they can be emptied."""
        EventText.objects.create(
            event=event,
            salt=self.salt,
            sentence=self.sentence,
            translations=self.translations,
            inputs=self.inputs,
        )


def digest(
    *, salt: str, sentence: str, inputs: Mapping[str, Any], translations: Mapping[str, str] | None = None
) -> str:
    """What ties an event to its words without holding them; without other languages as it was before there were any."""
    parts = [salt, sentence, inputs, translations] if translations else [salt, sentence, inputs]
    words = json.dumps(parts, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(words.encode()).hexdigest()


def empty_texts(initiative: Initiative, *, at: datetime) -> None:
    """Take the words away and leave that something happened (erasure, sensitive referral)."""
    EventText.objects.filter(event__initiative=initiative).update(
        salt="", sentence="", translations={}, inputs={}, emptied_at=at
    )


def _plain(value: Any) -> Any:
    """A value as JSON keeps it."""
    if isinstance(value, models.Model):
        return value.pk
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, Decimal | UUID):
        return str(value)
    return value
