"""What several tests share: the real thing, the bundled reports read, embedded and stored once a run."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from qa import bundled as bundle

if TYPE_CHECKING:
    from playwright.sync_api import Browser


@pytest.fixture(scope="session")
def root() -> Path:
    """The repository."""
    return Path(__file__).parent.parent


@pytest.fixture(scope="session")
def bundled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The library of the bundled reports. Only read it: it serves every test."""
    folder = tmp_path_factory.mktemp("bundled") / "library"
    bundle.build(folder)
    return folder


@pytest.fixture
def copied(bundled: Path, tmp_path: Path) -> Path:
    """A copy of the library of the bundled reports, to change."""
    folder = tmp_path / "copied"
    shutil.copytree(bundled, folder)
    return folder


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """A real Chromium."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"))
        yield browser
        browser.close()
