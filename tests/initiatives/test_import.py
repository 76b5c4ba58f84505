"""Running and finished initiatives come in from a spreadsheet: looked at first, then all of them or none."""

from datetime import date
from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from initiatives.deeds.import_running import Running, import_running
from initiatives.models import Event, Initiative, Message, Task
from initiatives.statuses import Status
from initiatives.workflow.action import NotYours
from kernen.models import Role
from tests.factories import make_kern, make_user, sign_in
from tests.initiatives.builders import World, make_initiative, make_world

URL = "/initiatieven/inlezen/"
HEADER = "titel;kern;samenvatting;soort initiatiefnemer;stand;datum;afgerond op;resultaat"
BENCH = "Bank;Sibbe;Een bank;inwoner;afgerond;1-2-2020;1-6-2021;De bank staat er"
GARDEN = "Tuin;Sibbe|Vilt;Een tuin;groep inwoners;verkenning;2026-02-01;;"


@pytest.fixture
def town(db: None) -> World:
    make_kern("Vilt")
    return make_world()


@pytest.fixture
def ingrid(town: World) -> Client:
    """The internal coordinator, signed in."""
    return sign_in(town.internal)


def upload(client: Client, *lines: str, data: bytes | None = None) -> Any:
    """Choose a file."""
    content = "\n".join(lines).encode() if data is None else data
    return client.post(URL, {"file": SimpleUploadedFile("lijst.csv", content, content_type="text/csv")})


def confirm(client: Client, looked: Any, **other: str) -> Any:
    """Press the button under the overview."""
    return client.post(URL, dict(looked.context["confirm"].initial) | other, follow=True)


def faults(response: Any) -> list[tuple[str, ...]]:
    return [line.faults for line in response.context["lines"]]


def refusal(response: Any) -> str:
    return str(response.context["form"].errors["file"][0])


def test_looking_changes_nothing(ingrid: Client) -> None:
    looked = upload(ingrid, HEADER, BENCH, GARDEN)
    assert faults(looked) == [(), ()]
    assert "Er is nog niets ingelezen." in looked.content.decode()
    assert Initiative.objects.count() == 0


def test_a_garden_comes_in_as_exploring_and_a_bench_as_completed(town: World, ingrid: Client) -> None:
    done = confirm(ingrid, upload(ingrid, HEADER, BENCH, GARDEN))
    assert "2 initiatieven ingelezen." in done.content.decode()
    bench, garden = Initiative.objects.order_by("logged_at")
    assert (bench.reference, garden.reference) == ("VAG-2020-0001", "VAG-2026-0001")
    assert (bench.status, garden.status) == (Status.COMPLETED, Status.EXPLORING)
    assert (bench.lead_kern, garden.where, garden.initiator_kind) == (town.kern, "Sibbe, Vilt", "group")
    assert [(e.action, timezone.localdate(e.at), e.audience) for e in bench.events.order_by("pk")] == [
        ("log", date(2020, 2, 1), "resident"),
        ("import", date(2021, 6, 1), "internal"),
    ]
    assert (bench.evaluations.get().result, bench.due_on) == ("De bank staat er", None)
    assert garden.due_on is not None
    assert [(person.name, person.channel) for person in garden.people.all()] == [("Niet bekend", "none")]


def test_nobody_is_told_of_what_came_from_paper(ingrid: Client) -> None:
    confirm(ingrid, upload(ingrid, HEADER, BENCH, GARDEN))
    assert (Message.objects.count(), Task.objects.count()) == (0, 0)


def test_pressing_twice_brings_them_in_once(ingrid: Client) -> None:
    looked = upload(ingrid, HEADER, BENCH)
    confirm(ingrid, looked)
    assert "was al ingelezen" in confirm(ingrid, looked).content.decode()
    assert Initiative.objects.count() == 1


def test_the_same_file_again_names_what_is_there(ingrid: Client) -> None:
    confirm(ingrid, upload(ingrid, HEADER, BENCH))
    assert faults(upload(ingrid, HEADER, BENCH)) == [("Er is al een initiatief met deze titel: VAG-2020-0001.",)]


def test_one_wrong_line_keeps_all_out(ingrid: Client) -> None:
    looked = upload(ingrid, HEADER, BENCH, "Fout;Nergens;Iets;;bezig;31-2-2020;;")
    assert faults(looked) == [
        (),
        (
            "De kern “Nergens” kennen wij niet.",
            "“31-2-2020” bij “datum” is geen datum. Schrijf 31-12-2025.",
            "“stand” moet “verkenning” of “afgerond” zijn, niet “bezig”.",
        ),
    ]
    assert "Alles zo inlezen" not in looked.content.decode()
    assert confirm(ingrid, looked).status_code == 200
    assert Initiative.objects.count() == 0


def test_a_line_that_breaks_half_way_brings_in_nothing(town: World) -> None:
    good = Running(
        title="Bank", summary="Een bank", kernen=(town.kern,), whole_municipality=False, initiator_kind="",
        started_on=date(2020, 2, 1), completed_on=None, result="",
    )  # fmt: skip
    broken = Running(**{**vars(good), "kernen": (), "started_on": date(2021, 2, 1)})
    with pytest.raises(Exception, match="minstens één kern"):
        import_running([good, broken], by=town.internal, form_key=uuid4())
    assert (Initiative.objects.count(), Event.objects.count()) == (0, 0)


def test_what_changed_meanwhile_is_shown_again(town: World, ingrid: Client) -> None:
    looked = upload(ingrid, HEADER, BENCH)
    make_initiative(world=town, title="Bank")
    again = confirm(ingrid, looked)
    assert "Er is ondertussen iets veranderd." in again.content.decode()
    assert Initiative.objects.count() == 1


@pytest.mark.parametrize("column", ["naam", "Contactpersoon", "e-mail", "Telefoon", "voornaam", "Adres", "BSN"])
def test_a_file_with_persons_is_refused(ingrid: Client, column: str) -> None:
    response = upload(ingrid, f"{HEADER};{column}", f"{BENCH};Truus Geheim")
    assert refusal(response).startswith(f"Dit bestand heeft kolommen over personen: {column.lower()}.")
    assert "Truus" not in response.content.decode()


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "Het verstuurde bestand is leeg."),
        (HEADER.encode(), "In dit bestand staat geen enkel initiatief onder de kolomnamen."),
        (b"titel\x00;kern\nx;y", "In dit bestand staan tekens die niet in een CSV horen."),
        (b"PK\x03\x04", "Dit is een Excel-bestand."),
        (b"titel;kleur\nBank;rood", "Deze kolommen kennen wij niet: kleur."),
        (b"titel;kern\nBank;Sibbe", "Deze kolommen ontbreken: samenvatting, stand, datum."),
        (f"{HEADER};titel\n{BENCH};x".encode(), "Deze kolom staat er twee keer in: titel."),
        (f'{HEADER}\n"Bank;Sibbe'.encode(), "Regel 2 kunnen wij niet lezen"),
        (b"x" * 200_001, "Dit bestand is te groot"),
        (f"{HEADER}\n".encode() + f"{BENCH}\n".encode() * 501, "Dit bestand heeft meer dan 500 regels."),
        (f'{HEADER}\n"{"x" * 140_000}"'.encode(), "Regel 2 kunnen wij niet lezen"),
    ],
    ids=range(11),
)
def test_a_file_that_is_no_list_gets_a_sentence(ingrid: Client, data: bytes, sentence: str) -> None:
    assert refusal(upload(ingrid, data=data)).startswith(sentence)


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        (";Sibbe;Een bank;;verkenning;1-2-2020;;", "“titel” ontbreekt."),
        (f"{'x' * 121};Sibbe;Een bank;;verkenning;1-2-2020;;", "“titel” is te lang: 121 tekens, hooguit 120."),
        (f"Bank;Sibbe;{'x' * 301};;verkenning;1-2-2020;;", "“samenvatting” is te lang: 301 tekens, hooguit 300."),
        ("Bank;;Een bank;;verkenning;1-2-2020;;", "“kern” ontbreekt. Schrijf “hele gemeente” als het overal is."),
        ("Bank;Oud;Een bank;;verkenning;1-2-2020;;", "De kern “Oud” is gearchiveerd."),
        ("Bank;Sibbe;Een bank;koning;verkenning;1-2-2020;;", "“koning” is geen soort initiatiefnemer."),
        ("Bank;Sibbe;Een bank;;verkenning;1-2-2999;;", "“datum” moet tussen 1990 en vandaag liggen."),
        ("Bank;Sibbe;Een bank;;verkenning;1-2-0001;;", "“datum” moet tussen 1990 en vandaag liggen."),
        ("Bank;Sibbe;Een bank;;afgerond;1-2-2020;;Klaar", "“afgerond op” ontbreekt."),
        ("Bank;Sibbe;Een bank;;afgerond;1-2-2020;1-3-2020;", "“resultaat” ontbreekt."),
        ("Bank;Sibbe;Een bank;;afgerond;1-2-2020;1-1-2020;Klaar", "“afgerond op” ligt vóór de datum."),
        ("Bank;Sibbe;Een bank;;verkenning;1-2-2020;1-3-2020;", "“afgerond op” en “resultaat” horen alleen bij"),
        ("Bank;Sibbe;Een\x07bank;;verkenning;1-2-2020;;", "In “samenvatting” staan tekens die er niet horen."),
        ("Bank;Sibbe;Een bank;;verkenning;1-2-2020;;;Truus", "Deze regel heeft meer vakken dan er kolommen zijn."),
        ("Bank", "“samenvatting” ontbreekt."),
    ],
)
def test_a_wrong_line_gets_a_sentence(ingrid: Client, line: str, fault: str) -> None:
    make_kern("Oud", archived_on=timezone.localdate())
    said = faults(upload(ingrid, HEADER, line))[0]
    assert [sentence for sentence in said if sentence.startswith(fault)] != []


def test_the_same_title_twice_is_pointed_out(ingrid: Client) -> None:
    assert faults(upload(ingrid, HEADER, BENCH, BENCH)) == [(), ("Dit initiatief staat ook op regel 2.",)]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
@pytest.mark.parametrize("mark", [";", ","])
def test_every_spreadsheet_program_is_understood(ingrid: Client, encoding: str, mark: str) -> None:
    lines = [HEADER, "Café;hele gemeente;Één café;;verkenning;01/02/2026;;"]
    data = "\r\n".join(lines).replace(";", mark).encode(encoding)
    confirm(ingrid, upload(ingrid, data=data))
    idea = Initiative.objects.get()
    assert (idea.title, idea.summary, idea.whole_municipality) == ("Café", "Één café", True)


def test_what_seems_to_say_too_much_is_remarked_on_and_not_stopped(ingrid: Client) -> None:
    looked = upload(ingrid, HEADER, "Bank;Sibbe;Mia heeft dementie;;verkenning;1-2-2020;;")
    assert "Staat hier iets over iemands gezondheid?" in looked.content.decode()
    assert faults(looked) == [()]


@pytest.mark.parametrize("role", [Role.EXTERNAL_COORDINATOR, Role.KERNAMBTENAAR, Role.FUNCTIONAL_ADMIN, Role.MANAGER])
def test_only_the_internal_coordinator_reads_in(town: World, role: str) -> None:
    other = make_user(role=role)
    assert sign_in(other).get(URL).status_code == 403
    assert upload(sign_in(other), HEADER, BENCH).status_code == 403
    with pytest.raises(NotYours):
        import_running([], by=other, form_key=uuid4())


@pytest.mark.parametrize("tampered", [{"upload": "vals"}, {"upload": ""}, {"form_key": "geen sleutel"}])
def test_a_form_that_was_tampered_with_does_nothing(ingrid: Client, tampered: dict[str, str]) -> None:
    looked = upload(ingrid, HEADER, BENCH)
    assert "Dit duurde te lang." in confirm(ingrid, looked, **tampered).content.decode()
    assert Initiative.objects.count() == 0
