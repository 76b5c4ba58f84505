"""Every text a resident can read, gathered from the source."""

import ast
import inspect
import io
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from babel.messages.extract import extract_python
from django.template import Template
from django.template.base import Node, Token
from django.template.loader import get_template
from django.templatetags.i18n import BlockTranslateNode, TranslateNode

from tests.house.places import APPS, ROOT, python_files, shown

if TYPE_CHECKING:
    from initiatives.workflow.action import Action

# The pages behind the addresses of residents are found by themselves, with all that they include and import;
# so is what rows say to the resident. These are the rest: pages for when something is wrong, forms, and letters.
TEMPLATES = ("4*.html", "5*.html", "nlds/*.html", "nlds/layout/*.html", "letters/*.txt")
# To colleagues and to the kernoverleg we write in Dutch.
IN_DUTCH_ONLY = (
    "letters/staff*.txt", "letters/kernoverleg*.txt", "letters/chair*.txt", "letters/digest*.txt", "letters/signal.txt",
    "letters/kern_digest.txt",
)  # fmt: skip
# A whole file, or after the # one thing in it.
PYTHON = (
    "initiatives/statuses.py", "initiatives/workflow/sentences.py", "initiatives/models/choices.py#SupportConclusion",
    "initiatives/workflow/counted.py", "initiatives/models/choices.py#SupportMethod",
    "initiatives/models/choices.py#SupportAnswer",
    "kernen/words.py", "kernen/models/municipality.py#Word", "initiatives/deeds/overdue.py#heartbeat_text",
    "initiatives/letters/compose.py", "initiatives/letters/facts.py", "initiatives/letters/tells.py",
    "initiatives/letters/parcels.py", "initiatives/letters/invitations.py", "initiatives/deeds/mail_link.py",
    "initiatives/letters/receipt.py", "initiatives/letters/turn.py",
    "initiatives/models/choices.py#Ask", "initiatives/models/choices.py#Channel",
    "initiatives/models/person.py#PersonRole", "initiatives/models/person.py#ConsentKind",
    "initiatives/models/appointment.py#Meeting",
    "initiatives/deeds/support.py", "initiatives/deeds/neighbourhood/asked.py",
    "initiatives/deeds/support_codes.py#find_code", "initiatives/deeds/support_codes.py#VOIDED",
    "initiatives/deeds/support_codes.py#ELSEWHERE", "initiatives/deeds/support_codes.py#UNKNOWN",
    "initiatives/deeds/resident.py", "initiatives/deeds/appointment/answer.py",
    # The chair's form.
    "initiatives/models/choices.py#InitiatorKind", "initiatives/models/choices.py#Opinion",
    "overleg/deeds/claim.py", "overleg/deeds/close.py", "overleg/deeds/record.py",
)  # fmt: skip
RESIDENT_URLS = ("initiatives.resident_urls", "overleg.resident_urls", "kernen.urls")
# What a page of ours may import and show: other views, and forms.
SHOWING = re.compile(r"(initiatives|overleg)\.(views|forms)\.")
# Rooms of colleagues in which a page for residents borrows one thing without words.
OF_COLLEAGUES = {
    *(f"initiatives.views.{name}" for name in ("act", "attachments", "card", "edit", "intake", "queue")),
    *(f"initiatives.forms.{name}" for name in ("act", "edit", "intake")),
}
NAMED = re.compile(r"""["']([\w/]+\.(?:html|txt))["']""")
KEYWORDS = {
    **dict.fromkeys(("gettext", "gettext_lazy", "gettext_noop", "_", "_lazy", "said")),
    **dict.fromkeys(("ngettext", "ngettext_lazy"), (1, 2)),
    **dict.fromkeys(("pgettext", "pgettext_lazy"), ((1, "c"), 2)),
}
# What stands in a text to be filled in, or to be drawn: %(name)s, [naam], <strong>.
PLACES = re.compile(r"%(?:\(\w+\))?[sd]|\[[^\]]+\]|</?\w+>")


# Short texts and single words are in more than one language, or names: "Privacy", "Omgevingsloket".
LONG_ENOUGH = 12


@dataclass(frozen=True, kw_only=True)
class Said:
    """One text in the source, its plural where it has one, and where it stands."""

    text: str
    plural: str
    context: str
    where: str


# ---- where the texts are -------------------------------------------------------------------------------------------


def in_template(file: Path) -> Iterator[Said]:
    """What a template translates."""
    found = get_template(str(file.relative_to(ROOT / "templates"))).template  # type: ignore[attr-defined]
    for node in nodes_of(found):
        if isinstance(node, TranslateNode):
            literal = node.filter_expression.var.literal
            assert isinstance(literal, str), f"{shown(file)}: only a text that stands there can be translated"
            yield Said(text=literal.replace("%", "%%"), plural="", context="", where=shown(file))
        elif isinstance(node, BlockTranslateNode):
            text, plural = (_tidied(node, tokens) for tokens in (node.singular, node.plural or []))
            yield Said(text=text, plural=plural, context="", where=shown(file))


def nodes_of(template: Template) -> Iterator[Node]:
    """Every node, however deep; what is included is a file of its own."""
    waiting: list[Node] = list(template.nodelist)
    while waiting:
        node = waiting.pop(0)
        yield node
        waiting[:0] = [child for name in node.child_nodelists for child in getattr(node, name, None) or []]


def _tidied(node: BlockTranslateNode, tokens: list[Token]) -> str:
    """The text as gettext is asked for it."""
    text: str = node.render_token_list(tokens)[0]
    return text


def in_python(file: Path, *, names: Iterable[str] = ()) -> Iterator[Said]:
    """What a Python file translates, or only some of what it defines."""
    source = file.read_text()
    lines = _lines_of(source, set(names)) if names else None
    # Babel declares its answer in another order than it gives it.
    calls: Iterable[Any] = extract_python(io.BytesIO(source.encode()), KEYWORDS, (), {})
    for line, function, text, _comments in [*calls, *_calls_in_f_strings(source)]:
        # What is only looked up by a variable has its text elsewhere.
        if text and (lines is None or line in lines):
            yield _said(function, text, where=shown(file))


def _calls_in_f_strings(source: str) -> Iterator[tuple[int, str, Any, list[str]]]:
    """What Babel passes over before Python 3.12: a call within an f-string, as Babel would give it."""
    within = (
        node for found in ast.walk(ast.parse(source)) if isinstance(found, ast.JoinedStr) for node in ast.walk(found)
    )
    for node in within:
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in KEYWORDS:
            texts = [part.value for part in node.args if isinstance(part, ast.Constant)]
            yield node.lineno, node.func.id, texts[0] if len(texts) == 1 else texts, []


def _said(function: str, found: str | Sequence[str], *, where: str) -> Said:
    """One call as a text."""
    parts = [part or "" for part in ((found,) if isinstance(found, str) else found)]
    if function.startswith("pgettext"):
        return Said(text=parts[1], plural="", context=parts[0], where=where)
    plural = parts[1] if function.startswith("ngettext") else ""
    return Said(text=parts[0], plural=plural, context="", where=where)


def _lines_of(source: str, names: set[str]) -> set[int]:
    """The lines on which these are defined."""
    found = [node for node in ast.parse(source).body if _defines(node) & names]
    assert len(found) == len(names), f"not there any more: {names}"
    return {line for node in found for line in range(node.lineno, (node.end_lineno or node.lineno) + 1)}


def _defines(node: ast.stmt) -> set[str]:
    """The names this line of a module gives."""
    if isinstance(node, ast.FunctionDef | ast.ClassDef):
        return {node.name}
    targets = node.targets if isinstance(node, ast.Assign) else [node.target] if isinstance(node, ast.AnnAssign) else []
    return {target.id for target in targets if isinstance(target, ast.Name)}


def said_by_rows() -> Iterator[Said]:
    """The sentences of deeds: every function that a row names as what the resident reads, and its helpers beside it."""
    deeds: Iterable[Action] = import_module("initiatives.deeds.table").DEEDS
    speakers: set[Callable[..., object]] = {row.says for row in deeds}
    for speaker in sorted(speakers, key=lambda each: (each.__module__, each.__qualname__)):
        file = Path(inspect.getsourcefile(speaker) or "")
        yield from in_python(file, names=_with_helpers(file, speaker.__name__))


def _with_helpers(file: Path, name: str) -> set[str]:
    """A function, and every function of the same file that it leans on."""
    functions = {node.name: node for node in ast.parse(file.read_text()).body if isinstance(node, ast.FunctionDef)}
    waiting, known = {name}, set[str]()
    while waiting:
        known |= waiting
        used = {node.id for each in waiting for node in ast.walk(functions[each]) if isinstance(node, ast.Name)}
        waiting = (used & functions.keys()) - known
    return known


@cache
def resident_texts() -> dict[tuple[str, str], list[Said]]:
    """Every text by itself and its context, with the places where it is said."""
    found: dict[tuple[str, str], list[Said]] = {}
    for said in (*_from_templates(), *_from_python(), *said_by_rows()):
        found.setdefault((said.text, said.context), []).append(said)
    return found


@cache
def resident_modules() -> tuple[Path, ...]:
    """The views behind the addresses of residents, and what they show that is written elsewhere."""
    addresses = [entry for name in RESIDENT_URLS for entry in import_module(name).urlpatterns]
    waiting = {entry.callback.__module__ for entry in addresses}
    known: set[str] = set()
    while waiting:
        known |= waiting
        waiting = {name for module in waiting for name in _imported_by(module) if SHOWING.match(name)}
        waiting -= known | OF_COLLEAGUES
    return tuple(sorted(Path(import_module(name).__file__ or "") for name in known))


def _imported_by(module: str) -> Iterator[str]:
    """The names of the modules that a module reads from; whether each is a module is seen by importing it."""
    for node in ast.walk(ast.parse(Path(import_module(module).__file__ or "").read_text())):
        if isinstance(node, ast.ImportFrom) and node.module:
            inside = [f"{node.module}.{alias.name}" for alias in node.names]
            yield from (name for name in (node.module, *inside) if is_module(name))


def is_module(name: str) -> bool:
    """Whether this names a module of ours and not something in one."""
    path = ROOT.joinpath(*name.split("."))
    return path.with_suffix(".py").is_file()


@cache
def resident_templates() -> tuple[Path, ...]:
    """The templates of the resident's side, with everything they are made of."""
    folder = ROOT / "templates"
    dutch = {file for pattern in IN_DUTCH_ONLY for file in folder.glob(pattern)}
    waiting = {file for pattern in TEMPLATES for file in folder.glob(pattern)} - dutch
    named = {folder / name for module in resident_modules() for name in NAMED.findall(module.read_text())}
    waiting |= {file for file in named if file.is_file()}
    known: set[Path] = set()
    while waiting:
        known |= waiting
        waiting = {folder / name for file in waiting for name in NAMED.findall(file.read_text())}
        waiting = {file for file in waiting if file.is_file()} - known
    return tuple(sorted(known))


def _from_templates() -> Iterator[Said]:
    for file in resident_templates():
        yield from in_template(file)


def _from_python() -> Iterator[Said]:
    for module in resident_modules():
        yield from in_python(module)
    for entry in PYTHON:
        file, _sign, name = entry.partition("#")
        yield from in_python(ROOT / file, names={name} if name else ())


@cache
def every_text() -> frozenset[str]:
    """The texts of the whole house, staff and all: what must not be read on a page in another language."""
    python = [said.text for file in python_files(*APPS) for said in in_python(file)]
    pages = [file for file in (ROOT / "templates").rglob("*") if file.is_file()]
    return frozenset(python + [said.text for file in pages for said in in_template(file)])


@cache
def dutch_of_ours() -> list[str]:
    """What the house says in Dutch, in pieces between what is filled in."""
    pieces = {piece.strip() for said in every_text() for piece in PLACES.split(said)}
    return sorted(piece for piece in pieces if len(piece) > LONG_ENOUGH and " " in piece)
