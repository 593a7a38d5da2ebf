"""What a monitor reads of the server: requests, answers, articles and the process, in the text format of Prometheus."""

from __future__ import annotations

import time
from collections.abc import Callable

from prometheus_client import (
    GC_COLLECTOR,
    PLATFORM_COLLECTOR,
    PROCESS_COLLECTOR,
    CollectorRegistry,
    Counter,
    Gauge,
    Histogram,
    generate_latest,
)
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from qa.answer import Reply

BUCKETS = (0.002, 0.005, 0.01, 0.015, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)  # seconds
OTHER = "other"  # the page, and what is no route: addresses of the outside make no label
METHODS = frozenset("GET HEAD POST PUT PATCH DELETE OPTIONS".split())


class Metrics:
    """The figures of one server."""

    def __init__(self, count_articles: Callable[[], float]) -> None:
        self._registry = CollectorRegistry()
        for collector in (PROCESS_COLLECTOR, PLATFORM_COLLECTOR, GC_COLLECTOR):
            self._registry.register(collector)
        self._requests = Counter(
            "podium_requests", "Requests answered.", ("route", "method", "status"), registry=self._registry
        )
        self._seconds = Histogram(
            "podium_request_seconds",
            "Time until a request was answered.",
            ("route",),
            buckets=BUCKETS,
            registry=self._registry,
        )
        self._answers = Counter(
            "podium_answers", "Questions asked over HTTP.", ("status", "how"), registry=self._registry
        )
        articles = Gauge("podium_articles", "Articles of the library.", registry=self._registry)
        articles.set_function(count_articles)

    def answered(self, reply: Reply) -> None:
        """Count an answer."""
        self._answers.labels(reply.status.value, reply.how.value).inc()

    def requested(self, route: str, method: str, status: int, seconds: float) -> None:
        """Count a request."""
        self._requests.labels(route, method if method in METHODS else OTHER, str(status)).inc()
        self._seconds.labels(route).observe(seconds)

    def written(self) -> bytes:
        """Return all figures as they are now."""
        return generate_latest(self._registry)


class Measured:
    """Counts the requests to an application, by the route that they took."""

    def __init__(self, app: ASGIApp, metrics: Metrics) -> None:
        self._app = app
        self._metrics = metrics

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, and note how it ended."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        begin, status = time.perf_counter(), 500

        async def noted(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        try:
            await self._app(scope, receive, noted)
        finally:
            route = getattr(scope.get("route"), "path", OTHER)
            self._metrics.requested(route, scope["method"], status, time.perf_counter() - begin)
