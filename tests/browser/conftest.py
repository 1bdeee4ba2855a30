"""A server of its own, with one sample report that was really read and extracted, and a browser."""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

ROOT = Path(__file__).parents[2]
CHROMIUM = shutil.which("chromium")
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PASSWORD = "a-long-password-1"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.browser)
            item.add_marker(pytest.mark.slow)
            if CHROMIUM is None:
                item.add_marker(pytest.mark.skip(reason="Chromium is not installed"))


@dataclass(frozen=True)
class Site:
    """A running server, its home, and the report in it."""

    address: str
    home: Path
    report: dict[str, Any]

    @property
    def desk(self) -> str:
        return f"{self.address}/reports/{self.report['id']}/"

    def finding(self, path: str) -> dict[str, Any]:
        return next(found for found in self.report["findings"] if found["path"] == path)

    def run(self, *arguments: str) -> str:
        """Run Python under the home of the server."""
        return _run(self.home, *arguments)


def _environment(home: Path) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    return {**kept, "SCR_HOME": str(home), "PYTHONPATH": str(ROOT)}


def _run(home: Path, *arguments: str) -> str:
    done = subprocess.run(
        [sys.executable, *arguments],
        cwd=ROOT,
        env=_environment(home),
        check=True,
        stdout=subprocess.PIPE,
        text=True,
        timeout=120,
    )
    return done.stdout


def _free_port() -> int:
    with closing(socket.socket()) as bound:
        bound.bind(("127.0.0.1", 0))
        port: int = bound.getsockname()[1]
        return port


@pytest.fixture(scope="session")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """A home with one report that awaits verification, to be copied."""
    home = tmp_path_factory.mktemp("site") / "home"
    report = json.loads(_run(home, "-m", "tests.browser.prepare", "d01.pdf"))
    return Site("", home, report)


@pytest.fixture
def site(prepared: Site, tmp_path: Path) -> Iterator[Site]:
    """A server of its own for each test."""
    home = shutil.copytree(prepared.home, tmp_path / "home")
    port = _free_port()
    address = f"http://127.0.0.1:{port}"
    command = [sys.executable, "-m", "gunicorn", "-w", "2", "-b", f"127.0.0.1:{port}"]
    with (tmp_path / "server.log").open("w") as log:
        server = subprocess.Popen(
            [*command, "--no-control-socket", "config.wsgi"],
            cwd=ROOT,
            env=_environment(home),
            stdout=log,
            stderr=log,
        )
        try:
            _wait_for(address)
            yield Site(address, home, prepared.report)
        finally:
            server.terminate()
            server.wait(timeout=20)


def _wait_for(address: str) -> None:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        try:
            httpx.get(address, timeout=5)
        except httpx.TransportError:
            time.sleep(0.2)
        else:
            return
    raise AssertionError("the server did not start")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Debian's Chromium."""
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield launched
        launched.close()


def person(browser: Browser, site: Site, name: str = "rosa", **options: Any) -> BrowserContext:
    """Return a browser window of a person who is signed in."""
    context = browser.new_context(viewport={"width": 1280, "height": 720}, **options)
    context.set_default_timeout(20_000)
    page = context.new_page()
    page.goto(f"{site.address}/sign-in/")
    page.fill("#id_username", name)
    page.fill("#id_password", PASSWORD)
    page.click("button.main")
    page.wait_for_url(f"{site.address}/")
    page.close()
    return context


@pytest.fixture
def window(browser: Browser, site: Site) -> Iterator[BrowserContext]:
    """The window of a verifier."""
    context = person(browser, site)
    yield context
    context.close()


@pytest.fixture
def page(window: BrowserContext) -> Iterator[Page]:
    """A tab of that window, in which no script fails and the content policy holds."""
    tab = window.new_page()
    errors: list[str] = []
    tab.on("pageerror", lambda error: errors.append(str(error)))
    tab.on("console", lambda said: errors.append(said.text) if "Security" in said.text else None)
    yield tab
    assert errors == []
