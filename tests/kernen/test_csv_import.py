"""Kernen from a spreadsheet: read before anything is touched, then all or nothing."""

from contextlib import suppress

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from kernen.csv_import import MOST_BYTES, MOST_LINES, BadFile, Facts, Line, Outcome, Report, check, read_text
from kernen.kern_import import known_kernen, write_report
from kernen.models import CbsArea, Kern
from tests.factories import make_kern

WALEM = Facts(name="Walem", inhabitants=150, inhabitants_year=2024, inhabitants_source="CBS")


def only_line(text: str, *known: Facts) -> Line:
    [line] = check(text, {facts.name.casefold(): facts for facts in known}).lines
    return line


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
def test_a_name_with_an_accent_arrives_whole_whatever_made_the_file(encoding: str) -> None:
    assert only_line(read_text("naam;inwoners\nSint Gérlach – Oost\n".encode(encoding))).name == "Sint Gérlach – Oost"


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("sign", [";", ","])
def test_both_separators_and_every_line_end_are_read(sign: str, end: str) -> None:
    text = end.join(
        [sign.join(("Naam", "INWONERS", " jaar ", "bron")), sign.join(("Walem", "155", "2025", "CBS")), "", ""]
    )
    line = only_line(text, WALEM)
    assert line.outcome == Outcome.CHANGED
    assert line.remarks == ("inwoners: 150 → 155", "jaar: 2024 → 2025")


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"PK\x03\x04", "Dit is een Excel-bestand"),
        (b"naam\nWal\0em", "tekens die niet in een CSV horen"),
        ("naam\nWalem".encode("utf-16"), "tekens die niet in een CSV horen"),
        (b"naam\n\x81\x8d", "kunnen wij niet lezen"),
        (b"n" * (MOST_BYTES + 1), "te groot"),
    ],
)
def test_a_file_that_is_no_csv_gets_a_sentence(data: bytes, sentence: str) -> None:
    with pytest.raises(BadFile, match=sentence):
        read_text(data)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "leeg"),
        ("\n \n;;\n", "leeg"),
        ("plaats;inwoners\nWalem;150", "ten minste “naam”"),
        ("naam;naam\nWalem;Walem", "staat er twee keer in"),
        ("naam;inwoners\n", "geen enkele kern"),
        ('naam\n"Walem', "aanhalingsteken"),
        ("naam\n" + "Walem\n" * (MOST_LINES + 1), "meer dan 500 regels"),
        ("naam\n" + "x" * 140_000, "kunnen wij niet lezen"),
    ],
)
def test_a_table_that_cannot_be_read_gets_a_sentence(text: str, sentence: str) -> None:
    with pytest.raises(BadFile, match=sentence):
        check(text, {})


@pytest.mark.parametrize(
    ("row", "sentence"),
    [
        ("Walem;veel;2024;CBS;;", "“veel” bij inwoners is geen heel getal."),
        ("Walem;-5;2024;CBS;;", "“-5” bij inwoners is geen heel getal."),
        ("Walem;1.5;2024;CBS;;", "“1.5” bij inwoners is geen heel getal."),
        ("Walem;٣;2024;CBS;;", "“٣” bij inwoners is geen heel getal."),
        ("Walem;9.000.000;2024;CBS;;", "9.000.000 bij inwoners is te veel."),
        ("Walem;150;24;CBS;;", "24 is geen jaartal."),
        ("Walem;150;;CBS;;", "Geef bij het aantal inwoners ook het jaar en de bron."),
        ("Walem;150;2024;;;", "Geef bij het aantal inwoners ook het jaar en de bron."),
        ("Walem;;;;;WK99", "“WK99” is geen CBS-code (WK met zes of BU met acht cijfers)."),
        (";150;2024;CBS;;", "De naam ontbreekt."),
        ("---;;;;;", "De naam ontbreekt."),
        ("W" * 81 + ";;;;;", "naam is te lang: hooguit 80 tekens."),
        ("Walem;;;" + "b" * 121 + ";;", "bron is te lang: hooguit 120 tekens."),
        ("Wa\x07lem;;;;;", "In deze regel staan tekens die er niet horen."),
        ("Walem;;;;;;nog iets", "Deze regel heeft meer vakken dan er kolommen zijn."),
    ],
)
def test_a_faulty_line_says_what_is_wrong_with_it(row: str, sentence: str) -> None:
    line = only_line(f"naam;inwoners;jaar;bron;huishoudens;cbs_codes\n{row}")
    assert line.outcome == Outcome.FAULT
    assert line.remarks == (sentence,)


HOUSEHOLDS = "naam;huishoudens;huishoudens_jaar;huishoudens_bron"


@pytest.mark.parametrize("row", ["Walem;60;;", "Walem;60;2024;", "Walem;60;;CBS"])
def test_a_number_of_households_needs_its_year_and_source_in_a_file_too(row: str) -> None:
    line = only_line(f"{HOUSEHOLDS}\n{row}")
    assert (line.outcome, line.remarks) == (
        Outcome.FAULT,
        ("Geef bij het aantal huishoudens ook het jaar en de bron.",),
    )


def test_the_households_of_a_kern_come_with_where_they_are_known_from() -> None:
    line = only_line(f"{HOUSEHOLDS}\nWalem;60;2024;CBS", WALEM)
    facts = line.facts
    assert (facts.households, facts.households_year, facts.households_source) == (60, 2024, "CBS")
    assert line.remarks == ("huishoudens: – → 60", "huishoudens, jaar: – → 2024", "huishoudens, bron: – → CBS")


def test_households_of_which_nobody_ever_wrote_the_source_stand_in_the_way_of_nothing_else() -> None:
    known = Facts(name="Walem", households=60)
    line = only_line("naam;cbs_codes\nWalem;WK099405", known)
    assert line.outcome == Outcome.CHANGED
    assert only_line("naam;huishoudens\nWalem;61", known).outcome == Outcome.FAULT


@pytest.mark.parametrize("text", ["naam;inwoners\nWalem;155", f"{HOUSEHOLDS}\nWalem;61;;"])
def test_a_new_number_does_not_borrow_the_year_and_source_of_the_old(text: str) -> None:
    known = Facts(
        name="Walem", inhabitants=150, inhabitants_year=2024, inhabitants_source="CBS",
        households=60, households_year=2020, households_source="CBS",
    )  # fmt: skip
    (said,) = only_line(text, known).remarks
    assert said.endswith("ook het jaar en de bron.")


def test_every_fault_of_a_line_is_told_at_once() -> None:
    line = only_line("naam;inwoners;jaar;huishoudens\nWalem;veel;later;nul")
    assert len(line.remarks) == 3


def test_a_kern_that_stands_in_the_file_twice_is_a_fault_the_second_time() -> None:
    report = check("naam\nWalem\nVilt\n WALEM \n", {})
    assert [line.outcome for line in report.lines] == [Outcome.NEW, Outcome.NEW, Outcome.FAULT]
    assert report.lines[2].remarks == ("Deze kern staat ook op regel 2.",)
    assert not report.is_ready


def test_an_empty_cell_leaves_what_was_there() -> None:
    line = only_line("naam;inwoners;jaar;bron\nwalem;;;\n", WALEM)
    assert (line.outcome, line.facts) == (Outcome.UNCHANGED, WALEM)


def test_an_archived_kern_is_not_brought_back_by_a_file() -> None:
    line = only_line("naam\nWalem", Facts(name="Walem", is_archived=True))
    assert line.remarks == ("Deze kern is gearchiveerd. Haal hem eerst terug uit het archief.",)


def test_a_star_means_a_part_of_a_cbs_area() -> None:
    line = only_line("naam;cbs_codes\nDe Heek;bu09940004* WK099400 | bu09940004*")
    assert line.facts.codes == {("BU09940004", True), ("WK099400", False)}


def test_a_column_nobody_knows_is_named_and_passed_over() -> None:
    report = check("naam;kleur;\nWalem;groen;\n", {})
    assert report.notices == ("Deze kolommen kennen wij niet en slaan wij over: kleur.",)
    assert report.is_ready


def test_a_file_that_changes_nothing_is_not_ready() -> None:
    assert not check("naam\nWalem", {"walem": WALEM}).is_ready


@given(data=st.binary(max_size=300))
def test_whatever_the_bytes_there_is_a_report_or_a_sentence(data: bytes) -> None:
    with suppress(BadFile):
        report = check(read_text(b"naam;inwoners;cbs_codes\n" + data), {"walem": WALEM})
        assert all(line.remarks for line in report.lines if line.outcome == Outcome.FAULT)


@pytest.mark.django_db
def test_new_and_changed_kernen_are_written_and_the_others_left_alone() -> None:
    walem = make_kern("Walem", inhabitants=150, inhabitants_year=2024, inhabitants_source="CBS")
    vilt = make_kern("Vilt", note="blijft")
    CbsArea.objects.create(kern=walem, code="WK099405")
    CbsArea.objects.create(kern=vilt, code="BU09940402")
    text = (
        "naam;inwoners;jaar;bron;huishoudens;huishoudens_jaar;huishoudens_bron;cbs_codes\n"
        "WALEM;155;2025;CBS;60;2024;gemeente;WK099405*\nVilt;;;;;;;\nDe Heek;;;;;;;BU09940004*\n"
    )
    written = write_report(check(text, known_kernen()))
    assert [kern.name for kern in written] == ["Walem", "De Heek"]
    walem.refresh_from_db()
    assert (walem.inhabitants, walem.inhabitants_year) == (155, 2025)
    assert (walem.households, walem.households_year, walem.households_source) == (60, 2024, "gemeente")
    assert [str(area) for area in vilt.cbs_areas.all()] == ["BU09940402"]
    assert [(area.code, area.partial) for area in walem.cbs_areas.all()] == [("WK099405", True)]
    assert Kern.objects.get(name="De Heek").slug == "de-heek"


@pytest.mark.django_db
def test_two_names_that_look_alike_get_addresses_of_their_own() -> None:
    write_report(check("naam\nSint-Jan\nSint Jan\n", known_kernen()))
    assert set(Kern.objects.values_list("slug", flat=True)) == {"sint-jan", "sint-jan-2"}


@pytest.mark.django_db
def test_a_report_with_a_fault_is_never_written() -> None:
    with pytest.raises(ValueError, match="never written"):
        write_report(check("naam;inwoners\nVilt;\nWalem;veel", {}))
    assert Kern.objects.count() == 0


@pytest.mark.django_db
def test_when_the_last_line_fails_nothing_is_written() -> None:
    lines = tuple(
        Line(number=number, name=name, outcome=Outcome.NEW, facts=Facts(name=name))
        for number, name in enumerate(("Vilt", "Walem", "x" * 81))
    )
    with pytest.raises(ValidationError):
        write_report(Report(lines=lines))
    assert Kern.objects.count() == 0
