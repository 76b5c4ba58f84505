"""The words: every status, what staff and residents call it, and the named groups."""

from dataclasses import dataclass

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Status(models.TextChoices):
    """Where an initiative stands, in the municipality's own words."""

    DRAFT = "draft", _("Concept")
    EXPLORING = "exploring", _("Verkenning")
    SUBMITTED = "submitted", _("Doorgezet")
    ASSIGNED = "assigned", _("Toegewezen")
    IN_REVIEW = "in_review", _("In behandeling")
    SUPPORT_CHECK = "support_check", _("Draagvlakpeiling")
    DECISION_PENDING = "decision_pending", _("Ter besluit")
    APPROVED = "approved", _("Akkoord")
    IN_REALISATION = "in_realisation", _("In uitvoering")
    HANDED_OVER = "handed_over", _("Overgedragen")
    COMPLETED = "completed", _("Afgerond")
    INFO_REQUESTED = "info_requested", _("Wacht op aanvulling")
    ON_HOLD = "on_hold", _("Aangehouden")
    REJECTED = "rejected", _("Niet akkoord")
    REFERRED = "referred", _("Doorverwezen")
    MERGED = "merged", _("Samengevoegd")
    WITHDRAWN = "withdrawn", _("Gestopt")


class Kind(models.TextChoices):
    """Going on, interrupted, or ended."""

    OPEN = "open", _("loopt")
    INTERRUPT = "interrupt", _("onderbroken")
    END = "end", _("afgelopen")


class Ball(models.TextChoices):
    """Whose turn it is."""

    COORDINATOR = "coordinator", _("coördinator")
    INTERNAL_COORDINATOR = "internal_coordinator", _("interne coördinator")
    OFFICER = "officer", _("beleidsmedewerker")
    NEIGHBOURHOOD = "neighbourhood", _("buurt of kernoverleg")
    DECIDER = "decider", _("beslisser")
    CONDITIONS = "conditions", _("wie de voorwaarden moet regelen")
    TOGETHER = "together", _("initiatiefnemer en trekker")
    INITIATOR = "initiator", _("initiatiefnemer")
    REASON = "reason", _("zie de reden van het wachten")
    OTHER_PARTY = "other_party", _("een andere partij")
    NOBODY = "nobody", _("niemand")


@dataclass(frozen=True, kw_only=True)
class State:
    """What a status means to whom."""

    public_label: str | Promise
    step: int | None
    kind: Kind
    ball: Ball
    tone: str


def _state(public_label: str | Promise, step: int | None, kind: Kind, ball: Ball, tone: str) -> State:
    """One line of the table below."""
    return State(public_label=public_label, step=step, kind=kind, ball=ball, tone=tone)


# step: the public step (1-6) it is drawn in; None keeps the step it interrupts; 0 is not shown.
STATES: dict[Status, State] = {
    Status.DRAFT: _state(_("(niet zichtbaar)"), 0, Kind.OPEN, Ball.COORDINATOR, "neutral"),
    Status.EXPLORING: _state(_("Wij praten met u over uw idee"), 1, Kind.OPEN, Ball.COORDINATOR, "info"),
    Status.SUBMITTED: _state(_("Uw idee ligt op het gemeentehuis"), 2, Kind.OPEN, Ball.INTERNAL_COORDINATOR, "info"),
    Status.ASSIGNED: _state(_("Wij hebben een medewerker gevraagd"), 2, Kind.OPEN, Ball.OFFICER, "info"),
    Status.IN_REVIEW: _state(_("Wij bekijken uw idee"), 2, Kind.OPEN, Ball.OFFICER, "info"),
    Status.SUPPORT_CHECK: _state(_("Wij vragen de buurt"), 3, Kind.OPEN, Ball.NEIGHBOURHOOD, "info"),
    Status.DECISION_PENDING: _state(_("Wij nemen een besluit"), 4, Kind.OPEN, Ball.DECIDER, "info"),
    Status.APPROVED: _state(_("Ja, uw idee kan doorgaan"), 4, Kind.OPEN, Ball.CONDITIONS, "ok"),
    Status.IN_REALISATION: _state(_("Wij zijn bezig"), 5, Kind.OPEN, Ball.TOGETHER, "ok"),
    Status.HANDED_OVER: _state(_("U gaat zelf verder"), 5, Kind.OPEN, Ball.INITIATOR, "ok"),
    Status.COMPLETED: _state(_("Klaar"), 6, Kind.END, Ball.NOBODY, "ok"),
    Status.INFO_REQUESTED: _state(_("Wij hebben een vraag aan u"), None, Kind.INTERRUPT, Ball.INITIATOR, "warning"),
    Status.ON_HOLD: _state(_("Even wachten"), None, Kind.INTERRUPT, Ball.REASON, "warning"),
    Status.REJECTED: _state(_("Nee, dit kan niet doorgaan"), 6, Kind.END, Ball.NOBODY, "error"),
    Status.REFERRED: _state(_("U kunt beter daar terecht"), 6, Kind.END, Ball.OTHER_PARTY, "neutral"),
    Status.MERGED: _state(_("Uw idee gaat samen verder met een ander idee"), 6, Kind.END, Ball.NOBODY, "neutral"),
    Status.WITHDRAWN: _state(_("Uw idee is gestopt"), 6, Kind.END, Ball.NOBODY, "neutral"),
}

OPEN = tuple(s for s in Status if STATES[s].kind == Kind.OPEN)
INTERRUPTS = tuple(s for s in Status if STATES[s].kind == Kind.INTERRUPT)
RUNNING = tuple(s for s in Status if STATES[s].kind != Kind.END)
ENDED = tuple(s for s in Status if STATES[s].kind == Kind.END)
# The officer still has to say yes, or says no.
WITH_OFFICER_BEFORE_DECISION = (Status.ASSIGNED, Status.IN_REVIEW)
# It lies at the town hall, and nobody there has picked it up.
NOT_PICKED_UP = (Status.SUBMITTED, Status.ASSIGNED)
# Nobody has said yes or no yet.
UNDECIDED = (
    Status.EXPLORING, Status.SUBMITTED, Status.ASSIGNED, Status.IN_REVIEW, Status.SUPPORT_CHECK,
    Status.DECISION_PENDING,
)  # fmt: skip
# A decision is heard from a person first; until then nobody outside the town hall reads what it is.
TOLD_FIRST = (Status.APPROVED, Status.REJECTED)
UNTOLD_LABEL = _("Er is een besluit")

PUBLIC_STEPS = {
    1: _("Kennismaken"),
    2: _("Bekijken"),
    3: _("De buurt"),
    4: _("Besluit"),
    5: _("Uitvoeren"),
    6: _("Klaar"),
}
STEP_NEIGHBOURHOOD = 3

# The outer fence of who may what: the letters the permission matrix groups statuses by.
GROUPS: dict[str, tuple[Status, ...]] = {
    "D": (Status.DRAFT,),
    "E": (Status.EXPLORING,),
    "S": (Status.SUBMITTED,),
    "A": tuple(s for s in OPEN if s not in (Status.DRAFT, Status.EXPLORING, Status.SUBMITTED)),
    "W": INTERRUPTS,
    "X": ENDED,
}


def with_ball(ball: Ball) -> tuple[Status, ...]:
    """The statuses in which it is this one's turn."""
    return tuple(status for status in Status if STATES[status].ball == ball)


# The letter of no status: what is left after destruction or erasure, whatever it stood on.
ANONYMISED = "Z"


def in_groups(letters: str) -> tuple[Status, ...]:
    """The statuses behind letters such as "ESAW"."""
    return tuple(status for letter in letters if letter != ANONYMISED for status in GROUPS[letter])
