"""What was counted before there were entries becomes entries."""

import uuid
from typing import Any

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

WAY_OF = {"questionnaire": "page", "evening": "meeting", "vote": "meeting"}
NOTHING = ("", "geen", "geen.")


def bring_counts(apps: Apps, _editor: BaseDatabaseSchemaEditor) -> None:
    """One check after another; the words of the kernoverleg stay words."""
    entries: Any = apps.get_model("initiatives", "SupportEntry").objects
    concerns: Any = apps.get_model("initiatives", "Concern").objects
    checks: Any = apps.get_model("initiatives", "SupportCheck").objects.order_by("pk")
    for check in checks:
        way = WAY_OF.get(check.method, check.method)
        check.ways = [way]
        check.summary = "\n".join(part for part in (check.opinion, check.concerns_answer) if part)[:2000]
        check.save()
        if check.closed_at is None:
            continue
        if check.concerns.strip().lower() not in NOTHING:
            concerns.create(
                poll=check,
                wording=check.concerns[:500],
                answer=check.concerns_answer[:1000],
                noted_at=check.closed_at,
            )
        if check.votes_for is not None:
            entries.create(
                poll=check,
                way=way,
                place=check.area[:200],
                noted_on=check.closed_at.date(),
                votes_for=check.votes_for,
                votes_against=check.votes_against or 0,
                votes_neutral=check.votes_neutral or 0,
                entered_at=check.closed_at,
                form_key=uuid.uuid4(),
            )


class Migration(migrations.Migration):
    dependencies = [
        ("initiatives", "0007_count_what_neighbours_say"),
    ]

    operations = [
        migrations.RunPython(bring_counts, migrations.RunPython.noop),
    ]
