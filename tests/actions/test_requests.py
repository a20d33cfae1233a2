"""A request for data goes out through the gate, is answered once, and makes room where a week is full."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import pytest

from luoshi.actions import burden, letters, mandates, parameters, reports, requests
from luoshi.actions.requests import Written
from luoshi.queries import burden as burden_queries
from luoshi.queries import requests as request_queries
from luoshi.records.models import Blocked, Burden, FieldValue, Measured, Notice, Request
from luoshi.rules.burden import AskKind
from luoshi.rules.letters import LetterState
from luoshi.rules.mandates import ListedKind
from luoshi.rules.people import SYSTEM
from luoshi.rules.refusals import Refused, SomebodyWasFirst
from luoshi.rules.requests.fields import Field, read_fields
from luoshi.rules.requests.states import Hurdle, RequestKind, RequestState
from tests import cast
from tests.actions import stage
from tests.actions.asked import october
from tests.actions.stage import NOON, noon
from tests.actions.watch import nothing_but, one_entry

S = RequestState


def written(city: cast.City, names: Sequence[str] = ("在园幼儿数（人）",), **more: object) -> Written:
    """Return what an office wants of both counties for October."""
    wanted = read_fields("\n".join(names))
    return replace(october(city), **{"fields": wanted, "targets": [city.east, city.west], **more})  # type: ignore[arg-type]


def drafted(city: cast.City, names: Sequence[str] = ("在园幼儿数（人）",), **more: object) -> Request:
    return requests.draft_request(written=written(city, names, **more), by=city.office_unit, at=NOON)


def asked(city: cast.City, names: Sequence[str] = ("在园幼儿数（人）",), **more: object) -> Request:
    return requests.ask_request(request=drafted(city, names, **more), by=city.office_head, at=NOON)


def answer(city: cast.City, request: Request, value: str, who: str = "county", **more: object) -> None:
    values = {field.id: value for field in request_queries.fields_of(request)}
    requests.answer_request(request=request, values=values, by=city.actors[who], at=NOON, **more)  # type: ignore[arg-type]
    request.refresh_from_db()


def held(city: cast.City, request: Request, words: str) -> list[str]:
    """Try to ask, see it refused with these words, and return the hurdles that were kept."""
    with pytest.raises(Refused) as caught:
        requests.ask_request(request=request, by=city.office_head, at=NOON)
    assert words in caught.value.reason
    request.refresh_from_db()
    assert request.state == S.DRAFT
    return sorted(Blocked.objects.filter(request=request).values_list("hurdle", flat=True))


def test_it_goes_out_costs_and_is_answered(city: cast.City) -> None:
    draft = drafted(city, ("在园幼儿数（人）", "专任教师数（人）"))
    assert draft.minutes == 2 * (10 + 2 * 10)
    with one_entry("requests.ask", city.office_head, f"request:{draft.id}"):
        request = requests.ask_request(request=draft, by=city.office_head, at=NOON)
    assert request.state == S.ASKED
    told = Notice.objects.filter(key__startswith=f"request:{request.id}:asked")
    assert {notice.unit_id for notice in told} == {city.east.id, city.west.id}
    answer(city, request, "1250", seconds=240)
    assert request.state == S.ASKED
    answer(city, request, "980", "other_county")
    assert request.state == S.ANSWERED
    answer(city, request, "1251")
    assert {value.value for value in FieldValue.objects.filter(unit=city.east)} == {"1251"}
    measured = Measured.objects.get()
    assert (measured.kind, measured.seconds, measured.fields, measured.units) == ("REQUEST", 240, 2, 1)
    requests.close_request(request=request, by=city.office_unit, at=NOON)
    with nothing_but("不用再报"):
        answer(city, request, "1")


def test_t8_05_what_was_told_for_the_same_days_is_not_asked_again_but_offered(city: cast.City) -> None:
    first = asked(city)
    answer(city, first, "1250")
    again = drafted(
        city,
        ("全县在园幼儿总数（人）", "公办园数（所）"),
        title="学前普及普惠摸底",
        from_on=date(2026, 10, 15),
    )
    source = "计划财务科“10月学前教育基本情况”，2026年10月1日至2026年10月31日，2026年11月2日"
    words = f"东河区“在园幼儿数”：1250人（{source}）"
    assert held(city, again, words) == [Hurdle.KNOWN]
    before = again.minutes
    assert requests.take_known(request=again, by=city.office_unit, at=NOON) == 1
    again.refresh_from_db()
    assert again.minutes == before - 10
    again = requests.ask_request(request=again, by=city.office_head, at=NOON)
    [east, west] = request_queries.lines(again, city.office_head)
    assert [value.value for value in east.values.values()] == ["1250人"]
    assert (east.addressee.fields, west.addressee.fields) == (1, 2)
    later = drafted(city, from_on=date(2026, 11, 1), to_on=date(2026, 11, 30))
    assert request_queries.bars(later, cast.MONDAY) == ()


def test_whom_nothing_is_left_to_tell_is_not_asked(city: cast.City) -> None:
    first = asked(city, targets=[city.east])
    answer(city, first, "1250")
    again = drafted(city, targets=[city.east])
    requests.take_known(request=again, by=city.office_unit, at=NOON)
    again.refresh_from_db()
    again = requests.ask_request(request=again, by=city.office_head, at=NOON)
    assert (again.state, again.minutes) == (S.ANSWERED, 0)
    assert not Notice.objects.filter(key__startswith=f"request:{again.id}:asked").exists()


def test_what_the_accounts_tell_is_not_asked_for(city: cast.City) -> None:
    assert city.task is not None
    city.task.summary = "新建公办幼儿园"
    city.task.save()
    part = city.assignments["east"]
    reports.submit_report(
        assignment=part, week_start=cast.MONDAY, claimed_x100=500, words="已新建公办幼儿园3所", revision=1,
        by=city.county, at=NOON,
    )  # fmt: skip
    november = {"from_on": date(2026, 11, 1), "to_on": date(2026, 11, 30)}
    request = drafted(city, ("新建公办幼儿园数（所）",), **november)
    assert held(city, request, "周报“新建公办幼儿园”") == [Hurdle.KNOWN]
    assert held(city, drafted(city, ("任务完成进度",), **november), "每周已在台账里报过") == [Hurdle.IN_HOUSE]


def test_schools_are_asked_by_the_annual_list_alone(city: cast.City) -> None:
    bare = drafted(city, targets=[city.school])
    assert held(city, bare, "没有选年度清单事项") == [Hurdle.SCHOOLS]
    item = mandates.enter_item(
        year=2026, number="7", title="学前基础数据采集", kind=ListedKind.SPECIAL, units="全市幼儿园",
        source="清单", announced_on=date(2026, 1, 5), by=city.head, at=NOON,
    )  # fmt: skip
    listed = drafted(city, targets=[city.school], listed=item)
    assert requests.ask_request(request=listed, by=city.office_head, at=NOON).state == S.ASKED


@pytest.mark.parametrize(
    ("changes", "hurdle", "words"),
    [
        ({"fields": [Field("现场照片")]}, Hurdle.TRACES, "不得强制上传照片"),
        ({"basis": " "}, Hurdle.BASIS, "没有写明依据"),
        ({"fields": []}, Hurdle.PARTS, "还缺要填的项"),
        ({"due_on": date(2026, 11, 3)}, Hurdle.DUE, "请定在2026年11月5日或以后"),
        ({"law": "领导要求"}, Hurdle.LAW, "写的不是条款"),
        ({"note": "逾期一票否决"}, Hurdle.WORDS, "一票否决"),
    ],
)
def test_what_the_gate_holds_back_is_kept_and_counted(
    city: cast.City, changes: dict[str, object], hurdle: Hurdle, words: str
) -> None:
    request = drafted(city, **changes)
    assert held(city, request, words) == [hurdle]
    assert held(city, request, words) == [hurdle], "once a day, however often it is tried"


def test_another_department_is_not_asked_and_a_county_does_not_ask(city: cast.City) -> None:
    assert held(city, drafted(city, targets=[city.treasury]), "不是本局可以要数的对象") == [Hurdle.TARGETS]
    theirs = requests.draft_request(written=written(city, targets=[city.west]), by=city.county, at=NOON)
    with pytest.raises(Refused, match="由局机关科室提出"):
        requests.ask_request(request=theirs, by=city.county_head, at=NOON)


def narrow(city: cast.City, minutes: int) -> None:
    parameters.set_parameter(
        key="burden.week_budget", value=minutes, source="示教〔2026〕1号", effective_from=cast.MONDAY,
        by=city.head, at=NOON,
    )  # fmt: skip


def test_a_full_week_takes_nothing_but_in_place_of_something(city: cast.City) -> None:
    narrow(city, 30)
    first = asked(city)
    more = drafted(city, ("专任教师数（人）",), title="教师情况")
    words = "东河区2026年11月9日起的一周已用22分钟，预算30分钟，这一项再要20分钟，超出12分钟"
    assert held(city, more, words) == [Hurdle.BUDGET]
    instead = drafted(city, ("专任教师数（人）",), title="教师情况", replaces=first)
    with nothing_but("已被另一份草稿选作替换对象", SomebodyWasFirst):
        drafted(city, ("公办园数（所）",), replaces=first)
    instead = requests.ask_request(request=instead, by=city.office_head, at=NOON)
    first.refresh_from_db()
    assert (instead.state, first.state) == (S.ASKED, S.WITHDRAWN)
    assert "由“教师情况”替换" in first.end_reason


def test_what_a_law_demands_goes_ahead_and_counts(city: cast.City) -> None:
    narrow(city, 10)
    law = "《中华人民共和国传染病防治法》第二十八条"
    request = asked(city, ("患病学生数（人）",), law=law, due_on=date(2026, 11, 3))
    burden.count_burden(week_start=cast.MONDAY, by=SYSTEM, at=noon(9))
    row = Burden.objects.get(unit=city.east, kind=AskKind.REQUEST)
    assert (request.state, row.asker_id) == (S.ASKED, city.finance.id)
    assert (row.asked, row.fields, row.minutes, row.exempt) == (1, 1, 20, 20)


def test_a_meeting_costs_its_length_and_is_counted(city: cast.City) -> None:
    request = asked(
        city, (), kind=RequestKind.MEETING, length=90, people=2, title="推进会", due_on=date(2026, 11, 6)
    )
    assert request.minutes == 2 * 180
    answer(city, request, "")
    burden.count_burden(week_start=cast.MONDAY, by=SYSTEM, at=noon(9))
    assert Burden.objects.get(unit=city.east, kind=AskKind.MEETING).minutes == 180


def test_a_letter_in_a_full_week_needs_room_or_an_article(city: cast.City) -> None:
    narrow(city, 30)
    letter = stage.letter(city, LetterState.APPROVED)
    why = burden_queries.of_letter(letter, cast.MONDAY).why_not(cast.MONDAY)
    assert why is not None
    assert "已用2分钟，预算30分钟，这一项再要60分钟，超出32分钟" in why
    with nothing_but("没有条款的不能免于预算"):
        burden.relieve(subject=f"letter:{letter.id}", law="领导批示", by=city.head, at=NOON)
    law = "《中华人民共和国安全生产法》第七十条"
    with one_entry("burden.relieve", city.head, f"letter:{letter.id}"):
        burden.relieve(subject=f"letter:{letter.id}", law=law, by=city.head, at=NOON)
    assert burden_queries.of_letter(letter, cast.MONDAY).why_not(cast.MONDAY) is None


def test_a_letter_in_a_full_week_takes_the_place_of_a_request(city: cast.City) -> None:
    """《整治形式主义为基层减负若干规定》: what is asked on top takes the place of something."""
    narrow(city, 62)
    letter = stage.letter(city, LetterState.APPROVED)
    adding = burden_queries.of_letter(letter, cast.MONDAY)
    own = replace(written(city), due_on=date(2026, 11, 6))
    draft = requests.draft_request(written=own, by=city.head, at=NOON)
    with nothing_but("这一周还放得下"):
        requests.make_room(request=draft, adding=adding, by=city.head, at=NOON)
    out = requests.ask_request(request=draft, by=city.head, at=NOON)
    others = asked(city, ("公办园数（所）",), due_on=date(2026, 11, 6))
    assert [each for each, _ in request_queries.room_for(city.head, adding)] == [out]
    with nothing_but("请写明用它替换哪一项数据要求"):
        letters.number_letter(letter=letter, by=city.clerk, at=NOON)
    with nothing_but("由别的单位提出"):
        requests.make_room(request=others, adding=adding, by=city.head, at=NOON)
    with nothing_but("“发出数据要求”由"):
        requests.make_room(request=out, adding=adding, by=city.clerk, at=NOON)
    with nothing_but("仍放不下"):
        requests.make_room(request=out, adding=adding, by=city.head, at=NOON)
    requests.withdraw_request(request=others, reason="不急", by=city.office_head, at=NOON)
    with one_entry("requests.make_room", city.head, f"request:{out.id}"):
        requests.make_room(request=out, adding=adding, by=city.head, at=NOON)
    assert (out.state, out.end_reason) == (S.WITHDRAWN, f"为“{letter.title}”腾出时间，不用再报。")
    assert letters.number_letter(letter=letter, by=city.clerk, at=NOON).number
    # The room is that of its week: in the next one the letter would have to name another.
    long = replace(adding, minutes=100)
    assert long.why_not(cast.MONDAY) is None
    assert replace(long, monday=date(2026, 11, 9)).why_not(cast.MONDAY)


def test_withdrawn_it_is_burden_only_of_whom_it_had_cost_already(city: cast.City) -> None:
    request = asked(city, due_on=date(2026, 11, 6))
    answer(city, request, "5")
    with nothing_but("应写明理由"):
        requests.withdraw_request(request=request, reason=" ", by=city.office_head, at=NOON)
    requests.withdraw_request(request=request, reason="数已从学籍系统取得", by=city.office_head, at=NOON)
    told = Notice.objects.filter(key__startswith=f"request:{request.id}:withdrawn")
    assert [notice.unit_id for notice in told] == [city.west.id]
    burden.count_burden(week_start=cast.MONDAY, by=SYSTEM, at=noon(9))
    assert list(Burden.objects.filter(kind="REQUEST").values_list("unit_id", flat=True)) == [city.east.id]


def test_only_its_own_office_changes_it(city: cast.City) -> None:
    draft = drafted(city)
    other = written(city, ("专任教师数（人）",))
    with nothing_but("由别的单位提出"):
        requests.edit_request(request=draft, written=other, by=city.clerk, at=NOON)
    requests.edit_request(request=draft, written=other, by=city.office_unit, at=NOON)
    assert [field.name for field in request_queries.fields_of(draft)] == ["专任教师数"]
    stale = Request.objects.get(id=draft.id)
    requests.discard_request(request=draft, by=city.office_unit, at=NOON)
    with nothing_but("已经发出的不能修改"):
        requests.edit_request(request=draft, written=other, by=city.office_unit, at=NOON)
    assert stale.state == S.DRAFT


@pytest.mark.parametrize(("value", "words"), [("", "没有填"), ("很多", "应填数字")])
def test_an_answer_that_says_nothing_is_not_taken(city: cast.City, value: str, words: str) -> None:
    request = asked(city)
    with nothing_but(words):
        answer(city, request, value)


def test_what_is_seen_inside_and_outside(city: cast.City) -> None:
    draft, out = drafted(city), asked(city, ("专任教师数（人）",), targets=[city.east])
    sees = {who: {each.id for each in request_queries.visible(city.actors[who])} for who in city.actors}
    assert sees["office_unit"] == {draft.id, out.id}
    assert sees["leader"] == sees["clerk"] == sees["discipline"] == sees["county"] == {out.id}
    assert sees["other_county"] == sees["school_head"] == sees["sysadmin"] == set()
