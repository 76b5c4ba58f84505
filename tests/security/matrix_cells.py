"""The cells of the permission matrix against the answers, and every difference with its reason."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from initiatives.deeds.table import DEED_OF
from initiatives.statuses import GROUPS, Status
from initiatives.workflow.table import ROW_OF
from tests.initiatives.world import GROUP_NAMES, matrix
from tests.security.matrix_doors import CALLED, NOT_SHOWN, SHUT, Asking, knock
from tests.security.matrix_town import ANONYMISED, ENDINGS, EVERY_GROUP, MatrixTown

LETTER_OF = {name: letter for letter, name in GROUP_NAMES.items()}


@dataclass(frozen=True, kw_only=True)
class Answer:
    """One cell, and what the running application said."""

    action: str
    subject: str
    group: str
    confidential: str
    wanted: str
    given: str


def answers(
    town: MatrixTown, *, groups: Collection[str] = EVERY_GROUP, actions: Collection[str] = ()
) -> Iterator[Answer]:
    """Every cell of this subject in these groups, or of some actions alone."""
    asking = Asking(town)
    for (action, subject, group, confidential), wanted in matrix().items():
        if subject != town.subject or group not in groups or (actions and action not in actions):
            continue
        standing = None if group == "-" else town.standing[group, confidential, stands_for(action, group)]
        given = knock(asking, action, standing)
        yield Answer(action=action, subject=subject, group=group, confidential=confidential, wanted=wanted, given=given)


def stands_for(action: str, group: str) -> Status:
    """One status stands for its group: one in which the action is possible, where there is one."""
    statuses = ENDINGS if group == ANONYMISED else GROUPS[LETTER_OF[group]]
    rows = [row for name in CALLED.get(action, (action,)) if (row := (ROW_OF | DEED_OF).get(name))]
    if action == "status_answer_question":
        rows = [ROW_OF["receive_info"]]
    return next((status for row in rows for status in statuses if status in row.sources), statuses[0])


def is_as_written(answer: Answer) -> bool:
    """The very answer of the matrix; where there is only a page to look on, not seeing it is the refusal."""
    if answer.given == NOT_SHOWN:
        return answer.wanted in ("403", "404")
    if answer.given == SHUT:
        # The door of residents asks for a code, of everybody alike.
        return answer.action.startswith("status_") and answer.wanted in ("403", "404")
    return answer.given == answer.wanted
