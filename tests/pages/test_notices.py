"""The pages of channels, of what left by them, and of one's own reminders."""

from __future__ import annotations

import json
import logging
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from pytest_django import Settings

from luoshi.actions import notices as actions
from luoshi.jobs import deliveries
from luoshi.records.models import Channel, Delivery, Entry, Mute, Notice, Route
from luoshi.rules.people import SYSTEM
from tests import cast
from tests.actions.stage import NOON, noon
from tests.actions.watch import changed, one_entry, rows
from tests.crafts.gateways import HOST, Gateway, gateway
from tests.pages.conftest import SignIn

GOOD = (200, b'{"errcode":0,"errmsg":"ok"}')
KEY = "0f1e2d3c-4b5a-secret"


@pytest.fixture(autouse=True)
def _at_noon(settings: Settings) -> None:
    settings.CLOCK_OFFSET = NOON - timezone.now()
    settings.NOTICE_HOSTS = frozenset({HOST})


@pytest.fixture
def admin(city: cast.City, signed_in: SignIn) -> Client:
    """A browser in which the system administrator has signed in."""
    return signed_in("sysadmin")


def set_up(admin: Client, place: Gateway) -> Channel:
    """Set up a robot and let both counties be reached by it, by the pages alone."""
    url = place.url(f"/cgi-bin/webhook/send?key={KEY}")
    admin.post("/channels/new/wecom/", {"name": "工作群", "url": url, "secret": ""})
    made = Channel.objects.get()
    admin.post(f"/channels/{made.id}/routes/", {"lines": "东河区教育局\n\n  西山县  \n"})
    return made


def test_an_empty_page_teaches_and_leads_to_every_kind(admin: Client) -> None:
    page = admin.get("/channels/").text
    assert "还没有通知渠道" in page
    assert "每天20时至次日8时和非工作日什么都不发" in page
    for kind in ("mail", "wecom", "dingtalk", "feishu", "sms"):
        assert f'href="/channels/new/{kind}/"' in page
        assert admin.get(f"/channels/new/{kind}/").status_code == 200
    assert admin.get("/channels/new/pigeon/").status_code == 404
    assert "还没有发出过消息" in admin.get("/channels/deliveries/").text


def test_a_secret_is_written_once_and_never_seen_again(
    admin: Client, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    with gateway(GOOD) as place:
        made = set_up(admin, place)
        pages = [
            admin.get(f"/channels/{made.id}/").text,
            admin.get("/channels/").text,
            admin.post(f"/channels/{made.id}/try/").text,
            admin.post(f"/channels/{made.id}/", {"name": "", "url": "http://x/" + KEY}).text,
        ]
    kept = [str(row) for name in ("Channel", "Entry") for row in rows()[name]]
    assert [text for text in [*pages, *kept, caplog.text] if KEY in text] == []
    assert "末四位 cret" in pages[0]


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("", "请填写机器人的地址"),
        ("http://169.254.169.254/latest/", "LUOSHI_NOTICE_HOSTS"),
        ("这里", "应以 https://"),
    ],
)
def test_what_is_wrong_is_told_and_nothing_stored(admin: Client, url: str, words: str) -> None:
    before = rows()
    answer = admin.post("/channels/new/wecom/", {"name": "工作群", "url": url, "secret": ""})
    assert (answer.status_code, words in answer.text, "工作群" in answer.text) == (422, True, True)
    assert changed(before) == set()


def test_a_trial_shows_the_real_answer(admin: Client, city: cast.City) -> None:
    bad = b'{"errcode":93000,"errmsg":"invalid webhook url"}'
    with gateway(GOOD, (200, bad)) as place:
        made = set_up(admin, place)
        with one_entry("notices.try_channel", city.sysadmin):
            first = admin.post(f"/channels/{made.id}/try/")
        second = admin.post(f"/channels/{made.id}/try/")
    assert "试发：对方已接收" in first.text
    assert "{&quot;errcode&quot;:0" in first.text
    assert first["Cache-Control"].startswith("max-age=0, no-cache, no-store")
    assert "试发：被对方拒绝" in second.text
    assert "invalid webhook url" in second.text
    assert len(place.heard) == 2
    assert "试发消息" in json.loads(place.heard[0].body)["text"]["content"]


def test_no_trial_leaves_at_night(admin: Client, settings: Settings) -> None:
    with gateway(GOOD) as place:
        made = set_up(admin, place)
        settings.CLOCK_OFFSET = noon(0).replace(hour=15) - timezone.now()  # 23:00 here
        answer = admin.post(f"/channels/{made.id}/try/")
    assert (answer.status_code, "什么都不发出" in answer.text, place.heard) == (409, True, [])


def test_lines_that_are_wrong_come_back_with_their_reasons(admin: Client) -> None:
    with gateway(GOOD) as place:
        made = set_up(admin, place)
    assert sorted(Route.objects.values_list("unit__short_name", flat=True)) == ["东河区", "西山县"]
    before = rows()
    lines = "计划财务科\n没有县\n东河区第一小学\n东河区 a@b.cn"
    page = admin.post(f"/channels/{made.id}/routes/", {"lines": lines}, follow=True).text
    for words in ("没有登记任何一行", "第2行：没有叫", "第3行：不向学校", "第4行：企业微信", lines):
        assert words in page
    assert changed(before) == set()
    assert "没有写任何单位" in admin.post(f"/channels/{made.id}/routes/", {}, follow=True).text
    many = "\n".join(["东河区"] * 501)
    assert (
        "一次最多登记500行" in admin.post(f"/channels/{made.id}/routes/", {"lines": many}, follow=True).text
    )
    admin.post(f"/channels/routes/{Route.objects.get(unit__short_name='东河区').id}/remove/")
    assert list(Route.objects.values_list("unit__short_name", flat=True)) == ["西山县"]


def test_a_channel_is_switched_off_and_on(admin: Client) -> None:
    with gateway(GOOD) as place:
        made = set_up(admin, place)
    assert (
        "已停用，提醒只在工作台显示"
        in admin.post(f"/channels/{made.id}/switch/", {"on": "0"}, follow=True).text
    )
    assert admin.post(f"/channels/{made.id}/switch/", {"on": "0"}).status_code == 409
    admin.post(f"/channels/{made.id}/switch/", {"on": "1"})
    assert Channel.objects.get().is_on


def test_what_became_of_messages_is_listed_without_what_they_say(
    admin: Client, city: cast.City, signed_in: SignIn
) -> None:
    with gateway(GOOD, (200, b'{"errcode":93000,"errmsg":"gone"}')) as place:
        set_up(admin, place)
        later = NOON + timedelta(hours=1)
        for unit, key in ((city.east, "letter:1:issued"), (city.west, "soon:1")):
            Notice.objects.create(key=key, unit=unit, words="某人的事", link="/", at=later, by="某人")
        assert deliveries.send_all("here", lambda: later) == {"SENT": 1}
        assert actions.queue_digests(by=SYSTEM, at=later) == 1
        deliveries.send_all("here", lambda: later)
    page = admin.get("/channels/deliveries/").text
    assert "某人的事" not in page
    for words in ("正式函件", "11月2日汇总", "已发出", "未送达", "gone", "所在的群"):
        assert words in page

    def listed(query: str) -> int:
        return admin.get(f"/channels/deliveries/?{query}").context["page"].paginator.count

    number = Channel.objects.get().id
    assert [
        listed(query)
        for query in (
            "group=lost",
            "group=sent",
            "group=open",
            "day=2026-11-02",
            "day=2026-11-03",
            f"channel={number}&group=lost",
            "channel=nobody&day=never&group=none&page=x",
        )
    ] == [1, 1, 0, 2, 0, 1, 2]
    assert "近7日有1条提醒未送达" in admin.get("/").text
    desk = signed_in("county").get("/").text
    assert "已提醒：11月2日 13:00 企业微信群机器人" in desk
    assert "已提醒" not in signed_in("other_county").get("/").text


def test_everybody_sees_and_mutes_their_own_only(city: cast.City, signed_in: SignIn, admin: Client) -> None:
    made = Channel.objects.create(
        name="邮件", kind="MAIL", settings={"host": HOST}, sealed="", set_at=NOON, set_by="某人"
    )
    admin.post(f"/channels/{made.id}/routes/", {"lines": "county ren@b.cn\noffice_head ding@b.cn"})
    client = signed_in("county")
    page = client.get("/own/reminders/").text
    assert "ren@b.cn" in page
    assert "ding@b.cn" not in page
    with one_entry("notices.mute", city.county):
        client.post("/own/reminders/mute/")
    assert list(Mute.objects.values_list("person_id", flat=True)) == [city.county.person_id]
    assert "您已于11月2日 12:00关闭" in client.get("/own/reminders/").text
    assert client.post("/own/reminders/mute/").status_code == 409
    assert "本人已关闭" in admin.get(f"/channels/{made.id}/").text
    client.post("/own/reminders/unmute/")
    assert not Mute.objects.exists()
    assert "请系统管理员登记您的地址" in signed_in("clerk").get("/own/reminders/").text


def test_the_pages_ask_the_same_number_of_questions_however_much_there_is(
    admin: Client, city: cast.City
) -> None:
    with gateway(GOOD) as place:
        made = set_up(admin, place)
    counts = []
    admin.get("/channels/")  # which takes the message away that the last step left
    for numbers in (range(1), range(1, 4)):
        for number in numbers:
            delivery = Delivery.objects.create(
                key=f"k{number}",
                channel=made,
                is_digest=True,
                on=cast.MONDAY,
                next_from=NOON,
                at=NOON,
                by="某",
            )
            delivery.notices.add(
                Notice.objects.create(
                    key=f"soon:{number}", unit=city.east, words="", link="/", at=NOON, by="某"
                )
            )
        for name in ("", f"{made.id}/", "deliveries/"):
            with CaptureQueriesContext(connection) as asked:
                admin.get(f"/channels/{name}")
            counts.append(len(asked))
    assert counts[:3] == counts[3:]
    assert max(counts) <= 9


def test_nothing_of_all_this_enters_the_ledger_but_what_was_done(admin: Client) -> None:
    with gateway(GOOD) as place:
        set_up(admin, place)
    assert list(Entry.objects.order_by("number").values_list("action", flat=True)) == [
        "notices.set_channel",
        "notices.set_routes",
    ]
