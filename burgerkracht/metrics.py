"""What a machine that watches can count: requests by page and outcome, the post, the night round, an outage."""

import os
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db.models import Count, Min
from django.http import HttpRequest, HttpResponse
from prometheus_client import CollectorRegistry, Counter, Histogram, generate_latest
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.multiprocess import MultiProcessCollector

from burgerkracht.health import NoAnswer, in_time
from initiatives.deeds.night import last_round
from initiatives.letters.post import waiting

# Around what we promise: a page in a second, an answer within five.
BUCKETS = (0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)
OURS = CollectorRegistry()
REQUESTS = Counter("burgerkracht_requests", "Answered requests.", ["view", "status"], registry=OURS)
SECONDS = Histogram("burgerkracht_request_seconds", "How long they took.", ["view"], buckets=BUCKETS, registry=OURS)


def count(request: HttpRequest, response: HttpResponse, *, seconds: float) -> None:
    """One more; by the name of the page and the class of its outcome, never by what stood in the address."""
    if settings.METRICS_TOKEN:
        view = request.resolver_match.view_name if request.resolver_match else "unknown"
        REQUESTS.labels(view, f"{response.status_code // 100}xx").inc()
        SECONDS.labels(view).observe(seconds)


def page_at(now: datetime) -> bytes:
    """Everything, in the form of Prometheus."""
    return generate_latest(counted()) + generate_latest(Standing(now))


def counted() -> Any:
    """What all workers counted together; in one process what it counted itself."""
    if "PROMETHEUS_MULTIPROC_DIR" not in os.environ:
        return OURS
    together = CollectorRegistry()
    MultiProcessCollector(together)  # type: ignore[no-untyped-call]
    return together


class Standing:
    """How things stand at this moment. Of a database that does not answer in time nothing is said but that."""

    def __init__(self, now: datetime) -> None:
        self.now = now

    def collect(self) -> Iterator[GaugeMetricFamily]:
        """One number after another."""
        if (last := last_round()) is not None:
            yield _gauge("daily_age_seconds", "Since the last whole night round.", self._since(last))
        try:
            post = in_time(self.ask_post)
        except NoAnswer:
            yield _gauge("outage", "1: the database does not answer.", 1)
            return
        yield _gauge("outage", "1: the database does not answer.", 0)
        yield _gauge("messages_waiting", "Mails that may go now.", post["rows"])
        oldest = self._since(post["oldest"]) if post["oldest"] else 0
        yield _gauge("messages_oldest_seconds", "How long the oldest of them waits.", oldest)

    def ask_post(self) -> dict[str, Any]:
        """How many mails wait for the worker, and since when."""
        return waiting(self.now).aggregate(rows=Count("pk"), oldest=Min("next_try_at"))

    def _since(self, moment: datetime) -> float:
        return max(0.0, (self.now - moment).total_seconds())


def _gauge(name: str, about: str, value: float) -> GaugeMetricFamily:
    return GaugeMetricFamily(f"burgerkracht_{name}", about, value=value)
