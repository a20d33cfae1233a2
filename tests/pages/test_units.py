"""The units: who sees which, what each is called and answers for, and how that is put on record."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime

import pytest
from django.http import HttpResponse
from pytest_django import Settings

from luoshi.actions import letters
from luoshi.actions import tasks as task_actions
from luoshi.queries import units
from luoshi.records.models import Entry, ReplyItem, Unit, UnitChange, UnitDuty, UnitName
from luoshi.rules.letters import LetterState, Undertaking
from tests import cast
from tests.actions.stage import NOON, letter
from tests.pages.conftest import SignIn
from tests.pages.documents_on_the_desk import AT, register
from tests.pages.weeks_and_letters import set_clock

TODAY = date(2026, 11, 20)


@pytest.fixture(autouse=True)
def _friday(settings: Settings) -> None:
    set_clock(settings, datetime(2026, 11, 20, 2, tzinfo=UTC))


def listed(response: HttpResponse) -> list[str]:
    found = re.findall(r'<tr id="unit-(\d+)">', response.text)
    names = dict(Unit.objects.values_list("id", "short_name"))
    return [names[int(each)] for each in found]


@pytest.mark.parametrize(
    ("who", "expected"),
    [
        (
            "clerk",
            ["市教育局", "督查科", "计划财务科", "东河区", "西山县", "市政府", "市财政局", "纪检组"],
        ),
        (
            "sysadmin",
            ["市教育局", "督查科", "计划财务科", "东河区", "西山县", "市政府", "市财政局", "纪检组"],
        ),
        ("county", ["东河区", "东河一小"]),
        ("office_unit", ["计划财务科"]),
        ("school_head", ["东河一小"]),
    ],
)
def test_everybody_sees_the_tree_as_far_as_their_sight_goes(
    city: cast.City, signed_in: SignIn, who: str, expected: list[str]
) -> None:
    assert listed(signed_in(who).get("/units/")) == expected


def test_the_search_finds_schools_and_former_names_and_leaks_nothing(
    city: cast.City, signed_in: SignIn
) -> None:
    UnitName.objects.create(unit=city.west, name="西山县教育体育局", kind="FORMER")
    clerk = signed_in("clerk")
    assert listed(clerk.get("/units/", {"q": "小学"})) == ["东河一小", "西山一小"]
    assert listed(clerk.get("/units/", {"q": "教育体育"})) == ["西山县"]
    assert listed(signed_in("county").get("/units/", {"q": "小学"})) == ["东河一小"]
    assert "没有找到" in clerk.get("/units/", {"q": "天文台"}).text


def test_a_unit_shows_its_names_duties_posts_and_what_lies_under_it(
    city: cast.City, signed_in: SignIn
) -> None:
    UnitName.objects.create(unit=city.east, name="东河教体局", kind="FORMER")
    UnitDuty.objects.create(
        unit=city.east,
        topic="学校建设",
        words=["校舍", "开工"],
        from_on=cast.FOUNDED,
        to_on=date(2025, 8, 31),
    )
    page = signed_in("clerk").get(f"/units/{city.east.id}/")
    for words in ("曾用名</span> <b>东河教体局", "庚局长", "校舍、开工", "2020年1月1日—2025年8月31日"):
        assert words in page.text
    assert listed(page) == ["东河一小"]
    assert signed_in("other_county").get(f"/units/{city.east.id}/").status_code == 404
    assert "登记一项职责" in page.text
    assert "登记一项职责" not in signed_in("county").get(f"/units/{city.east.id}/").text


def test_the_lists_ask_as_often_for_many_as_for_one(
    city: cast.City, signed_in: SignIn, django_assert_num_queries: object
) -> None:
    for who, count in (("clerk", 6), ("school_head", 6)):
        client = signed_in(who)
        client.get("/units/")
        with django_assert_num_queries(count):  # type: ignore[operator]
            client.get("/units/")


def test_a_duty_is_put_on_record_proposed_by_and_ended(city: cast.City, signed_in: SignIn) -> None:
    client, before = signed_in("clerk"), Entry.objects.count()
    path = f"/units/{city.finance.id}/"
    answer = client.post(
        f"{path}duties/", {"topic": "教育收费", "words": "收费、退费 收费", "from_on": "2026-11-20"}
    )
    assert answer["Location"] == path
    duty = UnitDuty.objects.get()
    assert (duty.topic, duty.words, duty.from_on, duty.to_on) == ("教育收费", ["收费", "退费"], TODAY, None)
    assert [each.unit_id for each in units.duties(TODAY)] == [city.finance.id]
    assert units.duties(date(2026, 11, 19)) == []
    again = client.post(f"{path}duties/", {"topic": "教育收费", "words": "收费", "from_on": "2026-11-20"})
    assert again.status_code == 409
    assert "已经登记" in again.text
    ended = client.post(f"{path}duties/{duty.id}/end/", {"last_on": "2026-11-30"})
    assert ended["Location"] == path
    assert units.duties(date(2026, 11, 30)) != []
    assert units.duties(date(2026, 12, 1)) == []
    assert Entry.objects.count() == before + 2
    second = client.post(f"{path}duties/{duty.id}/end/", {"last_on": "2026-11-30"})
    assert second.status_code == 409
    assert (
        client.post(f"/units/{city.east.id}/duties/{duty.id}/end/", {"last_on": "2026-11-30"}).status_code
        == 404
    )


@pytest.mark.parametrize(
    ("fields", "status", "words"),
    [
        ({"words": "费"}, 409, "“费”不合适"),
        ({"words": " 、 "}, 409, "请至少写一个词"),
        ({"topic": ""}, 422, "请写明管什么"),
        ({"from_on": "1999-01-01"}, 422, "不在2000年至2099年之间"),
        ({"from_on": "2019-01-01"}, 409, "职责不能更早开始"),
    ],
)
def test_a_duty_that_tells_nothing_is_refused_with_what_was_typed(
    city: cast.City, signed_in: SignIn, fields: dict[str, str], status: int, words: str
) -> None:
    given = {"topic": "教育收费", "words": "收费", "from_on": "2026-11-20", **fields}
    answer = signed_in("clerk").post(f"/units/{city.finance.id}/duties/", given)
    assert answer.status_code == status
    assert words in answer.text
    assert not UnitDuty.objects.exists()


def test_schools_have_no_duties_of_this_kind(city: cast.City, signed_in: SignIn) -> None:
    client = signed_in("clerk")
    assert "职责记录" not in client.get(f"/units/{city.school.id}/").text
    given = {"topic": "教育收费", "words": "收费", "from_on": "2026-11-20"}
    answer = client.post(f"/units/{city.school.id}/duties/", given)
    assert answer.status_code == 409
    assert "教师厅〔2025〕2号" in answer.text


def test_a_taught_name_says_who_taught_it_and_can_be_forgotten(
    bare_city: cast.City, signed_in: SignIn
) -> None:
    document = register(bare_city)
    task_actions.teach_name(
        name="天文台协会", unit=bare_city.finance, document=document, by=bare_city.clerk, at=AT
    )
    client, path = signed_in("clerk"), f"/units/{bare_city.finance.id}/"
    page = client.get(path).text
    assert "天文台协会" in page
    assert f"{bare_city.clerk.words}于11月20日" in page
    assert "不再这样认" in page
    assert "不再这样认" not in signed_in("leader").get(path).text
    assert client.post(f"{path}forget/", {"name": "别的"}).status_code == 404
    assert client.post(f"{path}forget/", {"name": "天文台协会"})["Location"] == path
    assert not UnitName.objects.filter(name="天文台协会").exists()


def test_what_became_of_a_unit_is_told_with_its_day_and_paper(city: cast.City, signed_in: SignIn) -> None:
    def noted(unit: Unit, kind: str, day: int, before: str, after: str, **more: object) -> None:
        UnitChange.objects.create(
            unit=unit,
            kind=kind,
            effective_on=date(2026, 9, day),
            before=before,
            after=after,
            noted_at=AT,
            noted_by="某管理员",
            **more,
        )

    noted(city.east, "RENAMED", 1, "东河区教委", "东河区教育局", paper="示编办〔2026〕12号")
    noted(city.east, "MOVED", 2, "示例市人民政府", "示例市教育局")
    noted(city.west, "MERGED", 3, "西山县教育局", "东河区教育局", other=city.east)
    page = signed_in("clerk").get(f"/units/{city.east.id}/").text
    told = re.sub(r"<[^>]+>|\s", "", page.partition('id="changes"')[2].partition("</section>")[0])
    order = ["西山县教育局并入本单位", "上级由示例市人民政府改为示例市教育局", "东河区教委→东河区教育局"]
    places = [told.index(words) for words in order]
    assert places == sorted(places)
    assert "示编办〔2026〕12号" in told
    assert told.count("没有登记文号") == 2
    assert "这一天是最后一天" in signed_in("clerk").get(f"/units/{city.west.id}/").text
    assert 'id="changes"' not in signed_in("clerk").get(f"/units/{city.finance.id}/").text


def test_what_a_unit_promised_in_its_replies_stands_on_its_page(city: cast.City, signed_in: SignIn) -> None:
    sent = letter(city, LetterState.READ)
    promised = [
        Undertaking("编制追赶计划", "基建股", date(2026, 11, 6)),
        Undertaking("补齐图审", "基建股", date(2026, 11, 4)),
    ]
    letters.reply_letter(letter=sent, text="照办。", items=promised, files=(), by=city.county, at=NOON)
    page = f"/units/{city.east.id}/"
    for who in ("county", "clerk"):
        shown = signed_in(who).get(page).text
        assert "回复中承诺、还没有完成的" in shown
        assert shown.index("补齐图审") < shown.index("编制追赶计划")
        assert sent.number in shown
    ReplyItem.objects.filter(text="补齐图审").update(state="DONE", done_on=date(2026, 11, 4))
    shown = signed_in("county").get(page).text
    assert ("编制追赶计划" in shown, "补齐图审" in shown) == (True, False)
    for who in ("sysadmin", "office_unit"):
        assert "编制追赶计划" not in signed_in(who).get(page).text
