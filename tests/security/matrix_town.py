"""One town for the whole permission matrix: every status twice, and every subject in a browser of their own."""

import time
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.test import Client
from django.utils import timezone

from archive.deeds.empty import empty_initiative
from archive.models import DestructionList
from initiatives.models import Attachment, Initiative, Note
from initiatives.models.attachment import AttachmentKind
from initiatives.models.note import NoteKind
from initiatives.statuses import GROUPS, Status
from initiatives.views.status.session import KEY
from initiatives.workflow.storing import path_of
from kernen.emergency import LASTS
from kernen.models import BreakGlass, Role
from tests.factories import make_user, sign_in
from tests.initiatives.papers import PDF
from tests.initiatives.world import GROUP_NAMES, NOW, World

SUBJECTS = (
    "AN", "IW.own", "IW.other", "EC.own", "EC.other", "IC", "BM.lead", "BM.coadvice", "BM.domain", "BM.other",
    "KA.own", "KA.other", "DEC.mandate", "DEC.other", "GGD.tag", "GGD.other", "MGR.escalated", "MGR", "FB",
    "FB.breakglass",
)  # fmt: skip
# The same person before an initiative that is not theirs.
STANDS_FOR: Mapping[str, tuple[str, dict[str, Any]]] = {
    "GGD.other": ("GGD.tag", {"health_related": False}),
    "MGR": ("MGR.escalated", {"is_controversial": False}),
}
INTERNAL, BETWEEN_COORDINATORS = "De wethouder twijfelt.", "Mia is slecht ter been."
ANONYMISED = "anonymised"
EVERY_GROUP = (*GROUP_NAMES.values(), ANONYMISED, "-")
ENDINGS = GROUPS["X"]


@dataclass(frozen=True, kw_only=True)
class Standing:
    """One initiative in one status, and the files beside it."""

    initiative: Initiative
    file: str
    own_file: str

    @property
    def page(self) -> str:
        """Its address for staff."""
        return f"/initiatieven/{self.initiative.key}/"


class MatrixTown:
    """What one subject meets: made once, asked many times."""

    def __init__(self, subject: str, *, groups: Collection[str] = EVERY_GROUP) -> None:
        self.subject, self.world = subject, World()
        self.name, self.facts = STANDS_FOR.get(subject, (subject, {}))
        self.standing = {
            (group, confidential, status): self._stand(status, confidential, group)
            for group, statuses in [*((GROUP_NAMES[letter], s) for letter, s in GROUPS.items()), (ANONYMISED, ENDINGS)]
            if group in groups
            for status in statuses
            for confidential in ("0", "1")
        }
        self.list_pk = DestructionList.objects.create(
            year=2020, proposed_by=self.world.people["IC"], proposed_at=NOW
        ).pk
        self.other = self.world.known_to_all(Status.IN_REVIEW, title="Van een ander")
        self.browser = self._browser()

    def _stand(self, status: Status, confidential: str, group: str) -> Standing:
        """In this status, with notes and two files; what was anonymised is emptied by the deed that does so."""
        facts = self.facts | {"is_confidential": confidential == "1"}
        if confidential == "0" and status != Status.DRAFT:
            facts["published_at"] = NOW
        made = self.world.known_to_all(status, title=f"proef {group} {status} {confidential}", **facts)
        Initiative.objects.filter(pk=made.pk).update(access_code_hash=f"code {made.pk}")
        for kind, text in ((NoteKind.INTERNAL, INTERNAL), (NoteKind.COORDINATORS, BETWEEN_COORDINATORS)):
            Note.objects.create(initiative=made, kind=kind, text=text, by=self.world.people["IC"], at=NOW)
        files = [self._file(made, by_resident=own) for own in (False, True)]
        made.refresh_from_db()
        if group == ANONYMISED:
            empty_initiative(made, at=NOW, because="proef")
            made.refresh_from_db()
        return Standing(initiative=made, file=files[0], own_file=files[1])

    def _file(self, made: Initiative, *, by_resident: bool) -> str:
        """A file that is really there."""
        row = Attachment.objects.create(
            initiative=made, name="plan.pdf", kind=AttachmentKind.PDF, size=len(PDF), by_resident=by_resident,
            uploaded_at=NOW, uploaded_by=None if by_resident else self.world.people["IC"],
        )  # fmt: skip
        path = path_of(row.stored_as)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(PDF)
        return str(row.stored_as)

    def _browser(self) -> Client:
        """The subject, as far in as they get."""
        if self.subject in ("AN", "IW.own", "IW.other"):
            return Client()
        if self.subject == "FB.breakglass":
            return sign_in(self._broke_the_glass())
        return sign_in(self.world.people[self.name])

    def _broke_the_glass(self) -> Any:
        """A functional administrator in an emergency."""
        user, now = make_user("FB.breakglass", role=Role.FUNCTIONAL_ADMIN), timezone.now()
        BreakGlass.objects.create(
            user=user, reason="storing", started_at=now - timedelta(minutes=1), ends_at=now + LASTS
        )
        return user

    def hold_code(self, standing: Standing) -> None:
        """The resident has the code of this initiative; the other resident that of another one."""
        if self.subject not in ("IW.own", "IW.other"):
            return
        mine = standing.initiative if self.subject == "IW.own" else self.other
        session = self.browser.session
        session[KEY] = {"pk": mine.pk, "code": f"code {mine.pk}", "seen": time.time()}
        session.save()
        self.browser.cookies[settings.SESSION_COOKIE_NAME] = session.session_key or ""
