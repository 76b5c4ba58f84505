"""One person, written down in every place there is: fifty strings that occur nowhere else."""

import itertools
import zipfile
from collections.abc import Iterator
from datetime import timedelta
from email.message import EmailMessage
from pathlib import Path
from typing import Any
from uuid import uuid4

from django.conf import settings
from django.contrib.sessions.backends.db import SessionStore
from django.core.cache import cache
from django.db import models

from accounts.models import User
from archive.deeds.journal import append, line_of
from archive.deeds.register import HOLDINGS, text_columns
from archive.models import DestructionItem, DestructionList, Erasure, PersonRequest
from initiatives import models as story
from initiatives.events import record
from initiatives.models import Event, Initiative
from initiatives.models.choices import Audience, Channel
from initiatives.relations import Relation
from initiatives.statuses import Status
from initiatives.workflow.storing import path_of
from overleg.models import AgendaItem, Meeting, Promise, Wish
from tests.factories import make_kernoverleg
from tests.initiatives.world import NOW, TODAY, World

NUMBER = 50
STRINGS = tuple(f"Kwikstaart{number:02d}" for number in range(NUMBER))
# A sentence around it shows that the rest of a text stays.
AROUND = "Met {} gebeld."


OUTSIDE = ("session", "cache", "mail", "mail header")


class Person:
    """Plants one string after another; after the last the first comes round again."""

    def __init__(self, world: World) -> None:
        self.world, self.given = world, itertools.cycle(STRINGS)
        self.idea = world.initiative(Status.IN_REVIEW)
        self.places: list[str] = []

    @property
    def strings(self) -> str:
        """As somebody types them on the screen."""
        return "\n".join(STRINGS)

    def journal_lines(self) -> list[str]:
        """What the journal holds of what was erased until now."""
        return [line_of(row) for row in Erasure.objects.order_by("pk")]

    def write_journal(self, lines: list[str]) -> None:
        """As it lies beside a database that was put back."""
        append(lines)

    @property
    def outside_strings(self) -> set[str]:
        """Those that stand outside the rows: in a session, the cache and a mail as a file."""
        words = itertools.cycle(STRINGS)
        return {word for place, word in zip(self.places, words, strict=False) if place in OUTSIDE}

    def next(self, place: str) -> str:
        self.places.append(place)
        return next(self.given)

    def everywhere(self) -> "Person":
        """In every column of every table of residents that the register knows, and outside the database."""
        rows = {type(row)._meta.label: row for row in self.rows()}
        for holding in HOLDINGS:
            if holding.hands_off:
                continue
            if (row := rows.get(holding.model)) is None:
                assert holding.model in ("initiatives.Consent", "initiatives.EventText")
                continue
            columns = [name for name in holding.columns if name in text_columns(type(row)) and name != "language"]
            type(row)._base_manager.filter(pk=row.pk).update(**{name: self.value(row, name) for name in columns})
        self.outside()
        return self

    def value(self, row: models.Model, name: str) -> Any:
        """One column with the next string in it."""
        column, string = row._meta.get_field(name), self.next(f"{row._meta.label}.{name}")
        if isinstance(column, models.JSONField):
            return {"reason": AROUND.format(string), "more": [string, 3]}
        if isinstance(column, models.EmailField):
            return f"{string.lower()}@voorbeeld.example"
        said = AROUND.format(string)
        longest = column.max_length if isinstance(column, models.CharField) and column.max_length else 999
        return said if len(said) <= longest else string[:longest]

    def rows(self) -> Iterator[models.Model]:
        """A row of every table."""
        idea, people = self.idea, self.world.people
        lead, coordinator = people["BM.lead"], people["IC"]
        yield Initiative.objects.get(pk=idea.pk)
        person = idea.people.get()
        yield person
        event = self.event(coordinator)
        message = story.Message.objects.create(
            initiative=idea, event=event, person=person, channel=Channel.EMAIL, recipient="x", subject="x", body="x",
            created_at=NOW, calendar="x",
        )  # fmt: skip
        yield message
        yield story.Task.objects.create(
            initiative=idea, kind="call", title="x", for_user=lead, due_on=TODAY, created_at=NOW
        )
        yield story.Note.objects.create(initiative=idea, kind="internal", text="x", by=lead, at=NOW)
        yield self.attachment()
        yield story.Appointment.objects.create(
            initiative=idea, officer=lead, starts_at=NOW, place="x", planned_by=lead, state="held"
        )
        yield idea.assignments.get()
        yield idea.co_advices.get()
        yield story.InfoRequest.objects.create(
            initiative=idea, question="x", due_on=TODAY, asked_by=lead, asked_at=NOW, closed_at=NOW
        )
        yield story.RouteChoice.objects.create(initiative=idea, chosen=self.world.domain, by=coordinator, at=NOW)
        decision = story.Decision.objects.create(
            initiative=idea, proposed_by=lead, proposed_at=NOW, decided_at=NOW, decided_by=people["DEC.mandate"],
            outcome="yes",
        )  # fmt: skip
        yield decision
        yield story.Condition.objects.create(decision=decision, text="x", owner="municipality", due_on=TODAY)
        yield from self.ending()
        yield from self.neighbours(lead)
        yield from self.meetings()
        yield from self.archive()
        yield story.SavedView.objects.create(user=lead, name="x", created_at=NOW)
        yield story.ExportLog.objects.create(user=coordinator, reason="x", at=NOW, count=1)

    def event(self, by: User) -> Event:
        """Something that happened, with words."""
        return record(
            self.idea,
            action="note",
            button="Notitie",
            by=by,
            function=Relation.INTERNAL_COORDINATOR,
            at=NOW,
            audience=Audience.INTERNAL,
            says=lambda: AROUND.format(self.next("initiatives.EventText.sentence")),
            inputs={"reason": AROUND.format(self.next("initiatives.EventText.inputs"))},
        )

    def attachment(self) -> story.Attachment:
        """A Word file with a name inside."""
        made = story.Attachment.objects.create(
            initiative=self.idea, name="x", kind="docx", size=1, sha256="0" * 64, by_resident=True, uploaded_at=NOW
        )
        path_of(made.stored_as).parent.mkdir(parents=True, exist_ok=True)
        with zipfile.ZipFile(path_of(made.stored_as), "w") as file:
            file.writestr("word/document.xml", f"<w:t>{self.next('file')}</w:t>")
        return made

    def ending(self) -> Iterator[models.Model]:
        yield story.Handover.objects.create(
            initiative=self.idea, group_contact="x", agreements="x", support_ends_on=TODAY, check_in_on=TODAY, at=NOW
        )
        yield story.Evaluation.objects.create(initiative=self.idea, result="x", learned="x", at=NOW)
        yield story.Referral.objects.create(
            initiative=self.idea, kind="report", receiver="x", channel="phone", referred_on=TODAY
        )

    def neighbours(self, by: User) -> Iterator[models.Model]:
        yield story.Signal.objects.create(
            kern=self.world.kern, text="x", created_at=NOW, form_key=uuid4(), name="x", phone="x", may_call=True
        )
        check = story.SupportCheck.objects.create(
            initiative=self.idea, ways=["list"], area="x", organiser="x", closes_on=TODAY, started_at=NOW,
            started_by=by,
        )  # fmt: skip
        yield check
        yield story.SupportEntry.objects.create(
            poll=check, way="list", place="x", noted_on=TODAY, votes_for=1, votes_against=0, votes_neutral=0,
            entered_at=NOW, form_key=uuid4(), struck_at=NOW, struck_because="x",
        )  # fmt: skip
        code = story.SupportCode.objects.create(poll=check, digest="1" * 64, batch=uuid4(), way="letter", made_at=NOW)
        yield story.SupportVoice.objects.create(
            code=code, answer="for", way="letter", given_on=TODAY, entered_at=NOW, form_key=uuid4()
        )
        yield story.Concern.objects.create(poll=check, wording="x", noted_at=NOW)

    def meetings(self) -> Iterator[models.Model]:
        group = make_kernoverleg(self.world.kern, name="Kernoverleg Sibbe")
        yield group
        meeting = Meeting.objects.create(
            kernoverleg=group, held_on=TODAY, created_at=NOW, form_key=uuid4(), present=1, closed_at=NOW, report="x"
        )
        yield meeting
        item = AgendaItem.objects.create(meeting=meeting, initiative=self.idea, position=1, discussed=True)
        yield item
        yield Promise.objects.create(item=item, what="x", who="x", due_on=TODAY)
        yield Wish.objects.create(kern=self.world.kern, text="x", noted_at=NOW, changed_at=NOW, form_key=uuid4())

    def archive(self) -> Iterator[models.Model]:
        """Reasons in which somebody was named after all."""
        yield PersonRequest.objects.create(asks="access", received_on=TODAY, due_on=TODAY, answered_at=NOW)
        destruction = DestructionList.objects.create(
            year=2020, proposed_by=self.world.people["IC"], proposed_at=NOW, returned_at=NOW
        )
        yield destruction
        yield DestructionItem.objects.create(
            destruction=destruction, initiative=self.idea, result="completed", list_number="x", months=1,
            ended_on=TODAY, kept_because="x",
        )  # fmt: skip

    def outside(self) -> None:
        """A session with something typed, a mail in a file, a word in the cache."""
        session = SessionStore()
        session["typed"] = AROUND.format(self.next("session"))
        session.set_expiry(timedelta(days=1))
        session.save()
        cache.set("typed", self.next("cache"))
        folder = Path(settings.SMTP["EMAIL_FILE_PATH"])
        folder.mkdir(parents=True, exist_ok=True)
        mail = EmailMessage()
        mail["Subject"], mail["To"] = "Uw idee", f"{self.next('mail header')}@voorbeeld.example"
        mail.set_content(f"Beste {self.next('mail')}, dit gaat over één ding.", cte="base64")
        (folder / "een.log").write_bytes(mail.as_bytes() + b"\n" + b"-" * 79 + b"\n")
