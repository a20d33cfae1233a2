"""What keeps a paper from being composed: each refusal names the clause and what would put it right."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from luoshi.crafts.papers import standard, words
from luoshi.crafts.papers.model import Block, Layout, Paper, Paragraph, Table
from luoshi.rules.refusals import Refused

_SECRET: Final = re.compile(r"(绝密|机密|秘密)\s*★")
_SECRET_ALONE: Final = re.compile(r"[【〔\[（(]?\s*(绝\s*密|机\s*密|秘\s*密)\s*[】〕\]）)]?")
_TRAILING: Final = "。，、；：！？.,;:!?"
_CONTROL: Final = re.compile(
    r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]"
)


def why_not_compose(paper: Paper) -> str | None:
    """Return why this paper cannot be composed, in words fit to show, or None."""
    return next(_faults(paper), None)


def refuse_faults(paper: Paper) -> None:
    """This will raise Refused with the first fault of the paper, if it has one."""
    if reason := why_not_compose(paper):
        raise Refused(reason)


def _faults(paper: Paper) -> Iterator[str]:
    yield from _missing(paper)
    yield from _wrong_number(paper)
    yield from _wrong_layout(paper)
    yield from _wrong_annexes(paper)
    yield from _wrong_tables(paper)
    for place, text in _texts(paper):
        if _SECRET.search(text) or _SECRET_ALONE.fullmatch(text.strip()):
            yield (
                f"{place}带有密级标志。本系统是非涉密系统，不得起草、存储涉密公文（保守国家秘密法第三十一条第三项）；"
                "请改用保密部门批准的涉密系统办理。"
            )
        if found := _CONTROL.search(text):
            yield f"{place}含有不能印出的控制字符（U+{ord(found.group()):04X}），请删去后重试。"
        if "\n" in text and place != "标题":
            yield f"{place}中间有换行，请分成几段，或删去换行。"


def _missing(paper: Paper) -> Iterator[str]:
    if not paper.mark.strip():
        yield _say("缺少发文机关标志", "7.2.4", "请填写发文机关全称或规范化简称")
    if not paper.title.strip() and paper.layout is not Layout.MINUTES:
        yield _say("缺少标题", "7.3.1", "标题由发文机关名称、事由和文种组成，请补写")
    if not paper.signer.strip():
        yield _say("缺少发文机关署名", "7.3.5", "请填写署名机关")
    if not any(isinstance(block, Table) or block.text.strip() for block in paper.body):
        yield _say("没有正文", "7.3.3", "公文首页必须显示正文，请补写")
    if any(not name.strip() for name in paper.addressees):
        yield _say("主送机关中有空白名称", "7.3.2", "请补全或删去")


def _wrong_number(paper: Paper) -> Iterator[str]:
    may_be_serial = paper.layout in (Layout.MINUTES, Layout.ORDER)
    fits = re.fullmatch(standard.NUMBER_PATTERN, paper.number) or (
        may_be_serial and re.fullmatch(standard.SERIAL_PATTERN, paper.number)
    )
    if paper.number and not fits:
        advice = "应当写成“示教函〔2026〕1号”的样子：六角括号、四位年份，序号不加“第”、不编虚位、后加“号”"
        if may_be_serial:
            advice = "应当写成“第1号”、“〔2026〕1号”或“示教纪〔2026〕1号”的样子，序号不编虚位"
        yield _say(f"发文字号“{paper.number}”不合规范", "7.2.5", advice)
    if not re.fullmatch(standard.DATE_PATTERN, words.chinese_date(paper.signed_on)):
        yield _say(f"成文日期的年份 {paper.signed_on.year} 不对", "7.3.5.4", "应当是 2000 年以后的四位年份")
    if paper.urgency and paper.urgency not in standard.URGENCIES:
        yield _say(f"紧急程度“{paper.urgency}”不合规范", "7.2.3", "只能是“特急”或“加急”，不急的留空")
    if paper.copy_number and not re.fullmatch(standard.COPY_PATTERN, paper.copy_number):
        yield _say(f"份号“{paper.copy_number}”不合规范", "7.2.1", "应当是 6 位阿拉伯数字，例如 000001")


def _wrong_layout(paper: Paper) -> Iterator[str]:
    if paper.layout is Layout.LETTER:
        if paper.printer or paper.printed_on:
            yield _say("信函格式的版记不印印发机关和印发日期", "10.1", "请删去这两项，或改用文件格式")
    elif bool(paper.printer) != bool(paper.printed_on):
        yield _say("印发机关和印发日期应当同时填写", "7.4.3", "请补上缺少的一项")
    if paper.approvers and paper.layout is not Layout.DOCUMENT:
        yield _say(f"{paper.layout.label}不标注签发人", "7.2.6", "上行文请改用文件格式")
    if any(not name.strip() for name in paper.approvers):
        yield _say("签发人中有空白姓名", "7.2.6", "请补全或删去")
    if paper.mark.endswith("文件"):
        yield _say("发文机关标志不必写“文件”二字", "7.2.4", "文件格式会自动加上，请删去")
    if paper.layout is Layout.MINUTES and not paper.mark.endswith("纪要"):
        yield _say(f"纪要标志“{paper.mark}”不是以“纪要”结尾", "10.3", "请写成“……会议纪要”的样子")
    if paper.layout is Layout.ORDER and not paper.mark.endswith("令"):
        yield _say(f"发文机关标志“{paper.mark}”不是以“令”结尾", "10.2", "请写成机关全称加“命令”或“令”")
    if paper.layout is not Layout.MINUTES and words.attendance(paper):
        yield _say(f"{paper.layout.label}不标注出席、请假、列席人员", "10.3", "请改用纪要格式，或写进正文")
    yield from _wrong_signature(paper)


def _wrong_signature(paper: Paper) -> Iterator[str]:
    if any(not name.strip() for name in paper.partners):
        yield _say("联合行文的机关中有空白名称", "7.3.5", "请补全或删去")
    if len({paper.signer, *paper.partners}) <= len(paper.partners):
        yield _say("联合行文的机关有重复", "7.3.5", "每个机关只署名一次，请删去重复的")
    if paper.partners and paper.layout in (Layout.MINUTES, Layout.ORDER) and not paper.posts:
        yield _say(f"{paper.layout.label}不由几个机关联合署名", "7.3.5", "请改用文件格式或信函格式")
    if any(not post.strip() for post in paper.posts):
        yield _say("签发人职务中有空白", "7.3.5.3", "请填写职务全称或删去")
    if paper.posts and paper.sealed:
        yield _say("不能既加盖印章又加盖签名章", "7.3.5", "请只留一种")
    if paper.layout is Layout.ORDER and not paper.posts:
        yield _say("命令没有签发人职务", "10.2", "命令加盖签发人签名章，请填写签发人职务全称")


def _wrong_annexes(paper: Paper) -> Iterator[str]:
    for place, annex in enumerate(paper.attachments, start=1):
        if not annex.title.strip():
            yield _say(f"第{place}个附件没有名称", "7.3.4", "请填写附件名称")
        elif annex.title.rstrip()[-1] in _TRAILING:
            yield _say(f"附件名称“{annex.title}”后面不加标点符号", "7.3.4", "请删去末尾标点")
        if not any(isinstance(block, Table) or block.text.strip() for block in annex.blocks):
            yield _say(f"附件“{annex.title}”没有内容", "7.3.7", "请补上附件正文，或删去这个附件")


def _wrong_tables(paper: Paper) -> Iterator[str]:
    for block in _blocks(paper):
        if isinstance(block, Table):
            if not block.header:
                yield "表格没有表头，请至少写一列的名称。"
            for place, row in enumerate(block.rows, start=1):
                if len(row) != len(block.header):
                    yield (
                        f"表格第{place}行有 {len(row)} 格，表头有 {len(block.header)} 格，两者应当相等；"
                        "空格请留空字符串。"
                    )


def _blocks(paper: Paper) -> Iterator[Block]:
    yield from paper.body
    for annex in paper.attachments:
        yield from annex.blocks


def _texts(paper: Paper) -> Iterator[tuple[str, str]]:
    yield "发文机关标志", paper.mark
    yield "标题", paper.title
    for name in paper.addressees:
        yield "主送机关", name
    for block in _blocks(paper):
        if isinstance(block, Paragraph):
            yield "正文", block.text
        else:
            yield "表格标题", block.caption
            for cell in (*block.header, *(cell for row in block.rows for cell in row)):
                yield "表格", cell
    for annex in paper.attachments:
        yield "附件名称", annex.title
    yield from (("署名", paper.signer), ("附注", paper.note), ("印发机关", paper.printer))
    yield from (("签发人", name) for name in paper.approvers)
    yield from (("签发人职务", post) for post in paper.posts)
    yield from (("联署机关", name) for name in paper.partners)
    yield from (("抄送机关", name) for name in paper.copies)
    yield from ((f"{label}人员", names) for label, names in words.attendance(paper))


def _say(fault: str, clause: str, advice: str) -> str:
    return f"{fault}（{standard.STANDARD} 第{clause}条）。{advice}。"
