"""The routes keep to their description: schemathesis asks them what it allows, and what it does not."""

from __future__ import annotations

import asyncio
from collections import Counter
from pathlib import Path

import pytest
import schemathesis
from schemathesis.config import SchemathesisConfig
from schemathesis.engine import events, from_schema

from web import app
from web.access import Access

TOKEN = "the-token-of-this-test"
SETTINGS = {
    "headers": {"Authorization": f"Bearer {TOKEN}"},
    "request-timeout": 120,
    # A question without a letter, or a file that is none, fits the description and cannot be read all the same.
    "checks": {"positive_data_acceptance": {"expected-statuses": ["2xx", 404, 422]}},
    "generation": {"max-examples": 10, "deterministic": True},
}


@pytest.mark.slow
@pytest.mark.filterwarnings("default")  # of schemathesis, in threads of its own
def test_schemathesis_finds_nothing(copied: Path) -> None:
    async def make() -> object:
        return app.create(copied, access=Access(token=TOKEN))

    config = SchemathesisConfig.from_dict(SETTINGS)
    schema = schemathesis.openapi.from_asgi("/openapi.json", asyncio.run(make()), config=config)
    asked: Counter[str] = Counter()
    found: list[str] = []
    for event in from_schema(schema).execute():
        if isinstance(event, events.NonFatalError):
            found.append(f"{event.label}: {event.info}")
        if isinstance(event, events.FatalError):
            found.append(str(event.exception))
        if isinstance(event, events.ScenarioFinished):
            for checks in event.recorder.checks.values():
                asked[event.recorder.label] += 1
                found += [f"{one.name}: {one.failure_info.failure}" for one in checks if one.failure_info]
    assert found == []
    assert {label for label, count in asked.items() if count >= 5} >= {
        "POST /api/ask",
        "POST /api/check",
        "GET /api/export",
        "GET /api/search",
        "POST /api/articles",
        "GET /api/articles/{id}",
        "DELETE /api/articles/{id}",
        "GET /api/races",
        "GET /api/facts",
    }
