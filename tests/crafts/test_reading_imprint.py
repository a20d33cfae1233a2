"""Who issued a paper, to whom, where it is signed, what is annexed; short papers; titles."""

import pytest

from luoshi.crafts import reading

NOTICE = """示例市教育局 示例市公安局
关于开展校车检查的通知
示教〔2026〕7号
各县（市、区）教育局、公安局，局属各学校，市政府
各委、办、局：
为保障学生安全，现就开展校车检查有关事项通知如下：
一、全面检查。各学校要逐车检查，建立台账。
二、按时报送。各学校要于12月10日前报送检查情况。
附件：1.校车检查表
      2.校车驾驶人名单
示例市教育局
示例市公安局
2026年11月20日
（此件公开发布）
"""


def test_organ_addressees_sign_off_and_annexes_are_found() -> None:
    found = reading.read(NOTICE)
    assert found.imprint.organ == "示例市教育局、示例市公安局"
    assert found.imprint.addressees == (
        "各县（市、区）教育局",
        "公安局",
        "局属各学校",
        "市政府各委、办、局",
    )
    assert found.imprint.signed is not None
    assert NOTICE[slice(*found.imprint.signed)] == "示例市教育局\n示例市公安局\n2026年11月20日"
    assert [annex.title for annex in found.imprint.annexes] == ["校车检查表", "校车驾驶人名单"]
    assert [NOTICE[a.start : a.end] for a in found.imprint.annexes] == ["校车检查表", "校车驾驶人名单"]
    shown = found.as_dict()
    assert (shown["organ"], shown["signed"]) == (found.imprint.organ, list(found.imprint.signed))
    assert shown["annexes"][0] == {
        "title": "校车检查表",
        **dict(zip(("start", "end"), found.imprint.annexes[0][1:], strict=True)),
    }


@pytest.mark.parametrize(
    ("title", "organ"),
    [
        ("示例市教育局关于开展校车检查的通知", "示例市教育局"),
        ("示例市教育局等4部门关于印发校车方案的通知", "示例市教育局等4部门"),
        ("示例市人民政府办公室转发市教育局关于校车意见的通知", "示例市人民政府办公室"),
        ("关于开展校车检查的通知", ""),
        ("校车安全工作会议召开", ""),
    ],
)
def test_without_a_sign_off_the_title_names_the_organ(title: str, organ: str) -> None:
    found = reading.read(f"{title}\n各学校：\n各学校要逐车检查校车，并建立检查台账。\n")
    assert found.imprint.organ == organ
    assert found.imprint.addressees == ("各学校",)
    assert found.imprint.signed is None


def test_a_page_without_lines_is_signed_before_its_last_date() -> None:
    text = "示例市教育局关于校车的通知各学校：各学校要逐车检查校车，并建立检查台账。示例市教育局2026年3月2日"
    found = reading.read(text).imprint
    assert found.organ == "示例市教育局"
    assert found.signed is not None
    assert text[slice(*found.signed)] == "示例市教育局2026年3月2日"


def test_the_heads_of_annexes_name_them_where_no_list_does() -> None:
    text = (
        NOTICE.replace("附件：1.校车检查表\n      2.校车驾驶人名单\n", "")
        + "附件1\n校车检查要点\n一、各学校要检查轮胎和制动，并登记。\n"
    )
    assert [annex.title for annex in reading.read(text).imprint.annexes] == ["校车检查要点"]


def test_a_speech_says_none_of_it() -> None:
    text = "在教育工作会议上的讲话\n同志们：\n一、各学校要抓好校车安全，逐车检查，建立台账。\n"
    found = reading.read(text).imprint
    assert (found.organ, found.annexes, found.signed) == ("", (), None)


@pytest.mark.parametrize(
    "text",
    [
        "各学校要抓紧完成校车排查整改",
        "请各县区本周五前报送台账",
        "加强校园食堂安全检查",
        "关于做好校车检查的通知\n请各学校12月10日前完成检查并报送台账",
        "关于校车检查的通知\n一、各学校要检查校车",
    ],
)
def test_a_few_pasted_words_are_a_document(text: str) -> None:
    found = reading.read(text, today_year=2026)
    assert (found.body_start, found.body_end) == (0, len(text))
    assert len(found.tasks) == 1
    assert text.endswith(found.tasks[0].quote)


@pytest.mark.parametrize(
    "text",
    [
        "首页\n网站地图\n",
        "关于做好校车检查的通知",
        "首页\n加强校园食堂安全检查\n信息公开\n网站地图\n",
        "文号：示教〔2026〕7号\n请查看附件\n",
    ],
)
def test_a_page_without_sentences_and_a_bare_title_are_none(text: str) -> None:
    found = reading.read(text)
    assert found.body_start == found.body_end
    assert found.tasks == ()


@pytest.mark.parametrize(
    ("head", "title"),
    [
        ("关于校车检查的通知\n检查内容\n", "关于校车检查的通知"),
        ("关于校车检查的通知\n1.检查内容\n", "关于校车检查的通知"),
        ("示例市教育局关于印发校车安全实施方案\n的通知\n", "示例市教育局关于印发校车安全实施方案的通知"),
        ("示例市教育局\n关于开展校车检查的通知\n", "示例市教育局关于开展校车检查的通知"),
        ("关于校车安全的意见（2026）\n关于校车安全的意见(2026)\n", "关于校车安全的意见（2026）"),
        ("关于校车安全的意见\n近日，本市印发意见\n", "关于校车安全的意见"),
    ],
)
def test_a_title_ends_where_the_first_heading_or_sentence_begins(head: str, title: str) -> None:
    found = reading.read(head + "各学校要逐车检查校车，并建立检查台账，逐项登记。\n")
    assert found.title == title
    assert len(found.tasks) == 1


@pytest.mark.parametrize(
    ("words", "tasks"),
    [
        ("城市供应充足，学生适应良好。", 0),
        ("对就业的影响应高度重视，并建立台账。", 1),
        ("各学校应建立台账，逐项登记销号。", 1),
    ],
)
def test_a_word_that_ends_in_the_modal_sign_orders_nothing(words: str, tasks: int) -> None:
    found = reading.read(f"关于校车检查的通知\n各学校：\n一、{words}\n二、各学校要逐车检查，建立台账。\n")
    assert len(found.tasks) == tasks + 1
