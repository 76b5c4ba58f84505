"""The language stands in the address: who reads which, and that nothing else decides it."""

import html
import os
import re
from pathlib import Path

import polib
import pytest
from django.conf import settings
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import translation
from django.utils.html import strip_tags
from pytest_django import Settings

from burgerkracht.checks import find_stale_texts
from burgerkracht.languages import compile_texts, found_languages
from initiatives.statuses import Status
from kernen.models import Word
from kernen.words import words
from tests.factories import sign_in
from tests.house.resident_texts import dutch_of_ours
from tests.initiatives.builders import ROUTE, Walk, make_initiative, open_page
from tests.initiatives.world import World

PO = """
msgid ""
msgstr ""
"Content-Type: text/plain; charset=UTF-8\\n"
"Language: ar\\n"

msgid "Volg uw idee"
msgstr "تابع فكرتك"
"""


def html_tag(page: str) -> str:
    return page[page.index("<html") : page.index(" class=")]


def choices(page: str) -> list[tuple[str, ...]]:
    return re.findall(r'<a href="([^"]+)" lang="(\w+)" hreflang="\w+"( aria-current="true")?>(\w+)</a>', page)


@pytest.fixture
def world(db: None) -> World:
    return World()


# ---- who reads which ----------------------------------------------------------------------------------


@pytest.mark.django_db
def test_visitor_reads_english_under_its_address_and_dutch_under_the_plain_one(client: Client, world: World) -> None:
    dutch, english = client.get("/volg/"), client.get("/en/volg/")
    assert html_tag(dutch.content.decode()) == '<html lang="nl"'
    assert html_tag(english.content.decode()) == '<html lang="en"'
    assert "Nummer van uw idee" in dutch.content.decode()
    assert "Number of your idea" in english.content.decode()
    assert (dutch.headers["Content-Language"], english.headers["Content-Language"]) == ("nl", "en")


@pytest.mark.django_db
def test_neither_browser_nor_cookie_changes_the_language(client: Client, world: World) -> None:
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    for path in ("/", "/volg/", "/dorpen/", "/privacy", "/account/login/", "/bestaat-niet/"):
        page = client.get(path, headers={"Accept-Language": "en"})
        assert html_tag(page.content.decode()) == '<html lang="nl"', path
        assert "Accept-Language" not in page.headers.get("Vary", "")


@pytest.mark.django_db
def test_colleague_reads_dutch_also_after_an_english_page(client: Client, world: World) -> None:
    colleague = world.people["IC"]
    sign_in(colleague, client=client)
    assert html_tag(client.get("/en/privacy").content.decode()) == '<html lang="en"'
    page = client.get(reverse("work")).content.decode()
    assert html_tag(page) == '<html lang="nl"'
    assert choices(page) == []
    assert client.get("/en/werk/").status_code == 404


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/xx/", "/xx/volg/", "/nl/", "/en-gb/volg/"])
def test_language_that_is_not_there_is_a_page_that_is_not_there(client: Client, world: World, path: str) -> None:
    assert client.get(path).status_code == 404


@pytest.mark.django_db
def test_page_that_is_not_there_says_so_in_the_language_of_its_address(client: Client, world: World) -> None:
    page = client.get("/en/bestaat-niet/")
    text = page.content.decode()
    assert (page.status_code, page.headers["Content-Language"]) == (404, "en")
    assert "<h1>This page does not exist</h1>" in text
    assert '<a href="/en/">To the start</a>' in text


@pytest.mark.django_db
def test_request_that_cannot_be_right_is_answered_in_the_language_of_its_address(client: Client) -> None:
    page = client.get("/en/volg/", headers={"Host": "elders.example"})
    assert page.status_code == 400
    assert "<h1>Something is not right here</h1>" in page.content.decode()


# ---- choosing -------------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_visitor_finds_this_same_page_in_the_other_language(client: Client, world: World) -> None:
    page = client.get("/volg/?nummer=VAG-2026-0001").content.decode()
    assert choices(page) == [
        ("/volg/?nummer=VAG-2026-0001", "nl", ' aria-current="true"', "Nederlands"),
        ("/en/volg/?nummer=VAG-2026-0001", "en", "", "English"),
    ]
    kern = world.kern.slug
    english = client.get(f"/en/dorpen/{kern}/").content.decode()
    assert [path for path, *_rest in choices(english)] == [f"/dorpen/{kern}/", f"/en/dorpen/{kern}/"]


@pytest.mark.django_db
def test_where_there_is_one_language_nothing_is_offered(client: Client, world: World, settings: Settings) -> None:
    settings.LANGUAGES = [("nl", "Nederlands")]
    assert choices(client.get("/volg/").content.decode()) == []


@pytest.mark.django_db
def test_resident_who_comes_in_through_the_english_door_stays_in_english() -> None:
    walk: Walk = make_initiative(Status.INFO_REQUESTED)
    opened = open_page(walk)
    page = opened.get("/en/volg/idee/").content.decode()
    assert 'action="/en/volg/idee/antwoord/"' in page
    assert 'href="/en/volg/idee/stoppen/"' in page
    assert opened.post("/en/volg/uit/").headers["Location"] == "/en/"
    assert opened.get("/en/volg/idee/").headers["Location"] == "/en/volg/"


@pytest.mark.django_db
@pytest.mark.parametrize("status", ROUTE)
def test_resident_meets_no_dutch_of_ours_wherever_the_idea_stands(status: Status) -> None:
    page = open_page(make_initiative(status)).get("/en/volg/idee/").content.decode()
    text = html.unescape(re.sub(r"\s+", " ", strip_tags(page[page.index("<body") :])))
    assert "Whose turn is it?" in text
    assert [said for said in dutch_of_ours() if said in text] == []


# ---- words ----------------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_own_words_of_a_municipality_stand_on_dutch_pages_only(world: World) -> None:
    Word.objects.create(key="kern_b1", singular="buurtschap", plural="buurtschappen", article="de")
    assert (words()["kern_b1"].singular, words()["kern_b1"].this) == ("buurtschap", "deze buurtschap")
    with translation.override("en"):
        mine = words()
        assert (mine["kern_b1"].singular, mine["kern_b1"].plural) == ("village", "villages")
        assert (mine["kern_b1"].this, mine["external_coordinator"].the) == ("this village", "the coordinator")


# ---- files ----------------------------------------------------------------------------------------------


@pytest.fixture
def locale(tmp_path: Path) -> Path:
    folder = tmp_path / "locale" / "ar" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    (folder / "django.po").write_text(PO)
    return tmp_path / "locale"


def test_translator_adds_a_language_with_one_file(locale: Path) -> None:
    assert found_languages(locale) == [("nl", "Nederlands"), ("ar", "العربيّة")]


def test_texts_are_compiled_when_they_are_missing_or_old_and_not_again(locale: Path) -> None:
    file = locale / "ar" / "LC_MESSAGES" / "django.po"
    assert compile_texts(locale) == [file]
    assert compile_texts(locale) == []
    assert sorted(path.name for path in file.parent.iterdir()) == ["django.mo", "django.po"]
    assert [entry.msgstr for entry in polib.mofile(str(file.with_suffix(".mo")))] == ["تابع فكرتك"]
    later = file.stat().st_mtime + 10
    os.utime(file, (later, later))
    assert compile_texts(locale) == [file]


def test_administrator_hears_of_a_translation_that_is_not_in_use_yet(
    locale: Path, settings: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    settings.LOCALE_PATHS = [locale]
    assert [message.id for message in find_stale_texts(None)] == ["burgerkracht.W002"]
    call_command("compile_texts")
    assert capsys.readouterr().out == "Klaargezet: ar/LC_MESSAGES/django.po\n"
    assert find_stale_texts(None) == []


@pytest.mark.django_db
def test_page_runs_from_right_to_left_where_its_language_does(
    client: Client, world: World, locale: Path, settings: Settings
) -> None:
    compile_texts(locale)
    settings.LOCALE_PATHS = [*settings.LOCALE_PATHS, locale]
    settings.LANGUAGES = [*settings.LANGUAGES, ("ar", "العربيّة")]
    page = client.get("/ar/volg/").content.decode()
    assert html_tag(page) == '<html lang="ar" dir="rtl"'
    assert "<h1>تابع فكرتك</h1>" in page
