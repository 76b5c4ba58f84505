"""Letters with a code, posters and lists: who prints them, that no name is on them, and that codes are read once."""

import re
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from initiatives.deeds.support_codes import digest_code, make_codes
from initiatives.models import ContactPerson, Event, Initiative, SupportCheck, SupportCode, SupportVoice
from initiatives.models.choices import SupportMethod
from initiatives.statuses import Status
from tests.factories import sign_in
from tests.initiatives.world import NOW, World

CODE = re.compile(r"\b[0-9A-HJKMNP-TV-Z]{5}-[0-9A-HJKMNP-TV-Z]{5}\b")
NAME = "Truus van den Berg"
MAY = ["BM.lead", "EC.own", "IC", "KA.own"]
WAYS = [SupportMethod.LETTER, SupportMethod.PAGE, SupportMethod.LIST]


@pytest.fixture
def asked(world: World) -> Initiative:
    """The neighbourhood is asked by letter, on the page and with a list; somebody with a name has the idea."""
    made = world.known_to_all(Status.SUPPORT_CHECK, published_at=NOW)
    ContactPerson.objects.filter(initiative=made).update(name=NAME)
    SupportCheck.objects.filter(initiative=made).update(
        ways=WAYS, area="Dorpsstraat en Kapelweg", households=210, organiser="de groep van de kapel",
        public_text="Er komt een bank bij de kapel.", when_planned="in het voorjaar",
        what_changes="Er zit soms iemand.", can_still_change="De plek van de bank.",
        closes_on=timezone.localdate() + timedelta(days=20),
    )  # fmt: skip
    return made


def at(initiative: Initiative, paper: str) -> str:
    """Where this paper comes from."""
    return f"/initiatieven/{initiative.key}/buurt/{paper}/"


def press(client: Client, initiative: Initiative, **typed: Any) -> Any:
    """The button under the number."""
    return client.post(at(initiative, "brieven"), {"number": "3", "form_key": str(uuid4())} | typed)


def codes_in(page: str) -> list[str]:
    """Every code on paper, as often as it stands there."""
    return CODE.findall(page)


def test_a_press_of_the_button_gives_a_letter_per_code_with_the_code_twice(world: World, asked: Initiative) -> None:
    answer = press(sign_in(world.people["EC.own"]), asked)
    codes = codes_in(answer.content.decode())

    assert (answer.status_code, len(codes), len(set(codes))) == (200, 6, 3)
    assert {code.digest for code in SupportCode.objects.all()} == {digest_code(code) for code in codes}


def test_a_letter_says_what_where_when_and_three_ways_to_answer_without_any_name(
    world: World, asked: Initiative
) -> None:
    page = press(sign_in(world.people["EC.own"]), asked, number="1").content.decode()

    for words in (
        "Er komt een bank bij de kapel.", "Dorpsstraat en Kapelweg", "in het voorjaar", "Er zit soms iemand.",
        "De plek van de bank.", "/buurt", "Geneindestraat 4, Valkenburg", "maakt niet uit", "14 043",
        "Zes weken na het einde", "Er is geen vast aantal.",
    ):  # fmt: skip
        assert words in page
    assert NAME not in page
    assert world.people["EC.own"].name not in page.partition("<article")[2].partition("</main>")[0]


def test_codes_are_kept_nowhere_and_shown_once(world: World, asked: Initiative) -> None:
    client, key = sign_in(world.people["EC.own"]), str(uuid4())
    first = press(client, asked, form_key=key)
    codes = set(codes_in(first.content.decode()))
    again = press(client, asked, form_key=key)
    later = client.get(at(asked, "brieven"))

    assert "no-store" in first["Cache-Control"]
    assert (again.status_code, codes_in(again.content.decode()), codes_in(later.content.decode())) == (409, [], [])
    assert "Maak ze ongeldig en maak nieuwe." in again.content.decode()
    assert SupportCode.objects.count() == 3
    assert [code for code in codes if code in _everything_kept()] == []


def _everything_kept() -> str:
    """All rows of all tables, as text."""
    found = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')
            found += [str(row) for row in cursor.fetchall()]
    return "".join(found).upper()


def test_making_letters_stands_on_the_timeline_without_a_code(world: World, asked: Initiative) -> None:
    press(sign_in(world.people["KA.own"]), asked)

    assert Event.objects.filter(initiative=asked, action="print_codes", actor=world.people["KA.own"]).count() == 1


@pytest.mark.parametrize("paper", ["brieven", "poster", "lijst"])
def test_only_who_may_enter_answers_prints(world: World, asked: Initiative, paper: str) -> None:
    answers = {who: sign_in(person).get(at(asked, paper)).status_code for who, person in world.people.items()}

    assert sorted(who for who, status in answers.items() if status == 200) == MAY
    assert answers["BM.coadvice"] == 403
    assert {answers[who] for who in ("EC.other", "KA.other", "BM.other", "FB")} == {404}


def test_somebody_else_who_presses_makes_nothing(world: World, asked: Initiative) -> None:
    assert press(sign_in(world.people["BM.coadvice"]), asked).status_code == 403
    assert press(sign_in(world.people["EC.other"]), asked).status_code == 404
    assert SupportCode.objects.count() == 0


def test_without_letters_among_the_ways_there_is_no_such_page(world: World, asked: Initiative) -> None:
    SupportCheck.objects.update(ways=[SupportMethod.LIST])
    client = sign_in(world.people["IC"])

    assert client.get(at(asked, "brieven")).status_code == 404
    assert press(client, asked).status_code == 404


def test_what_is_not_on_the_website_gets_no_letters_and_a_poster_without_an_address(
    world: World, asked: Initiative
) -> None:
    Initiative.objects.update(published_at=None)
    client = sign_in(world.people["IC"])

    assert "staat nu niet op de website" in client.get(at(asked, "brieven")).content.decode()
    assert press(client, asked).status_code == 409
    assert SupportCode.objects.count() == 0
    poster = client.get(at(asked, "poster")).content.decode()
    assert ("QR-code" in poster, "14 043" in poster) == (False, True)


def test_where_nobody_is_asked_now_there_is_no_paper(world: World) -> None:
    quiet = world.known_to_all(Status.IN_REVIEW)

    for paper in ("brieven", "poster", "lijst"):
        assert sign_in(world.people["IC"]).get(at(quiet, paper)).status_code == 404


def test_while_the_idea_is_on_hold_no_letters_are_made(world: World, asked: Initiative) -> None:
    Initiative.objects.filter(pk=asked.pk).update(status=Status.ON_HOLD, return_status=Status.SUPPORT_CHECK)

    assert press(sign_in(world.people["IC"]), asked).status_code == 409
    assert SupportCode.objects.count() == 0


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("", "Vul in hoeveel brieven u wilt."),
        ("veel", "Vul een heel getal in, bijvoorbeeld 40."),
        ("0", "Maak minstens één brief."),
        ("2001", "Maak hooguit 2000 brieven tegelijk."),
    ],
)
def test_a_wrong_number_gets_a_sentence(world: World, asked: Initiative, typed: str, said: str) -> None:
    answer = press(sign_in(world.people["IC"]), asked, number=typed)

    assert answer.status_code == 400
    assert said in answer.content.decode()


def test_the_page_proposes_the_households_that_have_no_letter_yet(world: World, asked: Initiative) -> None:
    client = sign_in(world.people["IC"])
    press(client, asked, number="10")

    assert 'value="200"' in client.get(at(asked, "brieven")).content.decode()


def answer_with(code: SupportCode) -> None:
    """A neighbour answers."""
    SupportVoice.objects.create(
        code=code, answer="for", way=SupportMethod.PAGE, given_on=NOW.date(), entered_at=NOW, form_key=uuid4()
    )


def test_a_failed_stack_is_asked_about_first_and_answers_that_came_stay(world: World, asked: Initiative) -> None:
    client = sign_in(world.people["EC.own"])
    press(client, asked)
    answered = SupportCode.objects.order_by("pk")[0]
    answer_with(answered)
    page = f"{at(asked, 'brieven')}{answered.batch}/ongeldig/"

    question = client.get(page).content.decode()
    assert ("Het zijn 3 brieven." in question, "Het ene antwoord dat er al is, telt mee." in question) == (True, True)
    assert SupportCode.objects.exclude(void_at=None).count() == 0
    told = client.post(page, {"form_key": str(uuid4())}, follow=True).content.decode()

    assert list(SupportCode.objects.filter(void_at=None)) == [answered]
    assert "2 brieven werken niet meer" in told


def test_of_a_stack_that_is_already_void_nothing_more_is_asked(world: World, asked: Initiative) -> None:
    client = sign_in(world.people["EC.own"])
    press(client, asked)
    page = f"{at(asked, 'brieven')}{SupportCode.objects.all()[0].batch}/ongeldig/"
    client.post(page)

    assert "In deze stapel is geen brief meer" in client.get(page).content.decode()
    assert client.post(page, follow=True).status_code == 200
    assert Event.objects.filter(action="void_codes").count() == 1


def test_a_stack_of_another_question_is_not_found(world: World, asked: Initiative) -> None:
    other = world.known_to_all(Status.SUPPORT_CHECK, published_at=NOW)
    SupportCheck.objects.filter(initiative=other).update(ways=WAYS)
    make_codes(
        other.support_checks.get(), number=2, by=world.people["IC"], at=timezone.now(), form_key=(batch := uuid4())
    )

    page = f"{at(asked, 'brieven')}{batch}/ongeldig/"
    assert [sign_in(world.people["IC"]).post(page).status_code, SupportCode.objects.exclude(void_at=None).count()] == [
        404,
        0,
    ]


def test_the_list_of_stacks_costs_the_same_for_one_and_for_many(world: World, asked: Initiative) -> None:
    client, costs = sign_in(world.people["IC"]), []
    for stacks in (1, 12):
        for _ in range(stacks):
            press(client, asked)
            answer_with(SupportCode.objects.order_by("-pk")[0])
        with CaptureQueriesContext(connection) as seen:
            client.get(at(asked, "brieven"))
        costs.append(len(seen))

    assert costs[0] == costs[1]


def test_the_poster_says_what_where_until_when_and_whom_to_call(world: World, asked: Initiative) -> None:
    page = sign_in(world.people["EC.own"]).get(at(asked, "poster")).content.decode()

    for words in ("Bank bij de kapel", "Dorpsstraat en Kapelweg", "QR-code", "/buurt", "14 043"):
        assert words in page
    assert NAME not in page


def test_the_poster_also_comes_on_a3(world: World, asked: Initiative) -> None:
    client = sign_in(world.people["EC.own"])

    seen = [b"bk-poster--a3" in client.get(at(asked, "poster") + ask).content for ask in ("", "?formaat=a3")]
    assert seen == [False, True]


@pytest.mark.parametrize(
    ("ask", "sheets"), [("", 1), ("?vellen=3", 3), ("?vellen=0", 1), ("?vellen=veel", 1), ("?vellen=999", 40)]
)
def test_the_list_has_25_lines_a_sheet_and_room_for_no_name(
    world: World, asked: Initiative, ask: str, sheets: int
) -> None:
    page = sign_in(world.people["EC.own"]).get(at(asked, "lijst") + ask).content.decode()

    assert (page.count("<article"), page.count("<tr><td>")) == (sheets, 25 * sheets)
    assert page.count("Uw naam en adres schrijven wij niet op.") == sheets
    read_before = (
        "Er komt een bank bij de kapel.",
        "Er zit soms iemand.",
        "De plek van de bank.",
        "Er is geen vast aantal.",
    )
    assert [page.count(words) for words in read_before] == [sheets] * 4
    assert NAME not in page


@pytest.mark.parametrize("paper", ["poster", "lijst"])
def test_a_confidential_title_is_on_no_paper(world: World, asked: Initiative, paper: str) -> None:
    Initiative.objects.filter(pk=asked.pk).update(is_confidential=True, published_at=None, title="Geheim plan")

    page = sign_in(world.people["IC"]).get(at(asked, paper)).content.decode()

    assert "Geheim plan" not in page.partition("<article")[2].partition("</article>")[0]
