"""Who may see what, said once more in plain Python: from the permission matrix, and from nothing of the application."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from tests.initiatives.world import matrix

LIST, CONTACT, NOTES, BETWEEN, FILES, PUBLIC = (
    "list_search", "contact_data_view", "internal_note_read", "ec_note_readwrite", "attachment_download",
    "public_list_detail",
)  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Held:
    """A role with its place and its days."""

    role: str
    starts: date
    ends: date | None = None
    kern: int | None = None
    everywhere: bool = False
    domain: int | None = None
    ceiling: int = -1


@dataclass(frozen=True, kw_only=True)
class Person:
    """Somebody with an account; `glass`: an emergency access of this person runs."""

    pk: int
    held: tuple[Held, ...]
    glass: bool = False
    ended: bool = False


@dataclass(frozen=True, kw_only=True)
class Story:
    """The facts about one initiative on which the matrix depends; `group` is its column."""

    number: int
    group: str
    confidential: bool
    emptied: bool
    kernen: frozenset[int]
    logged_by: int | None
    officer: int | None
    advisers: frozenset[int]
    domain: int | None
    health: bool
    on_mt_list: bool
    proposed: int | None
    published: bool


# ---- the rule ------------------------------------------------------------------------------------------


def subjects(person: Person, story: Story, *, on: date) -> Iterator[str]:
    """As whom, in the words of the matrix, this person stands before this initiative; who stands outside is nobody."""
    for one in person.held:
        if person.ended or not one.starts <= on <= (one.ends or on):
            continue
        own = one.everywhere or one.kern in story.kernen or story.logged_by == person.pk
        advises = person.pk in story.advisers
        yield from {
            "external_coordinator": ["EC.own"] if own else [],
            "kernambtenaar": ["KA.own"] if own else [],
            "internal_coordinator": ["IC"],
            "beleidsmedewerker": (["BM.lead"] if story.officer == person.pk else [])
            + (["BM.coadvice"] if advises else [])
            + (["BM.domain"] if story.domain == one.domain else []),
            "decider": ["DEC.mandate"] if story.proposed is not None and story.proposed <= one.ceiling else [],
            "ggd_adviser": (["GGD.tag"] if story.health else []) + (["BM.coadvice"] if advises else []),
            "manager": ["MGR.escalated"] if story.on_mt_list else [],
            "functional_admin": ["FB.breakglass"] if person.glass else [],
        }[one.role]


def may(person: Person, story: Story, action: str, *, on: date) -> bool:
    """Whether the matrix says ok to one of those; a cry for help that was emptied is of nobody."""
    cells = ((action, subject, story.group, str(int(story.confidential))) for subject in subjects(person, story, on=on))
    return not story.emptied and any(matrix()[cell] == "ok" for cell in cells)


def may_anybody(story: Story) -> bool:
    """Whether it stands on the website."""
    cell = matrix()[PUBLIC, "AN", story.group, str(int(story.confidential))]
    return story.published and not story.emptied and cell == "ok"
