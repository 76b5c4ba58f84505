"""Templates: none unused, nothing inline, nothing trusted blindly."""

import re
from functools import cache
from pathlib import Path

import pytest
from django.template import TemplateDoesNotExist
from django.template.backends.django import DjangoTemplates
from django.template.loader import get_template

from tests.house.places import APPS, ROOT, lines_with, python_files, template_files

INLINE = r"""<style|\sstyle\s*=|\son[a-z]+\s*=\s*["']|<script(?![^>]*\ssrc=)|javascript:"""
# Django calls these by name itself.
CALLED_BY_DJANGO = {"400.html", "403.html", "403_csrf.html", "404.html", "500.html"}


def name_of(file: Path) -> str:
    return str(file).split("/templates/", 1)[1]


def test_nothing_is_inline_so_the_browser_may_refuse_all_of_it() -> None:
    assert lines_with(INLINE, template_files()) == []


@pytest.mark.parametrize(
    "line",
    ['<p style="color: red">', "<button onclick='go()'>", "<script>go()</script>", "<style>p {}</style>"],
)
def test_an_inline_line_is_recognised(line: str) -> None:
    assert re.search(INLINE, line)


def test_no_text_is_trusted_blindly() -> None:
    assert lines_with(r"\|\s*safe(seq)?\b", template_files()) == []
    # A letter is plain text, and has nothing to escape.
    pages = (file for file in template_files() if file.suffix == ".html")
    assert lines_with(r"autoescape off", pages) == []
    assert lines_with(r"mark_safe|SafeString\(", python_files(*APPS)) == []


def test_no_template_is_unused() -> None:
    unused = [name_of(file) for file in template_files() if not is_used(file)]
    assert unused == []


def is_used(file: Path) -> bool:
    name = name_of(file)
    if name in CALLED_BY_DJANGO or name.startswith("nlds/") or replaces_one_of_a_package(name):
        return True
    folder = name.rpartition("/")[0] + "/"
    # Named in full, or composed: f"letters/{kind}.txt", "letters/"|add:kind.
    use = re.compile(rf"""["']({re.escape(name)}["']|{re.escape(folder)}(\{{|["']\s*(\+|\|add:)))""")
    return any(use.search(text) for reader, text in readers().items() if reader != file)


@cache
def readers() -> dict[Path, str]:
    return {reader: reader.read_text() for reader in (*python_files(*APPS), *template_files())}


def replaces_one_of_a_package(name: str) -> bool:
    """True when the same name is found without our own folders: then a package asks for it."""
    engine = DjangoTemplates({"NAME": "packages", "DIRS": [], "APP_DIRS": True, "OPTIONS": {}})
    try:
        origin = engine.get_template(name).origin
    except TemplateDoesNotExist:
        return False
    return not Path(origin.name).is_relative_to(ROOT) or "site-packages" in origin.name


def test_every_template_compiles() -> None:
    for file in template_files():
        get_template(name_of(file))
