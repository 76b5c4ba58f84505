"""The administrator's one mail a day, only when something is wrong: counts and sentences, nothing about people."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, timedelta

from django.conf import settings
from django.utils import formats, timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from initiatives.letters.colleague import mail_to
from initiatives.letters.post import waiting
from initiatives.models import Message
from initiatives.models.choices import Channel
from initiatives.models.message import MessageState
from kernen.models import Role, RoleHolding
from kernen.reviews import reviews_due

# Due for so long and still there: nobody is sending.
WORKER_IS_LATE = timedelta(minutes=30)
# Tried for so long without success: the mail server needs a look.
LONG = timedelta(hours=1)
# A mail without an initiative (a new password) leaves no task behind, so it is only news for a while.
NEWS = timedelta(days=2)
# The first of a long list tell enough.
AT_MOST = 20


def find_trouble(*, now: datetime, skipped: int = 0, broken: Sequence[str] = ()) -> list[str]:
    """A sentence for everything that asks for a look; none when all is well."""
    found = list(_post(now))
    if skipped:
        found.append(
            ngettext(
                "De nachtronde sloeg %(n)s initiatief over.", "De nachtronde sloeg %(n)s initiatieven over.", skipped
            )
            % {"n": skipped}
        )
    found += reviews_due(on=timezone.localdate(now))
    found += broken[:AT_MOST]
    if len(broken) > AT_MOST:
        found.append(_("En nog %s van zulke meldingen.") % (len(broken) - AT_MOST))
    return found


def _post(now: datetime) -> Iterator[str]:
    """What is wrong with the mail."""
    if failed := _failed(now):
        yield ngettext("%(n)s mail kwam niet aan.", "%(n)s mails kwamen niet aan.", failed) % {"n": failed}
    mails = Message.objects.filter(state=MessageState.QUEUED, channel=Channel.EMAIL)
    if late := mails.filter(attempts__gt=0, created_at__lt=now - LONG).count():
        one, more = "%(n)s mail wacht al lang op de mailserver.", "%(n)s mails wachten al lang op de mailserver."
        yield ngettext(one, more, late) % {"n": late}
    if since := oldest_due(now):
        moment = formats.date_format(timezone.localtime(since), "j F, H:i")
        yield _("De bezorger lijkt stil te staan: er ligt een mail klaar sinds %s.") % moment


def _failed(now: datetime) -> int:
    """Mails that came back and for which nobody phoned yet."""
    came_back = Message.objects.filter(state=MessageState.FAILED, channel=Channel.EMAIL)
    open_task = came_back.filter(initiative__isnull=False)
    return open_task.count() + came_back.filter(initiative=None, created_at__gte=now - NEWS).count()


def oldest_due(now: datetime) -> datetime | None:
    """Since when a mail waits that should have gone long ago; None while the worker keeps up."""
    due = waiting(now).filter(next_try_at__lt=now - WORKER_IS_LATE).order_by("next_try_at").first()
    return due.next_try_at if due else None


def report_to_admins(trouble: Iterable[str], *, now: datetime) -> int:
    """One mail for each functional administrator, once a day; how many were made."""
    lines = [f"- {sentence}" for sentence in trouble]
    if not lines:
        return 0
    today = timezone.localdate(now)
    body = "\n".join([_("Dit vraagt uw aandacht:"), "", *lines, "", f"{settings.SITE_URL}", ""])
    mails = [
        mail_to(
            user,
            subject=_("Burgerkracht: er is iets om naar te kijken"),
            body=body,
            at=now,
            once=f"report-{today.isoformat()}-{user.pk}",
        )
        for user in RoleHolding.objects.current(today).filter(role=Role.FUNCTIONAL_ADMIN).people()
    ]
    before = Message.objects.filter(once__in=[mail.once for mail in mails]).count()
    # Two rounds on one day, or at once, leave one mail.
    Message.objects.bulk_create(mails, ignore_conflicts=True)
    return len(mails) - before
