"""The facts about places, a file per noun."""

from kernen.models.absence import Absence
from kernen.models.break_glass import BreakGlass
from kernen.models.domain import PolicyDomain
from kernen.models.enough import Enough, EnoughRule
from kernen.models.kern import CbsArea, GroupKind, Kern, Kernoverleg
from kernen.models.money import FundingSource, Mandate
from kernen.models.municipality import Municipality, Word
from kernen.models.outage import Outage
from kernen.models.role import Role, RoleHolding
from kernen.models.term import Holiday, Term

__all__ = [
    "Absence",
    "BreakGlass",
    "CbsArea",
    "Enough",
    "EnoughRule",
    "FundingSource",
    "GroupKind",
    "Holiday",
    "Kern",
    "Kernoverleg",
    "Mandate",
    "Municipality",
    "Outage",
    "PolicyDomain",
    "Role",
    "RoleHolding",
    "Term",
    "Word",
]
