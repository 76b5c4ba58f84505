"""A mail to a colleague about the archive: each thing once, with a way to the page and nobody's name in it."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from django.conf import settings
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from archive.deeds.approve import waits_until
from archive.deeds.propose import cutoff_of, proposable
from archive.models import DestructionList
from initiatives.clocks import load_clocks
from initiatives.letters.colleague import mail_to
from initiatives.models import Message
from initiatives.workflow.sentences import long_day
from kernen.models import Role, RoleHolding

# How long the end of a list is news.
STILL_NEWS = timedelta(days=31)
# Who, what it is called, and the sentence.
Mail = tuple[User, str, str]


def tell_once(user: User, *, subject: str, body: str, once: str, now: datetime) -> bool:
    """One mail; False where this was said before."""
    if Message.objects.filter(once=once).exists():
        return False
    # Two rounds at once leave one mail.
    mail = mail_to(user, subject=subject, body=body, at=now, once=once)
    return bool(Message.objects.bulk_create([mail], ignore_conflicts=True))


def tell_about_lists(*, now: datetime) -> str:
    """Who has something to do or to know of a destruction list hears it, each thing once. For the night round."""
    told = sum(
        tell_once(user, subject=subject, body=body, once=f"{key}-{user.pk}", now=now)
        for key, mails in _news(now)
        for user, subject, body in mails
    )
    return _("%s mails over vernietigingslijsten") % told if told else ""


def _news(now: datetime) -> Iterator[tuple[str, list[Mail]]]:
    """Everything there is to say at this moment; what was said before is passed over by its key."""
    today = timezone.localdate(now)
    proposers, approvers = holders_of(Role.INTERNAL_COORDINATOR, on=today), holders_of(Role.FUNCTIONAL_ADMIN, on=today)
    year = cutoff_of(today).year
    if not DestructionList.objects.filter(year__gte=year).exists() and proposable(today=today):
        said = _("Van een aantal initiatieven is de bewaartermijn voorbij. Stel de lijst van dit jaar voor:")
        address = settings.SITE_URL + reverse("destruction_propose")
        yield f"destruction-make-{year}", [(user, _subject(year), f"{said} {address}") for user in proposers]
    # Who begins in the job hears of what is there to do, and not of every list that ever was.
    ended = Q(executed_at__lt=now - STILL_NEWS) | Q(returned_at__lt=now - STILL_NEWS)
    for destruction in (
        DestructionList.objects.exclude(ended).select_related("proposed_by", "approved_by").order_by("pk")
    ):
        moment, sentence, people = _of_list(destruction, proposers=proposers, approvers=approvers)
        address = settings.SITE_URL + reverse("destruction", args=[destruction.pk])
        mails = [(user, _subject(destruction.year), f"{sentence} {address}") for user in people]
        yield f"destruction-{destruction.pk}-{moment}", mails


def _of_list(
    destruction: DestructionList, *, proposers: list[User], approvers: list[User]
) -> tuple[str, str, list[User]]:
    """How far it is, what is to be said of that, and to whom. Who proposed it never approves it."""
    others = [user for user in approvers if user.pk != destruction.proposed_by_id]
    if destruction.returned_at:
        return "back", _("De lijst is teruggegeven. Er is niets vernietigd. Lees waarom:"), proposers
    if destruction.executed_at:
        said = _("De lijst is uitgevoerd. De verklaring van vernietiging staat klaar:")
        return "done", said, [*proposers, *others]
    if (last := waits_until(destruction, clocks=load_clocks())) is not None:
        said = _("De lijst is goedgekeurd. Tot en met %s kan zij nog worden gestopt:") % long_day(last)
        return "yes", said, [*proposers, *others]
    return "wait", _("Er wacht een lijst op uw goedkeuring. Tot dan wordt er niets vernietigd:"), others


def holders_of(role: Role, *, on: date) -> list[User]:
    """Who holds this role on this day."""
    return list(RoleHolding.objects.current(on).filter(role=role).people().order_by("pk"))


def _subject(year: int) -> str:
    """Above every mail about a list."""
    return _("Vernietigingslijst %s") % year
