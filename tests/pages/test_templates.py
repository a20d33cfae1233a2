"""The wordings of letters on their pages: seen by the office, looked at while typed, changed, restored."""

from __future__ import annotations

from django.http import HttpResponse
from django.test import Client

from luoshi.crafts.letters import SHIPPED
from luoshi.records.models import TemplateVersion
from tests import cast
from tests.pages.conftest import SignIn

PAGE = "/letters/templates/SUPERVISION/"
CHANGED = SHIPPED["SUPERVISION"].replace("请逐项查明原因", "请逐项核实原因")


def post(client: Client, text: str, **more: str) -> HttpResponse:
    return client.post(PAGE, {"text": text, "reason": "用语", "seen": "0", **more})


def test_the_office_looks_and_only_its_head_changes(bare_city: cast.City, signed_in: SignIn) -> None:
    for who, status in {"clerk": 200, "leader": 200, "county": 403, "sysadmin": 403}.items():
        for address in ("/letters/templates/", PAGE, f"{PAGE}0/"):
            assert signed_in(who).get(address).status_code == status
    assert "“修改文书模板”由督查科科长办理" in signed_in("clerk").get(PAGE).text
    refused = post(signed_in("clerk"), CHANGED)
    assert (refused.status_code, TemplateVersion.objects.count()) == (409, 0)
    assert signed_in("head").get("/letters/templates/POEM/").status_code == 404
    assert signed_in("head").get(f"{PAGE}3/").status_code == 404


def test_what_is_typed_is_looked_at_and_not_kept(bare_city: cast.City, signed_in: SignIn) -> None:
    client, htmx = signed_in("head"), {"HX-Request": "true", "HX-Target": "preview"}
    look = client.post(PAGE, {"text": CHANGED, "seen": "0", "preview": "1"}, headers=htmx)
    assert "请逐项核实原因" in look.text
    assert "<html" not in look.text
    wrong = client.post(
        PAGE, {"text": CHANGED.replace("{{依据}}", "<b>"), "seen": "0", "preview": "1"}, headers=htmx
    )
    assert "缺少必备字段{{依据}}" in wrong.text
    assert "第4行" in wrong.text
    assert "<b>分解" not in wrong.text
    assert TemplateVersion.objects.count() == 0


def test_a_change_is_kept_compared_and_taken_back(bare_city: cast.City, signed_in: SignIn) -> None:
    client = signed_in("head")
    assert post(client, CHANGED.replace("{{依据}}", "")).status_code == 409
    assert post(client, CHANGED, seen="x").status_code == 422
    assert post(client, CHANGED)["Location"] == PAGE
    assert "第1版" in client.get("/letters/templates/").text
    compared = client.get(f"{PAGE}0/").text
    assert "现行有" in compared
    assert "这版有" in compared
    assert client.post(f"{PAGE}0/restore/", {"seen": "0"})["Location"] == f"{PAGE}0/"
    assert TemplateVersion.objects.count() == 1
    assert client.post(f"{PAGE}0/restore/", {"seen": "1"})["Location"] == PAGE
    latest = TemplateVersion.objects.get(number=2)
    assert (latest.text, latest.restores) == (SHIPPED["SUPERVISION"], 0)
