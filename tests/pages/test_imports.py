"""The pages of imports, errands, people and handing over."""

from __future__ import annotations

import io
import re
from datetime import date, timedelta
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from pytest_django import Settings
from python_calamine import CalamineWorkbook

from luoshi.crafts import tallies
from luoshi.jobs import clock, errands
from luoshi.records.models import Errand, Import, Person, Post, Unit
from tests import cast
from tests.actions.stage import NOON
from tests.crafts.workbooks_samples import made
from tests.pages.conftest import SignIn


@pytest.fixture(autouse=True)
def _noon(settings: Settings) -> None:
    settings.CLOCK_OFFSET = NOON - timezone.now()


def upload(client: Client, data: bytes) -> Errand:
    """Send a workbook; return the errand that the answer leads to."""
    response = client.post("/imports/", {"file": SimpleUploadedFile("名册.xlsx", data)})
    assert response.status_code == 302, response.content.decode()
    return Errand.objects.get(id=int(response["Location"].split("/")[2]))


def work() -> None:
    """Do what waits, as the process behind the pages would."""
    errands.run_all("here", clock.now)


def test_from_the_upload_to_the_stored_roster(
    bare_city: cast.City, signed_in: SignIn, settings: Settings, tmp_path: Path
) -> None:
    settings.VAR = tmp_path
    client = signed_in("sysadmin")
    errand = upload(client, made([("N", "新区教育局", "新区", bare_city.bureau.code, "县级教育局")], []))
    page = client.get(f"/errands/{errand.id}/").content.decode()
    assert "等候办理" in page
    assert "可以关掉这个页面" in page
    work()
    part = client.get(f"/errands/{errand.id}/", headers={"HX-Request": "true"})
    received = Import.objects.get()
    assert part["HX-Redirect"] == f"/imports/{received.id}/"
    page = client.get(f"/imports/{received.id}/").content.decode()
    assert "N 新区教育局（县级教育局，上级示例市教育局）" in page
    assert "确认，写入这些变动" in page
    stale = client.post(f"/imports/{received.id}/confirm/", {"plan": "x"})
    assert (stale.status_code, "重新核对过" in stale.content.decode()) == (409, True)
    response = client.post(f"/imports/{received.id}/confirm/", {"plan": received.plan_digest})
    assert response.status_code == 302
    storing = Errand.objects.latest("id")
    Errand.objects.filter(id=storing.id).update(
        state="RUNNING", step="一次写入，写完之前不能停止", step_from=NOON - timedelta(seconds=4)
    )
    with tallies.telling(tmp_path, storing.id) as told:
        told(2000, 3000)
        shown = client.get(f"/errands/{storing.id}/", headers={"HX-Request": "true"}).content.decode()
    assert re.search(r"写完之前不能停止：2,000 / 3,000项变动，大约还要\d+秒", shown)
    Errand.objects.filter(id=storing.id).update(state="WAITING")
    work()
    assert Unit.objects.filter(code="N").exists()
    assert "已写入的变动" in client.get(f"/imports/{received.id}/").content.decode()
    listed = client.get("/errands/").content.decode()
    assert "名册已导入：新设单位1。" in listed


def test_faults_are_listed_by_cell_and_can_be_taken_along(bare_city: cast.City, signed_in: SignIn) -> None:
    client = signed_in("sysadmin")
    upload(client, made([("N", "<b>新区", "新区", "没有", "县局")], []))
    work()
    received = Import.objects.get()
    page = client.get(f"/imports/{received.id}/").content.decode()
    assert "共1处错误，没有写入任何内容" in page
    assert '<th scope="row">E2</th>' in page
    made_file = client.get(f"/imports/{received.id}/faults/")
    rows = CalamineWorkbook.from_object(io.BytesIO(made_file.content)).get_sheet_by_index(0).to_python()
    assert rows[1] == ["工作表", "单元格", "现在的内容", "错在哪里", "怎么改"]
    assert rows[2][:4] == ["单位", "E2", "县局", "没有这个类别"]


def test_a_file_that_is_none_or_too_large_is_refused_at_the_form(signed_in: SignIn) -> None:
    client = signed_in("sysadmin")
    assert "请选择一个文件" in client.post("/imports/").content.decode()
    large = SimpleUploadedFile("大.xlsx", b"x" * (50 * 1024 * 1024 + 1))
    response = client.post("/imports/", {"file": large})
    assert (response.status_code, "超过50 MiB" in response.content.decode()) == (422, True)
    assert Import.objects.count() == 0


def test_an_errand_is_stopped_and_is_nobody_elses(bare_city: cast.City, signed_in: SignIn) -> None:
    client = signed_in("sysadmin")
    errand = upload(client, made([], []))
    assert signed_in("head").get(f"/errands/{errand.id}/").status_code == 404
    response = client.post(f"/errands/{errand.id}/stop/", follow=True)
    assert "已停止，没有写入任何内容" in response.content.decode()
    received = Import.objects.get()
    assert "还没有核对完" in client.get(f"/imports/{received.id}/").content.decode()
    response = client.post(f"/imports/{received.id}/discard/", follow=True)
    assert "已放弃这份名册" in response.content.decode()


def test_the_roster_of_today_comes_out_and_goes_in_unchanged(bare_city: cast.City, signed_in: SignIn) -> None:
    client = signed_in("sysadmin")
    upload(client, client.get("/imports/roster/").content)
    work()
    assert "完全一致，没有要写入的变动" in client.get(f"/imports/{Import.objects.get().id}/").content.decode()
    assert client.get("/imports/template/").content.startswith(b"PK")


def test_people_are_found_and_a_password_is_shown_once(bare_city: cast.City, signed_in: SignIn) -> None:
    client = signed_in("sysadmin")
    page = client.get("/people/?q=东河区教育局").content.decode()
    assert [name in page for name in ("庚局长", "辛局长", "壬科员", "癸局长")] == [True, True, True, False]
    person = bare_city.county.person_id
    assert "重新发放密码" in client.get(f"/people/{person}/").content.decode()
    response = client.post(f"/people/{person}/password/")
    password = response.content.decode().partition('<code class="secret">')[2].partition("<")[0]
    assert response["Cache-Control"] == "no-store"
    bare_city.accounts["county"].refresh_from_db()
    assert bare_city.accounts["county"].check_password(password)
    assert password not in client.get(f"/people/{person}/").content.decode()


def test_handing_over_in_the_browser(city: cast.City, signed_in: SignIn) -> None:
    client = signed_in("sysadmin")
    person, post = city.county_head.person_id, city.county_head.post_id
    page = client.get(f"/people/{person}/handover/").content.decode()
    assert "第一责任人1项，直接责任人0项" in page
    assert city.task is not None
    assert city.task.summary not in page, "who runs the system does not see the work itself"
    given = {"last_on": "2026-11-01", f"end-{post}": "on", f"to-{post}": "new"}
    missing = client.post(f"/people/{person}/handover/", given)
    assert (missing.status_code, "请写新任人员的姓名" in missing.content.decode()) == (422, True)
    later = given | {"last_on": "2026-12-01", f"to-{post}": "none"}
    ahead = client.post(f"/people/{person}/handover/", later)
    assert "在今天以后" in ahead.content.decode()
    done = client.post(f"/people/{person}/handover/", given | {f"name-{post}": "酉局长"}, follow=True)
    assert "1项在办任务由接手人负责" in done.content.decode()
    assert Post.objects.get(id=post).to_on == date(2026, 11, 1)
    assert Person.objects.get(name="酉局长").posts.get().from_on == date(2026, 11, 2)
    assert "没有在任的岗位" in client.get(f"/people/{person}/handover/").content.decode()
