"""Whole papers, written for these tests: what is ordered is found, what is only said is not."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from luoshi.crafts import reading
from luoshi.crafts.reading import Role

SPEECH = """示例市教育局局长在暑期安全工作会议上的讲话
同志们：
刚才，大家通报了近期情况，讲得很好。下面，我讲三点意见。
一、充分认识暑期安全工作的重要性
暑期安全关系到千家万户，去年全市发生了两起险情。
二、突出重点，抓实举措
一要抓防溺水。各县（市、区）教育局要在7月10日前完成水域排查，建立台账。各学校要每周向家长推送一次提醒信息。
二要抓校舍安全。市教育局基建科负责对今年在建的项目逐一检查，发现问题限期整改。
三、加强领导
大家要高度重视，凝心聚力，攻坚克难。
"""

PLAN = """示例市人民政府办公室关于印发示例市推进阅读行动实施方案的通知
示政办发〔2026〕12号
各县（市、区）人民政府，市直有关单位：
《示例市推进阅读行动实施方案》已经市政府同意，现印发给你们，请认真贯彻执行。
示例市人民政府办公室
2026年3月2日
示例市推进阅读行动实施方案
为推动全市阅读工作，制定本方案。
一、总体要求
坚持育人为本，到2028年，全市阅读条件全面改善。
二、重点任务
（一）完善阅读设施。各学校建设图书角，配齐图书，生均图书不低于25册。加强管理，定期更新。（牵头单位：市教育局；责任单位：市财政局，各县（市、区）人民政府；完成时限：2026年9月底前）
（二）开展阅读活动。每学期举办一次阅读节。（市教育局牵头，市文化和旅游局、团市委按职责分工负责，2026年底前完成）
（三）培养阅读教师。组织教师培训，建立师资库。
责任单位：市教育局、市人力资源和社会保障局
配合单位：市教师进修学院
三、组织实施
各单位要在每月底前报送进展情况。
"""


def quotes(found: reading.Reading) -> list[str]:
    return [task.quote for task in found.tasks]


def test_a_speech_is_read_by_its_sentences() -> None:
    found = reading.read(SPEECH, today_year=2026)
    assert found.title == "示例市教育局局长在暑期安全工作会议上的讲话"
    assert found.kind == "讲话"
    assert quotes(found) == [
        "各县（市、区）教育局要在7月10日前完成水域排查，建立台账。",
        "各学校要每周向家长推送一次提醒信息。",
        "市教育局基建科负责对今年在建的项目逐一检查，发现问题限期整改。",
    ]
    first, second, third = found.tasks
    assert (first.units, first.deadline, first.due_on) == (
        ("各县（市、区）教育局",),
        "7月10日前",
        date(2026, 7, 10),
    )
    assert (second.units, second.deadline, second.standard) == (("各学校",), None, "每周向家长推送一次")
    assert third.units == ("市教育局基建科",)
    assert first.heading_path == ("突出重点，抓实举措", "抓防溺水")
    assert [item.quote for item in found.possible] == ["大家要高度重视，凝心聚力，攻坚克难。"]


def test_without_a_year_anywhere_the_date_stays_open() -> None:
    first = reading.read(SPEECH).tasks[0]
    assert (first.deadline, first.due_on) == ("7月10日前", None)


def test_a_plan_is_read_by_its_items_and_their_notes() -> None:
    found = reading.read(PLAN)
    assert (found.kind, found.number, found.issued_on) == (
        "实施方案",
        "示政办发〔2026〕12号",
        date(2026, 3, 2),
    )
    one, two, three, closing = found.tasks
    assert one.quote == "完善阅读设施。各学校建设图书角，配齐图书，生均图书不低于25册。加强管理，定期更新。"
    assert one.summary == "完善阅读设施"
    assert one.roles == {
        "牵头": ["市教育局"],
        "责任": ["市财政局", "各县（市、区）人民政府"],
        "配合": [],
    }
    assert (one.deadline, one.due_on, one.standard) == ("2026年9月底前", date(2026, 9, 30), "不低于25册")
    assert two.roles == {"牵头": ["市教育局"], "责任": ["市文化和旅游局", "团市委"], "配合": []}
    assert (two.deadline, two.due_on) == ("2026年底前", date(2026, 12, 31))
    assert three.roles == {
        "牵头": [],
        "责任": ["市教育局", "市人力资源和社会保障局"],
        "配合": ["市教师进修学院"],
    }
    assert closing.units == ("各单位",)
    assert [heading.text for heading in found.headings if heading.level == 1] == [
        "总体要求",
        "重点任务",
        "组织实施",
    ]


def test_the_same_plan_without_its_notes_has_the_same_tasks() -> None:
    bare = PLAN
    for note in (
        "（牵头单位：市教育局；责任单位：市财政局，各县（市、区）人民政府；完成时限：2026年9月底前）",
        "（市教育局牵头，市文化和旅游局、团市委按职责分工负责，2026年底前完成）",
        "责任单位：市教育局、市人力资源和社会保障局\n配合单位：市教师进修学院\n",
    ):
        assert note in bare
        bare = bare.replace(note, "")
    assert quotes(reading.read(bare)) == quotes(reading.read(PLAN))


def test_a_page_gives_only_its_document() -> None:
    page = (
        "#SOURCE: somewhere | TITLE: x\n首页\n新闻中心\n当前位置：首页 > 文件\n"
        "标题：关于校车检查的通知\n发布日期：2026-05-06\n"
        "关于校车检查的通知\n各学校：\n近期，多地发生险情。请各学校于5月20日前完成自查，并将结果报市教育局。\n"
        "示例市教育局\n2026年5月6日\n\n扫一扫在手机打开当前页\n相关推荐\n关于做好防汛工作的通知，请各单位认真落实。\n"
    )
    found = reading.read(page)
    assert page[found.body_start :].startswith("关于校车检查的通知\n各学校")
    assert page[: found.body_end].endswith("2026年5月6日")
    assert quotes(found) == ["请各学校于5月20日前完成自查，并将结果报市教育局。"]
    assert found.tasks[0].due_on == date(2026, 5, 20)


@pytest.mark.parametrize(
    "text",
    [
        "关于表扬先进单位的通报\n各学校：\n去年以来，各学校扎实开展阅读活动，取得了明显成效。现予以通报表扬。\n"
        "示例市教育局\n2026年1月5日\n",
        "示例市校车管理办法\n第一条 为规范校车管理，制定本办法。\n"
        "第二条 学校应当建立校车台账，落实安全责任，不得超员。\n",
        "首页\n新闻\n联系我们\n网站地图\n",
        "a",
    ],
)
def test_a_paper_that_orders_nothing_has_no_tasks(text: str) -> None:
    assert reading.read(text).tasks == ()


def test_a_page_without_a_document_says_so() -> None:
    found = reading.read("首页\n新闻中心\n网站地图\n")
    assert found.body_start == found.body_end
    assert found.sentences == ()


def test_a_wrapped_print_is_read_as_if_it_were_not_wrapped() -> None:
    body = "".join(
        f"{numeral}、推进第{numeral}项工作。各单位要加强组织领导，落实工作责任，"
        "建立长效机制，定期开展检查，及时通报情况，确保各项举措落地。\n"
        for numeral in "一二三四五六"
    )
    wrapped = "".join(
        line[at : at + 20] + "\n" for line in body.split("\n") for at in range(0, len(line), 20)
    )
    head = "示例市推进六项工作实施方案\n"
    flat = [task.quote for task in reading.read(head + body).tasks]
    broken = [task.quote.replace("\n", "") for task in reading.read(head + wrapped).tasks]
    assert len(flat) == 6
    assert broken == flat


def test_a_page_without_line_breaks_has_its_items() -> None:
    page = (
        "当前位置： 首页政务公开 关于开展督查的通知 时间：2026-03-21 16:15 微信 微博 QQ空间 "
        "各学校：根据工作安排，决定开展督查。现将有关事项通知如下："
        "一、督查方式：1.各学校要在4月10日前完成自查。2.市教育局组织督查组进行抽查。"
        "二、结果应用：督查组要将结果进行通报。示例市教育局2026年3月21日 来源：示例市 附件下载"
    )
    found = reading.read(page)
    assert quotes(found) == [
        "各学校要在4月10日前完成自查。",
        "市教育局组织督查组进行抽查。",
        "督查组要将结果进行通报。",
    ]
    assert page[: found.body_end].endswith("2026年3月21日")


def account_is_complete(text: str) -> None:
    found = reading.read(text)
    position = found.body_start
    for sentence in found.sentences:
        assert position <= sentence.start < sentence.end <= found.body_end
        assert not text[position : sentence.start].strip().strip("*&#​﻿") or "Page" in text
        position = sentence.end
    for directive in found.directives:
        assert directive.quote == text[directive.start : directive.end]
        assert directive.quote.strip()
        assert 1 <= len(directive.summary) <= 40
    for heading in found.headings:
        assert found.body_start <= heading.start < heading.end <= found.body_end


@pytest.mark.parametrize("text", [SPEECH, PLAN])
def test_every_sentence_of_the_body_is_accounted_for(text: str) -> None:
    account_is_complete(text)
    counts = reading.read(text).coverage()
    assert set(counts) == set(Role)
    assert counts[Role.DIRECTIVE] >= 3


WORDS = """
一、 （一） 1. 一要 首先， 各单位 市教育局 要 加强 管理 ， ；
。 ： （ ） 〔 〕 责任单位： 牵头 负责 6月底前 2026年 印发后3个月内
等有关部门 和 、 “ ” ** &quot; 附件 来源：某网 扫一扫 不低于95% 为做好工作
现通知如下 《办法》 x
"""
PIECES = st.sampled_from([*WORDS.split(), "\n", "\n\n", " ", "\u3000", "\n# Page 3:\n"])


@settings(max_examples=300, deadline=None)
@given(st.lists(PIECES, max_size=60))
def test_no_arrangement_of_official_words_makes_it_fall(pieces: list[str]) -> None:
    account_is_complete("".join(pieces))


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=300))
def test_no_text_makes_it_fall(text: str) -> None:
    account_is_complete(text)


def test_the_answer_is_the_same_twice_and_is_plain_json() -> None:
    first, second = reading.read(PLAN).as_dict(), reading.read(PLAN).as_dict()
    assert first == second
    assert list(first["tasks"][0]) == [
        "quote", "start", "end", "summary", "units", "roles", "deadline", "deadline_iso", "heading_path",
        "standard", "dates", "every", "quantities",
    ]  # fmt: skip
    assert first["tasks"][0]["deadline_iso"] == "2026-09-30"


def test_notes_end_where_the_next_item_begins_even_on_one_line() -> None:
    text = (
        "关于校车的实施方案\n一、任务（一）检查校车。逐车检查，建立台账。　责任单位：市教育局"
        "　（二）培训司机。组织培训。（责任单位：1.市公安局；2.各学校）"
    )
    found = reading.read(text)
    assert [(task.summary, task.units[:1]) for task in found.tasks] == [
        ("检查校车", ("市教育局",)),
        ("培训司机", ("市公安局",)),
    ]
    account_is_complete(text)


MINUTES = """示例市教育局局长办公会议纪要
2026年5月12日，局长主持召开第八次局长办公会议，研究近期重点工作。现将会议议定事项纪要如下：
一、关于暑期校舍维修
会议听取了基建科关于暑期校舍维修安排的汇报。会议要求，基建科要在6月20日前完成招标，8月25日前竣工验收。
二、关于招生入学
会议决定，招生工作由基础教育科牵头，各县（市、区）教育局配合，5月底前公布招生方案。
三、关于近视防控
会议指出，工作取得了一定成效，但仍存在监测不及时的问题。会议明确，体卫艺科每学期组织两次视力监测。
示例市教育局办公室
2026年5月13日
"""


def test_minutes_give_what_the_meeting_decided() -> None:
    found = reading.read(MINUTES)
    assert found.kind == "会议纪要"
    assert [(task.summary, task.units, task.due_on) for task in found.tasks] == [
        ("完成招标，竣工验收", ("基建科",), date(2026, 8, 25)),
        ("公布招生方案", ("基础教育科", "各县（市、区）教育局"), date(2026, 5, 31)),
        ("每学期组织两次视力监测", ("体卫艺科",), None),
    ]
    assert found.tasks[1].roles == {"牵头": ["基础教育科"], "责任": [], "配合": ["各县（市、区）教育局"]}


def test_a_single_line_that_was_pasted_is_a_document() -> None:
    found = reading.read("请各学校5月20日前报送名单。\n", today_year=2026)
    assert [(task.units, task.due_on) for task in found.tasks] == [(("各学校",), date(2026, 5, 20))]


def test_press_copy_is_only_offered() -> None:
    sentence = "各地要加强学校食堂管理，落实每日检查制度。"
    press = f"某地召开会议\n新华社某地5月6日电（记者甲）会议强调，{sentence}\n"
    assert [len(reading.read(press).tasks), len(reading.read(press).possible)] == [0, 1]
    assert [task.quote for task in reading.read(f"关于食堂管理的通知\n各学校：\n{sentence}\n").tasks] == [
        sentence
    ]
