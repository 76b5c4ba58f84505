"""Letters with codes, and the answers given with them: found however it is typed, kept nowhere, the last one counts."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.conf import LazySettings
from django.utils import timezone

from initiatives.deeds.support import say
from initiatives.deeds.support_codes import MOST_AT_ONCE, digest_code, find_code, make_code, make_codes, void_batch
from initiatives.models import Event, Initiative, SupportCheck, SupportCode, SupportEntry
from initiatives.models.choices import SupportMethod
from initiatives.models.tally import Votes, count
from initiatives.statuses import Status
from initiatives.workflow.action import NotNow, NotYours, Refused
from tests.initiatives.world import NOW, TODAY, World

pytestmark = pytest.mark.django_db
LAST_DAY = TODAY + timedelta(days=10)


@pytest.fixture
def asked(world: World) -> Initiative:
    """The neighbourhood is asked in every way; nobody answered yet."""
    made = world.initiative(Status.SUPPORT_CHECK)
    SupportEntry.objects.all().delete()
    made.support_checks.update(ways=SupportMethod.values, closes_on=LAST_DAY)
    return made


def check_of(initiative: Initiative) -> SupportCheck:
    return initiative.support_checks.get()


# ---- letters with codes --------------------------------------------------------------------------------


def letters(world: World, initiative: Initiative, *, number: int = 1, key: UUID | None = None) -> list[str]:
    return make_codes(
        check_of(initiative), number=number, by=world.people["IC"], at=NOW, form_key=key or uuid4()
    )  # fmt: skip


def test_a_code_is_found_however_it_is_typed(world: World, asked: Initiative) -> None:
    (plain,) = letters(world, asked)
    sloppy = f" {plain.lower().replace('-', ' ').replace('1', 'l').replace('0', 'o')} "
    assert find_code(sloppy, check=check_of(asked)) == find_code(plain, check=check_of(asked))
    assert len(plain) == 11
    assert plain[5] == "-"


def test_nowhere_in_the_database_is_a_code_that_was_printed(world: World, asked: Initiative) -> None:
    codes = letters(world, asked, number=30)
    assert len(set(codes)) == 30
    kept = str([list(model.objects.values()) for model in (SupportCode, Event)])
    kept += str([event.text.inputs for event in Event.objects.all()])
    assert [code for code in codes if code in kept or code.replace("-", "") in kept] == []
    event = Event.objects.get(action="print_codes")
    assert (event.audience, event.text.inputs["number"]) == ("internal", 30)


def test_codes_of_an_older_key_are_still_known(world: World, asked: Initiative, settings: LazySettings) -> None:
    (plain,) = letters(world, asked)
    settings.ACCESS_CODE_KEYS = ["a new one", *settings.ACCESS_CODE_KEYS]
    assert find_code(plain, check=check_of(asked)).digest != digest_code(plain)
    settings.ACCESS_CODE_KEYS = ["a new one"]
    with pytest.raises(Refused, match="kennen deze code niet"):
        find_code(plain, check=check_of(asked))


def test_the_same_letters_are_not_made_twice(world: World, asked: Initiative) -> None:
    key = uuid4()
    letters(world, asked, key=key)
    with pytest.raises(Refused, match="Deze brieven zijn al gemaakt"):
        letters(world, asked, key=key)
    assert SupportCode.objects.count() == 1


@pytest.mark.parametrize("number", [0, -1, MOST_AT_ONCE + 1])
def test_there_is_an_end_to_how_many_letters_are_made_at_once(world: World, asked: Initiative, number: int) -> None:
    with pytest.raises(Refused, match="Maak 1 tot 2000 brieven tegelijk"):
        letters(world, asked, number=number)


def test_letters_are_made_by_who_works_on_it_and_only_where_letters_were_meant(world: World, asked: Initiative) -> None:
    for subject in ("BM.other", "GGD.tag", "EC.other"):
        with pytest.raises(NotYours):
            make_codes(check_of(asked), number=1, by=world.people[subject], at=NOW, form_key=uuid4())
    asked.support_checks.update(ways=["list"])
    with pytest.raises(Refused, match="horen geen brieven"):
        letters(world, asked)
    Initiative.objects.filter(pk=asked.pk).update(status=Status.IN_REVIEW)
    asked.support_checks.update(ways=["letter"])
    with pytest.raises(NotNow):
        letters(world, asked)
    assert SupportCode.objects.count() == 0


def test_when_the_printer_failed_what_was_not_answered_is_void_and_the_rest_stays(
    world: World, asked: Initiative
) -> None:
    key, check = uuid4(), check_of(asked)
    used, lost = letters(world, asked, number=2, key=key)
    (other,) = letters(world, asked)
    answered(check, code=find_code(used, check=check))

    event = void_batch(check, key, by=world.people["BM.lead"], at=NOW)

    assert event.text.inputs["number"] == 1
    assert [find_code(code, check=check).void_at for code in (used, other)] == [None, None]
    with pytest.raises(Refused, match="Deze code werkt niet meer"):
        find_code(lost, check=check)
    with pytest.raises(Refused, match="geen brief meer"):
        void_batch(check, key, by=world.people["BM.lead"], at=NOW)
    assert count(check).all == Votes(pro=1)


def test_a_code_that_does_not_do_gets_one_plain_sentence(world: World, asked: Initiative) -> None:
    other = world.initiative(Status.SUPPORT_CHECK)
    other.support_checks.update(ways=["letter"])
    (elsewhere,) = letters(world, other)
    for typed, sentence in (
        (make_code(), "Wij kennen deze code niet. Kijk de letters en cijfers nog eens na."),
        ("", "Wij kennen deze code niet. Kijk de letters en cijfers nog eens na."),
        ("';-- \x00", "Wij kennen deze code niet. Kijk de letters en cijfers nog eens na."),
        (elsewhere, "Deze code hoort bij een andere vraag."),
    ):
        with pytest.raises(Refused) as refusal:
            find_code(typed, check=check_of(asked))
        assert str(refusal.value.reason) == sentence


@pytest.mark.parametrize(
    ("columns", "sentence"),
    [
        (
            {"conclusion": "enough"},
            "Wij sloten deze vraag op 18 november 2026. Wij telden alle antwoorden. "
            "Op deze pagina leest u wat eruit kwam.",
        ),
        (
            {"conclusion": "enough", "forgotten_at": NOW},
            "Wij sloten deze vraag op 18 november 2026. De aantallen bewaren wij. De losse antwoorden zijn weg.",
        ),
        ({"conclusion": "stopped"}, "Dit idee is gestopt. Wij doen niets meer met de antwoorden."),
    ],
)
def test_who_comes_too_late_reads_what_happened_with_the_answers(
    world: World, asked: Initiative, columns: dict[str, Any], sentence: str
) -> None:
    check = check_of(asked)
    (plain,) = letters(world, asked)
    code = find_code(plain, check=check)
    SupportCheck.objects.update(closed_at=NOW, **columns)
    check.refresh_from_db()
    for attempt in (lambda: find_code(plain, check=check), lambda: answered(check, code=code)):
        with pytest.raises(Refused) as refusal:
            attempt()
        assert str(refusal.value.reason) == sentence
    assert not code.voices.exists()


# ---- one answer ----------------------------------------------------------------------------------------


def answered(check: SupportCheck, **more: Any) -> tuple[Any, str]:
    """A neighbour says yes on the page today."""
    said: dict[str, Any] = {
        "code": None, "answer": "for", "why": "", "way": "page", "place": "", "given_on": TODAY, "by": None, "at": NOW,
        "form_key": uuid4(),
    }  # fmt: skip
    return say(check, **(said | more))


def test_who_had_no_code_gets_one_once_and_can_change_the_answer_with_it(asked: Initiative) -> None:
    check, key = check_of(asked), uuid4()
    first, plain = answered(check, form_key=key)
    assert answered(check, form_key=key) == (first, "")

    code = find_code(plain, check=check)
    second, nothing = answered(check, code=code, answer="against", why="het geluid")

    assert nothing == ""
    assert [voice.answer for voice in code.voices.order_by("pk")] == ["for", "against"]
    assert (first.code, second.code) == (code, code)
    assert count(check).all == Votes(con=1)
    assert Event.objects.count() == 0


def test_a_letter_typed_in_late_does_not_undo_what_was_said_on_the_page_after_it(
    world: World, asked: Initiative
) -> None:
    check, colleague = check_of(asked), world.people["KA.own"]
    code = find_code(letters(world, asked)[0], check=check)
    answered(check, code=code, answer="for", at=NOW, given_on=TODAY)
    answered(check, code=code, answer="against", way="letter", given_on=TODAY - timedelta(days=1), by=colleague)
    assert count(check).per_way == {SupportMethod.PAGE: Votes(pro=1)}

    answered(check, code=code, answer="neutral", way="letter", given_on=TODAY, by=colleague)
    assert count(check).per_way == {SupportMethod.LETTER: Votes(neutral=1)}


def test_what_came_in_on_the_last_day_may_be_typed_in_by_a_colleague_the_day_after(
    world: World, asked: Initiative
) -> None:
    check, after = check_of(asked), NOW + timedelta(days=11)
    with pytest.raises(Refused, match="U kon antwoorden tot en met 28 november 2026"):
        answered(check, at=after, given_on=timezone.localdate(after))
    # A day in the past does not open the page for a neighbour again.
    with pytest.raises(Refused, match="U kon antwoorden"):
        answered(check, at=after, given_on=TODAY)
    answered(check, at=after, given_on=LAST_DAY, way="letter", by=world.people["IC"])
    assert count(check).all == Votes(pro=1)


@pytest.mark.parametrize(
    ("change", "more", "sentence"),
    [
        (lambda i: None, {"given_on": TODAY - timedelta(days=5)}, "Toen was deze vraag er nog niet."),
        (lambda i: None, {"given_on": TODAY + timedelta(days=1)}, "Deze dag komt nog."),
        (lambda i: i.support_checks.update(ways=["letter"]), {}, "U heeft een code nodig."),
        (
            lambda i: Initiative.objects.filter(pk=i.pk).update(status=Status.ON_HOLD, return_status="support_check"),
            {},
            "Dit idee staat even stil.",
        ),
    ],
)
def test_an_answer_that_cannot_be_taken_gets_a_sentence(
    asked: Initiative, change: Callable[[Initiative], Any], more: dict[str, Any], sentence: str
) -> None:
    change(asked)
    with pytest.raises(Refused, match=sentence):
        answered(check_of(asked), **more)
    assert SupportCode.objects.count() == 0


def test_a_code_made_void_or_of_another_question_since_it_was_found_is_refused(world: World, asked: Initiative) -> None:
    check, key = check_of(asked), uuid4()
    code = find_code(letters(world, asked, key=key)[0], check=check)
    other = world.initiative(Status.SUPPORT_CHECK).support_checks.get()
    with pytest.raises(Refused, match="hoort bij een andere vraag"):
        answered(other, code=code)
    void_batch(check, key, by=world.people["IC"], at=NOW)
    with pytest.raises(Refused, match="werkt niet meer"):
        answered(check, code=code)
