"""A link by mail, for who lost the card: asked for with number and address, opened once, within the hour."""

import hashlib
import secrets
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from initiatives.deeds.access import opens_for_resident
from initiatives.letters.compose import language_of
from initiatives.models import ContactPerson, Initiative, Message
from initiatives.models.choices import Channel
from initiatives.models.mail_link import MailLink
from kernen.municipality import get_municipality

VALID = timedelta(hours=1)
# Who knows a neighbour's address, and the number that stands on the site, must not be able to fill that mailbox.
MOST_A_DAY, DAY = 5, timedelta(days=1)
TOKEN_BYTES = 32


def send_link(*, reference: str, email: str, at: datetime) -> None:
    """A mail to the stored address, where number and address belong together.

    Where they do not, the very same rows are written and taken back again, so that nobody can tell from the time.
    """
    person = _find_person(reference, email, at=at)
    with transaction.atomic():
        _write(person or ContactPerson(language=settings.LANGUAGE_CODE), at=at)
        transaction.set_rollback(person is None)


def _find_person(reference: str, email: str, *, at: datetime) -> ContactPerson | None:
    """Who asked, if it is somebody whom this idea may still be told about, and who did not ask all day."""
    rows = ContactPerson.objects.filter(initiative__reference=reference, email__iexact=email)
    found = rows.exclude(email="").select_related("initiative").order_by("pk").first()
    # Also asked of nobody, for the time it takes.
    asked = MailLink.objects.filter(person_id=found.pk if found else 0, created_at__gt=at - DAY).count()
    return found if found and may_use_link(found.initiative) and asked < MOST_A_DAY else None


def may_use_link(initiative: Initiative) -> bool:
    """It is open for its residents, and they want to hear from us."""
    return opens_for_resident(initiative) and initiative.silenced_at is None


def _write(person: ContactPerson, *, at: datetime) -> None:
    """The link and the mail that brings it; an earlier link of this person that was not used dies."""
    token = secrets.token_urlsafe(TOKEN_BYTES)
    older = MailLink.objects.filter(person_id=person.pk)
    older.filter(created_at__lt=at - DAY).delete()
    older.filter(used_at=None, expires_at__gt=at).update(expires_at=at)
    MailLink.objects.create(
        initiative_id=person.initiative_id or 0,
        person_id=person.pk or 0,
        token_hash=hash_token(token),
        created_at=at,
        expires_at=at + VALID,
    )
    language = language_of(person)
    with translation.override(language):
        Message.objects.create(
            initiative_id=person.initiative_id,
            person_id=person.pk,
            channel=Channel.EMAIL,
            recipient=person.name,
            address=person.email,
            subject=_("Uw link voor Volg uw idee"),
            body=_body(person, token),
            language=language,
            asks=True,
            drop_after_sending=True,
            created_at=at,
            next_try_at=at,
        )


def _body(person: ContactPerson, token: str) -> str:
    """The mail, in the language of who reads it."""
    facts = {
        "person": person,
        "link": settings.SITE_URL + reverse("status_link", args=[token]),
        "municipality": get_municipality(),
    }
    return render_to_string("letters/mail_link.txt", facts)


def hash_token(token: str) -> str:
    """What is kept; 256 random bits need no key and no slow hash."""
    return hashlib.sha256(token.encode()).hexdigest()


def find_link(token: str, *, at: datetime) -> MailLink | None:
    """The link behind this token while it can still be used."""
    rows = MailLink.objects.filter(token_hash=hash_token(token), used_at=None, expires_at__gt=at)
    found = rows.select_related("initiative").first()
    return found if found and may_use_link(found.initiative) else None


def use_link(link: MailLink, *, at: datetime) -> bool:
    """Once; of two at the same moment one wins."""
    return MailLink.objects.filter(pk=link.pk, used_at=None, expires_at__gt=at).update(used_at=at) == 1
