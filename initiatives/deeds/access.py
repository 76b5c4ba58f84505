"""The code on the resident's card: made when an idea is logged, made anew when the card is lost."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from initiatives.events import record
from initiatives.models import Initiative
from initiatives.models.access_code import hash_access_code, make_access_code
from initiatives.models.choices import Audience
from initiatives.relations import Relation
from initiatives.statuses import Status, in_groups
from initiatives.workflow.action import Action, Actor
from initiatives.workflow.perform import claim

NUMBERED = tuple(status for status in Status if status != Status.DRAFT)
FIRST = Action(
    name="issue_code",
    button=_("Code maken"),
    explains=_("De bewoner krijgt een kaart met het nummer en een code."),
    may={
        Relation.EXTERNAL_COORDINATOR: "ESAW",
        Relation.INTERNAL_COORDINATOR: "ESAWX",
        Relation.KERNAMBTENAAR: "E",
    },
    sources=NUMBERED,
    audience=Audience.INTERNAL,
)
AGAIN = Action(
    name="reissue_code",
    button=_("Nieuwe code maken"),
    explains=_("De oude code werkt daarna niet meer."),
    may={Relation.EXTERNAL_COORDINATOR: "ESAW", Relation.INTERNAL_COORDINATOR: "ESAWX"},
    sources=NUMBERED,
    audience=Audience.INTERNAL,
)


def issue_code(
    initiative: Initiative,
    *,
    by: Actor | User,
    at: datetime,
    version: int | None = None,
    form_key: UUID | None = None,
) -> str:
    """A new code, the only time anybody reads it; an older one dies at this moment.

    Raises NotYours, NotNow or Stale, and IntegrityError when this form was handled already.
    """
    actor = Actor(user=by) if isinstance(by, User) else by
    with transaction.atomic():
        code = write_code(initiative, by=actor, at=at, version=version, form_key=form_key)
        # A link in a mail opens what the old code opened, so it dies with it.
        initiative.mail_links.filter(used_at=None, expires_at__gt=at).update(expires_at=at)
    return code


def write_code(
    initiative: Initiative, *, by: Actor, at: datetime, version: int | None = None, form_key: UUID | None = None
) -> str:
    """The code and its event alone, inside the transaction of who asks: nothing else can open it yet."""
    row, code = _row_of(initiative), make_access_code()
    function = row.function_now(initiative, by)
    claim(initiative, version=version, access_code_hash=hash_access_code(code))
    record(
        initiative,
        action=row.name,
        button=str(row.button),
        by=by.user,
        function=function,
        at=at,
        audience=row.audience,
        way=by.way,
        form_key=form_key,
    )
    return code


def may_issue(initiative: Initiative, *, by: User) -> bool:
    """Whether this person may make a code for this initiative now."""
    return _row_of(initiative).is_open_to(initiative, Actor(user=by))


def may_hold_card(initiative: Initiative, *, by: User) -> bool:
    """Whether the card of this initiative is this person's business at all."""
    return bool(FIRST.functions(initiative, Actor(user=by)))


def opens_for_resident(initiative: Initiative) -> bool:
    """Whether number and code open it: it was logged, and its story is still there."""
    return initiative.status in in_groups("ESAWX") and not initiative.is_emptied


def _row_of(initiative: Initiative) -> Action:
    """The first code, or another one; of what was anonymised the code is gone, and none comes first again."""
    return AGAIN if initiative.access_code_hash or initiative.is_anonymised else FIRST
