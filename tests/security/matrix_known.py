"""Where the application answers otherwise than the matrix, each time with the reason; what is not here, is a fault."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from tests.security.matrix_cells import Answer
from tests.security.matrix_doors import NOT_BUILT, NOT_SHOWN, SHUT
from tests.security.matrix_town import ANONYMISED, EVERY_GROUP, SUBJECTS

STAFF = tuple(subject for subject in SUBJECTS if subject not in ("AN", "IW.own", "IW.other"))
LOGGING = ("EC.own", "IC", "KA.own")


@dataclass(frozen=True, kw_only=True)
class Known:
    """These cells get this answer instead, because."""

    actions: Collection[str]
    given: Collection[str]
    because: str
    subjects: Collection[str] = SUBJECTS
    groups: Collection[str] = EVERY_GROUP
    wanted: Collection[str] = ("ok", "403", "404", "409", "login")

    def covers(self, answer: Answer) -> bool:
        """Whether this difference is one of these."""
        return (
            answer.action in self.actions
            and answer.given in self.given
            and answer.subject in self.subjects
            and answer.group in self.groups
            and answer.wanted in self.wanted
        )


KNOWN = (
    Known(
        actions=("api_tokens",),
        given=(NOT_BUILT,),
        because="There is no API, so there are no tokens.",
    ),
    Known(
        actions=("dashboard_aggregates",),
        given=(NOT_BUILT,),
        because="Figures over all initiatives belong to the issue about insight, which is not built.",
    ),
    Known(
        actions=("public_list_detail",),
        given=("404",),
        groups=(ANONYMISED,),
        wanted=("ok",),
        because="What is destroyed or erased leaves the website at the same moment.",
    ),
    Known(
        actions=(
            "status_view",
            "status_answer_question",
            "status_message",
            "status_withdraw",
            "status_upload",
        ),
        given=(SHUT,),
        subjects=("IW.own",),
        groups=(ANONYMISED,),
        because="The code is destroyed with the story; the resident signs in and finds nothing.",
    ),
    Known(
        actions=("internal_note_read",),
        given=(NOT_SHOWN,),
        groups=(ANONYMISED,),
        wanted=("ok",),
        because="The notes are erased; nothing is left to read.",
    ),
    Known(
        actions=("reissue_code",),
        given=("404",),
        subjects=("EC.own", "IC", "KA.own"),
        groups=("draft",),
        because="A draft has no number, so it has no card.",
    ),
    Known(
        actions=("flag_confidential",),
        given=("409",),
        groups=("draft",),
        wanted=("ok",),
        because="A draft has no events yet, so nothing is done to it but filling it in.",
    ),
    Known(
        actions=("publish_unpublish",),
        given=("409",),
        groups=("exploring",),
        wanted=("ok",),
        because="Publishing starts when it lies at the town hall.",
    ),
    Known(
        actions=("users_roles_manage", "settings_texts_retention"),
        given=("404",),
        wanted=("403",),
        subjects=STAFF,
        because="Where the functional administrator works there is nothing for anybody else, not even a refusal.",
    ),
    Known(
        actions=(
            "users_roles_manage",
            "settings_texts_retention",
            "access_log_read",
        ),
        given=("ok",),
        wanted=("403",),
        subjects=("FB.breakglass",),
        because="Who breaks the glass stays functional administrator meanwhile.",
    ),
    Known(
        actions=("create_for_resident",),
        given=("ok",),
        wanted=("403",),
        subjects=("EC.other", "KA.other"),
        because="Who stands for another kern logs for that one; there is no initiative yet to stand outside of.",
    ),
    Known(
        actions=("export_without_persons",),
        given=("ok",),
        wanted=("403",),
        subjects=("EC.other", "KA.other", "BM.coadvice", "BM.domain", "BM.other", "MGR.escalated"),
        because="The page goes by role; a line goes along only where this person stands as the matrix says.",
    ),
    Known(
        actions=("avg_request_execute",),
        given=("403", "ok"),
        wanted=("404", "409", "ok"),
        because="A person is searched across everything, so the page names no initiative: the role alone decides.",
    ),
)


def known_as(answer: Answer) -> Known | None:
    """The reason above of this difference, None where it has none."""
    return next((known for known in KNOWN if known.covers(answer)), None)


def is_known(answer: Answer) -> bool:
    """Whether this difference has its reason above."""
    return known_as(answer) is not None


def uses(others: Iterable[Answer]) -> list[str]:
    """Which of the reasons these differences need, each action of it apart."""
    return sorted({f"{answer.action}: {known.because}" for answer in others if (known := known_as(answer))})


def unused(used: Collection[str]) -> list[str]:
    """The reasons nothing needed any more; each is one too many."""
    named = [f"{action}: {known.because}" for known in KNOWN for action in known.actions]
    return [name for name in named if name not in used]
