"""Vijandige tekst in elk veld, en iedereen loopt in een echte browser langs elke pagina."""

from collections.abc import Iterator

from tests.evidence.figure import Figure, run_pytest


def drill() -> Iterator[Figure]:
    """Every role and a stranger, in Chromium."""
    run = run_pytest("tests/evidence/test_hostile_walk.py")
    walks = run.values("walk")
    total = {name: sum(one[name] for one in walks) for name in (walks[0] if walks else {})}
    control: dict[str, int] = next(iter(run.values("control")), {})
    if not walks:
        yield Figure(promise=PROMISE, seen="niet uitgevoerd: geen browser, of geen enkele wandeling lukte", kept=None)
        return
    yield Figure(
        promise=PROMISE,
        seen=f"{len(walks)} mensen, {total['pages']} pagina's, {total['dialogs']} dialogen, "
        f"{total['reports']} CSP-meldingen, {total['born']} elementen uit tekst, "
        f"{total['foreign']} verzoeken aan anderen; op {total['literal']} pagina's stond de tekst letterlijk",
        kept=run.is_green and not any(total[name] for name in ("dialogs", "reports", "born", "foreign")),
        control=f"een script dat wel draait: {control.get('dialogs', 0)} dialoog; tegengehouden: "
        f"{control.get('reports', 0)} melding",
    )


PROMISE = "0 dialogen, 0 CSP-meldingen, 0 elementen uit tekst, 0 verzoeken aan anderen; de tekst staat er letterlijk"
