"""What the logs hold: no keys, nobody's data, and no more than fits."""

from __future__ import annotations

import logging
import logging.config
from collections.abc import Iterator
from copy import deepcopy
from pathlib import Path

import pytest
from django.conf import settings

from luoshi.site.logs import Discreet

HANDLERS, FORMATTERS = settings.LOGGING["handlers"], settings.LOGGING["formatters"]


@pytest.fixture
def log(tmp_path: Path) -> Iterator[Path]:
    """The log of what is done behind the pages, as the settings lay it out, but in a folder of the test's."""
    laid = deepcopy(settings.LOGGING)
    file = tmp_path / "not yet" / "work.log"
    laid["handlers"]["work"] |= {"filename": file, "maxBytes": 4000, "backupCount": 2}
    logging.config.dictConfig(laid)
    yield file
    logging.config.dictConfig(settings.LOGGING)


def test_every_handler_is_discreet_and_the_file_is_bounded() -> None:
    assert {FORMATTERS[each["formatter"]]["()"] for each in HANDLERS.values()} == {
        "luoshi.site.logs.Discreet"
    }
    assert (HANDLERS["work"]["maxBytes"], HANDLERS["work"]["backupCount"]) == (1024 * 1024, 4)


def test_what_breaks_behind_the_pages_is_told_without_keys_and_rows(log: Path) -> None:
    assert not log.parent.exists()
    try:
        raise ValueError(
            "POST https://oapi.example/robot/send?access_token=abc123&sign=xyz of /help/7.KEY:SIGNED/\n"
            "DETAIL:  Key (number)=(110101) already exists for 甲某.\nCONTEXT:  COPY line 3"
        )
    except ValueError:
        logging.getLogger("luoshi.jobs.errands").exception(
            "errand %s broke at %s", 7, "/calendar/feed/K9.ics"
        )
    text = log.read_text(encoding="utf-8")
    assert "errand 7 broke at /calendar/feed/…" in text
    assert "Traceback" in text
    assert "access_token=…&sign=… of /help/…/" in text
    for hidden in ("abc123", "xyz", "KEY:SIGNED", "K9", "110101", "甲某", "COPY line"):
        assert hidden not in text


def test_it_never_grows_beyond_its_bound(log: Path) -> None:
    for number in range(500):
        logging.getLogger("luoshi.jobs").error("errand %s broke: %s", number, "x" * 50)
    files = sorted(each.name for each in log.parent.iterdir())
    assert files == ["work.log", "work.log.1", "work.log.2"]
    assert sum(each.stat().st_size for each in log.parent.iterdir()) <= 3 * 4000
    assert "errand 499 broke" in log.read_text(encoding="utf-8")


def test_plain_words_stay_as_they_are() -> None:
    record = logging.LogRecord("a", logging.ERROR, "", 0, "Not Found: /tasks/7/?key=", (), None)
    assert Discreet().format(record) == "Not Found: /tasks/7/?key="
