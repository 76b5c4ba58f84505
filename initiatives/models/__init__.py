"""The facts about initiatives, a file per noun."""

from initiatives.models.access import AccessEntry, Seal
from initiatives.models.advice import Assignment, CoAdvice, InfoRequest, Suspension
from initiatives.models.appointment import Appointment, CalendarFeed, OfferedMoment
from initiatives.models.attachment import Attachment
from initiatives.models.decision import Commitment, Condition, Decision
from initiatives.models.desk import ExportLog, Follow, SavedView
from initiatives.models.ending import Evaluation, Handover, Referral
from initiatives.models.event import Event, EventText
from initiatives.models.initiative import Initiative, InitiativeKern
from initiatives.models.letter_text import LetterTemplate, StandardText
from initiatives.models.mail_link import MailLink
from initiatives.models.message import Message
from initiatives.models.note import Note
from initiatives.models.person import Consent, ContactPerson
from initiatives.models.reference import ReferenceCounter
from initiatives.models.route import RelatedLink, RouteChoice
from initiatives.models.signal import Signal
from initiatives.models.support import Concern, SupportCheck, SupportCode, SupportEntry, SupportVoice
from initiatives.models.task import Task

__all__ = [
    "AccessEntry",
    "Appointment",
    "Assignment",
    "Attachment",
    "CalendarFeed",
    "CoAdvice",
    "Commitment",
    "Concern",
    "Condition",
    "Consent",
    "ContactPerson",
    "Decision",
    "Evaluation",
    "Event",
    "EventText",
    "ExportLog",
    "Follow",
    "Handover",
    "InfoRequest",
    "Initiative",
    "InitiativeKern",
    "LetterTemplate",
    "MailLink",
    "Message",
    "Note",
    "OfferedMoment",
    "ReferenceCounter",
    "Referral",
    "RelatedLink",
    "RouteChoice",
    "SavedView",
    "Seal",
    "Signal",
    "StandardText",
    "SupportCheck",
    "SupportCode",
    "SupportEntry",
    "SupportVoice",
    "Suspension",
    "Task",
]
