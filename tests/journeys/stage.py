"""What a journey is played on: the whole site on a port, a clock that moves, people at their own browsers."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, time
from io import StringIO
from pathlib import Path

from django.core.handlers.wsgi import WSGIHandler
from django.core.management import call_command
from django.test.testcases import LiveServerThread
from django.utils import timezone
from PIL import Image
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Page,
    Request,
    Response,
    ViewportSize,
    expect,
)
from pytest_django import Settings

from tests import cast

ROOT = Path(__file__).resolve().parents[2]
CHROMIUM = Path("/usr/bin/chromium")
QUIET = (
    "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync --lang=zh-CN"
)
# Generous: the machine may be busy, and nothing here is timed.
PATIENCE_MS = 30_000
expect.set_options(timeout=PATIENCE_MS)
HEARD_ELSEWHERE = ("Failed to load resource", "htmx:afterRequest", "htmx:sendAbort")
WIDE: ViewportSize = {"width": 1440, "height": 900}
NARROW: ViewportSize = {"width": 390, "height": 844}
HANDBOOK_PICTURES = ROOT / "docs" / "handbook" / "pictures"
LARGEST_PICTURE_BYTES = 200_000
PASSWORD = cast.PASSWORD


class WholeSite(WSGIHandler):
    """The whole site and nothing before it, such as the shortcut to style sheets that only tests have."""

    def __init__(self, shortcut: WSGIHandler) -> None:
        super().__init__()


class Site(LiveServerThread):
    """The site as it is served: style sheets come from var/static by their stamped names."""

    def __init__(self) -> None:
        super().__init__("127.0.0.1", WholeSite)
        self.daemon = True

    @property
    def url(self) -> str:
        """Where the site answers."""
        return f"http://{self.host}:{self.port}"


class Clock:
    """The site's time, which every request reads anew."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings

    def move_to(self, day: date, hour: int = 9, minute: int = 0) -> None:
        """Make it this minute of this day; it runs on from there."""
        wanted = timezone.make_aware(datetime.combine(day, time(hour, minute)))
        self._settings.CLOCK_OFFSET = wanted - timezone.now()

    def sweep(self, day: date) -> str:
        """Let the morning of a day come with what the clock does by itself; return what it says."""
        self.move_to(day, 8)
        said = StringIO()
        call_command("sweep", on=day.isoformat(), stdout=said)
        self.move_to(day, 9)
        return said.getvalue()


class Pictures:
    """Screenshots: of the handbook's steps where they are wanted, of anything into a folder of the run."""

    def __init__(self, folder: Path, *, is_for_handbook: bool) -> None:
        self.folder = folder
        self._is_for_handbook = is_for_handbook

    def take(self, page: Page, name: str) -> None:
        """Write <name>.png, for the handbook in few colours and below 200 kB."""
        path = self.folder / f"{name}.png"
        page.wait_for_load_state()
        page.screenshot(path=path, animations="disabled", caret="hide")
        if self._is_for_handbook:
            picture = Image.open(path).convert("RGB")
            few = picture.quantize(256, Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE)
            few.save(path, optimize=True)
            assert path.stat().st_size < LARGEST_PICTURE_BYTES, f"{path} is too heavy for the handbook"


def pictures_of(folder: Path, *, is_own_speech: bool) -> Pictures:
    """Return where pictures go: into the handbook only when asked, and never those of a stranger's text."""
    if is_own_speech and os.environ.get("LUOSHI_HANDBOOK") == "1":
        HANDBOOK_PICTURES.mkdir(parents=True, exist_ok=True)
        return Pictures(HANDBOOK_PICTURES, is_for_handbook=True)
    return Pictures(folder, is_for_handbook=False)


class Person:
    """Somebody at a browser of their own. Whatever goes wrong behind the page is kept in `complaints`."""

    def __init__(self, browser: Browser, site: Site, username: str, *, has_script: bool = True) -> None:
        self.username = username
        self.complaints: list[str] = []
        self._awaited: set[int] = set()
        self.context: BrowserContext = browser.new_context(
            base_url=site.url,
            locale="zh-CN",
            timezone_id="Asia/Shanghai",
            viewport=WIDE,
            java_script_enabled=has_script,
        )
        self.context.set_default_timeout(PATIENCE_MS)
        self.page: Page = self.open_tab()

    def open_tab(self) -> Page:
        """Open another page of the same browser."""
        page = self.context.new_page()
        page.on("pageerror", lambda error: self.complaints.append(f"{page.url}: {error}"))
        page.on("console", self._hear)
        page.on("response", self._check)
        page.on("requestfailed", self._miss)
        return page

    def _hear(self, line: ConsoleMessage) -> None:
        # A status is judged in _check, where it is known whether it was awaited; a request that gives way to
        # the next one typed is no error, though htmx logs it.
        if line.type == "error" and not line.text.startswith(HEARD_ELSEWHERE):
            self.complaints.append(f"{self.page.url}: {line.text}")

    def _check(self, response: Response) -> None:
        if response.status >= 400 and response.status not in self._awaited:
            self.complaints.append(f"{response.request.method} {response.url}: {response.status}")

    def _miss(self, request: Request) -> None:
        # A page that is left drops what it still asks for; a file that is saved ends its navigation.
        if request.failure != "net::ERR_ABORTED":
            self.complaints.append(f"{request.method} {request.url}: {request.failure}")

    @contextmanager
    def awaiting(self, *statuses: int) -> Iterator[None]:
        """Take these answers as right for a while."""
        self._awaited = set(statuses)
        yield
        self._awaited = set()

    def sign_in(self, password: str = PASSWORD) -> None:
        """Go to the site and sign in."""
        self.page.goto("/")
        self.page.fill("#id_username", self.username)
        self.page.fill("#id_password", password)
        self.press("登录")
        expect(self.page.locator("h1")).to_contain_text("工作台")

    def press(self, words: str) -> None:
        """Press the button with exactly these words."""
        self.page.get_by_role("button", name=words, exact=True).click()

    def follow(self, words: str) -> None:
        """Follow the link with exactly these words."""
        self.page.get_by_role("link", name=words, exact=True).first.click()

    def is_told(self, words: str) -> None:
        """Hold that the line of messages says this."""
        expect(self.page.locator("#messages")).to_contain_text(words)


def put_on_desk(clerk: Person) -> str:
    """Sign in, paste a document like the cast's own, and return the address of its desk."""
    clerk.sign_in()
    clerk.page.goto("/documents/new/")
    clerk.page.get_by_label("或者粘贴正文").fill(cast.TEXT.replace("近期", "年底"))
    clerk.press("登记并读文")
    clerk.is_told("请逐条审定")
    return clerk.page.url
