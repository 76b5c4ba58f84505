"""Where to: proposals with their reasons, learnt from the town's own decisions, and never more sure than they are."""

from collections.abc import Iterable
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from initiatives.models import Initiative
from initiatives.routing.learning import LEARNS_FROM, Case, Learned, Text
from initiatives.routing.measure import leave_group_out, rank_each, report_of, tally_of
from initiatives.routing.suggest import Route, suggest
from initiatives.routing.words import find_keyword, keywords_of, parts_of, words_of
from kernen.models import PolicyDomain
from tests.initiatives.past import arrived, decided, domain, town_with_a_past
from tests.initiatives.world import NOW, World

pytestmark = pytest.mark.django_db


def route(initiative: Initiative) -> Route:
    return suggest(initiative, earlier=Initiative.objects.all())


def codes(route: Route) -> list[str]:
    return [suggestion.domain.code for suggestion in route.suggestions]


# ---- words -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("keyword", "word", "found"),
    [
        ("tuin", "buurttuin", True), ("tuin", "tuinfeest", True), ("weg", "beweging", False), ("weg", "fietsweg", True),
        ("aed", "aed", True), ("bank", "voedselbank", True), ("ontmoet", "dorpsontmoeting", True),
        ("bus", "business", False),
    ],
)  # fmt: skip
def test_a_keyword_is_found_in_a_compound_and_a_short_one_not_in_every_word(
    keyword: str, word: str, found: bool
) -> None:
    assert (find_keyword(keyword, words_of(word), word) is not None) == found


def test_keywords_are_read_as_people_type_them() -> None:
    assert keywords_of(" Bank,  Jeu  de boules;boom\nbank,, ") == ("bank", "jeu de boules", "boom")


def test_parts_of_a_compound_are_known_words_only() -> None:
    assert parts_of("buurttuin", {"buurt", "tuin", "urtt"}) == ["buurt", "tuin"]


# ---- what is proposed, and why -----------------------------------------------------------------------


def test_two_keywords_make_a_proposal_that_names_them(world: World) -> None:
    found = route(arrived(world, "Muziek uit het archief"))
    assert codes(found) == ["cultuur"]
    assert found.suggestions[0].reasons == (
        "“archief” is een trefwoord van dit domein.",
        "“muziek” is een trefwoord van dit domein.",
    )
    assert found.learnt_from == 0


def test_one_keyword_is_too_little_and_gives_a_plain_list_in_order_of_name(world: World) -> None:
    found = route(arrived(world, "Muziek bij de oversteek"))
    assert found.first is None
    assert [(one.domain.code, one.reasons) for one in found.found] == [
        ("cultuur", ("“muziek” is een trefwoord van dit domein.",)),
        ("verkeer", ("“oversteek” is een trefwoord van dit domein.",)),
    ]


def test_the_town_s_own_decisions_count_once_there_are_enough(world: World) -> None:
    idea = arrived(world, "Verlichting langs de beek")
    decided(world, "Verlichting op het wandelpad", "veiligheid", times=LEARNS_FROM - 1)
    assert codes(route(idea)) == []
    decided(world, "Verlichting op het wandelpad", "veiligheid")
    found = route(idea)
    assert codes(found)[0] == "veiligheid"
    assert found.learnt_from == LEARNS_FROM
    assert "“verlichting” kwam 25 keer eerder voor, 25 keer bij dit domein." in found.suggestions[0].reasons


def test_what_was_asked_of_the_municipality_counts_too(world: World) -> None:
    decided(world, "Een", "wonen", times=15, asks=["space"])
    decided(world, "Twee", "bestaanszekerheid", times=15, asks=["money"])
    found = route(arrived(world, "Zonder woorden", asks=["space"]))
    assert codes(found)[0] == "wonen"
    reason = "Gevraagd: een plek of ruimte. Dat ging eerder 15 van de 15 keer hierheen."
    assert found.suggestions[0].reasons == (reason,)


def test_what_would_change_the_order_is_said(world: World) -> None:
    sure = route(arrived(world, "Muziek, verhalen en het archief bij de oversteek"))
    assert codes(sure) == ["cultuur", "verkeer"]
    assert sure.changes == (
        "Ook zonder een van deze woorden bleef de eerste dezelfde. De tweede keus is Verkeer en mobiliteit."
    )
    town_with_a_past(world)
    unsure = route(arrived(world, "Verlichting bij het zangkoor en het wandelpad"))
    assert codes(unsure)[0] == "veiligheid"
    assert unsure.changes == "Zonder “verlichting” stond Kunst, cultuur en erfgoed bovenaan."


def test_similar_earlier_ones_are_named_with_where_they_ended(world: World) -> None:
    town_with_a_past(world)
    [same] = decided(world, "Zonnebloemen zaaien rond de molen", "openbare_ruimte")
    found = route(arrived(world, "Zonnebloemen bij de molen"))
    assert [(one.initiative, one.domain.code) for one in found.alike] == [(same, "openbare_ruimte")]


def test_only_what_was_taken_up_teaches_and_only_what_the_person_may_see(world: World) -> None:
    decided(world, "Verlichting op het wandelpad", "veiligheid", times=30, is_confidential=True)
    idea = arrived(world, "Verlichting langs de beek")
    assert codes(route(idea)) == ["veiligheid", *codes(route(idea))[1:]]
    nobody = suggest(idea, earlier=Initiative.objects.visible_to(world.people["KA.own"]))
    assert (codes(nobody), nobody.found) == ([], ())
    Initiative.objects.update(confirmed_at=None)
    assert codes(route(idea)) == []


def test_the_same_question_gets_the_same_answer_and_an_archived_domain_is_never_proposed(world: World) -> None:
    town_with_a_past(world)
    idea = arrived(world, "Muziek uit het archief")
    assert route(idea) == route(idea)
    cultuur = domain("cultuur")
    cultuur.archived_on = NOW.date()
    cultuur.save()
    assert "cultuur" not in codes(route(idea))


def test_a_proposal_costs_the_same_whether_the_past_is_long_or_short(world: World) -> None:
    idea = arrived(world, "Muziek uit het archief")
    spent = []
    for times in (1, 30):
        decided(world, "Zangkoor zoekt een zaal", "cultuur", times=times)
        with CaptureQueriesContext(connection) as queries:
            route(idea)
        spent.append(len(queries))
    assert spent == [2, 2]


def test_odd_texts_and_domains_without_keywords_break_nothing(world: World) -> None:
    PolicyDomain.objects.update(keywords=" , ,;")
    for title in ("", "!!! 123 \u202e 🎈", "a" * 120, "de het een"):
        assert route(arrived(world, title)).first is None


# ---- measuring ------------------------------------------------------------------------------------------


def cases(titles: Iterable[tuple[str, str]]) -> list[Case]:
    return [Case(text=Text(words=words_of(title), whole=title.lower()), desks=(desk,)) for title, desk in titles]


def test_an_earlier_one_never_helps_itself_when_the_figures_are_made() -> None:
    alone = cases([("bijzonder", "a"), *[("gewoon", "b")] * 40])
    ranked = rank_each(alone, {"a": (), "b": ()})
    assert [place.desk for place in ranked[0][1]] == ["b", "a"]
    report = report_of(ranked)
    assert (report.everything.count, report.everything.first, report.everything.three) == (41, 40, 41)
    assert tally_of("a", ranked).missed == 1
    learned = Learned(alone, {"a": (), "b": ()})
    before = dict(learned.totals)
    learned.rank_without(alone[0])
    assert dict(learned.totals) == before


def test_a_whole_campaign_is_left_out_at_a_time() -> None:
    groups = {"een": cases([("zingen", "a")] * 30), "twee": cases([("zingen", "b")] * 30)}
    report = leave_group_out(groups, {"a": (), "b": ()})
    assert (report.everything.count, report.everything.first) == (60, 0)


def test_the_command_prints_figures_and_refuses_a_file_it_does_not_know(world: World, tmp_path: Path) -> None:
    file = tmp_path / "titels.csv"
    file.write_text(
        "campaign,title,domains\nnoord,Muziek uit het archief,cultuur\nzuid,Sport en muziek,sport;cultuur\n"
    )
    out = StringIO()
    call_command("measure_routing", str(file), stdout=out)
    assert "alles                     2 · 100.0 % · 100.0 %" in out.getvalue()
    assert "archief" not in out.getvalue()
    file.write_text("titel\nx\n")
    with pytest.raises(CommandError):
        call_command("measure_routing", str(file), stdout=out)
