"""Inloggen: geen pagina zonder tweede stap, raden houdt op, en het werkaccount wordt niet op zijn woord geloofd."""

from collections.abc import Iterator

from tests.evidence.figure import Figure, Round, run_pytest, scaled


def drill() -> Iterator[Figure]:
    """Second step, guessing, single sign-on and sessions, each read off a run of its own."""
    ran = run_pytest(*(f"tests/evidence/test_sign_in_{name}.py" for name in ("size", "lies", "sessions")))
    yield second_step(ran)
    yield guessing(ran)
    yield single_sign_on(ran)
    yield sessions(ran)


def second_step(ran: Round) -> Figure:
    """Every address of colleagues, with the password alone."""
    pages = (ran.values("pages") or [{"asked": 0, "reached": -1}])[0]
    unguarded = (ran.values("unguarded") or [0])[0]
    return Figure(
        promise="met alleen een wachtwoord 0 pagina's van medewerkers, over alle adressen",
        seen=f"{pages['asked']} adressen gevraagd (GET en POST), {pages['reached']} bereikt",
        kept=ran.is_green and pages["asked"] > 100 and pages["reached"] == 0 and unguarded > 0,
        control=f"zonder de bewaker bereikte hetzelfde wachtwoord {unguarded} van 3 pagina's",
    )


def guessing(ran: Round) -> Figure:
    """A thousand tries that each say to come from elsewhere."""
    runs, control = ran.values("tries"), (ran.values("control") or [{}])[0]
    looked_at = [run.get("wrong", 0) for run in runs]
    return Figure(
        promise=f"{scaled(1000)} keer raden met steeds een ander account en X-Forwarded-For: hooguit 10 bekeken",
        seen=", ".join(
            f"{run['proxies']} proxy's: {run.get('wrong', 0)} bekeken, {run.get('wait', 0)} afgewezen" for run in runs
        ),
        kept=ran.is_green and len(runs) == 2 and max(looked_at) <= 10 and control.get("wait", 0) == 0,
        control=f"wie de bezoeker over zijn adres gelooft, stopt {control.get('wait', 0)} van dezelfde 30 pogingen",
    )


def single_sign_on(ran: Round) -> Figure:
    """A real directory on this machine that lies in every way."""
    lies = (ran.values("lies") or [{"told": 0, "believed": ["niet uitgevoerd"]}])[0]
    control = (ran.values("lies_control") or [{"told": 0, "believed": []}])[0]
    return Figure(
        promise="elk vals antwoord van de aanmeldserver geweigerd (nonce, state, ontvanger, tijd, handtekening)",
        seen=f"{lies['told']} leugens tegen een echte server verteld, {len(lies['believed'])} geloofd",
        kept=ran.is_green and not lies["believed"] and 0 < control["told"] == len(control["believed"]),
        control=f"zonder de controle die erbij hoort, opende {len(control['believed'])} van {control['told']} de deur",
    )


def sessions(ran: Round) -> Figure:
    """By role, at rest and in use, with what was typed."""
    seen = (ran.values("sessions") or [{"roles": 0, "wrong": {"": []}, "texts": 0}])[0]
    everywhere = (ran.values("everywhere") or [{"before": 0, "after": -1}])[0]
    control = (ran.values("sessions_control") or [{"late": 0, "texts": -1}])[0]
    in_time = not seen["wrong"] and everywhere == {"before": 10, "after": 0} and seen["texts"] == 20
    return Figure(
        promise="sessies eindigen na 15 of 30 minuten stilte en 8 of 10 uur, per rol; meteen bij overal uitloggen; "
        "20 van 20 teksten blijven",
        seen=f"{seen['roles']} rollen, {len(seen['wrong'])} fout; overal uitloggen: van {everywhere['before']} sessies "
        f"bleven er {everywhere['after']}; {seen['texts']} van 20 teksten bewaard",
        kept=ran.is_green and in_time and control == {"late": seen["roles"], "texts": 0},
        control=f"zonder de bewaker bleven {control['late']} rollen binnen en gingen alle teksten verloren"
        if control["texts"] == 0
        else "zonder de bewaker veranderde er niets",
    )
