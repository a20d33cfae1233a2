"""A talk: approved before its unit is told, minuted as both sides confirm, followed until all is right."""

from __future__ import annotations

from datetime import date, time

import pytest
from django.db import IntegrityError, transaction

from luoshi.actions import calendar, rectifications, talks
from luoshi.queries import desks
from luoshi.queries import talks as talk_queries
from luoshi.queries.talks import Kind
from luoshi.records.models import Minutes, Notice, RectificationItem, Talk, Voice
from luoshi.rules.calendar.holidays import statutory_holidays
from luoshi.rules.mandates import Basis
from luoshi.rules.people import SYSTEM
from luoshi.rules.refusals import SomebodyWasFirst
from luoshi.rules.talks import TalkState
from tests import cast
from tests.actions.stage import NOON, noon
from tests.actions.talking import MEETS_ON, TEXT, done, post, proposed, talk, wanted
from tests.actions.threads import at_once
from tests.actions.watch import nothing_but, one_entry

S = TalkState


def verbs(city: cast.City, who: str, on: date = MEETS_ON) -> list[str]:
    """Return what somebody's desk asks of them about talks and rectifications."""
    return [
        each.verb
        for each in desks.decisions(city.actors[who], on)
        if each.link.startswith(("/letters/talks/", "/letters/rectifications/"))
    ]


def digest(made: Talk) -> str:
    """Return the digest of the minutes as they are."""
    minutes = talk_queries.latest(made)
    assert minutes is not None
    return minutes.digest


def test_nobody_is_told_before_a_leader_approves(city: cast.City) -> None:
    made = talk(city)
    assert talk_queries.visible_one(city.county_head, made.id) is None
    assert verbs(city, "leader") == ["批准约谈"]
    with nothing_but("“批准约谈和整改通知”由"):
        talks.approve_talk(talk=made, by=city.head, at=NOON)
    with one_entry("talks.approve", city.leader, f"talk:{made.id}"):
        talks.approve_talk(talk=made, by=city.leader, at=NOON)
    assert made.number == "示教约谈〔2026〕1号"
    assert Notice.objects.get(key=f"talk:{made.id}:notified").unit == city.east
    assert talk_queries.visible_one(city.county_head, made.id) == made
    assert talk_queries.visible_one(city.other_county_head, made.id) is None
    with nothing_but("不能改为“已通知”"):
        talks.approve_talk(talk=made, by=city.leader, at=NOON)


@pytest.mark.parametrize(
    ("otherwise", "words"),
    [
        ({"basis": Basis.GOVERNMENT}, "《政府督查工作条例》（国务院令第733号）第七条"),
        ({"basis": Basis.EDUCATION}, "由教育督导委员会办公室实施"),
        ({"basis": Basis.INTERNAL}, "越权督查"),
        ({"basis_document": " "}, "依据的文件"),
        ({"why": "拟给予通报批评处理"}, "不写对人的处理"),
        ({"meets_on": date(2026, 11, 4)}, "提前3个工作日"),
        ({"meets_on": date(2026, 11, 14)}, "休息日"),
        ({"materials": ("近三期周报",)}, "不得重复收集"),
        ({"materials": ("甲", "乙", "丙", "丁")}, "最多3份"),
        ({"topic": " "}, "题目"),
    ],
)
def test_an_unlawful_talk_is_not_proposed(city: cast.City, otherwise: dict[str, object], words: str) -> None:
    with nothing_but(words):
        talks.plan_talk(
            unit=city.east, proposed=proposed(city, **otherwise), letter=None, by=city.clerk, at=NOON
        )


def test_a_talk_is_with_the_post_that_answers_for_the_unit(city: cast.City) -> None:
    for who, words in (("county", "不约谈经办人员"), ("other_county_head", "应是东河区的")):
        with nothing_but(words):
            talks.plan_talk(
                unit=city.east,
                proposed=proposed(city, answering=post(city, who)),
                letter=None,
                by=city.clerk,
                at=NOON,
            )
    with nothing_but("不能直接向学校"):
        talks.plan_talk(
            unit=city.school,
            proposed=proposed(city, answering=post(city, "school_head")),
            letter=None,
            by=city.clerk,
            at=NOON,
        )
    with pytest.raises(IntegrityError), transaction.atomic():
        Talk.objects.filter(id=talk(city).id).update(basis="GOVERNMENT")


def test_a_talk_is_moved_or_called_off_with_a_reason_that_its_unit_reads(city: cast.City) -> None:
    made = talk(city, S.NOTIFIED)
    later = {"meets_on": date(2026, 11, 10), "meets_from": time(14), "place": "一楼会议室"}
    with nothing_but("应写明理由"):
        talks.move_talk(talk=made, **later, reason=" ", by=city.clerk, at=NOON)
    with one_entry("talks.move", city.clerk):
        talks.move_talk(talk=made, **later, reason="与全市会议冲突", by=city.clerk, at=NOON)
    with nothing_but("都没有改动"):
        talks.move_talk(talk=made, **later, reason="又按了一次", by=city.clerk, at=NOON)
    assert "改为2026年11月10日14:00，一楼会议室" in Notice.objects.get(key=f"talk:{made.id}:moved:3").words
    with nothing_but("应写明理由"):
        talks.cancel_talk(talk=made, reason="", by=city.clerk, at=NOON)
    with one_entry("talks.cancel", city.clerk):
        talks.cancel_talk(talk=made, reason="已整改到位", by=city.clerk, at=NOON)
    assert talk_queries.visible_one(city.county, made.id) == made
    with nothing_but("不能再改时间地点"):
        talks.move_talk(talk=made, **later, reason="再约", by=city.clerk, at=NOON)


def test_both_sides_confirm_the_same_words(city: cast.City) -> None:
    made = talk(city, S.MINUTED)
    assert (verbs(city, "leader"), verbs(city, "county_head")) == (["确认约谈记录"], ["确认约谈记录"])
    with nothing_but("由约谈双方确认"):
        talks.speak(talk=made, digest=digest(made), agrees=True, words="", by=city.county, at=noon(8))
    with one_entry("talks.confirm", city.county_head, f"talk:{made.id}"):
        talks.speak(talk=made, digest=digest(made), agrees=True, words="", by=city.county_head, at=noon(8))
    assert (made.state, verbs(city, "county_head")) == (S.MINUTED, [])
    with nothing_but("已表示过意见"):
        talks.speak(talk=made, digest=digest(made), agrees=True, words="", by=city.county_deputy, at=noon(8))
    talks.speak(talk=made, digest=digest(made), agrees=True, words="", by=city.head, at=noon(8))
    assert (made.state, made.settled_on) == (S.CONFIRMED, date(2026, 11, 10))
    assert (made.plan_due_on, made.report_due_on) == (date(2026, 11, 24), date(2026, 12, 10))
    with nothing_but("不能再改"):
        talks.write_minutes(talk=made, text="另一种说法", by=city.clerk, at=noon(8))


def test_changed_words_are_asked_again(city: cast.City) -> None:
    made = talk(city, S.MINUTED)
    before = digest(made)
    talks.speak(talk=made, digest=before, agrees=True, words="", by=city.county_head, at=noon(8))
    with nothing_but("没有改动"):
        talks.write_minutes(talk=made, text=TEXT, by=city.clerk, at=noon(8))
    with nothing_but("不写对人的处理"):
        talks.write_minutes(talk=made, text=f"{TEXT}\n予以诫勉。", by=city.clerk, at=noon(8))
    with one_entry("talks.write", city.clerk):
        talks.write_minutes(talk=made, text=f"{TEXT}\n补充：资金已到位。", by=city.clerk, at=noon(8))
    assert Minutes.objects.count() == 2
    assert verbs(city, "county_head") == ["确认约谈记录"], "the earlier yes speaks for nobody"
    with nothing_but("改过", SomebodyWasFirst):
        talks.speak(talk=made, digest=before, agrees=True, words="", by=city.leader, at=noon(8))
    talks.speak(talk=made, digest=digest(made), agrees=True, words="", by=city.leader, at=noon(8))
    assert made.state == S.MINUTED


def test_a_dissent_is_kept_beside_the_words_and_printed(city: cast.City) -> None:
    made = talk(city, S.DISPUTED, dispute="资金到位时间应为10月12日。")
    assert made.plan_due_on == date(2026, 11, 24), "the work goes on whatever the words"
    said = talk_queries.paper(made, Kind.RECORD, today=MEETS_ON)
    assert said is not None
    words = [getattr(block, "text", "") for block in said.body]
    assert any(each.startswith("被约谈方异议：资金到位时间应为10月12日。") for each in words)
    assert any(each.startswith("约谈方确认以上记录属实") for each in words)
    talks.write_minutes(talk=made, text=f"{TEXT}\n资金10月12日到位。", by=city.clerk, at=noon(8))
    assert (made.state, made.plan_due_on) == (S.MINUTED, None)
    assert Voice.objects.filter(agrees=False).count() == 1, "what was disputed once stays on record"


def test_the_same_person_does_not_speak_for_both_sides(city: cast.City) -> None:
    made = talk(city, S.MINUTED)
    talks.speak(talk=made, digest=digest(made), agrees=True, words="", by=city.leader, at=noon(8))
    head = post(city, "county_head")
    head.person_id = city.leader.person_id
    head.save(update_fields=["person"])
    with nothing_but("同一个人"):
        talks.speak(talk=made, digest=digest(made), agrees=True, words="", by=city.county_head, at=noon(8))


def test_from_the_plan_to_the_end(city: cast.City) -> None:
    made = talk(city, S.CONFIRMED)
    assert verbs(city, "county") == ["报送整改方案"]
    with nothing_but("至少写一项"):
        talks.file_plan(talk=made, items=[], by=city.county, at=noon(9))
    with nothing_but("只能报送本单位"):
        talks.file_plan(talk=made, items=[wanted(city)], by=city.other_county, at=noon(9))
    with nothing_but("现有的岗位"):
        talks.file_plan(talk=made, items=[wanted(city, who="other_county")], by=city.county, at=noon(9))
    with one_entry("talks.file_plan", city.county, f"talk:{made.id}"):
        talks.file_plan(talk=made, items=[wanted(city)], by=city.county, at=noon(9))
    with nothing_but("还有1项没有报送"):
        talks.file_report(talk=made, text="已完成。", by=city.county, at=noon(9))
    item = done(city, made)
    with nothing_but("不能以问责代替整改"):
        talks.file_report(talk=made, text="已对责任人通报批评。", by=city.county, at=noon(19))
    with one_entry("talks.file_report", city.county):
        talks.file_report(talk=made, text="已取得图审合格书。", by=city.county, at=noon(19))
    with one_entry("talks.revisit", city.clerk):
        talks.revisit_talk(talk=made, text="现场未见合格书原件。", by=city.clerk, at=noon(22))
    with nothing_but("还没有全部核查通过"):
        talks.close_talk(talk=made, by=city.head, at=noon(22))
    rectifications.check_item(item=item, is_done=False, words="缺原件", by=city.clerk, at=noon(22))
    with one_entry("talks.resume", city.clerk):
        talks.resume_plan(talk=made, reason="请补正", by=city.clerk, at=noon(22))
    item = done(city, made)
    rectifications.check_item(item=item, is_done=True, words="", by=city.clerk, at=noon(24))
    talks.file_report(talk=made, text="原件已取得。", by=city.county, at=noon(24))
    talks.revisit_talk(talk=made, text="见到原件。", by=city.clerk, at=noon(25))
    with nothing_but("各项都已核查通过"):
        talks.resume_plan(talk=made, reason="再看看", by=city.clerk, at=noon(25))
    plan = made.rectification
    assert plan is not None
    rectifications.close_rectification(rectification=plan, by=city.head, at=noon(25))
    with one_entry("talks.close", city.head):
        talks.close_talk(talk=Talk.objects.get(id=made.id), by=city.head, at=noon(25))
    made.refresh_from_db()
    assert made.state == S.CLOSED
    assert talk_queries.papers_of(made) == list(Kind)
    assert RectificationItem.objects.get().state == "CHECKED_OK"


@pytest.mark.django_db(transaction=True)
def test_two_sides_who_confirm_at_the_same_instant_are_both_heard(open_city: cast.City) -> None:
    made = talk(open_city, S.MINUTED)
    words = digest(made)

    def confirm(who: str) -> None:
        talks.speak(
            talk=Talk.objects.get(id=made.id),
            digest=words,
            agrees=True,
            words="",
            by=open_city.actors[who],
            at=noon(8),
        )

    at_once(lambda: confirm("leader"), lambda: confirm("county_head"))
    made.refresh_from_db()
    assert (made.state, Voice.objects.count()) == (S.CONFIRMED, 2)


def test_open_dates_are_counted_again_when_a_calendar_comes(city: cast.City) -> None:
    """Facts §10.3: a date over an unpublished year is provisional; who filed the plan keeps its date."""
    owed, filed = talk(city, TalkState.CONFIRMED), talk(city, TalkState.CONFIRMED)
    for made in (owed, filed):
        Talk.objects.filter(id=made.id).update(settled_on=date(2026, 12, 21))
    Talk.objects.filter(id=filed.id).update(state=TalkState.PLAN, plan_due_on=date(2026, 12, 31))
    assert talks.recount_dues(by=SYSTEM, at=NOON) == 2
    before = Talk.objects.get(id=owed.id)
    assert (before.plan_due_on, before.report_due_on) == (date(2027, 1, 5), date(2027, 1, 20))
    assert talks.recount_dues(by=SYSTEM, at=NOON) == 0
    weekdays_off = sorted(day for day in statutory_holidays(2027) if day.weekday() < 5)
    calendar.enter_year(
        year=2027, notice="国办发明电〔2026〕9号", off_weekdays=[*weekdays_off, date(2027, 1, 4)],
        work_weekends=[], by=city.head, at=NOON,
    )  # fmt: skip
    with one_entry("talks.recount", SYSTEM, "talks"):
        assert talks.recount_dues(by=SYSTEM, at=NOON) == 1
    assert Talk.objects.get(id=owed.id).plan_due_on == date(2027, 1, 6)
    assert Talk.objects.get(id=filed.id).plan_due_on == date(2026, 12, 31)
