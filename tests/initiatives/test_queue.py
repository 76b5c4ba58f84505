"""The queue: tabs that are questions, filters in the address, and never a line that is somebody else's."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from initiatives.filters import COLUMNS, ONLY, SHOW, TABS
from initiatives.models import ContactPerson, Follow, Initiative, InitiativeKern
from initiatives.models.counting import count_capped
from initiatives.statuses import ENDED, RUNNING, Ball, Status
from initiatives.views.queue import clean_query, narrowed, parse_query
from tests.factories import make_user, sign_in
from tests.initiatives.world import NOW, TODAY, World

SUBJECTS = (
    "EC.own", "EC.other", "IC", "BM.lead", "BM.coadvice", "BM.domain", "BM.other", "KA.own", "KA.other",
    "DEC.mandate", "DEC.other", "GGD.tag", "MGR.escalated", "FB",
)  # fmt: skip
LIST = "/initiatieven/"
LATE = {"due_on": timezone.localdate() - timedelta(days=3)}


def titles(world: World, subject: str, query: str = "") -> list[str]:
    """What stands in the list of this person."""
    return [initiative.title for initiative in narrowed(world.people[subject], parse_query(query)).rows()]


def page(world: World, subject: str, query: str = "") -> str:
    """The list as this person reads it."""
    answer = sign_in(world.people[subject]).get(LIST + query)
    assert answer.status_code == 200
    return answer.content.decode()


# ---- the questions --------------------------------------------------------------------------------------


def test_internal_coordinator_sees_what_is_new_what_waits_for_her_and_what_waits_for_others(world: World) -> None:
    world.initiative(Status.SUBMITTED, title="Moestuin")
    world.initiative(Status.IN_REVIEW, title="Speeltuin")

    assert titles(world, "IC", "tab=nieuw") == ["Moestuin"]
    assert titles(world, "IC", "tab=mij") == ["Moestuin"]
    assert titles(world, "IC", "tab=ander") == ["Speeltuin"]
    assert titles(world, "BM.lead", "tab=mij") == ["Speeltuin"]


def test_what_is_past_its_term_stands_under_te_laat_and_what_ended_does_not(world: World) -> None:
    world.initiative(Status.SUBMITTED, title="Moestuin", **LATE)
    world.initiative(Status.SUBMITTED, title="Speeltuin", due_on=timezone.localdate())
    world.initiative(Status.REJECTED, title="Kermis")

    assert titles(world, "IC", "tab=laat") == ["Moestuin"]


def test_finished_initiatives_are_hidden_until_somebody_asks_for_them(world: World) -> None:
    world.initiative(Status.COMPLETED, title="Kermis")

    assert titles(world, "IC") == []
    assert titles(world, "IC", "show=ended") == ["Kermis"]
    assert titles(world, "IC", "show=all") == ["Kermis"]
    assert titles(world, "IC", "tab=mij&show=all") == []


def test_officer_follows_what_she_chose_and_kernambtenaar_the_own_kern(world: World) -> None:
    chosen = world.initiative(Status.IN_REVIEW, title="Speeltuin")
    world.initiative(Status.IN_REVIEW, title="Moestuin")
    Follow.objects.create(user=world.people["BM.lead"], initiative=chosen, at=NOW)

    assert titles(world, "BM.lead", "tab=volg") == ["Speeltuin"]
    assert sorted(titles(world, "KA.own", "tab=volg")) == ["Moestuin", "Speeltuin"]
    assert titles(world, "IC", "tab=volg") == []


def test_following_gives_nobody_a_right_to_see(world: World) -> None:
    hidden = world.initiative(Status.IN_REVIEW, is_confidential=True, title="Vertrouwelijk plan")
    Follow.objects.create(user=world.people["EC.other"], initiative=hidden, at=NOW)

    assert titles(world, "EC.other", "tab=volg") == []
    assert titles(world, "KA.own", "tab=volg") == []


def test_the_button_follows_and_stops_and_twice_is_once(world: World) -> None:
    initiative, client = world.initiative(Status.IN_REVIEW), sign_in(world.people["IC"])
    address = f"{initiative.get_absolute_url()}volgen/"

    for _ in range(2):
        assert client.post(address, {"aan": "ja"}).headers["Location"] == initiative.get_absolute_url()
    assert Follow.objects.count() == 1
    assert "Niet meer volgen" in client.get(initiative.get_absolute_url()).content.decode()
    client.post(address, {"aan": "nee"})
    assert Follow.objects.count() == 0


def test_kernambtenaar_has_no_button_because_the_own_kern_is_followed_already(world: World) -> None:
    initiative = world.initiative(Status.IN_REVIEW)

    shown = sign_in(world.people["KA.own"]).get(initiative.get_absolute_url()).content.decode()

    assert "U volgt dit: het is in uw kern." in shown
    assert "/volgen/" not in shown


def test_stranger_to_an_initiative_cannot_follow_it(world: World) -> None:
    initiative = world.initiative(Status.IN_REVIEW)

    assert sign_in(world.people["EC.other"]).post(f"{initiative.get_absolute_url()}volgen/").status_code == 404
    assert Follow.objects.count() == 0


# ---- what a line says ---------------------------------------------------------------------------------------


def test_a_line_says_kern_title_days_open_who_has_the_ball_since_when_and_the_term_in_words(world: World) -> None:
    opened = timezone.now() - timedelta(days=12)
    world.initiative(Status.SUBMITTED, title="Moestuin", created_at=opened, entered_at=opened, **LATE)

    shown = page(world, "IC")

    for words in ("Sibbe", "Moestuin", "Interne coördinator", "te laat", '"Dagen open">12<'):
        assert words in shown


def test_filters_for_a_coordinator_find_what_nobody_has_and_whom_nobody_can_reach(world: World) -> None:
    world.initiative(Status.SUBMITTED, title="Moestuin")
    unreachable = world.initiative(Status.IN_REVIEW, title="Speeltuin")
    ContactPerson.objects.filter(initiative=unreachable).delete()

    assert titles(world, "IC", "only=unassigned") == ["Moestuin"]
    assert titles(world, "IC", "only=no_contact") == ["Speeltuin"]
    assert titles(world, "IC", "only=co_advised") == []


def test_a_filter_in_use_is_a_pill_that_takes_itself_away_and_leaves_the_rest(world: World) -> None:
    world.initiative(Status.SUBMITTED, title="Moestuin")

    shown = page(world, "IC", f"?tab=mij&kern={world.kern.pk}&only=unassigned&bladzijde=1")

    assert f'href="?tab=mij&amp;kern={world.kern.pk}">Alleen: nog geen medewerker' in shown


# ---- bad input ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ("?tab=alle-geheimen", "“Lijst” bestaat niet of klopt niet"),
        ("?order=password", "“Volgorde” bestaat niet of klopt niet"),
        ("?show=x%00y", "“Toon” bestaat niet of klopt niet"),
        ("?kern=99999999999999999999999", "“Kern” bestaat niet of klopt niet"),
        ("?kern=sibbe%00", "“Kern” bestaat niet of klopt niet"),
        ("?status=geheim", "“Status” bestaat niet of klopt niet"),
        ("?since=2026-02-31", "“Vastgelegd vanaf” bestaat niet of klopt niet"),
        ("?since=99999-01-01", "“Vastgelegd vanaf” bestaat niet of klopt niet"),
        ("?bladzijde=999", "Deze bladzijde is er niet. U ziet de eerste."),
        ("?bladzijde=twee", "Deze bladzijde is er niet. U ziet de eerste."),
        ("?bladzijde=na-99999", "Deze bladzijde is er niet. U ziet de eerste."),
        ("?bladzijde=-1%00", "Deze bladzijde is er niet. U ziet de eerste."),
        ("?q=" + "x" * 5000, "“Zoek"),
    ],
)
def test_what_makes_no_sense_is_not_used_and_the_page_says_so(world: World, query: str, sentence: str) -> None:
    world.initiative(Status.SUBMITTED)

    assert sentence in page(world, "IC", query)


@pytest.mark.parametrize(
    "query", ["?q=%00", "?q=%27%22%3B--", "?q=%F0%9F%98%80", "?kies=1.2.x.%00", "?rij=%00", "?x=1"]
)
def test_odd_but_harmless_input_gives_the_list(world: World, query: str) -> None:
    world.initiative(Status.SUBMITTED)
    page(world, "IC", query)


# ---- an empty answer says what to do -------------------------------------------------------------------------


def test_an_empty_tab_says_what_that_means(world: World) -> None:
    assert "Er is niets te laat." in page(world, "IC", "?tab=laat")
    assert "Haal een filter weg" in page(world, "IC", "?q=draaimolen")


# ---- never a line too many, never a query more ------------------------------------------------------------------

QUERIES = st.fixed_dictionaries(
    {},
    optional={
        "tab": st.sampled_from([tab.code for tab in TABS]),
        "show": st.sampled_from([code for code, _label in SHOW]),
        "order": st.sampled_from(list(COLUMNS)),
        "only": st.sampled_from([code for code, _label in ONLY]),
        "status": st.sampled_from(Status.values),
        "ball": st.sampled_from(Ball.values),
    },
)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(subject=st.sampled_from(SUBJECTS), facts=QUERIES)
def test_no_tab_and_no_count_shows_anything_outside_what_the_person_may_see(
    many: World, subject: str, facts: dict[str, str]
) -> None:
    user = many.people[subject]
    seen = set(Initiative.objects.visible_to(user).values_list("pk", flat=True))
    filtered = narrowed(user, parse_query("&".join(f"{name}={value}" for name, value in facts.items())))

    for tab, number in zip(TABS, count_capped([filtered.rows(tab) for tab in TABS]), strict=True):
        shown = [initiative.pk for initiative in filtered.rows(tab)]
        assert set(shown) <= seen
        assert len(shown) == len(set(shown))
        assert number == str(len(shown))
    running = {pk for pk in seen if Initiative.objects.get(pk=pk).status in RUNNING}
    plain = narrowed(user, parse_query(""))
    mine, others = ({i.pk for i in plain.rows(tab)} for tab in TABS[1:3])
    assert mine | others == running
    assert not mine & others


@pytest.fixture
def many(world: World) -> World:
    """One of each status, open and confidential, here and in the other kern."""
    for status in Status:
        for confidential in (False, True):
            made = world.initiative(status, is_confidential=confidential)
            other = world.initiative(status, is_confidential=confidential, officer=None) if status in ENDED else None
            if other:
                InitiativeKern.objects.filter(initiative=other).update(kern=world.other_kern)
            Follow.objects.create(user=world.people["EC.other"], initiative=made, at=NOW)
    return world


def test_the_list_costs_the_same_for_one_line_and_for_thirty(world: World) -> None:
    client = sign_in(world.people["IC"])
    world.known_to_all(Status.IN_REVIEW)
    client.get(LIST)
    with CaptureQueriesContext(
        connection,
    ) as one:
        client.get(LIST)
    for _ in range(29):
        world.known_to_all(Status.IN_REVIEW)
    with CaptureQueriesContext(connection) as thirty:
        client.get(LIST)

    assert len(thirty) == len(one)
    assert len(one) <= 30


def test_beyond_a_thousand_a_count_says_so(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("initiatives.models.counting.MOST_COUNTED", 2)
    for _ in range(3):
        world.initiative(Status.SUBMITTED)

    rows = narrowed(world.people["IC"], parse_query("")).rows()
    assert count_capped([rows, rows.exclude(pk=rows[0].pk), Initiative.objects.none()]) == ["1.000+", "2", "0"]


def test_an_address_keeps_only_filters(world: World) -> None:
    kept = clean_query(parse_query("tab=mij&csrfmiddlewaretoken=x&bladzijde=3&q=bank&q=bank"))

    assert kept.urlencode() == "tab=mij&q=bank"


def test_somebody_without_a_role_sees_an_empty_list(world: World) -> None:
    world.initiative(Status.SUBMITTED, due_on=TODAY)
    world.people["nobody"] = make_user("niemand")

    assert titles(world, "nobody") == []
