"""The papers of a batch in the browser: packed behind the page, stopped without a trace, downloaded."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from pytest_django import Settings

from luoshi.actions import errands
from luoshi.jobs import errands as work
from luoshi.records.models import Batch, Errand
from luoshi.rules.batches import BatchStep
from tests import cast
from tests.actions.stage import NOON
from tests.actions.test_batches import decide, waiting
from tests.pages.conftest import SignIn


def test_a_pack_that_is_stopped_leaves_nothing(
    city: cast.City, settings: Settings, tmp_path: Path, signed_in: SignIn
) -> None:
    settings.VAR = tmp_path
    waiting(city, 3)
    decide(BatchStep.APPROVE, city.leader)
    work.run_all("here", lambda: NOON)
    batch, client = Batch.objects.get(), signed_in("clerk")
    page = f"/letters/together/{batch.id}/"
    assert "打包 PDF" in client.get(page).text
    assert "还没有打包" in client.get(f"{page}letters.zip").text
    going = client.post(f"{page}pack/")
    errand = Errand.objects.get(kind="PACK_LETTERS")
    assert going.headers["Location"] == f"/errands/{errand.id}/"

    def clock() -> datetime:
        # After the first paper somebody wants it stopped.
        if Errand.objects.get(id=errand.id).done == 1:
            errands.stop_errand(errand=errand, by=city.clerk, at=NOON)
        return NOON

    work.run_all("here", clock)
    errand.refresh_from_db()
    assert errand.state == "STOPPED"
    assert list(tmp_path.rglob("*.*")) == []
    client.post(f"{page}pack/")
    work.run_all("here", lambda: NOON)
    got = client.get(f"{page}letters.zip")
    assert got.headers["Content-Disposition"].startswith("attachment")
    assert b"".join(got.streaming_content).startswith(b"PK")  # type: ignore[attr-defined]
    assert "下载全部 PDF" in client.get(page).text
