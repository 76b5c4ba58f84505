"""Who chooses another domain says why, and the administrator sees how often and tries other keywords."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from initiatives.models import Event, EventText, Initiative, RouteChoice
from initiatives.workflow.action import Actor, Incomplete
from initiatives.workflow.perform import perform
from tests.factories import sign_in
from tests.initiatives.past import arrived, decided, domain, town_with_a_past
from tests.initiatives.world import NOW, World

pytestmark = pytest.mark.django_db


# ---- who chooses otherwise says why -------------------------------------------------------------------


def assign(world: World, idea: Initiative, **given: object) -> None:
    perform("assign", idea, by=world.actor("IC"), at=NOW, **world.fill_in("assign") | given)


def test_who_follows_the_proposal_needs_no_reason_and_it_is_remembered(world: World) -> None:
    assign(world, arrived(world, "Muziek uit het archief"), domain=domain("cultuur"))
    choice = RouteChoice.objects.get()
    assert (choice.suggested, choice.chosen, choice.reason) == (domain("cultuur"), domain("cultuur"), "")


def test_who_chooses_otherwise_is_asked_why_whatever_the_form_did(world: World) -> None:
    idea = arrived(world, "Muziek uit het archief")
    with pytest.raises(Incomplete) as refused:
        assign(world, idea, domain=domain("sport"))
    sentence = "Het voorstel was Kunst, cultuur en erfgoed. Schrijf kort op waarom u anders kiest."
    assert refused.value.errors == {"override_reason": [sentence]}
    assert RouteChoice.objects.count() == 0
    assign(world, Initiative.objects.get(pk=idea.pk), domain=domain("sport"), override_reason="Het is een dansles.")
    choice = RouteChoice.objects.get()
    assert (choice.suggested, choice.chosen, choice.reason) == (
        domain("cultuur"), domain("sport"), "Het is een dansles.",
    )  # fmt: skip
    assert "dansles" not in str(EventText.objects.get(event=Event.objects.get(action="assign")).inputs)


def test_without_a_proposal_nobody_is_asked_why(world: World) -> None:
    assign(world, arrived(world, "Zonder aanwijzing"), domain=domain("sport"))
    choice = RouteChoice.objects.get()
    assert (choice.suggested, choice.chosen) == (None, domain("sport"))


def test_a_sensitive_referral_takes_the_reason_with_it(world: World) -> None:
    idea = arrived(world, "Muziek uit het archief")
    assign(world, idea, domain=domain("sport"), override_reason="Ruzie met buurman Jansen.")
    perform(
        "give_back", idea, by=Actor(user=world.colleague), at=NOW, reason="wrong_domain", suggestion="Anders.",
        handover_note="",
    )  # fmt: skip
    perform("refer", idea, by=world.actor("IC"), at=NOW, kind="mediation", receiver="buurtbemiddeling")
    assert RouteChoice.objects.get().reason == ""


# ---- the administrator's report ------------------------------------------------------------------------


def test_the_administrator_sees_what_is_overruled_often_and_no_initiative(world: World) -> None:
    for n in range(2):
        idea = arrived(world, "Muziek uit het archief")
        assign(world, idea, domain=domain("sport"), override_reason=f"Reden {n}.")
    page = sign_in(world.people["FB"]).get("/routering/").content.decode()
    assert "Reden 0." in page
    assert "Reden 1." in page
    assert "Muziek uit het archief" not in page


def test_the_report_is_for_the_administrator_alone_and_costs_the_same_for_many_choices(world: World) -> None:
    for name in ("IC", "BM.lead", "MGR.escalated"):
        assert sign_in(world.people[name]).get("/routering/").status_code == 403
        assert sign_in(world.people[name]).get("/routering/cultuur/").status_code == 403
    browser, spent = sign_in(world.people["FB"]), []
    for times in (1, 8):
        for _n in range(times):
            assign(world, arrived(world, "Muziek uit het archief"), domain=domain("sport"), override_reason="Dans.")
        with CaptureQueriesContext(connection) as queries:
            browser.get("/routering/")
        spent.append(len(queries))
    assert spent[0] == spent[1]


def test_keywords_are_tried_on_old_ones_before_they_are_kept(world: World) -> None:
    town_with_a_past(world)
    decided(world, "Kippenhok achter de kerk", "openbare_ruimte", is_confidential=True)
    browser = sign_in(world.people["FB"])
    seen = browser.get("/routering/openbare_ruimte/").context["form"].initial["seen"]
    old = domain("openbare_ruimte").keywords
    tried = browser.post("/routering/openbare_ruimte/", {"keywords": "kippenhok, hok", "seen": seen, "try": "x"})
    trial = tried.context["trial"]
    assert (trial.count, trial.tally_after.missed) == (27, 0)
    assert "Kippenhok achter" not in tried.content.decode()
    assert domain("openbare_ruimte").keywords == old
    saved = browser.post("/routering/openbare_ruimte/", {"keywords": "Kippenhok,hok", "seen": seen, "save": "x"})
    assert saved["Location"] == "/routering/"
    assert domain("openbare_ruimte").keywords == "kippenhok, hok"


def test_two_administrators_at_one_list_never_overwrite_each_other(world: World) -> None:
    browser = sign_in(world.people["FB"])
    seen = browser.get("/routering/sport/").context["form"].initial["seen"]
    first = {"keywords": "dans", "seen": seen, "save": "x"}
    assert browser.post("/routering/sport/", first).status_code == 302
    second = browser.post("/routering/sport/", first | {"keywords": "yoga"})
    assert second.status_code == 409
    assert "yoga" in second.content.decode()
    assert domain("sport").keywords == "dans"


@pytest.mark.parametrize(("keywords", "code"), [("ja, x", 200), ("x" * 2001, 200), ("", 302)])
def test_a_list_that_finds_everything_or_never_ends_is_refused(world: World, keywords: str, code: int) -> None:
    browser = sign_in(world.people["FB"])
    seen = browser.get("/routering/sport/").context["form"].initial["seen"]
    sent = {"keywords": keywords, "seen": seen, "save": "x"}
    assert browser.post("/routering/sport/", sent).status_code == code
