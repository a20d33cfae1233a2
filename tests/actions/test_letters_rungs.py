"""The rungs above the first: unheard nobody is named, nothing is asked twice, leads are a person's doing."""

from __future__ import annotations

from datetime import date, timedelta

from luoshi.actions import leads, letters, obstacles
from luoshi.crafts.papers import Layout
from luoshi.queries import leads as lead_queries
from luoshi.queries import letters as letter_queries
from luoshi.records.models import Alert, Assignment, Hearing, Letter
from luoshi.rules.lamps import Lamp
from luoshi.rules.leads import LeadState
from luoshi.rules.letters import Extras, Hold, LetterKind, LetterState
from luoshi.rules.mandates.moves import MandateState
from luoshi.rules.obstacles import ObstacleKind
from luoshi.rules.people import SYSTEM
from tests import cast
from tests.actions.inspections import plan
from tests.actions.stage import NOON, bring, burn, letter, noon, unwritten
from tests.actions.watch import nothing_but

K, S = LetterKind, LetterState


def draft(city: cast.City, kind: LetterKind, days: int = 0) -> Letter:
    part = burn(city, "east", "RED")
    return letters.draft_letter(
        unit=part.unit, kind=kind, assignments=[part], reason="仍未恢复", by=city.clerk, at=noon(days)
    )


def warn(part: Assignment, lamp: str = "RED", on: date = cast.MONDAY, state: str = "OPEN") -> None:
    Alert.objects.create(
        assignment=part, unit=part.unit, raised_on=on, lamp=lamp, reason="严重滞后", state=state
    )


def test_nobody_is_named_unheard(city: cast.City) -> None:
    made = draft(city, K.BULLETIN)
    with nothing_but("应把拟通报的内容告知该单位"):
        letters.submit_letter(letter=made, by=city.clerk, at=NOON)
    told = letters.tell_unit(letter=made, by=city.clerk, at=NOON)
    assert told.due_on == date(2026, 11, 9)
    with nothing_but("现在还没有答复"):
        letters.submit_letter(letter=made, by=city.clerk, at=noon(7))
    letters.submit_letter(letter=made, by=city.clerk, at=noon(8))
    letters.approve_letter(letter=made, by=city.leader, at=noon(8))
    assert Letter.objects.get(id=made.id).state == S.APPROVED


def test_an_answer_to_words_changed_meanwhile_does_not_make_them_told(city: cast.City) -> None:
    made = draft(city, K.BULLETIN)
    told = letters.tell_unit(letter=made, by=city.clerk, at=NOON)
    letters.edit_letter(
        letter=made,
        title=made.title,
        text=f"{made.text}\n又查实一项。",
        layout=Layout(made.layout),
        by=city.clerk,
        at=NOON,
    )
    told = Hearing.objects.get(id=told.id)
    letters.answer_hearing(hearing=told, answer="用地已批复", by=city.county, at=NOON)
    made.refresh_from_db()
    with nothing_but("请按现在的内容重新告知"):
        letters.submit_letter(letter=made, by=city.clerk, at=noon(8))
    again = letters.tell_unit(letter=made, by=city.clerk, at=noon(8))
    assert list(letter_queries.waiting_to_answer(city.county)) == [again], "what was told anew is asked once"
    letters.submit_letter(letter=made, by=city.clerk, at=noon(20))


def test_what_a_unit_said_is_not_left_out_and_nothing_hides_in_an_annex(city: cast.City) -> None:
    made = draft(city, K.BULLETIN)
    told = letters.tell_unit(letter=made, by=city.clerk, at=NOON)
    letters.answer_hearing(hearing=told, answer="用地已批复", by=city.county, at=NOON)
    made.refresh_from_db()
    answered = made.text
    write = {"layout": Layout(made.layout), "by": city.clerk, "at": NOON}
    letters.edit_letter(letter=made, title=made.title, text=answered.rpartition("\n")[0], **write)
    letters.tell_unit(letter=made, by=city.clerk, at=NOON)
    with nothing_but("陈述申辩没有原样印在正文里"):
        letters.submit_letter(letter=made, by=city.clerk, at=noon(20))
    annex = Extras(annex_title="名单", annex_text="还有三项未完成。")
    letters.edit_letter(letter=made, title=made.title, text=answered, extras=annex, **write)
    with nothing_but("请按现在的内容重新告知"):
        letters.submit_letter(letter=made, by=city.clerk, at=noon(20))
    ranked = Extras(annex_title="排名", annex_text="请签订责任状。")
    letters.edit_letter(letter=made, title=made.title, text=answered, extras=ranked, **write)
    with nothing_but("责任状"):
        letters.submit_letter(letter=made, by=city.clerk, at=noon(20))


def test_what_a_unit_answers_is_printed_and_words_changed_later_are_told_anew(city: cast.City) -> None:
    made = draft(city, K.BULLETIN)
    told = letters.tell_unit(letter=made, by=city.clerk, at=NOON)
    for other in (city.other_county, city.office_unit):
        with nothing_but("只能就告知本单位的内容陈述申辩"):
            letters.answer_hearing(hearing=told, answer="不实", by=other, at=NOON)
    letters.answer_hearing(hearing=told, answer="用地\n已批复", by=city.county, at=NOON)
    made.refresh_from_db()
    assert made.text.endswith(f"\n{made.unit.name}对以上内容说明：用地 已批复")
    with nothing_but("已经陈述申辩过"):
        letters.answer_hearing(
            hearing=Hearing.objects.get(id=told.id), answer="再说", by=city.county, at=NOON
        )
    letters.submit_letter(letter=made, by=city.clerk, at=NOON)
    letters.send_back_letter(letter=made, reason="删去", by=city.leader, at=NOON)
    Letter.objects.filter(id=made.id).update(text="另一番话")
    made.refresh_from_db()
    with nothing_but("请按现在的内容重新告知"):
        letters.submit_letter(letter=made, by=city.clerk, at=noon(30))


def test_an_item_is_struck_with_a_reason_and_needs_no_new_telling(city: cast.City) -> None:
    one = burn(city, "east", "RED")
    letter(city, S.WITHDRAWN)
    other = unwritten(one)
    made = letters.draft_letter(
        unit=one.unit, kind=K.BULLETIN, assignments=[one, other], reason="仍未恢复", by=city.clerk, at=NOON
    )
    letters.tell_unit(letter=made, by=city.clerk, at=NOON)
    wrong, right = letter_queries.items_of(made)
    with nothing_but("删去事项应写明理由"):
        letters.strike_item(letter=made, item=wrong, reason=" ", by=city.clerk, at=NOON)
    letters.strike_item(letter=made, item=wrong, reason="申辩属实", by=city.clerk, at=NOON)
    with nothing_but("这是最后一项"):
        letters.strike_item(letter=made, item=right, reason="申辩属实", by=city.clerk, at=NOON)
    assert [item.id for item in letter_queries.items_of(made)] == [right.id]
    letters.submit_letter(letter=Letter.objects.get(id=made.id), by=city.clerk, at=noon(8))


def test_only_a_bulletin_in_draft_is_told(city: cast.City) -> None:
    made = draft(city, K.SUPERVISION)
    with nothing_but("督办函不点名通报"):
        letters.tell_unit(letter=made, by=city.clerk, at=NOON)


def test_a_bulletin_ranks_nobody(city: cast.City) -> None:
    made = draft(city, K.BULLETIN)
    Letter.objects.filter(id=made.id).update(text="该单位排名末位。")
    made.refresh_from_db()
    letters.tell_unit(letter=made, by=city.clerk, at=NOON)
    with nothing_but("通报只列事实和数据，不给单位排名次"):
        letters.submit_letter(letter=made, by=city.clerk, at=noon(30))


def test_nothing_is_asked_twice_and_each_refusal_names_its_document(city: cast.City) -> None:
    out = draft(city, K.SUPERVISION)
    bring(city, out, S.ISSUED)
    with nothing_but("同一事项1期内不重复发同一文种：不得频繁要求基层填表格报材料（《整治形式主义"):
        draft(city, K.SUPERVISION, days=4)
    with nothing_but("要求就此事项在2026年11月9日前回复，回复期未到"):
        draft(city, K.REMINDER, days=7)
    draft(city, K.BULLETIN, days=7)
    assert draft(city, K.SUPERVISION, days=8).state == S.DRAFT


def test_no_letter_runs_beside_an_inspection_of_the_same_subject(city: cast.City) -> None:
    plan(
        city,
        MandateState.APPROVED,
        title="寄宿制学校建设专项督导",
        subject="寄宿制学校项目前期手续",
        from_on=date(2026, 12, 7),
        to_on=date(2026, 12, 11),
    )
    burn(city, "east", "RED")
    with nothing_but("严禁重复督查、多头督查（《政府督查工作条例》（国务院令第733号）第十五条）"):
        draft(city, K.SUPERVISION, days=36)
    assert draft(city, K.SUPERVISION, days=43).state == S.DRAFT


def test_help_asked_for_holds_an_item_back_and_the_draft_says_so(city: cast.City) -> None:
    held = burn(city, "east", "RED")
    letter(city, S.WITHDRAWN)
    free = unwritten(held)
    warn(held)
    warn(free)
    obstacles.raise_obstacle(
        assignment=held,
        kind=ObstacleKind.MONEY,
        helper=city.finance,
        words="请核拨前期费用。",
        by=city.county,
        at=NOON,
    )
    burn(city, "east", "RED")
    [made] = letters.prepare_letters(unit=city.east, on=cast.MONDAY, by=SYSTEM, at=NOON)
    assert [item.assignment_id for item in letter_queries.items_of(made)] == [free.id]
    assert made.held_back == [[held.task.summary, Hold.HELP.label]]
    places = {place.assignment.id: place.step for place in letter_queries.places(city.east, cast.MONDAY)}
    assert places[held.id].held == (Hold.HELP.label,)


def test_who_caught_up_everything_is_praised_once(city: cast.City) -> None:
    parts = [burn(city, "east", "GREEN")]
    letter(city, S.WITHDRAWN)
    parts += [unwritten(parts[0]), unwritten(parts[0])]
    Assignment.objects.filter(unit=city.east).update(lamp=Lamp.GREEN)
    for part in parts:
        warn(part, "YELLOW", state="CLEARED")
    monday = cast.MONDAY + timedelta(weeks=1)
    praised = letters.prepare_praise(unit=city.east, on=monday, by=SYSTEM, at=noon(7))
    assert praised is not None
    assert (praised.kind, praised.items.count()) == (K.PRAISE, 3)
    assert letters.prepare_praise(unit=city.east, on=monday, by=SYSTEM, at=noon(7)) is None
    Assignment.objects.filter(id=parts[0].id).update(lamp=Lamp.RED)
    assert letters.prepare_praise(unit=city.west, on=monday, by=SYSTEM, at=noon(7)) is None
    assert "又有1项滞后或逾期" in (letter_queries.why_not_issue(praised) or "")


def test_a_lead_follows_a_talk_states_facts_and_is_decided_by_the_leader(city: cast.City) -> None:
    part = burn(city, "east", "RED")

    def lead(reason: str = "约谈后仍未完成前期手续") -> object:
        return leads.draft_lead(unit=part.unit, assignments=[part], reason=reason, by=city.clerk, at=noon(30))

    with nothing_but("没有经过约谈，不能越级"):
        lead()
    talk = draft(city, K.TALK)
    bring(city, talk, S.READ)
    with nothing_but("不评价个人、不提处理意见"):
        lead("建议给予处分")
    lead()
    [made] = lead_queries.visible(city.leader)
    assert f"发约谈通知书（{talk.number}）" in made.facts
    for actor in (city.county, city.discipline, city.auditor):
        assert not lead_queries.visible(actor).exists()
    with nothing_but("您当前的身份是督查科科员"):
        leads.decide_lead(lead=made, to=LeadState.KEPT, decision="已恢复", by=city.clerk, at=noon(31))
    with nothing_but("请写明移送给哪个有权机关"):
        leads.decide_lead(lead=made, to=LeadState.HANDED_OVER, decision="移送", by=city.leader, at=noon(31))
    leads.decide_lead(
        lead=made,
        to=LeadState.HANDED_OVER,
        decision="事实清楚",
        authority="有管理权限的机关",
        by=city.leader,
        at=noon(31),
    )
    assert made.state == LeadState.HANDED_OVER
