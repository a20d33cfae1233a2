"""Channels, who is reached by them, and what is bundled into messages, once."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest

from luoshi.actions import notices
from luoshi.actions.notices import Sending, Wanted
from luoshi.queries import notices as queries
from luoshi.records.models import Channel, Delivery, Entry, Mute, Notice, Post, Route, Unit
from luoshi.rules.notices import ChannelKind, DeliveryState, Verdict
from luoshi.rules.people import SYSTEM
from tests import cast
from tests.actions.stage import NOON, noon
from tests.actions.watch import changed, latest, nothing_but, one_entry, rows

K, S, V = ChannelKind, DeliveryState, Verdict
SATURDAY = 5


def channel(city: cast.City, kind: ChannelKind = K.MAIL, name: str = "市局邮件") -> Channel:
    return notices.set_channel(
        channel=None,
        kind=kind,
        name=name,
        settings={"host": "smtp.bureau.example"},
        sealed="sealed-secret",
        shows_titles=False,
        by=city.sysadmin,
        at=NOON,
    )


def reach(city: cast.City, way: Channel, *lines: str, at: datetime = NOON) -> int:
    words = [line.split() for line in lines]
    named = queries.found_by_words({each[0] for each in words}, cast.MONDAY)
    wanted = [Wanted(n, named[each[0]], " ".join(each[1:])) for n, each in enumerate(words, 1)]
    return notices.set_routes(channel=way, wanted=wanted, by=city.sysadmin, at=at)


def tell(unit: Unit, key: str, at: datetime = NOON) -> Notice:
    return Notice.objects.create(key=key, unit=unit, words="有一件事", link="/", at=at, by="某人")


def queued() -> dict[str, set[str]]:
    return {each.key: set(each.notices.values_list("key", flat=True)) for each in Delivery.objects.all()}


@pytest.mark.django_db
def test_only_the_system_administrator_sets_channels_and_no_secret_enters_the_ledger(city: cast.City) -> None:
    with one_entry("notices.set_channel", city.sysadmin):
        made = channel(city)
    assert latest().facts == {
        "name": "市局邮件",
        "kind": "邮件",
        "host": "smtp.bureau.example",
        "titles": False,
    }
    with one_entry("notices.set_channel", city.sysadmin, f"channel:{made.pk}"):
        notices.set_channel(
            channel=made,
            kind=K.MAIL,
            name="邮件",
            settings={"host": "b"},
            sealed="other",
            shows_titles=True,
            by=city.sysadmin,
            at=noon(1),
        )
    made.refresh_from_db()
    assert (made.name, made.sealed, made.shows_titles, made.set_at) == ("邮件", "other", True, noon(1))
    for who in ("head", "leader", "secadmin", "county"):
        with nothing_but("由系统管理员办理"):
            notices.switch_channel(channel=made, is_on=False, by=city.actors[who], at=NOON)
    with nothing_but("已有名为"):
        channel(city, name="邮件")
    with nothing_but("起个名称"):
        channel(city, name=" ")
    assert not [each for each in Entry.objects.all() if "sealed" in str(each.facts)]


@pytest.mark.django_db
def test_a_channel_is_switched_once(city: cast.City) -> None:
    made = channel(city)
    with one_entry("notices.switch_channel", city.sysadmin):
        notices.switch_channel(channel=made, is_on=False, by=city.sysadmin, at=NOON)
    with nothing_but("已经停用"):
        notices.switch_channel(channel=made, is_on=False, by=city.sysadmin, at=NOON)
    with one_entry("notices.try_channel", city.sysadmin):
        notices.note_trial(
            channel=made, to="zhang@unit.example", verdict=V.ACCEPTED, by=city.sysadmin, at=NOON
        )
    assert latest().facts["to"] == "z***@unit.example"


@pytest.mark.django_db
def test_units_and_people_are_reached_by_one_way_each(city: cast.City) -> None:
    mail, robot = channel(city), channel(city, K.WECOM, "工作群")
    with one_entry("notices.set_routes", city.sysadmin):
        assert reach(city, mail, "东河区教育局 east@unit.example", "office_head ding@unit.example") == 2
    assert latest().facts == {"name": "市局邮件", "whom": ["东河区教育局", "丁科长"]}
    reach(city, robot, "东河区")
    assert sorted(Route.objects.values_list("channel__name", "unit__short_name", "person__name", "to")) == [
        ("工作群", "东河区", None, ""),
        ("市局邮件", None, "丁科长", "ding@unit.example"),
    ]
    gone = Route.objects.get(unit=city.east)
    with one_entry("notices.remove_route", city.sysadmin):
        notices.remove_route(route=gone, by=city.sysadmin, at=NOON)
    gone.pk = 10**6
    with nothing_but("已经取消"):
        notices.remove_route(route=gone, by=city.sysadmin, at=NOON)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("kind", "line", "reason"),
    [
        (K.MAIL, "东河区", "请在后面写上邮箱"),
        (K.MAIL, "东河区 13800000001", "不是邮箱地址"),
        (K.MAIL, "没有县 a@b.cn", "没有叫“没有县”的单位"),
        (K.MAIL, "东河区第一小学 a@b.cn", "教师厅〔2025〕2号"),
        (K.MAIL, "school_head a@b.cn", "教师厅〔2025〕2号"),
        (K.MAIL, "auditor a@b.cn", "不接触业务"),
        (K.SMS, "东河区 12345", "不是手机号"),
        (K.WECOM, "东河区 a@b.cn", "不填地址"),
        (K.WECOM, "county", "只能写单位"),
        (K.MAIL, "西山县 b@b.cn", "第2行：与第1行重复"),
    ],
)
def test_a_wrong_line_is_told_and_none_is_stored(
    city: cast.City, kind: ChannelKind, line: str, reason: str
) -> None:
    way = channel(city, kind)
    right = {K.MAIL: "西山县 a@b.cn", K.SMS: "西山县 13800000001", K.WECOM: "西山县"}[kind]
    with nothing_but(reason):
        reach(city, way, right, line)
    assert reach(city, way, right) == 1


@pytest.mark.django_db
def test_a_name_that_several_bear_names_nobody(city: cast.City) -> None:
    Post.objects.filter(id=city.actors["county_head"].post_id).update(person=city.actors["head"].person_id)
    assert queries.found_by_words({"乙科长"}, cast.MONDAY)["乙科长"].person is not None
    twin = Post.objects.get(id=city.actors["county_deputy"].post_id).person
    twin.name = "乙科长"
    twin.save()
    assert "不止一个" in queries.found_by_words({"乙科长"}, cast.MONDAY)["乙科长"].reason
    ended = {"twice": queries.found_by_words({"东河区"}, date(2019, 1, 1))["东河区"]}
    assert ended["twice"].unit == city.east


@pytest.mark.django_db
def test_a_days_digest_tells_everything_of_the_day_once(city: cast.City) -> None:
    mail, robot = channel(city), channel(city, K.WECOM, "工作群")
    reach(city, mail, "office_head a@b.cn", "office_unit c@d.cn", at=noon(-3))
    reach(city, robot, "东河区", "西山县", at=noon(-3))
    for unit, key in (
        (city.east, "soon:1:2026-11-02"),
        (city.west, "letter:7:issued"),
        (city.finance, "publish:1:2"),
        (city.supervision, "publish:1:3"),
    ):
        tell(unit, key)
    tell(city.east, "soon:1:old", noon(-4))
    with one_entry("notices.queue", SYSTEM, "day:2026-11-02"):
        assert notices.queue_digests(by=SYSTEM, at=NOON) == 3
    assert queued() == {
        f"digest:{robot.pk}::2026-11-02": {"soon:1:2026-11-02", "letter:7:issued"},
        f"digest:{mail.pk}:a@b.cn:2026-11-02": {"publish:1:2"},
        f"digest:{mail.pk}:c@d.cn:2026-11-02": {"publish:1:2"},
    }
    before = rows()
    tell(city.east, "soon:1:later")
    assert notices.queue_digests(by=SYSTEM, at=NOON) == 0, "one a day"
    assert notices.queue_letters(by=SYSTEM, at=NOON) == 0, "told in the digest already"
    assert changed(before) == {"Notice"}


@pytest.mark.django_db
def test_what_did_not_leave_on_its_day_is_told_in_the_next_digest(city: cast.City) -> None:
    mail = channel(city)
    reach(city, mail, "东河区 a@b.cn")
    for key in ("soon:1", "soon:2"):
        tell(city.east, key)
    notices.queue_digests(by=SYSTEM, at=NOON)
    tell(city.east, "soon:3")
    assert notices.queue_digests(by=SYSTEM, at=noon(1)) == 1
    first, second = Delivery.objects.order_by("id")
    assert (first.state, "并入以后的摘要" in first.answer, second.state) == ("FAILED", True, "WAITING")
    assert queued()[second.key] == {"soon:1", "soon:2", "soon:3"}
    Delivery.objects.filter(id=second.id).update(state="UNKNOWN", ended_at=noon(1), ended_by="某机")
    tell(city.east, "soon:4", noon(1))
    assert notices.queue_digests(by=SYSTEM, at=noon(2)) == 1
    assert queued()[f"digest:{mail.pk}:a@b.cn:2026-11-04"] == {"soon:4"}, "perhaps told: not again"


@pytest.mark.django_db
def test_nothing_is_bundled_on_days_off_and_monday_tells_it(city: cast.City) -> None:
    reach(city, channel(city), "东河区 a@b.cn")
    tell(city.east, "soon:1", noon(SATURDAY))
    before = rows()
    assert notices.queue_digests(by=SYSTEM, at=noon(SATURDAY)) == 0
    assert changed(before) == set()
    assert notices.queue_digests(by=SYSTEM, at=noon(SATURDAY + 2)) == 1


@pytest.mark.django_db
def test_without_a_channel_nothing_is_written(city: cast.City) -> None:
    tell(city.east, "letter:1:issued")
    before = rows()
    assert notices.queue_digests(by=SYSTEM, at=NOON) == notices.queue_letters(by=SYSTEM, at=NOON) == 0
    assert changed(before) == set()


@pytest.mark.django_db
def test_formal_letters_do_not_wait_and_come_in_one_message(city: cast.City) -> None:
    mail = channel(city)
    reach(city, mail, "东河区 a@b.cn")
    tell(city.east, "soon:1")
    letters = [tell(city.east, f"letter:{number}:issued") for number in (5, 6)]
    with one_entry("notices.queue", SYSTEM):
        assert notices.queue_letters(by=SYSTEM, at=NOON) == 1
    key = f"letter:{mail.pk}:a@b.cn:{letters[-1].pk}"
    assert queued() == {key: {"letter:5:issued", "letter:6:issued"}}
    assert notices.queue_letters(by=SYSTEM, at=NOON) == 0
    notices.queue_digests(by=SYSTEM, at=NOON)
    assert queued()[f"digest:{mail.pk}:a@b.cn:2026-11-02"] == {"soon:1"}
    Delivery.objects.filter(key=key).update(state="FAILED", ended_at=NOON, ended_by="某机")
    assert notices.queue_letters(by=SYSTEM, at=NOON) == 0, "not sent again by itself"
    notices.queue_digests(by=SYSTEM, at=noon(1))
    assert "letter:5:issued" in queued()[f"digest:{mail.pk}:a@b.cn:2026-11-03"]


@pytest.mark.django_db
def test_a_notice_goes_to_its_unit_or_else_to_its_people_who_did_not_mute_it(city: cast.City) -> None:
    mail = channel(city)
    reach(city, mail, "county_head a@b.cn", "county c@d.cn", "other_county e@f.cn")
    with one_entry("notices.mute", city.county):
        notices.mute(by=city.county, at=NOON)
    with nothing_but("已经关闭"):
        notices.mute(by=city.county, at=NOON)
    tell(city.east, "soon:1")

    def told() -> set[str]:
        return {each.to for each in queries.untold(NOON)}

    assert told() == {"a@b.cn"}
    with one_entry("notices.unmute", city.county):
        notices.unmute(by=city.county, at=NOON)
    with nothing_but("没有关闭过"):
        notices.unmute(by=city.county, at=NOON)
    assert told() == {"a@b.cn", "c@d.cn"}
    assert not Mute.objects.exists()
    Post.objects.filter(id=city.actors["county"].post_id).update(to_on=date(2026, 11, 1))
    assert told() == {"a@b.cn"}, "who left the post is told nothing of it"
    reach(city, mail, "东河区 unit@b.cn")
    assert told() == {"unit@b.cn"}, "one way only"
    notices.switch_channel(channel=mail, is_on=False, by=city.sysadmin, at=NOON)
    assert told() == set()


@pytest.mark.django_db
def test_what_is_old_stays_on_the_desk(city: cast.City) -> None:
    reach(city, channel(city), "东河区 a@b.cn", at=noon(-30))
    tell(city.east, "soon:1", noon(-8))
    tell(city.east, "soon:2", noon(-6))
    tell(city.east, "soon:3", noon(1))
    assert [[each.key for each in bundle.notices] for bundle in queries.untold(NOON)] == [["soon:2"]]


@pytest.mark.django_db
def test_a_try_is_made_by_one_and_noted_as_what_it_came_to(city: cast.City) -> None:
    mail = channel(city)
    reach(city, mail, "东河区 a@b.cn")
    tell(city.east, "soon:1")
    notices.queue_digests(by=SYSTEM, at=NOON)
    waiting, same = queries.due(NOON, cast.MONDAY), queries.due(NOON, cast.MONDAY)
    assert waiting is not None
    assert same is not None
    assert queries.due(NOON, date(2026, 11, 3)) is None, "a digest is for its day"
    sending = Sending(waiting, "here")
    assert sending.begin(NOON)
    assert not Sending(same, "there").begin(NOON)
    assert sending.end(V.AGAIN, "忙", NOON) is S.WAITING
    waiting.refresh_from_db()
    assert (waiting.tries, waiting.next_from, waiting.answer) == (1, NOON + timedelta(minutes=1), "忙")
    assert queries.due(NOON, cast.MONDAY) is None
    again = queries.due(NOON + timedelta(minutes=1), cast.MONDAY)
    assert again is not None
    second = Sending(again, "here")
    assert second.begin(NOON)
    assert sending.end(V.ACCEPTED, "late word of an earlier try", NOON) is S.SENT
    again.refresh_from_db()
    assert again.state == "SENDING", "what an earlier try says no longer counts"
    assert second.end(V.ACCEPTED, "250", NOON) is S.SENT
    again.refresh_from_db()
    assert (again.state, again.ended_at, again.ended_by, again.tries) == ("SENT", NOON, "here", 2)
    [shown] = queries.for_unit(city.county)
    assert [(each.at, each.kind) for each in shown.sent] == [(NOON, K.MAIL)]


@pytest.mark.django_db
@pytest.mark.parametrize(("kind", "state"), [(K.MAIL, "WAITING"), (K.WECOM, "UNKNOWN")])
def test_what_was_broken_off_goes_again_only_where_a_repeat_is_known_as_one(
    city: cast.City, kind: ChannelKind, state: str
) -> None:
    reach(city, channel(city, kind), "东河区 a@b.cn" if kind is K.MAIL else "东河区")
    tell(city.east, "soon:1")
    notices.queue_digests(by=SYSTEM, at=NOON)
    waiting = queries.due(NOON, cast.MONDAY)
    assert waiting is not None
    Sending(waiting, "killed").begin(NOON)
    assert list(queries.broken_off(NOON + timedelta(minutes=1))) == []
    [broken] = queries.broken_off(NOON + timedelta(minutes=3))
    Sending(broken, "here").put_back(NOON + timedelta(minutes=3))
    broken.refresh_from_db()
    assert broken.state == state
    assert queries.failed_since(cast.MONDAY) == (state == "UNKNOWN")
