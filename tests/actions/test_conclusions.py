"""What follows from inspections: review by others, nothing unheard, nothing that is another's to decide."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from luoshi.actions import conclusions, opinions, sanctions
from luoshi.queries import conclusions as conclusion_queries
from luoshi.queries import desks
from luoshi.queries import opinions as opinion_queries
from luoshi.queries import sanctions as sanction_queries
from luoshi.records.models import Entry, Notice, Opinion, Post, Review, Sanction, Suggestion
from luoshi.rules.conclusions import ConclusionState, ReviewState, SuggestionKind, SuggestionState
from luoshi.rules.mandates import Basis
from luoshi.rules.mandates.moves import MandateState
from luoshi.rules.opinions import Hearing, OpinionState
from luoshi.rules.people import Actor
from luoshi.rules.refusals import SomebodyWasFirst
from luoshi.rules.sanctions import AppealKind, AppealState, Form, SanctionState, SubjectKind
from tests import cast
from tests.actions import findings
from tests.actions.inspections import plan
from tests.actions.stage import NOON, noon
from tests.actions.watch import nothing_but, one_entry

C, P, R, S = ConclusionState, OpinionState, ReviewState, SanctionState


def verbs(actor: Actor, days: int = 0) -> list[str]:
    """Return what the desk asks of somebody about inspections."""
    found = desks.decisions(actor, cast.MONDAY + timedelta(days=days))
    return [each.verb for each in found if each.link.startswith("/mandates/")]


def post(actor: Actor) -> Post:
    return Post.objects.select_related("person").get(id=actor.post_id)


def test_a_conclusion_goes_from_the_office_to_the_unit_and_to_no_other(city: cast.City) -> None:
    finished = plan(city, MandateState.ENDED, basis=Basis.HANDED_DOWN, notice_on=None)
    with nothing_but("不在批准的督查对象之内"):
        conclusions.draft_conclusion(
            mandate=finished, unit=city.west, facts="甲", findings="乙", by=city.clerk, at=NOON
        )
    with one_entry("conclusions.draft", city.clerk):
        made = conclusions.draft_conclusion(
            mandate=finished, unit=city.east, facts="甲", findings="乙", by=city.clerk, at=NOON
        )
    with nothing_but("已有人在起草", SomebodyWasFirst):
        conclusions.draft_conclusion(
            mandate=finished, unit=city.east, facts="甲", findings="乙", by=city.head, at=NOON
        )
    assert conclusion_queries.visible_one(city.county, made.id) is None, "a draft is nobody else's"
    with nothing_but("不合格式"):
        conclusions.submit_conclusion(conclusion=made, number="第5号", by=city.clerk, at=NOON)
    conclusions.submit_conclusion(conclusion=made, number="示教督〔2026〕5号", by=city.clerk, at=NOON)
    assert verbs(city.leader) == ["批准督查结论"]
    with one_entry("conclusions.approve", city.leader, f"conclusion:{made.id}"):
        conclusions.approve_conclusion(conclusion=made, by=city.leader, at=NOON)
    assert Notice.objects.get(key=f"conclusion:{made.id}:fed_back").unit == city.east
    assert verbs(city.county) == ["签收督查结论"]
    assert conclusion_queries.visible_one(city.other_county, made.id) is None
    with one_entry("conclusions.receive", city.county, f"conclusion:{made.id}"):
        conclusions.receive_conclusion(conclusion=made, by=city.county, at=NOON)
    assert made.apply_by_on == date(2026, 12, 2)
    paper = conclusion_queries.feedback_paper(made, cast.MONDAY)
    assert paper.number == "示教督〔2026〕5号"
    assert "30日内申请复核" in repr(paper.body)


@pytest.mark.parametrize(("days", "late"), [(30, False), (31, True)])
def test_t1_04_a_review_of_day_31_is_kept_and_marked_late(city: cast.City, days: int, late: bool) -> None:
    made = findings.conclusion(city, C.RECEIVED)
    with one_entry("conclusions.ask_review", city.county, f"conclusion:{made.id}"):
        review = conclusions.ask_review(conclusion=made, grounds="口径不同", by=city.county, at=noon(days))
    assert review.is_late is late
    assert review.decide_by_on == review.asked_on + timedelta(days=30)
    with nothing_but("不能再次申请"):
        conclusions.ask_review(conclusion=made, grounds="再说", by=city.county, at=noon(days))
    if not late:
        with nothing_but("期限内提出"):
            conclusions.decline_review(review=review, words="晚了", by=city.clerk, at=noon(days))
        with pytest.raises(IntegrityError), transaction.atomic():
            Review.objects.update(state="DECLINED")
        return
    conclusions.decline_review(review=review, words="期满次日才收到。", by=city.clerk, at=noon(days))
    assert (review.state, Review.objects.count()) == ("DECLINED", 1), "what came late is not thrown away"


def test_t1_04_authors_are_recused_and_others_decide(city: cast.City) -> None:
    other = findings.other_leader(city)
    made = findings.conclusion(city, C.FED_BACK)
    review = conclusions.ask_review(conclusion=made, grounds="数据有误", by=city.county, at=noon(3))
    assert made.state == C.RECEIVED, "who argues against it has received it"
    assert verbs(city.clerk, 3) == ["指定复核人员"]
    with nothing_but("应当回避"):
        conclusions.name_reviewers(
            review=review, reviewers=[post(city.clerk), post(city.head)], by=city.head, at=noon(4)
        )
    with one_entry("conclusions.name_reviewers", city.head):
        conclusions.name_reviewers(
            review=review, reviewers=[post(city.office_head)], by=city.head, at=noon(4)
        )
    assert verbs(city.leader, 4) == [], "who approved it does not decide its review"
    assert verbs(other, 4) == ["作出复核决定"]
    decision = {"words": "数据已更正。", "number": "示教督复〔2026〕1号"}
    with nothing_but("甲局长参与作出了这份督查结论，应当回避"):
        conclusions.decide_review(review=review, outcome=R.ALTERED, **decision, by=city.leader, at=noon(5))
    with one_entry("conclusions.decide_review", other, f"conclusion:{made.id}"):
        conclusions.decide_review(review=review, outcome=R.ALTERED, **decision, by=other, at=noon(5))
    assert (review.state, made.state) == ("ALTERED", "ALTERED")
    assert "变更原督查结论" in repr(conclusion_queries.decision_paper(review, cast.MONDAY).body)
    assert Notice.objects.filter(key=f"conclusion:{made.id}:reviewed", unit=city.east).exists()


def test_t1_05_a_suggestion_is_not_done_before_it_is_approved(city: cast.City) -> None:
    made = findings.conclusion(city, C.RECEIVED)
    with nothing_but("不得预设处分种类"):
        conclusions.suggest(
            conclusion=made, kind=SuggestionKind.BLAME, words="给予负责人记过处分", by=city.clerk, at=NOON
        )
    wish = conclusions.suggest(
        conclusion=made, kind=SuggestionKind.BLAME, words="东河区教育局两次未整改。", by=city.clerk, at=NOON
    )
    with nothing_but("没有行政首长批准的记录"):
        conclusions.carry_out_suggestion(suggestion=wish, outcome="已转", by=city.clerk, at=NOON)
    with pytest.raises(IntegrityError), transaction.atomic():
        Suggestion.objects.update(state="DONE")
    approval = {"approver": "市长", "paper": "市长批示（2026年11月3日）"}
    with nothing_but("“批准督查立项”由局领导办理"):
        conclusions.approve_suggestion(suggestion=wish, **approval, by=city.clerk, at=NOON)
    with nothing_but("批示或文件"):
        conclusions.approve_suggestion(suggestion=wish, approver="市长", paper="", by=city.leader, at=NOON)
    with one_entry("conclusions.approve_suggestion", city.leader):
        conclusions.approve_suggestion(suggestion=wish, **approval, by=city.leader, at=NOON)
    with one_entry("conclusions.carry_out_suggestion", city.clerk):
        conclusions.carry_out_suggestion(suggestion=wish, outcome="交派驻纪检组", by=city.clerk, at=NOON)
    assert wish.state == SuggestionState.DONE


def test_two_hands_at_once_leave_one_conclusion(city: cast.City) -> None:
    made = findings.conclusion(city, C.SUBMITTED)
    stale = conclusion_queries.visible_one(city.leader, made.id)
    assert stale is not None
    conclusions.send_back_conclusion(conclusion=made, reason="补数据", by=city.leader, at=NOON)
    with nothing_but("刚由", SomebodyWasFirst):
        conclusions.approve_conclusion(conclusion=stale, by=city.leader, at=NOON)
    conclusions.edit_conclusion(conclusion=made, facts="甲", findings="乙", by=city.head, at=NOON)
    assert conclusion_queries.authors_of(made) == {
        city.clerk.person_id,
        city.head.person_id,
    }, "who writes on it becomes an author"
    conclusions.discard_conclusion(conclusion=made, reason="重复", by=city.clerk, at=NOON)
    assert conclusion_queries.unconcluded(made.mandate) == [city.east]


def test_t2_02_an_opinion_is_issued_only_after_the_unit_was_heard(city: cast.City) -> None:
    made = findings.opinion(city, P.SENT)
    assert (made.due_on, verbs(city.county)) == (date(2026, 11, 9), ["申辩或放弃"])
    assert verbs(city.clerk) == [], "while the unit has its days, nothing waits for the office"
    assert verbs(city.clerk, 8) == ["登记听取申辩"]
    with nothing_but("没有听取申辩的记录"):
        findings.issue(made, city.leader)
    with pytest.raises(IntegrityError), transaction.atomic():
        Opinion.objects.update(state="ISSUED", issued_at=NOON, issued_by="某人")
    silent = {"opinion": made, "hearing": Hearing.SILENT, "words": "", "paper": "送达回证"}
    with nothing_but("期满之前不能登记"):
        opinions.hear_opinion(**silent, by=city.clerk, at=NOON)  # type: ignore[arg-type]
    with one_entry("opinions.hear", city.county, f"opinion:{made.id}"):
        opinions.hear_opinion(
            opinion=made, hearing=Hearing.PLEA, words="出口已开。", paper="", by=city.county, at=NOON
        )
    with nothing_but("请写明哪些采纳"):
        findings.issue(made, city.leader)
    with nothing_but("不用教育局的文件版头"):
        findings.issue(made, city.leader, issuer=city.bureau.name, plea_answer="采纳")
    with one_entry("opinions.issue", city.leader, f"opinion:{made.id}"):
        findings.issue(made, city.leader, plea_answer="经核实采纳。")
    paper = opinion_queries.paper(made, cast.MONDAY)
    assert (paper.mark, paper.signer) == ("示例市人民政府教育督导室", "示例市人民政府教育督导室")
    assert "2026年12月2日" in repr(paper.body)


def test_an_opinion_is_followed_until_its_report_is_published(city: cast.City) -> None:
    made = findings.opinion(city, P.ISSUED)
    assert verbs(city.county) == ["报告督导整改"]
    opinions.report_mended(opinion=made, words="已整改一处。", by=city.county, at=noon(10))
    with one_entry("opinions.return_report", city.clerk):
        opinions.return_report(
            opinion=made, reason="另一处没有整改。", due_on=date(2026, 12, 9), by=city.clerk, at=noon(11)
        )
    assert (made.state, made.reported_at) == (P.ISSUED, None)
    entry = Entry.objects.get(action="opinions.return_report")
    assert entry.facts["report"] == "已整改一处。", "the first report is not lost"
    opinions.report_mended(opinion=made, words="两处均已整改。", by=city.county, at=noon(12))
    opinions.check_report(opinion=made, words="现场核查属实。", by=city.clerk, at=noon(13))
    with nothing_but("应当向社会公布"):
        opinions.publish_report(opinion=made, where=" ", by=city.clerk, at=noon(14))
    opinions.publish_report(opinion=made, where="局门户网站，2026年11月16日", by=city.clerk, at=noon(14))
    assert made.state == P.PUBLISHED


def test_a_preliminary_opinion_taken_back_is_fed_back_again(city: cast.City) -> None:
    made = findings.opinion(city, P.SENT)
    opinions.recall_opinion(opinion=made, reason="数据有误", by=city.clerk, at=NOON)
    assert opinion_queries.visible_one(city.county, made.id) is None
    opinions.edit_opinion(opinion=made, parts=findings.PARTS, by=city.clerk, at=NOON)
    opinions.send_opinion(opinion=made, by=city.clerk, at=noon(1))
    assert Notice.objects.filter(key__startswith=f"opinion:{made.id}:sent:").count() == 2
    opinions.recall_opinion(opinion=made, reason="合并", by=city.clerk, at=noon(1))
    opinions.discard_opinion(opinion=made, reason="合并到另一份", by=city.clerk, at=noon(1))
    assert opinion_queries.unheard_of(made.mandate) == [city.east]


def test_t2_02_after_the_hearing_nothing_is_added_that_the_unit_was_not_heard_about(city: cast.City) -> None:
    made = findings.opinion(city, P.SENT)
    plead = {"opinion": made, "hearing": Hearing.PLEA, "paper": "", "by": city.county, "at": NOON}
    opinions.hear_opinion(words="出口已开。", **plead)  # type: ignore[arg-type]
    worse = replace(findings.PARTS, problems=f"{findings.PARTS.problems}另有三处线路老化。")
    with nothing_but("没有申辩过的内容"):
        opinions.edit_opinion(opinion=made, parts=worse, by=city.clerk, at=NOON)
    milder = replace(findings.PARTS, evaluation="总体较好。", demands="立即开锁，逐校复查。")
    opinions.edit_opinion(opinion=made, parts=milder, by=city.clerk, at=NOON)
    opinions.recall_opinion(opinion=made, reason="增加问题", by=city.clerk, at=NOON)
    opinions.edit_opinion(opinion=made, parts=worse, by=city.clerk, at=NOON)
    opinions.send_opinion(opinion=made, by=city.clerk, at=NOON)
    silent = {"opinion": made, "hearing": Hearing.SILENT, "words": "", "paper": "送达回证"}
    opinions.hear_opinion(**silent, by=city.clerk, at=noon(30))  # type: ignore[arg-type]
    assert made.plea == "出口已开。", "what was said against the first version is still answered"
    with nothing_but("请写明哪些采纳"):
        findings.issue(made, city.leader)
    Post.objects.filter(id=city.clerk.post_id).update(person_id=city.leader.person_id)
    with nothing_but("起草人不能印发自己起草的督导意见书"):
        findings.issue(made, city.leader, plea_answer="采纳。")


def test_t2_05_discipline_is_handed_over_and_never_decided_here(city: cast.City) -> None:
    material = replace(
        findings.MATERIAL, subject_kind=SubjectKind.PERSON, person="某校校长", form=Form.DISCIPLINE
    )
    made = findings.sanction(city, S.PREPARED, material)
    with nothing_but("还没有书面告知并听取陈述申辩的记录"):
        sanctions.record_decision(sanction=made, decision=findings.DECISION, by=city.head, at=NOON)
    made = findings.sanction(city, S.HEARD, material)
    with nothing_but("请出具《处分建议书》"):
        sanctions.record_decision(sanction=made, decision=findings.DECISION, by=city.head, at=NOON)
    with pytest.raises(IntegrityError), transaction.atomic():
        Sanction.objects.filter(id=made.id).update(state="DECIDED")
    over = {
        "issuer": findings.DECISION.issuer,
        "number": "示教督移〔2026〕2号",
        "authority": "示例市纪委监委派驻纪检监察组",
        "sent_on": cast.MONDAY,
    }
    for issuer in ("示例市教育局", "示例市教育局办公室", "督查科"):
        with nothing_but("教育督导委员会办公室的全称"):
            sanctions.hand_over_sanction(sanction=made, **over | {"issuer": issuer}, by=city.head, at=NOON)  # type: ignore[arg-type]
    with one_entry("sanctions.hand_over", city.head, f"sanction:{made.id}"):
        sanctions.hand_over_sanction(sanction=made, **over, by=city.head, at=NOON)  # type: ignore[arg-type]
    paper = sanction_queries.paper(made, cast.MONDAY)
    assert paper.title.endswith("处分建议书")
    assert "是否处理、作出何种处理由你单位决定" in repr(paper.body)
    assert not Entry.objects.filter(facts__icontains="某校校长").exists(), "the ledger names no person"
    assert not Notice.objects.filter(key__startswith="sanction:").exists()


def test_what_concerns_a_person_is_seen_by_who_decides_alone(city: cast.City) -> None:
    person = replace(findings.MATERIAL, subject_kind=SubjectKind.PERSON, person="某人", form=Form.TALK)
    mine = findings.sanction(city, S.DECIDED)
    theirs = findings.sanction(
        city, S.DECIDED, person, replace(findings.DECISION, number="示教督问〔2026〕2号")
    )
    seen = {who: set(sanction_queries.visible(city.actors[who])) for who in city.actors}
    assert {who for who, found in seen.items() if theirs in found} == {"leader", "head"}
    assert {who for who, found in seen.items() if mine in found} == {
        "leader",
        "head",
        "county_head",
        "county_deputy",
        "county",
    }


def test_t2_03_the_second_decision_within_a_year_bears_a_hint_and_no_finding(city: cast.City) -> None:
    first = findings.sanction(city, S.DECIDED)
    second = findings.sanction(
        city, S.DECIDED, decision=replace(findings.DECISION, number="示教督问〔2026〕2号")
    )
    assert first.hint == ""
    assert "2026年11月2日被教育督导问责" in second.hint
    assert second.aggravated == "", "whether it weighs more is the committee's to say"
    elsewhere = findings.sanction(
        city,
        S.DECIDED,
        decision=replace(findings.DECISION, number="示教督问〔2026〕3号"),
        unit=city.west,
    )
    assert elsewhere.hint == ""


@pytest.mark.parametrize(("days", "late"), [(15, False), (16, True)])
def test_t2_04_a_direct_appeal_of_day_16_is_kept_and_marked_late(
    city: cast.City, days: int, late: bool
) -> None:
    made = findings.sanction(city, S.DECIDED)
    with one_entry("sanctions.record_appeal", city.county, f"sanction:{made.id}"):
        appeal = sanctions.record_appeal(
            sanction=made,
            kind=AppealKind.DIRECT,
            grounds="事实不清",
            received_on=None,
            by=city.county,
            at=noon(days),
        )
    assert appeal.is_late is late
    assert appeal.decide_by_on == appeal.received_on + timedelta(days=60)
    assert made.state == S.DECIDED, "it stays in force"


def test_t2_04_after_a_review_there_are_fifteen_days_from_its_receipt(city: cast.City) -> None:
    made = findings.sanction(city, S.DECIDED)
    ask = {"sanction": made, "grounds": "事实不清", "by": city.head}
    review = sanctions.record_appeal(
        **ask,
        kind=AppealKind.REVIEW,
        received_on=date(2026, 11, 10),
        at=noon(8),  # type: ignore[arg-type]
    )
    with nothing_but("期限内提出"):
        sanctions.settle_appeal(
            appeal=review,
            outcome=AppealState.DECLINED,
            words="晚",
            served_on=date(2026, 11, 10),
            by=city.head,
            at=noon(9),
        )
    sanctions.settle_appeal(
        appeal=review,
        outcome=AppealState.UPHELD,
        words="事实清楚。",
        served_on=date(2026, 11, 16),
        by=city.head,
        at=noon(14),
    )
    appeal = sanctions.record_appeal(
        **ask,
        kind=AppealKind.AFTER_REVIEW,
        received_on=date(2026, 12, 1),
        at=noon(29),  # type: ignore[arg-type]
    )
    assert (appeal.apply_by_on, appeal.is_late) == (date(2026, 12, 1), False)
    with nothing_but("没有需要纠正的"):
        sanctions.correct_sanction(sanction=made, words="撤销", by=city.head, at=noon(30))
    sanctions.settle_appeal(
        appeal=appeal,
        outcome=AppealState.REVOKED,
        words="程序有误。",
        served_on=date(2026, 12, 2),
        by=city.head,
        at=noon(30),
    )
    assert appeal.correct_by_on == date(2026, 12, 17)
    with one_entry("sanctions.correct", city.head):
        sanctions.correct_sanction(sanction=made, words="撤销原决定。", by=city.head, at=noon(31))


def test_a_case_that_is_dropped_says_why(city: cast.City) -> None:
    made = findings.sanction(city)
    with nothing_but("写明理由"):
        sanctions.drop_sanction(sanction=made, reason="", by=city.head, at=NOON)
    sanctions.drop_sanction(sanction=made, reason="已主动整改。", by=city.head, at=NOON)
    with nothing_but("现为“不予问责”"):
        sanctions.hear_sanction(
            sanction=made,
            told_on=cast.MONDAY,
            hearing=Hearing.WAIVED,
            plea="",
            paper="放弃书",
            by=city.head,
            at=NOON,
        )
    with nothing_but("“登记教育督导问责”由"):
        findings.sanction(replace_head(city))


def replace_head(city: cast.City) -> cast.City:
    """Return the city as if the clerk kept the records of accountability."""
    return replace(city, actors={**city.actors, "head": city.clerk})
