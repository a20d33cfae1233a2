"""The whole main line, as four people live it: from a document to a closed 督办函."""

from __future__ import annotations

import math
import re
from datetime import date, timedelta
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from playwright.sync_api import Locator, expect

from luoshi.queries import people as people_queries
from luoshi.queries import reports as report_queries
from luoshi.rules.people import Duty
from tests.journeys import stage, town
from tests.journeys.conftest import Invite
from tests.journeys.stage import Clock, Person, Pictures, Site

pytestmark = pytest.mark.journey

SPEECH = stage.ROOT / "examples" / "全市教育重点工作推进会讲话.txt"
STRANGER = stage.ROOT.parent / "shared" / "corpus" / "000.txt"
MONDAY = date(2026, 9, 21)
SOON, LATER = "2026-10-16", "2026-12-31"
BEHIND = "手续还在部门会签，已安排专人每日跟进，下周补齐。"
FIRST_REPLY = "已收到，正在抓紧推进。"
MORE = "请逐项写明原因、措施、责任人和完成时间。"
SECOND_REPLY = (
    "原因：部门会签用时超过预期。措施：分管副局长牵头，每周一、周四各调度一次。"
    "责任人：督查专干。完成时间：10月16日前。"
)


@pytest.mark.everywhere
def test_own_speech(site: Site, clock: Clock, invite: Invite, tmp_path: Path) -> None:
    pictures = stage.pictures_of(tmp_path, is_own_speech=True)
    play(SPEECH, ("寄宿制学校改造", "做好寄宿制学校改造施工准备"), clock, invite, pictures)


def test_a_stranger_s_speech(site: Site, clock: Clock, invite: Invite, tmp_path: Path) -> None:
    if not STRANGER.exists():
        pytest.skip(f"没有 {STRANGER.name}：共享语料不在这台机器上")
    pictures = stage.pictures_of(tmp_path, is_own_speech=False)
    play(STRANGER, ("前期手续", "完成项目前期手续"), clock, invite, pictures)


def play(document: Path, lagging: tuple[str, str], clock: Clock, invite: Invite, pictures: Pictures) -> None:
    """Drive everything, in the order in which it happens.

    `lagging` are words of the directive that is put right by hand and will fall behind, and its new name.
    """
    clock.move_to(MONDAY)
    town.lay_out(MONDAY, "keyuan", "donghe", "juzhang", "kezhang", "nanhu", "shenji")
    clerk, county, leader, head = (invite(name) for name in ("keyuan", "donghe", "juzhang", "kezhang"))

    clerk.page.goto("/")
    pictures.take(clerk.page, "sign-in")
    clerk.sign_in()
    register(clerk, document, pictures)
    summary = lagging[1]
    put_right(clerk, *lagging, pictures)
    accept_what_is_complete(clerk)
    split_one(clerk)
    drop_the_rest(clerk, pictures)
    publish(clerk, pictures)

    county.sign_in()
    day = tell_weeks_until_red(clock, county, clerk, summary, pictures)
    letter = hand_up(clerk, summary, pictures)
    clock.move_to(day, 10, 20)
    approve(leader, pictures)
    clock.move_to(day, 11)
    number_and_issue(clerk, letter, pictures)
    clock.move_to(day, 15, 30)
    answer(county, pictures)
    clock.move_to(day + timedelta(days=1))
    send_back(head, letter, pictures)
    clock.move_to(day + timedelta(days=1), 11)
    answer_better(county, letter, pictures)
    clock.move_to(day + timedelta(days=1), 14)
    close(head, letter, pictures)

    look_back(head, summary, pictures)
    take_papers(county, letter)
    nobody_else_sees(invite("nanhu"), letter)
    ledger_is_whole(invite("shenji"), pictures)


# --- The clerk reads ---------------------------------------------------------------------------


def register(clerk: Person, document: Path, pictures: Pictures) -> None:
    page = clerk.page
    clerk.follow("读文")
    clerk.follow("登记来文")
    page.set_input_files("#id_file", document)
    clerk.press("登记并读文")
    clerk.is_told("请逐条审定，审完后发布。")
    first = page.locator(".directive").first
    first.hover()
    expect(page.locator("mark.is-lit").first).to_be_visible()
    pictures.take(page, "reading-desk")


def accept_what_is_complete(clerk: Person) -> None:
    """Accept at one press what has its unit and its date; where nothing has, give a date to all first."""
    page = clerk.page
    page.click("details.many summary")
    if page.locator("#many-accept").inner_text() == "0":
        page.fill("#many-due", LATER)
        page.get_by_role("button", name=re.compile("给这.*条定时限")).click()
        clerk.is_told("仍需逐条或批量采纳")
        page.click("details.many summary")
    count, before = int(page.locator("#many-accept").inner_text()), accepted(clerk).count()
    assert count >= 2
    page.get_by_role("button", name=re.compile("采纳这.*条")).click()
    clerk.is_told(f"已采纳{count}条。")
    expect(accepted(clerk)).to_have_count(before + count)


def put_right(clerk: Person, words: str, summary: str, pictures: Pictures) -> None:
    """Give one directive to a county by the first letters of its name, with a name and a date of its own."""
    page = clerk.page
    row = page.locator(f"#{waiting(clerk).filter(has_text=words).first.get_attribute('id')}")
    row.locator(".directive-title a").focus()
    page.keyboard.press("d")
    expect(row.get_by_placeholder("单位简称，或拼音首字母，如 dh")).to_be_focused()
    page.keyboard.type("dhq", delay=30)
    match = row.get_by_role("button", name="东河区", exact=True)
    expect(match).to_be_visible()
    pictures.take(page, "reading-owners")
    match.click()
    expect(row.locator(".owners")).to_contain_text("东河区")
    row.get_by_role("button", name="单位定好了").click()
    expect(row.locator("form.directive-open")).to_have_count(0)
    expect(row.locator(".directive-owners")).to_contain_text("东河区")
    row.locator(".directive-title a").focus()
    page.keyboard.press("e")
    row.get_by_label("任务名称").fill(summary)
    row.get_by_label("完成时限").fill(SOON)
    row.get_by_role("button", name="保存并采纳").click()
    expect(row).to_have_attribute("data-state", "ACCEPTED")
    expect(row).to_contain_text(summary)
    expect(row).to_contain_text("10月16日")


SHORTEST_TO_CUT = 20


def split_one(clerk: Person) -> None:
    """Cut a directive in two and see both on the desk."""
    page = clerk.page
    before = page.locator(".directive").count()
    for row in waiting(clerk).all():
        row.get_by_role("link", name="拆分").click()
        text = page.locator(".directive [data-cut-text]")
        expect(text).to_be_focused()
        expect(page.locator(".htmx-request, .htmx-swapping, .htmx-settling")).to_have_count(0)
        if len(text.input_value()) > SHORTEST_TO_CUT:
            page.keyboard.press("Home")
            for _ in range(SHORTEST_TO_CUT // 2):
                page.keyboard.press("ArrowRight")
            page.keyboard.press("Enter")
            expect(page.locator(".directive")).to_have_count(before + 1)
            return
        page.get_by_role("link", name="不拆，收起").click()
    raise AssertionError("nothing on the desk can be split")


def drop_the_rest(clerk: Person, pictures: Pictures) -> None:
    """Drop what still waits from the keyboard: X, then the number of the reason."""
    page = clerk.page
    left = waiting(clerk).count()
    waiting(clerk).first.locator(".directive-title a").focus()
    page.keyboard.press("x")
    expect(page.locator(".reasons button").first).to_be_focused()
    pictures.take(page, "reading-drop")
    page.keyboard.press("1")
    for remaining in range(left - 1, 0, -1):
        expect(waiting(clerk)).to_have_count(remaining)
        expect(page.locator('.directive[data-state="PROPOSED"] .directive-title a:focus')).to_have_count(1)
        page.keyboard.press("x")
        expect(page.locator(".reasons button").first).to_be_focused()
        page.keyboard.press("1")
    expect(waiting(clerk)).to_have_count(0)


def publish(clerk: Person, pictures: Pictures) -> None:
    page = clerk.page
    count = accepted(clerk).count()
    clerk.follow("发布…")
    expect(page.locator(".consequences")).to_contain_text(f"{count}项任务进入台账")
    page.locator(".consequences").scroll_into_view_if_needed()
    pictures.take(page, "publish")
    clerk.press(f"发布并交办{count}项任务")
    clerk.is_told(f"已发布，{count}项任务进入台账")


def waiting(clerk: Person) -> Locator:
    return clerk.page.locator('.directive[data-state="PROPOSED"]')


def accepted(clerk: Person) -> Locator:
    return clerk.page.locator('.directive[data-state="ACCEPTED"]')


# --- The county tells, the clock goes on -------------------------------------------------------


def tell_weeks_until_red(
    clock: Clock, county: Person, clerk: Person, summary: str, pictures: Pictures
) -> date:
    """Send each week's account, one line lagging; return the morning on which its lamp is red."""
    for week in range(9):
        period = report_queries.period(MONDAY + timedelta(weeks=week))
        assert period is not None
        clock.sweep(period.opens_on)
        clerk.page.goto("/ledger/?unit=&words=" + summary[:20])
        if clerk.page.locator("#found tbody tr", has_text="东河区").filter(has_text="■").count():
            pictures.take(clerk.page, "ledger")
            return period.opens_on
        clock.move_to(period.due_on, 15)
        tell(county, summary, pictures if week == 0 else None)
    raise AssertionError("nine weeks without progress, and the lamp is not red")


def tell(county: Person, summary: str, pictures: Pictures | None) -> None:
    """Send a week's account: one line lags, what else is behind catches up, the rest has not changed."""
    page = county.page
    page.goto("/")
    links = page.locator(".decision-title", has_text="报送周报")
    if not links.count():
        return
    links.last.click()
    if not page.locator("tr[data-open]").count():
        return
    if pictures:
        pictures.take(page, "account")
        page.set_viewport_size(stage.NARROW)
        pictures.take(page, "account-phone")
        page.set_viewport_size(stage.WIDE)
    lagging = page.locator("tr[data-open]", has_text=summary)
    if lagging.count():
        send(county, lagging.first, "3", BEHIND)
    changed = False
    for id_ in [line.get_attribute("id") for line in page.locator("tr[data-open]").all()]:
        line = page.locator(f"#{id_}")
        needs_words = line.get_attribute("data-needs-words") is not None
        if needs_words or not changed:
            planned = line.locator('[data-label="本期末应达（%）"]').inner_text().rstrip("%")
            send(county, line, str(math.ceil(float(planned))))
            changed = True
    rest = page.locator("[data-send-rest]")
    if rest.is_visible():
        rest.click()
    else:
        open_lines = page.locator("tr[data-open]")
        for left in range(open_lines.count() - 1, -1, -1):
            open_lines.locator("[data-same]").first.click()
            expect(open_lines).to_have_count(left)
    expect(page.locator("#account-progress").get_by_text("全部报完")).to_be_visible()
    if pictures:
        pictures.take(page, "account-done")


def send(county: Person, line: Locator, claimed: str, words: str = "") -> None:
    """Fill in one line and send it with Enter."""
    line = county.page.locator(f"#{line.get_attribute('id')}")
    line.locator("[data-entry]").fill(claimed)
    if words:
        line.locator("[data-words]").fill(words)
    line.locator("[data-entry]").press("Enter")
    expect(line.locator(".account-told")).to_be_visible()


# --- The letter, through five hands ------------------------------------------------------------


def hand_up(clerk: Person, summary: str, pictures: Pictures) -> str:
    """Find the draft on the desk, read why it is there, hand it up; return the letter's address."""
    page = clerk.page
    page.goto("/")
    pictures.take(page, "desk-office")
    clerk.follow("督办")
    row = page.locator("tbody tr", has_text="东河区教育局").filter(has_text="督办函")
    row.locator("a").first.click()
    expect(page.locator(".why dt")).to_have_text(["为什么发", "为什么现在", "怎样可以不发"])
    expect(page.locator(".why")).to_contain_text("亮红灯")
    expect(page.locator(".letter-things")).to_contain_text(summary)
    pictures.take(page, "letter-draft")
    clerk.press("送局领导签批")
    clerk.is_told("已送局领导签批，签批后回到督查科编号。")
    return page.url


def approve(leader: Person, pictures: Pictures) -> None:
    leader.sign_in()
    pictures.take(leader.page, "desk-leader")
    leader.page.locator(".decision-title", has_text="签批").click()
    pictures.take(leader.page, "letter-approve")
    leader.press("签批督办函")
    leader.is_told("已签批，下一步由督查科编号、发出。")


def number_and_issue(clerk: Person, letter: str, pictures: Pictures) -> None:
    page = clerk.page
    page.goto(letter)
    expect(page.locator(".consequences")).to_contain_text("示教督函〔2026〕1号")
    clerk.press("编号督办函")
    clerk.is_told("已编为示教督函〔2026〕1号。")
    expect(page.locator(".consequences")).to_contain_text("发给：东河区教育局")
    pictures.take(page, "letter-issue")
    clerk.press("发出督办函")
    clerk.is_told("示教督函〔2026〕1号已发给东河区教育局")


def answer(county: Person, pictures: Pictures) -> None:
    page = county.page
    page.goto("/")
    pictures.take(page, "desk-county")
    page.locator(".decision-title", has_text="签收").click()
    expect(page.locator(".why")).to_contain_text("按督办阶梯应予督办")
    pictures.take(page, "letter-received")
    county.press("签收督办函")
    county.is_told("已签收，请于")
    page.get_by_label("回复内容").fill(FIRST_REPLY)
    pictures.take(page, "letter-reply")
    county.press("回复督办函")
    county.is_told("已回复，等待督查科核定")


def send_back(head: Person, letter: str, pictures: Pictures) -> None:
    head.sign_in()
    page = head.page
    page.locator(".decision-title", has_text="核定回复").click()
    assert page.url == letter
    page.locator("summary", has_text="退回回复").click()
    page.get_by_label("还缺什么").fill(MORE)
    pictures.take(page, "letter-return")
    head.press("退回回复")
    head.is_told("的回复已退回东河区教育局补充。")


def answer_better(county: Person, letter: str, pictures: Pictures) -> None:
    page = county.page
    page.goto("/")
    page.locator(".decision-title", has_text="补充回复").click()
    assert page.url == letter
    expect(page.locator(".letter-next")).to_contain_text(f"回复被退回：{MORE}")
    expect(page.get_by_label("回复内容")).to_have_value("")
    page.get_by_label("回复内容").fill(SECOND_REPLY)
    pictures.take(page, "letter-returned")
    county.press("回复督办函")
    county.is_told("已回复，等待督查科核定")


def close(head: Person, letter: str, pictures: Pictures) -> None:
    page = head.page
    page.goto(letter)
    head.press("核定回复，办结")
    head.is_told("的回复已核定，函件办结。")
    expect(page.locator("h1 .badge")).to_have_text("已办结")
    pictures.take(page, "letter-closed")


# --- What is left behind -----------------------------------------------------------------------


def look_back(head: Person, summary: str, pictures: Pictures) -> None:
    """Hold that the closed letter names every hand it went through, and go on to its task."""
    clerk, leader, county, chief = (
        people_queries.actor_in(people_queries.post_in(unit, duty)).words
        for unit, duty in (
            ("督查科", Duty.SUPERVISION_CLERK),
            ("bureau", Duty.BUREAU_LEADER),
            ("东河区", Duty.HANDLER),
            ("督查科", Duty.SUPERVISION_HEAD),
        )
    )
    steps = head.page.locator(".timeline li")
    told = [(step.locator("b").inner_text(), step.locator(".sub").inner_text()) for step in steps.all()]
    expected = [
        ("起草函件", "系统 定时任务"),
        ("函件送签", clerk),
        ("签批函件", leader),
        ("函件编号", clerk),
        ("发出函件", clerk),
        ("签收函件", county),
        ("回复函件", county),
        ("退回函件回复", chief),
        ("回复函件", county),
        ("核定回复、办结函件", chief),
    ]
    assert sorted(told) == sorted(expected)
    head.page.locator(".letter-things").get_by_role("link", name=summary).click()
    expect(head.page.locator("h1")).to_have_text(summary)
    pictures.take(head.page, "task")


def take_papers(county: Person, letter: str) -> None:
    """Take the letter's PDF and DOCX as its recipient does."""
    page = county.page
    page.goto(letter)
    pdf = county.context.request.get(str(page.get_by_role("link", name="看 PDF").get_attribute("href")))
    assert (pdf.status, pdf.headers["content-type"], pdf.body()[:5]) == (200, "application/pdf", b"%PDF-")
    with page.expect_download() as saving:
        county.follow("下载 DOCX")
    assert saving.value.suggested_filename.endswith(".docx")
    assert Path(saving.value.path()).read_bytes()[:4] == b"PK\x03\x04"


def nobody_else_sees(other: Person, letter: str) -> None:
    other.sign_in()
    with other.awaiting(404):
        for address in (letter, f"{letter}pdf/", f"{letter}docx/"):
            answer = other.context.request.get(address)
            assert answer.status == 404
            assert "东河区" not in answer.text()


def ledger_is_whole(auditor: Person, pictures: Pictures) -> None:
    said = StringIO()
    call_command("audit", "verify", stdout=said)
    assert said.getvalue().startswith("操作台账完整：")
    auditor.sign_in()
    auditor.follow("操作台账")
    pictures.take(auditor.page, "audit")
