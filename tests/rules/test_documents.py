"""A document with a mark of secrecy in its head is not kept; a document about secrecy is."""

import pytest

from luoshi.rules import documents

REST = "\n关于做好某项工作的通知\n各单位：\n请做好有关工作。\n"


@pytest.mark.parametrize(
    ("head", "level"),
    [
        ("机密★1年", "机密"),
        ("绝密", "绝密"),
        ("秘密★长期", "秘密"),
        ("000012\n秘密 ★ 10年\n特急", "秘密"),
        ("机 密", "机密"),
        ("【秘密】", "秘密"),
        ("密级：秘密", "秘密"),
        ("份号：12　密级：机密★3年", "机密"),
        ("#SOURCE: x\n机密★6个月", "机密"),
    ],
)
def test_a_mark_in_the_head_is_refused_with_the_article(head: str, level: str) -> None:
    reason = documents.why_not_store(head + REST)
    assert reason is not None
    assert f"“{level}”" in reason
    assert "《中华人民共和国保守国家秘密法》第三十一条第（三）项" in reason
    assert documents.why_not_store(REST) is None


@pytest.mark.parametrize(
    "text",
    [
        "关于加强保密工作的通知\n各单位要严守国家秘密，涉及机密事项的按规定办理。\n",
        "密级：无\n关于检查的通知\n",
        "关于开展保密宣传教育的通知\n保守国家秘密是公民的义务，绝密、机密、秘密三级分别管理。\n",
        "一、秘密文件管理\n各单位要落实责任。\n",
        "",
    ],
)
def test_prose_about_secrecy_passes(text: str) -> None:
    assert documents.why_not_store(text) is None


def test_a_mark_far_below_the_head_is_prose() -> None:
    assert documents.why_not_store("第一行\n" * 40 + "机密\n") is None
