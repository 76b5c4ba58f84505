"""Writes docs/workflow.md from the table of transitions, so that what is on paper is what the software does."""

import ast
import inspect
import re
import textwrap
from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from initiatives.deeds.table import DEEDS
from initiatives.letters.readers import Reader
from initiatives.relations import ROWS, Relation
from initiatives.statuses import STATES, Status, in_groups
from initiatives.workflow.action import Action, Input
from initiatives.workflow.table import TRANSITIONS, To, Transition

TARGETS = {To.SAME: "blijft gelijk", To.RETURN: "waar het was", To.DELETED: "weg"}
READERS = {
    Reader.INITIATOR: "initiatiefnemer",
    Reader.EXTERNAL_COORDINATOR: "externe coördinator",
    Reader.INTERNAL_COORDINATOR: "interne coördinator",
    Reader.OFFICER: "beleidsmedewerker",
    Reader.FORMER_OFFICER: "vorige beleidsmedewerker",
    Reader.KERNAMBTENAAR: "kernambtenaar",
    Reader.KERNOVERLEG: "kernoverleg",
    Reader.DECIDER: "beslisser",
}
# Rows from more places than this are drawn apart: the ordinary road stays readable.
FEW = 2
PEOPLE = (*(row.relation for row in ROWS), Relation.INITIATOR, Relation.SYSTEM)
SEES = {row.relation: in_groups(row.sees) for row in ROWS} | {Relation.INITIATOR: in_groups("ESAWX")}
HEAD = """<!-- Gemaakt door `manage.py workflow_docs` uit initiatives/workflow/table.py; wijzig het daar. -->
# De weg van een initiatief

Een sterretje betekent: verplicht. “…” is wat op dat moment wordt ingevuld.
"""


def docs_file() -> Path:
    """Where it is kept."""
    return Path(settings.BASE_DIR) / "docs" / "workflow.md"


class Command(BaseCommand):
    """Needs no database."""

    help = "Schrijft docs/workflow.md uit de tabel van overgangen."
    requires_system_checks = []

    def handle(self, *args: object, **options: Any) -> None:
        """Write it."""
        docs_file().write_text(render())
        self.stdout.write(f"{docs_file()} geschreven")


def render() -> str:
    """The whole page."""
    parts = (
        HEAD,
        "## De gewone weg\n",
        ordinary_road(),
        "## Zijwegen\n",
        side_roads(),
        "## De statussen\n",
        states(),
        "## De overgangen\n",
        transitions(),
        "## Wat er verder gedaan wordt\n\nDe status verandert hierdoor niet.\n",
        deeds(),
        stands_back(),
        "## Wie mag wat, en wanneer\n\n“ziet” is: ziet het initiatief en kan niets doen dat de status raakt; “–” is: "
        "ziet het niet.\nVertrouwelijke initiatieven ziet niet iedereen die hier staat: zie `initiatives/relations/`."
        "\n",
        matrix(),
    )
    return "\n".join(parts)


# ---- the drawings ------------------------------------------------------------------------------------


def is_ordinary(row: Transition) -> bool:
    """From one or two places to a place of its own."""
    return len(row.sources) <= FEW and row.target not in (To.SAME, To.RETURN)


def ordinary_road() -> str:
    """A state diagram of the rows that lead on."""
    lines = ["```mermaid", "stateDiagram-v2"]
    lines += [f'    state "{status.label}" as {status.value}' for status in Status]
    lines.append(f"    [*] --> {Status.DRAFT.value}")
    for row in filter(is_ordinary, TRANSITIONS):
        target = "[*]" if row.target is To.DELETED else row.target.value
        lines += [f"    {source.value} --> {target}: {row.button}" for source in row.sources]
    return "\n".join([*lines, "```", ""])


def side_roads() -> str:
    """A chart of the rows that start in many places or go back."""
    lines = ["```mermaid", "flowchart LR"]
    for row in TRANSITIONS:
        if is_ordinary(row):
            continue
        sources = "<br>".join(str(source.label) for source in row.sources)
        lines.append(f'    {row.name}["{sources}"] -->|{row.button}| {row.name}_to(["{target_of(row)}"])')
    return "\n".join([*lines, "```", ""])


# ---- the tables --------------------------------------------------------------------------------------


def table(head: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    """Lines of Markdown; a bar inside a cell would end it."""
    titles = list(head)
    lines = [titles, ["---"] * len(titles), *rows]
    return "\n".join("| " + " | ".join(cell.replace("|", "/") for cell in line) + " |" for line in lines) + "\n"


def states() -> str:
    """What each status is called by whom, and whose turn it is."""
    rows = [
        (f"`{status.value}`", str(status.label), str(state.public_label), str(state.step or "–"), str(state.ball.label))
        for status, state in STATES.items()
    ]
    return table(("Code", "Status", "De bewoner leest", "Stap", "Wie is aan de beurt"), rows)


def transitions() -> str:
    """Every row of the table."""
    head = ("Knop", "Van", "Naar", "Wie", "Wordt gevraagd", "Houdt tegen", "De bewoner leest", "Gevolg", "Bericht aan")
    return table(head, (line_of(row) for row in TRANSITIONS))


def line_of(row: Transition) -> tuple[str, ...]:
    """One row."""
    return (
        f"**{row.button}**<br>`{row.name}`",
        "<br>".join(str(source.label) for source in row.sources),
        target_of(row),
        who(row),
        "<br>".join(map(asked, row.inputs)) or "–",
        "<br>".join(hindrances(row)) or "–",
        "<br>".join(said_by(row.says)) or "–",
        str(row.explains),
        ", ".join(READERS[reader] for reader in row.tells) or "–",
    )


def target_of(row: Transition) -> str:
    """Where it leads."""
    return str(row.target.label) if isinstance(row.target, Status) else TARGETS[row.target]


def who(row: Action) -> str:
    """Everybody who may."""
    return "<br>".join(str(relation.label) for relation in row.may)


def asked(wanted: Input) -> str:
    """The question, with a mark when it must be answered.

    Making the field itself would ask the database for its choices, so the words are read from its maker.
    """
    # What depends on another answer is wrapped once more.
    make = wanted.make.args[0] if isinstance(wanted.make, partial) else wanted.make
    told = inspect.getclosurevars(make).nonlocals
    return f"{told['label']}{' *' if told['required'] else ''}"


def hindrances(row: Action) -> list[str]:
    """What must be there, and what the guards and checks say."""
    needs = ", ".join(str(need.label) for need in row.needs)
    found = [f"Ontbreekt: {needs}."] if needs else []
    for rule in (*row.guards, row.check):
        found += said_by(rule)
    return found


def said_by(function: Callable[..., Any]) -> list[str]:
    """Every Dutch sentence that stands in a function, with dots for what is filled in."""
    tree = ast.parse(textwrap.dedent(inspect.getsource(function)))
    marked = [node for node in ast.walk(tree) if isinstance(node, ast.Call) and ast.unparse(node.func) == "_"]
    marked.sort(key=lambda call: (call.lineno, call.col_offset))
    texts = [str(call.args[0].value) for call in marked if isinstance(call.args[0], ast.Constant)]
    return [re.sub(r"(%\(\w+\)s|%s)+\.?", "…", text).strip() for text in texts]


def deeds() -> str:
    """What is done without moving the status."""
    rows = [(f"**{row.button}**<br>`{row.name}`", who(row), str(row.explains)) for row in DEEDS]
    return table(("Knop", "Wie", "Gevolg"), rows)


def stands_back() -> str:
    """What is left to who has a stake in it."""
    left = ", ".join(f"*{row.button}*" for row in (*TRANSITIONS, *DEEDS) if row.hands_on)
    return (
        "Wie zegt betrokken te zijn, doet in geen enkele functie nog een stap, ook niet in wat hiermee is samengevoegd."
        f"\nHet aan een ander geven kan wel: {left}.\n"
    )


def matrix() -> str:
    """Relation by status: the buttons, or only seeing."""
    head = ("Status", *(str(relation.label) for relation in PEOPLE))
    return table(head, ((str(status.label), *(cell(relation, status) for relation in PEOPLE)) for status in Status))


def cell(relation: Relation, status: Status) -> str:
    """What this relation may in this status."""
    buttons = [
        str(row.button)
        for row in TRANSITIONS
        if relation in row.may and status in row.sources and status in in_groups(row.may[relation])
    ]
    return ", ".join(buttons) or ("ziet" if status in SEES.get(relation, ()) else "–")
