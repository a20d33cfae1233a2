"""A rectification: approved and numbered, reported item by item, checked by others, closed at the last."""

from __future__ import annotations

from datetime import date

from luoshi.actions import rectifications
from luoshi.queries import desks
from luoshi.queries import rectifications as rectification_queries
from luoshi.records.models import Notice, Rectification, RectificationItem
from luoshi.rules.mandates.moves import MandateState
from luoshi.rules.rectifications import RectificationState
from luoshi.rules.refusals import SomebodyWasFirst
from tests import cast
from tests.actions.inspections import listed, plan
from tests.actions.stage import NOON, noon
from tests.actions.talking import rectification, wanted
from tests.actions.watch import nothing_but, one_entry

DONE = "已清理疏散通道，保持畅通。"


def items(made: Rectification) -> list[RectificationItem]:
    """Return the items of a rectification anew."""
    return list(made.items.select_related("rectification__unit", "owner").order_by("place"))


def report(city: cast.City, item: RectificationItem, who: str = "county") -> RectificationItem:
    """Report an item as done."""
    return rectifications.report_item(
        item=item, done_on=cast.MONDAY, words=DONE, evidence="", by=city.actors[who], at=noon(1)
    )


def test_a_notice_is_approved_numbered_and_told(city: cast.City) -> None:
    made = rectification(city, RectificationState.DRAFT)
    assert rectification_queries.visible_one(city.county, made.id) is None
    with nothing_but("“批准约谈和整改通知”由"):
        rectifications.approve_rectification(rectification=made, by=city.clerk, at=NOON)
    with one_entry("rectifications.approve", city.leader, f"rectification:{made.id}"):
        rectifications.approve_rectification(rectification=made, by=city.leader, at=NOON)
    assert made.number == "示教整改〔2026〕1号"
    assert Notice.objects.get(key=f"rectification:{made.id}:opened").unit == city.east
    assert rectification_queries.visible_one(city.county, made.id) == made
    assert rectification_queries.visible_one(city.other_county, made.id) is None
    assert rectification(city, title="校车").number == "示教整改〔2026〕2号"


def test_what_is_asked_says_should_and_is_by_which_post_and_when(city: cast.City) -> None:
    for items_, words in (
        ([], "至少写一项"),
        ([wanted(city, standard=" ")], "第1项：请写明应达到的标准和实际情况"),
        ([wanted(city, due_on=cast.MONDAY)], "应晚于今天"),
        ([wanted(city, who="other_county")], "现有的岗位"),
        ([wanted(city, required="与各校签订责任状")], "不得签订责任状"),
    ):
        with nothing_but(words):
            rectification(city, items=items_)


def test_a_school_is_asked_only_by_a_plan_that_reached_it(city: cast.City) -> None:
    own = [wanted(city, who="school_head")]
    with nothing_but("年度清单管理"):
        rectification(city, unit=city.school, items=own)
    other = plan(city, MandateState.APPROVED)
    with nothing_but("年度清单管理"):
        rectification(city, unit=city.school, items=own, mandate=other)
    reaching = plan(city, MandateState.APPROVED, [city.school], listed(city))
    made = rectification(city, unit=city.school, items=own, mandate=reaching)
    assert rectification_queries.visible_one(city.school_head, made.id) == made
    assert rectification_queries.visible_one(city.county, made.id) == made, "its county knows"
    with nothing_but("不能向市直部门") if city.treasury.kind == "DEPARTMENT" else nothing_but("不能向"):
        rectification(city, unit=city.treasury, items=own)


def test_t6_03_nobody_checks_what_they_answer_for_or_reported(city: cast.City) -> None:
    """T6-03 in its spirit: whoever says that it is done is another than who did it, in whichever post."""
    made = rectification(city)
    first, second = items(made)
    report(city, first)
    with nothing_but("“核查整改、回访”由"):
        rectifications.check_item(item=first, is_done=True, words="", by=city.county_head, at=noon(2))
    post = first.owner
    post.person_id = city.clerk.person_id
    post.save(update_fields=["person"])
    with nothing_but("不能核查自己负责的事项"):
        rectifications.check_item(item=first, is_done=True, words="", by=city.clerk, at=noon(2))
    with nothing_but("应写明还差什么"):
        rectifications.check_item(item=first, is_done=False, words=" ", by=city.head, at=noon(2))
    with one_entry("rectifications.send_back", city.head, f"rectification:{made.id}"):
        rectifications.check_item(item=first, is_done=False, words="还有一处", by=city.head, at=noon(2))
    assert Notice.objects.get(key__startswith=f"rectification:{made.id}:returned:").unit == city.east
    report(city, first)
    with one_entry("rectifications.check", city.head):
        rectifications.check_item(item=first, is_done=True, words="看过现场", by=city.head, at=noon(3))
    with nothing_but("还有1项没有核查通过"):
        rectifications.close_rectification(rectification=made, by=city.head, at=noon(3))
    report(city, second)
    rectifications.check_item(item=second, is_done=True, words="", by=city.leader, at=noon(3))
    with one_entry("rectifications.close", city.head):
        rectifications.close_rectification(rectification=made, by=city.head, at=noon(3))
    with nothing_but("不能再报送、核查"):
        report(city, items(made)[0])


def test_punishment_is_not_put_in_the_place_of_putting_right(city: cast.City) -> None:
    """国办发 of 2018: 不能简单以问责代替整改. The words of a report say what became of the thing."""
    item = items(rectification(city))[0]
    with nothing_but("不能以问责代替整改（《关于统筹规范督查检查考核工作的通知》（2018年））"):
        rectifications.report_item(
            item=item,
            done_on=cast.MONDAY,
            words="已对相关责任人诫勉，给予通报批评。",
            evidence="",
            by=city.county,
            at=noon(1),
        )
    with nothing_but("还没有到"):
        rectifications.report_item(
            item=item, done_on=date(2026, 12, 1), words=DONE, evidence="", by=city.county, at=noon(1)
        )
    with nothing_but("只能报送本单位"):
        report(city, item, "other_county")
    with one_entry("rectifications.report", city.county):
        report(city, item)


def test_what_is_overdue_stands_on_both_desks(city: cast.City) -> None:
    made = rectification(city)
    late = date(2026, 12, 7)
    own = [each for each in desks.decisions(city.county, late) if each.verb == "整改"]
    assert [(each.link, each.due_on) for each in own] == [
        (f"/letters/rectifications/{made.id}/", date(2026, 12, 4)),
        (f"/letters/rectifications/{made.id}/", date(2026, 12, 4)),
    ]
    urged = [each for each in desks.decisions(city.clerk, late) if each.verb == "催整改"]
    assert [(each.words, each.detail) for each in urged] == [("2项整改逾期未报送", "东河区2项")]
    assert not [each for each in desks.decisions(city.clerk, date(2026, 12, 4)) if each.verb == "催整改"]
    report(city, items(made)[0])
    assert [each.verb for each in desks.decisions(city.head, late) if "rectifications" in each.link] == [
        "核查整改",
        "催整改",
    ]
    assert [row.late for row in rectification_queries.listed(city.head, (), late)] == [1]


def test_a_notice_is_cancelled_with_a_reason_and_nothing_moves_after_it(city: cast.City) -> None:
    made = rectification(city)
    stale = items(made)[0]
    with nothing_but("应写明理由"):
        rectifications.cancel_rectification(rectification=made, reason="", by=city.clerk, at=NOON)
    with one_entry("rectifications.cancel", city.clerk):
        rectifications.cancel_rectification(rectification=made, reason="所列有误", by=city.clerk, at=NOON)
    with nothing_but("刚由", SomebodyWasFirst):
        report(city, stale)
    assert not [each for each in desks.decisions(city.county, cast.MONDAY) if each.verb == "整改"]
