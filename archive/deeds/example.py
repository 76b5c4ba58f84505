"""What the demo shows of the archive: terms that say they are an example, and old ideas on a proposed list."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from uuid import uuid4

from accounts.models import User
from archive.deeds.propose import propose
from archive.models import RetentionRule
from archive.models.retention import Disposition, ResultType
from initiatives.demo.script import LOG, Idea, by_coordinator, step
from initiatives.demo.walk import walk
from initiatives.models.choices import WithdrawReason
from kernen.models import Kern

SOURCE = "Voorbeeld voor de demo; laat uw archivaris dit bepalen."
NUMBER = "voorbeeld"
MONTHS = {
    ResultType.COMPLETED: 60,
    ResultType.COMPLETED_WITH_MONEY: 84,
    ResultType.REJECTED: 36,
    ResultType.WITHDRAWN: 24,
    ResultType.REFERRED: 24,
    ResultType.MERGED: 24,
}
# In working days: some five years, so that every term above is over.
LONG_AGO = 1300
OLD_IDEAS = (
    ("Schaakclub in het dorpshuis (voorbeeld)", "Wekelijks samen schaken.", WithdrawReason.GROUP_STOPPED),
    ("Kerstmarkt op het plein (voorbeeld)", "Een kleine markt voor en door het dorp.", WithdrawReason.WITHDRAWN),
    ("Ruilkast voor zaden (voorbeeld)", "Een kast waarin buren zaden ruilen.", WithdrawReason.NOT_FEASIBLE),
)


def fill_rules() -> None:
    """As an example; of a formal no nothing is decided yet."""
    for result in ResultType:
        months = MONTHS.get(result)
        facts = {"disposition": Disposition.DESTROY, "months": months, "list_number": NUMBER, "source": SOURCE}
        RetentionRule.objects.update_or_create(result=result, defaults=facts if months else {})


def fill_list(people: Mapping[str, User], kernen: Mapping[str, Kern], now: datetime) -> None:
    """Three old ideas, and the list of this year on which they stand."""
    places = sorted(kernen)
    ideas = tuple(_old(number, places[number % len(places)]) for number in range(len(OLD_IDEAS)))
    walk(ideas, people=people, kernen=kernen, now=now)
    propose(by=people["intern"], at=now - timedelta(days=3), form_key=uuid4())


def _old(number: int, kern: str) -> Idea:
    """Written down, and stopped some weeks later."""
    title, summary, reason = OLD_IDEAS[number]
    stop = step("withdraw", 15, reason=reason, others_asked=True, confirmed=True)
    return Idea(
        title=title,
        summary=summary,
        kernen=(kern,),
        people=(by_coordinator("contactpersoon van de groep"),),
        steps=(LOG, stop),
        ago=LONG_AGO + 40 * number,
    )
