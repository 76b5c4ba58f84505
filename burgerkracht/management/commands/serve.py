"""Everything `make run` needs in one process: a migrated database, a filled demo, the post, the site."""

import logging
import os
import signal
import sys
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.core.wsgi import get_wsgi_application
from django.db import connection, connections
from django.db.migrations.exceptions import InconsistentMigrationHistory
from django.db.migrations.executor import MigrationExecutor
from gunicorn.app.base import BaseApplication

from burgerkracht.server import CHOICES, hang_up_on_silence

logger = logging.getLogger(__name__)

PAUSE_AFTER_FAILURE = 10
OF_A_TRIAL = (
    "Deze database is van een proefversie van voor de eerste uitgave en kan niet worden bijgewerkt. Er is niets "
    "veranderd. Begin met een lege: hernoem de map var/, of noem een andere in BURGERKRACHT_VAR of DATABASE_URL."
)


class Command(BaseCommand):
    """One command for a person at a desk; in production these are separate services."""

    help = "Migreert zo nodig, vult de demo, start de bezorger en serveert de site."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--host", default="127.0.0.1")
        parser.add_argument("--port", type=int, default=8000)

    def handle(self, *args: object, **options: Any) -> None:
        prepare_database()
        # A demo serves files from where they are made, and WhiteNoise warns when this folder is missing.
        settings.STATIC_ROOT.mkdir(exist_ok=True)
        if settings.DEMO:
            call_command("demo", stdout=self.stdout)
        # A connection must not be shared by the processes that start now.
        connections.close_all()
        post = start_post()
        address = f"http://{options['host']}:{options['port']}/"
        Site(
            bind=f"{options['host']}:{options['port']}",
            when_ready=partial(self.say_ready, address),
            on_exit=lambda arbiter: stop(post),
        ).run()

    def say_ready(self, address: str, arbiter: Any) -> None:
        """Once, before the first visitor."""
        hang_up_on_silence(arbiter)
        self.stdout.write(f"Burgerkracht staat klaar op {address}")


class Site(BaseApplication):
    """Gunicorn inside this process: the application is loaded once and then forked."""

    def __init__(self, *, bind: str, when_ready: Callable[[Any], None], on_exit: Callable[[Any], None]) -> None:
        self.choices = CHOICES | {
            "bind": bind,
            "when_ready": when_ready,
            "on_exit": on_exit,
            "preload_app": True,
            "graceful_timeout": 10,
            "loglevel": "warning",
        }
        super().__init__()

    def load_config(self) -> None:
        for name, value in self.choices.items():
            self.cfg.set(name, value)

    def load(self) -> Any:
        return get_wsgi_application()


def prepare_database() -> None:
    """Migrate, but only when there is something to migrate: looking costs far less than running."""
    executor = MigrationExecutor(connection)
    try:
        executor.loader.check_consistent_history(connection)
    except InconsistentMigrationHistory as error:
        raise CommandError(OF_A_TRIAL) from error
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        call_command("migrate", interactive=False, verbosity=0)


def start_post() -> int:
    """The delivery worker in a process of its own; it ends when this one does, however that comes."""
    sys.stdout.flush()
    parent = os.getpid()
    child = os.fork()
    if child:
        return child
    # Control-C reaches the whole terminal; the post finishes its letter and follows its parent.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=leave_with, args=(parent,), daemon=True).start()
    deliver_for_ever()
    sys.exit(0)


def leave_with(parent: int) -> None:
    """End this process when its parent is gone, even when nobody could say goodbye."""
    while os.getppid() == parent:
        time.sleep(1)
    os._exit(0)


def deliver_for_ever() -> None:
    """A post that stops is a resident who hears nothing: what goes wrong is logged and tried again."""
    while True:
        try:
            call_command("deliver", forever=True)
        except CommandError:
            raise
        except Exception:
            logger.exception("The delivery worker stopped; it starts again in a moment.")
            connections.close_all()
        time.sleep(PAUSE_AFTER_FAILURE)


def stop(process: int) -> None:
    """Ask a child to end; it may be gone already."""
    with suppress(ProcessLookupError):
        os.kill(process, signal.SIGTERM)
