"""A headless Chromium that is on the machine already; nothing is downloaded."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from typing import Any

import pytest

sync_api = pytest.importorskip("playwright.sync_api", reason="for the group `browser`: pip install playwright")
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    path = next(filter(None, map(shutil.which, NAMES)), None)
    assert path, f"no browser is installed: one of {', '.join(NAMES)} has to be on the PATH"
    # A browser refuses to run as root with its sandbox on.
    root = hasattr(os, "geteuid") and os.geteuid() == 0
    with sync_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"] if root else [])
        yield browser
        browser.close()


@pytest.fixture
def show(browser: Any) -> Iterator[Callable[..., Any]]:
    """Shows some HTML on a page of its own; whatever would be loaded, asked or logged fails the test."""
    contexts = []
    noise: list[str] = []

    def show(html: str, width: int = 900, scheme: str = "light", body: str = "") -> Any:
        context = browser.new_context(viewport={"width": width, "height": 700}, color_scheme=scheme)
        contexts.append(context)
        page = context.new_page()
        page.on("request", lambda request: noise.append(f"request: {request.url}"))
        page.on("dialog", lambda dialog: (noise.append(f"dialog: {dialog.message}"), dialog.dismiss()))
        page.on("console", lambda message: noise.append(f"console: {message.text}"))
        page.on("pageerror", lambda error: noise.append(f"error: {error}"))
        page.set_content(f"<!doctype html><meta charset=utf-8><body style='margin:0' {body}>{html}")
        return page

    yield show
    for context in contexts:
        context.close()
    assert noise == []
