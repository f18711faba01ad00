"""A real Chromium on the demonstration site, behind a small server of our own."""

import importlib.util
import os
import shutil
from collections.abc import Iterator
from types import ModuleType
from typing import Any

import pytest
from browser_site import serve
from campaigns import write
from demonstration import REPOSITORY, Built
from playwright.sync_api import Browser, BrowserContext, Page, Request, sync_playwright
from synthetic import national_finder

CANDIDATES = 10_000
ARGUMENTS = ["--no-sandbox", "--disable-background-networking"]


def _provision() -> ModuleType:
    path = REPOSITORY / "tooling/requirements/browser.py"
    spec = importlib.util.spec_from_file_location("browser_provision", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="session")
def address(demonstration: Built) -> Iterator[str]:
    with serve(demonstration.site) as found:
        yield found


@pytest.fixture(scope="module")
def national_address(
    demonstration: Built, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[str]:
    """The demonstration's site, whose finder holds ten thousand candidates."""
    site = tmp_path_factory.mktemp("national") / "site"
    shutil.copytree(demonstration.site, site, copy_function=os.link)
    shutil.rmtree(site / "finder")
    for name, data in national_finder(CANDIDATES).items():
        write(site, name, data)
    with serve(site) as found:
        yield found


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    path = _provision().find_chromium()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield browser
        browser.close()


class Visit:
    """A browser window that notes what went wrong and who was asked for what."""

    def __init__(self, context: BrowserContext, address: str) -> None:
        self.context = context
        self.address = address
        self.errors: list[str] = []
        self.strangers: list[str] = []
        self.loaded: dict[str, int] = {}
        self.page: Page = context.new_page()
        self.page.on("console", lambda said: self._console(said.type, said.text))
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))
        self.page.on("request", self._request)
        self.page.on("response", lambda answer: self._status(answer.status, answer.url))
        self.page.on("requestfinished", self._finished)

    def _console(self, kind: str, text: str) -> None:
        if kind in {"error", "warning"}:
            self.errors.append(text)

    def _request(self, request: Request) -> None:
        if not request.url.startswith((self.address, "data:", "blob:")):
            self.strangers.append(request.url)

    def _finished(self, request: Request) -> None:
        path = request.url.removeprefix(self.address).partition("?")[0]
        self.loaded[path] = request.sizes()["responseBodySize"]

    def _status(self, status: int, url: str) -> None:
        if status >= 400:
            self.errors.append(f"{status} {url}")

    def open(self, path: str) -> Page:
        self.page.goto(self.address + path, wait_until="load")
        return self.page


@pytest.fixture
def visit(chromium: Browser, address: str, request: pytest.FixtureRequest) -> Iterator[Visit]:
    """A fresh window; parametrize it indirectly with the options of Playwright's new_context.

    At the end it is checked that nothing failed and that no other host was asked for anything.
    """
    options: dict[str, Any] = {"viewport": {"width": 1280, "height": 800}, "locale": "ar-MA"}
    context = chromium.new_context(**{**options, **getattr(request, "param", {})})
    context.set_default_timeout(10_000)
    made = Visit(context, address)
    yield made
    context.close()
    assert made.errors == []
    assert made.strangers == []
