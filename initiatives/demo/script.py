"""The language a demo is written in: who comes with which idea, and step by step what happened to it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from initiatives.models.choices import Ask, Channel, InitiatorKind

# How long ago, in working days, the last messages of which the calls and letters are still to do were made.
STILL_TO_DO = 3
EXAMPLE_SUM = "Het bedrag is een voorbeeld; de bron noemt het niet."


@dataclass(frozen=True, kw_only=True)
class Step:
    """One transition or deed: how many working days after the one before, by whom, with what filled in.

    `by` is an account key, "officer" (who has it then), "initiator", or empty for who normally does this. In
    `inputs` a date is a number of days after the step; officers, domains, sources and other initiatives go by key.
    """

    name: str
    after: int = 1
    by: str = ""
    inputs: Mapping[str, Any] = field(default_factory=dict)


def step(name: str, after: int = 1, *, by: str = "", **inputs: Any) -> Step:
    """One step."""
    return Step(name=name, after=after, by=by, inputs=inputs)


@dataclass(frozen=True, kw_only=True)
class Contact:
    """Somebody who may be reached, by function and never by name."""

    name: str
    channel: Channel
    email: str = ""
    phone: str = ""
    street: str = ""
    postcode: str = ""
    city: str = ""
    language: str = "nl"


def by_email(name: str, mailbox: str, *, language: str = "nl") -> Contact:
    """Hears by e-mail, in the language somebody reads best."""
    email = f"{mailbox}@demo.example"
    return Contact(name=name, channel=Channel.EMAIL, email=email, phone="06 12 34 56 78", language=language)


def by_phone(name: str) -> Contact:
    """Is called."""
    return Contact(name=name, channel=Channel.PHONE, phone="06 12 34 56 78")


def by_letter(name: str, postcode: str, city: str) -> Contact:
    """Gets a letter; the street does not exist."""
    return Contact(name=name, channel=Channel.LETTER, street="Voorbeeldstraat 1", postcode=postcode, city=city)


def by_coordinator(name: str) -> Contact:
    """Hears it from the coordinator."""
    return Contact(name=name, channel=Channel.COORDINATOR)


def without_contact(name: str) -> Contact:
    """Does not want to hear."""
    return Contact(name=name, channel=Channel.NONE)


@dataclass(frozen=True, kw_only=True)
class Idea:
    """One initiative as it came in, and what happened to it; no kernen means the whole municipality."""

    title: str
    summary: str
    steps: tuple[Step, ...]
    ago: int  # working days since the last step
    people: tuple[Contact, ...]
    kernen: tuple[str, ...] = ()
    description: str = ""
    aim: str = ""
    kind: InitiatorKind = InitiatorKind.GROUP
    asks: tuple[Ask, ...] = (Ask.THINK_ALONG,)
    key: str = ""  # how a merge names it
    code: str = ""  # a fixed access code, printed by the command
    logged_by: str = "extern"
    more: Mapping[str, Any] = field(default_factory=dict)


def road(*parts: Step | tuple[Step, ...]) -> tuple[Step, ...]:
    """Steps and groups of steps in one line."""
    steps: list[Step] = []
    for part in parts:
        steps.extend((part,) if isinstance(part, Step) else part)
    return tuple(steps)


LOG = step("log")


def to_town_hall(*, after: int = 4) -> tuple[Step, ...]:
    """Written down in the kern, and a few days later passed on."""
    return (LOG, step("submit", after))


def to_officer(domain: str, note: str, *, officer: str = "", after: int = 2, **co: Any) -> tuple[Step, ...]:
    """Assigned, and taken up."""
    given = step("assign", after, domain=domain, officer=officer or domain, note=note, **co)
    return (given, step("accept", 2, no_conflict=True))


def talk(place: str, *, discussed: str, possible: str, needed: str, who_does_what: str) -> tuple[Step, ...]:
    """The appointment, planned and held."""
    told: dict[str, Any] = {"discussed": discussed, "possible": possible, "needed": needed}
    for number, part in enumerate(who_does_what.rstrip(".").split(", "), start=1):
        by_us = part.lower().removeprefix("de gemeente ") if part.lower().startswith("de gemeente ") else ""
        told |= {
            f"agreed_{number}": by_us or part, f"agreed_{number}_by": "officer" if by_us else "resident",
            f"agreed_{number}_on": 21,
        }  # fmt: skip
    return (
        step("plan_appointment", 1, by="intern", starts_at=6, place=place),
        step("record_appointment", 7, state="held", **told),
    )


def offer_moments(place: str) -> Step:
    """Three moments, of which the residents choose one."""
    return step("plan_appointment", 1, by="intern", starts_at=6, second_at=7, third_at=9, place=place)


def write_and_keep_back(message: str) -> tuple[Step, ...]:
    """A message that waits in the outbox until somebody lets it go."""
    return (step("message_resident", 1, by="officer", message=message), step("hold_message", 0, by="officer"))


def ask_around(
    *ways: str, area: str, organiser: str, can_still_change: str, public_text: str, days: int, **more: Any
) -> Step:
    """The neighbourhood is asked, in one way or more."""
    said = {"how_informed": "Met een brief in elke bus.", "what_changes": "De plek ziet er anders uit."}
    return step(
        "start_support",
        2,
        ways=ways,
        area=area,
        organiser=organiser,
        can_still_change=can_still_change,
        public_text=public_text,
        closes_on=days,
        **(said | more),
    )


def counted(way: str, place: str, after: int = 3, **said: Any) -> Step:
    """A sheet, a street or an opinion came in: `votes_for`, `votes_against` and `votes_neutral`, or `opinion`."""
    return step("enter_support", after, way=way, place=place, noted_on=0, **said)


def heard(how: str, *, reasons: str, summary: str, after: int = 14) -> Step:
    """What the neighbourhood said, and what is done with it."""
    return step("close_support", after, how_informed=how, summary=summary, conclusion="enough", reasons=reasons)


SIX = ("common_interest", "own_effort", "support", "feasible", "upkeep", "fits")


def propose(advice: str, *, amount: str = "0", after: int = 3, **more: Any) -> Step:
    """The advice on the six questions; all yes unless said."""
    return step("propose", after, **(dict.fromkeys(SIX, "yes") | {"advice": advice, "amount": amount} | more))


def say_yes(explanation: str, *, by: str = "teamhoofd", how: str = "phone", **more: Any) -> tuple[Step, ...]:
    """The decision, and the call that tells it first."""
    given = {"outcome": "yes", "explanation": explanation} | more
    return (step("approve", 4, by=by, **given), step("inform_initiator", 1, how=how))


def publish(text: str) -> Step:
    """On the website."""
    return step("publish", 1, public_summary=text, seen=True)


def begin(who_does_what: str, *, after: int = 4) -> Step:
    """The work starts a week later."""
    return step("start", after, who_does_what=who_does_what, starts_on=7)


def let_go(contact: str, agreements: str, *, after: int = 20) -> Step:
    """The boomerang, with a call after four months."""
    return step("hand_over", after, group_contact=contact, agreements=agreements, support_ends_on=14, check_in_on=120)


def finish(result: str, *, went_well: str, could_be_better: str, learned: str, after: int = 60) -> Step:
    """Result and evaluation."""
    return step("complete", after, result=result, went_well=went_well, could_be_better=could_be_better, learned=learned)
