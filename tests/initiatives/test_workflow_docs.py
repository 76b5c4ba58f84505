"""What is on paper about the workflow is what the software does."""

from initiatives.management.commands.workflow_docs import docs_file, render
from initiatives.statuses import STATES
from initiatives.workflow.table import TRANSITIONS


def test_the_page_about_the_workflow_is_fresh() -> None:
    assert docs_file().read_text() == render(), "run: .venv/bin/python manage.py workflow_docs"


def test_every_button_and_every_status_stands_in_it() -> None:
    page = render()
    assert [row.name for row in TRANSITIONS if f"**{row.button}**<br>`{row.name}`" not in page] == []
    assert [
        status for status, state in STATES.items() if f"| {status.label} | {state.public_label} |" not in page
    ] == []


def test_somebody_who_must_answer_sees_a_star_and_reads_what_the_resident_will_read() -> None:
    line = next(line for line in render().splitlines() if line.startswith("| **Vraag stellen**"))
    assert "Uw vraag aan de bewoner *<br>Antwoord graag voor *" in line
    assert "| Wij hebben een vraag aan u: … Antwoord graag voor … |" in line
