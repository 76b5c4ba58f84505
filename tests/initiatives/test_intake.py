"""Writing down an idea at the kitchen table, and helping somebody on who comes for something else."""

import threading
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from initiatives.deeds.intake import Idea, save_draft
from initiatives.models import ContactPerson, Event, Initiative, Message, Referral
from initiatives.models.access_code import is_access_code
from initiatives.models.choices import SENSITIVE_REFERRALS, ReferralKind, SixQuestions
from initiatives.statuses import Status
from initiatives.workflow.action import NotYours
from kernen.models import Role
from tests.factories import give_role, make_kern, make_user, sign_in
from tests.initiatives.builders import World, make_world

URL = "/initiatieven/nieuw/"
STORY = "Mijn buurvrouw Truus Geheim slaat op de muur."


@pytest.fixture
def town(db: None) -> World:
    return make_world()


@pytest.fixture
def els(town: World) -> Client:
    """The external coordinator of Sibbe, signed in."""
    return sign_in(town.coordinator)


def told(town: World, **other: Any) -> dict[str, Any]:
    """What Els types in two minutes."""
    return {
        "form_key": str(uuid4()),
        "kind": "idea",
        "title": "Bankje bij de kapel",
        "kern": str(town.kern.pk),
        "summary": "Een bankje om uit te rusten.",
        "name": "Mia Bewoner",
        "channel": "phone",
        "phone": "06 12 34 56 78",
        "action": "log",
    } | other


def errors_of(response: Any) -> dict[str, list[str]]:
    return {name: list(sentences) for name, sentences in response.context["form"].errors.items()}


def test_els_writes_down_an_idea_and_gets_a_number_a_code_and_a_card(town: World, els: Client) -> None:
    response = els.post(URL, told(town))
    idea = Initiative.objects.get()
    assert response.url == f"/initiatieven/{idea.reference}/kaart/"
    assert (idea.status, idea.logged_by, idea.lead_kern) == (Status.EXPLORING, town.coordinator, town.kern)
    person = idea.people.get()
    assert (person.name, person.channel, person.phone) == ("Mia Bewoner", "phone", "06 12 34 56 78")
    assert [event.action for event in idea.events.order_by("pk")] == ["log", "issue_code"]
    code = els.session["fresh_codes"][str(idea.pk)]
    assert is_access_code(code, kept=idea.access_code_hash)
    assert code in els.get(response.url).content.decode()


def test_the_form_says_what_we_look_at_and_that_the_municipality_decides(els: Client) -> None:
    page = els.get(URL).content.decode()
    assert "De gemeente beslist." in page
    for question in SixQuestions.labels:
        assert str(question).capitalize() in page


def test_els_sees_her_own_kern_chosen_and_nobody_elses(town: World, els: Client) -> None:
    make_kern("Houthem")
    form = els.get(URL).context["form"]
    assert [label for _value, label in form.fields["kern"].choices] == ["Kies", "Sibbe", "hele gemeente"]
    assert form["kern"].value() == str(town.kern.pk)


def test_the_internal_coordinator_may_choose_every_kern_that_is_in_use(town: World) -> None:
    make_kern("Houthem")
    make_kern("Oud", archived_on=timezone.localdate())
    form = sign_in(town.internal).get(URL).context["form"]
    assert [label for _value, label in form.fields["kern"].choices] == ["Kies", "Houthem", "Sibbe", "hele gemeente"]


def test_els_cannot_write_down_an_idea_in_somebody_elses_kern(town: World, els: Client) -> None:
    other = make_kern("Houthem")
    response = els.post(URL, told(town, kern=str(other.pk)))
    assert list(errors_of(response)) == ["kern"]
    assert Initiative.objects.count() == 0
    with pytest.raises(NotYours):
        save_draft(by=town.coordinator, at=timezone.now(), idea=Idea(columns={"title": "x"}, kern=other))


def test_an_idea_may_also_lie_in_a_neighbouring_kern(town: World, els: Client) -> None:
    other = make_kern("Houthem")
    els.post(URL, told(town, more_kernen=[str(other.pk), str(town.kern.pk)]))
    idea = Initiative.objects.get()
    assert (idea.where, idea.lead_kern) == ("Sibbe, Houthem", town.kern)


def test_an_idea_for_the_whole_municipality_has_no_kern(town: World, els: Client) -> None:
    els.post(URL, told(town, kern="all"))
    idea = Initiative.objects.get()
    assert (idea.whole_municipality, idea.lead_kern) == (True, None)


@pytest.mark.parametrize("role", [Role.BELEIDSMEDEWERKER, Role.DECIDER, Role.MANAGER, Role.FUNCTIONAL_ADMIN])
def test_who_logs_no_ideas_is_refused(town: World, role: str) -> None:
    other = sign_in(make_user(role=role))
    assert other.get(URL).status_code == 403
    assert other.post(URL, told(town)).status_code == 403
    assert other.post(f"{URL}doorverwijzen/report/", {"receiver": "KCC"}).status_code == 403
    assert Initiative.objects.count() + Referral.objects.count() == 0


def test_a_stranger_is_sent_to_sign_in(town: World) -> None:
    assert Client().get(URL).url == f"/account/login/?next={URL}"


def test_a_double_click_gives_one_initiative_and_the_same_page(town: World, els: Client) -> None:
    data = told(town)
    first, second = els.post(URL, data), els.post(URL, data)
    assert first.url == second.url
    assert (Initiative.objects.count(), ContactPerson.objects.count(), Event.objects.count()) == (1, 1, 2)


def test_a_draft_sent_twice_is_one_draft_and_logged_after_going_back_it_is_one_initiative(
    town: World, els: Client
) -> None:
    data = told(town, action="draft")
    first, second = els.post(URL, data), els.post(URL, data | {"title": "Bankje bij de kerk"})
    assert first.url == second.url
    response = els.post(URL, data | {"action": "log", "title": "Bankje bij de bron"})
    idea = Initiative.objects.get()
    assert (idea.title, idea.status) == ("Bankje bij de bron", Status.EXPLORING)
    assert response.url == f"/initiatieven/{idea.reference}/kaart/"


def test_the_form_of_somebody_else_is_not_taken_over(town: World, els: Client) -> None:
    data = told(town)
    els.post(URL, data)
    thief = make_user(role=Role.EXTERNAL_COORDINATOR, kern=town.kern)
    assert sign_in(thief).post(URL, data).status_code == 403
    assert Initiative.objects.count() == 1


@pytest.mark.parametrize("key", ["", "geen sleutel", "\x00", "1" * 5000])
def test_a_form_without_a_proper_key_still_works(town: World, els: Client, key: str) -> None:
    assert els.post(URL, told(town, form_key=key)).status_code == 302
    assert Initiative.objects.get().reference


@pytest.mark.django_db(transaction=True)
def test_two_presses_at_the_same_moment_give_one_initiative() -> None:
    town = make_world()
    data, places = told(town), [sign_in(town.coordinator) for _press in range(2)]
    answers: list[str] = []

    def press(client: Client) -> None:
        answers.append(client.post(URL, data).url)
        connection.close()

    presses = [threading.Thread(target=press, args=(client,)) for client in places]
    for thread in presses:
        thread.start()
    for thread in presses:
        thread.join()
    assert len(set(answers)) == 1
    assert Initiative.objects.count() == 1


# ---- a draft --------------------------------------------------------------------------------------------


def test_a_draft_needs_only_a_title_and_has_no_events(town: World, els: Client) -> None:
    response = els.post(URL, {"title": "Later", "action": "draft", "kern": ""})
    draft = Initiative.objects.get()
    assert response.url == f"/initiatieven/concept-{draft.pk}/bewerken/"
    assert (draft.status, draft.reference, draft.events.count()) == (Status.DRAFT, None, 0)
    assert draft.due_on == timezone.localdate() + timedelta(days=90)


def test_who_began_to_write_how_to_reach_somebody_finishes_it_also_in_a_draft(els: Client) -> None:
    response = els.post(URL, {"title": "Later", "action": "draft", "name": "Mia", "channel": "email"})
    assert list(errors_of(response)) == ["email"]


def test_a_draft_is_gone_on_with_and_logged(town: World, els: Client) -> None:
    page = els.post(URL, told(town, action="draft", already_tried="Al gevraagd."), follow=True)
    draft = Initiative.objects.get()
    form = page.context["form"]
    assert (form["title"].value(), form["phone"].value()) == ("Bankje bij de kapel", "06 12 34 56 78")
    assert (form["already_tried"].value(), form["kern"].value()) == ("Al gevraagd.", str(town.kern.pk))
    data = told(town, title="Bank", version=str(draft.version))
    url = f"/initiatieven/{draft.key}/bewerken/"
    response = els.post(url, data)
    idea = Initiative.objects.get()
    assert (idea.title, idea.status, idea.people.count()) == ("Bank", Status.EXPLORING, 1)
    assert response.url == f"/initiatieven/{idea.reference}/kaart/"
    assert str(idea.pk) in els.session["fresh_codes"]
    # The second press finds the first, though the address of the draft is gone.
    assert els.post(url, data).url == response.url


def test_the_loser_of_a_race_on_a_draft_sees_both_texts(town: World, els: Client) -> None:
    els.post(URL, told(town, action="draft"))
    draft = Initiative.objects.get()
    url, seen = f"/initiatieven/{draft.key}/bewerken/", str(draft.version)
    assert (
        sign_in(town.kernambtenaar)
        .post(url, told(town, action="draft", version=seen, title="Titel van Karin"))
        .status_code
        == 302
    )
    response = els.post(url, told(town, action="draft", version=seen, title="Titel van Els"))
    page = response.content.decode()
    assert response.status_code == 409
    assert Initiative.objects.get().title == "Titel van Karin"
    assert "Titel van Karin" in page
    assert response.context["form"]["title"].value() == "Titel van Els"
    assert response.context["version"] == Initiative.objects.get().version


def test_the_log_button_beside_a_draft_says_what_is_missing(els: Client) -> None:
    els.post(URL, {"title": "Later", "action": "draft", "kern": ""})
    draft = Initiative.objects.get()
    page = els.post(f"/initiatieven/{draft.key}/log/", {"version": draft.version}, follow=True).content.decode()
    assert "Nog nodig: één zin over het idee, minstens één kern" in page
    assert Initiative.objects.get().reference is None


def test_a_complete_draft_is_logged_by_its_button_once(town: World, els: Client) -> None:
    els.post(URL, told(town, action="draft"))
    draft = Initiative.objects.get()
    data = {"version": draft.version, "form_key": str(uuid4())}
    urls = [els.post(f"/initiatieven/{draft.key}/log/", data).url for _press in range(2)]
    assert urls == [f"/initiatieven/{Initiative.objects.get().reference}/kaart/"] * 2


def test_a_draft_can_be_thrown_away_without_a_trace(town: World, els: Client) -> None:
    els.post(URL, told(town, action="draft"))
    draft = Initiative.objects.get()
    assert f"/initiatieven/{draft.key}/discard/" in els.get(f"/initiatieven/{draft.key}/bewerken/").content.decode()
    els.post(f"/initiatieven/{draft.key}/discard/", {"version": draft.version, "form_key": str(uuid4())})
    assert (Initiative.objects.count(), ContactPerson.objects.count()) == (0, 0)


def test_a_draft_in_another_kern_does_not_exist_for_her(town: World, els: Client) -> None:
    els.post(URL, told(town, action="draft"))
    stranger = sign_in(make_user(role=Role.EXTERNAL_COORDINATOR))
    assert stranger.get(f"/initiatieven/{Initiative.objects.get().key}/bewerken/").status_code == 404


# ---- what is typed wrong --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("title", ""),
        ("title", "x" * 121),
        ("title", "Bank\x00je"),
        ("summary", ""),
        ("summary", "x" * 301),
        ("kern", ""),
        ("kern", "999999999999999999999"),
        ("kern", "\x00"),
        ("more_kernen", ["999"]),
        ("channel", "duif"),
        ("phone", "bel maar"),
        ("phone", ""),
        ("name", ""),
        ("needed_by", "31-02-2027"),
        ("needed_by", "morgen"),
        ("initiator_kind", "koning"),
        ("discussed_in_kernoverleg", "misschien"),
        ("kind", "geheim"),
    ],
)  # fmt: skip
def test_a_wrong_answer_gets_a_sentence_and_everything_typed_stays(
    town: World, els: Client, field: str, value: Any
) -> None:
    response = els.post(URL, told(town, already_tried="Dit staat er nog", **{field: value}))
    assert response.status_code == 200
    assert list(errors_of(response)) == [field]
    assert "Dit staat er nog" in response.content.decode()
    assert Initiative.objects.count() == 0


@pytest.mark.parametrize(
    ("channel", "missing"),
    [
        ("email", ["email"]),
        ("phone", []),
        ("letter", ["street", "postcode", "city"]),
        ("coordinator", []),
        ("none", []),
    ],
)
def test_each_channel_asks_what_it_needs(town: World, els: Client, channel: str, missing: list[str]) -> None:
    response = els.post(URL, told(town, channel=channel))
    assert (errors_of(response) if response.status_code == 200 else {}).keys() == set(missing)


def test_who_wants_no_contact_need_not_say_a_name(town: World, els: Client) -> None:
    els.post(URL, told(town, channel="none", name="", phone=""))
    assert Initiative.objects.get().people.get().name == "Onbekend"


def test_what_is_wrong_is_listed_in_the_order_of_the_page(els: Client) -> None:
    assert list(errors_of(els.post(URL, {"kern": "", "action": "log"}))) == [
        "title", "kern", "summary", "name", "channel",
    ]  # fmt: skip


def test_a_feast_next_week_is_said_to_be_too_soon(town: World, els: Client) -> None:
    soon = (timezone.localdate() + timedelta(days=7)).isoformat()
    page = els.post(URL, told(town, needed_by=soon), follow=True).content.decode()
    assert "dit halen wij waarschijnlijk niet" in page


def test_health_is_remarked_on_and_goes_through_with_a_tick(town: World, els: Client) -> None:
    data = told(town, summary="Een bank, want zij heeft dementie.")
    response = els.post(URL, data)
    assert errors_of(response) == {"summary": ["Staat hier iets over iemands gezondheid? Laat dat weg."]}
    assert "Ik heb het nagekeken" in response.content.decode()
    assert els.post(URL, data | {"looked_over": "on"}).status_code == 302


# ---- what is no initiative ------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", ReferralKind)
def test_what_is_no_initiative_makes_none(town: World, els: Client, kind: ReferralKind) -> None:
    page = els.post(URL, told(town, kind=kind.value))
    assert page.context["form"]["kern"].value() == str(town.kern.pk)
    data = {
        "form_key": str(uuid4()), "kern": str(town.kern.pk), "referred_on": timezone.localdate().isoformat(),
        "channel": "counter", "receiver": "Wie helpt", "receiver_phone": "14 043", "text": STORY,
        "receiver_email": "helper@example.nl",
    }  # fmt: skip
    done = els.post(f"{URL}doorverwijzen/{kind.value}/", data, follow=True)
    assert "Doorverwezen" in done.content.decode()
    row = Referral.objects.get()
    assert (row.kind, row.kern, row.channel, row.receiver) == (kind, town.kern, "counter", "Wie helpt")
    assert Initiative.objects.count() == 0


@pytest.mark.parametrize("kind", SENSITIVE_REFERRALS)
def test_of_a_quarrel_a_cry_for_help_or_a_complaint_nothing_else_is_kept(
    town: World, els: Client, kind: ReferralKind
) -> None:
    page = els.post(URL, told(town, kind=kind.value, title=STORY, summary=STORY))
    assert STORY not in page.content.decode()
    assert "<textarea" not in page.content.decode()
    data = {"referred_on": "2026-01-05", "channel": "phone", "receiver": "Buurtbemiddeling", "text": STORY}
    response = els.post(f"{URL}doorverwijzen/{kind.value}/", data | {"receiver_email": "x@example.nl"}, follow=True)
    row = Referral.objects.get()
    assert (row.referred_by, Message.objects.count()) == (None, 0)
    assert STORY not in response.content.decode()
    assert "Truus" not in str(list(Referral.objects.values())) + str(els.session.items())


def test_a_report_goes_once_to_who_helps_and_is_not_kept(town: World, els: Client) -> None:
    data = {
        "form_key": str(uuid4()), "referred_on": "2026-01-05", "channel": "counter", "receiver": "KCC",
        "receiver_email": "kcc@example.nl", "text": "Een losse tegel in de Kapelstraat.",
    }  # fmt: skip
    urls = [els.post(f"{URL}doorverwijzen/report/", data).url for _press in range(2)]
    assert len(set(urls)) == 1
    message, row = Message.objects.get(), Referral.objects.get()
    assert (message.address, message.drop_after_sending) == ("kcc@example.nl", True)
    assert message.initiative is None
    assert message.body.startswith("Een losse tegel in de Kapelstraat.")
    assert row.referred_by == town.coordinator
    assert "tegel" not in str(list(Referral.objects.values()))


def test_who_changes_the_kind_of_an_idea_keeps_what_was_typed(town: World, els: Client) -> None:
    page = els.post(URL, told(town, kind="report", title="Losse tegel", summary="In de Kapelstraat."))
    assert page.context["form"]["text"].value() == "Losse tegel\nIn de Kapelstraat."


def test_who_presses_refer_without_saying_what_it_is_loses_nothing(town: World, els: Client) -> None:
    response = els.post(URL, told(town, action="refer"))
    assert errors_of(response) == {"kind": ["Kies eerst wat het is."]}
    assert Initiative.objects.count() == 0


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("receiver", ""),
        ("receiver", "x" * 121),
        ("receiver", "KCC\x00"),
        ("receiver_phone", "bel maar"),
        ("receiver_email", "geen adres"),
        ("receiver_email", ""),
        ("referred_on", "2999-01-01"),
        ("referred_on", "gisteren"),
        ("kern", "999"),
        ("channel", "duif"),
        ("text", "x" * 2001),
    ],
)
def test_a_wrong_referral_gets_a_sentence(els: Client, field: str, value: str) -> None:
    data = {
        "referred_on": "2026-01-05", "channel": "counter", "receiver": "KCC", "receiver_email": "kcc@example.nl",
        "text": "Een losse tegel.",
    }  # fmt: skip
    response = els.post(f"{URL}doorverwijzen/report/", data | {field: value})
    assert list(errors_of(response)) == [field]
    assert Referral.objects.count() == 0


@pytest.mark.parametrize("path", ["doorverwijzen/geheim/", f"doorverwezen/{uuid4()}/"])
def test_a_referral_that_is_none_is_not_found(els: Client, path: str) -> None:
    assert els.get(f"{URL}{path}").status_code == 404


def test_the_form_costs_the_same_for_one_kern_and_for_thirty(town: World, els: Client) -> None:
    before = count_queries(els)
    for _kern in range(30):
        give_role(town.coordinator, role=Role.EXTERNAL_COORDINATOR)
    assert count_queries(els) == before


def count_queries(client: Client) -> int:
    with CaptureQueriesContext(connection) as queries:
        assert client.get(URL).status_code == 200
    return len(queries)
