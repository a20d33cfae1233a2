"""Words that no plan, criterion or letter may hold, and how long a document may be."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from datetime import date

from luoshi.rules.mandates.kinds import Rule
from luoshi.rules.mandates.plans import Objection
from luoshi.rules.parameters import ParameterBook

TEACHERS = "《关于进一步减轻中小学教师非教育教学负担若干措施的通知》（教师厅〔2025〕2号）"
FORMALISM = "《整治形式主义为基层减负若干规定》（2024年8月6日）"
APPS = "《政务移动互联网应用程序规范化管理办法》（国办函〔2026〕12号）"
SECRETS = "《中华人民共和国保守国家秘密法》第三十一条第三项"

# What may not be a measure of work, each with the document that says so.
_MEASURES = (
    (TEACHERS, r"(?:开会|会议|发文)(?:次数|数量)|留痕|台账完整[度性]|台账记录(?:情况|完整|是否)|资料归档率"),
    (FORMALISM, r"拍照(?:打卡|存证|留存)|照片(?:数量|张数)|学习笔记"),
    (FORMALISM, r"领导批示(?:数|次|情况|每)|媒体(?:刊发|报道)(?:数|篇|次|情况|每)"),
    (APPS, r"登录(?:次数|天数|率)|(?:在线|学习)时长|安装率|使用率排名|点赞|转发量|投票数"),
    (APPS, r"打卡|签到|积分排名|轨迹上传|上传轨迹"),
)
_PLEDGE = re.compile(r"责任状|一票否决")
_LABEL = re.compile(r"政府督查(?!工作条例|机构|室)")
_SECRET = re.compile(r"(?:绝密|机密|秘密)★")
# Who forbids a thing has to name it.
_FORBIDDING = re.compile(
    r"(?:不得|严禁|禁止|不再|取消|不以|不将|不把|不搞|杜绝|防止|纠正|停止)[^。；，]{0,24}$"
)


def objections_to_words(text: str, *, is_designated: bool) -> tuple[Objection, ...]:
    """Return what stands against the words of a paper or a plan.

    `is_designated` says that the municipal government designated the bureau for this inspection.
    """
    return tuple(_found(unicodedata.normalize("NFKC", text), is_designated))


def objections_to_criteria(text: str) -> tuple[Objection, ...]:
    """Return what stands against the words by which work is to be judged."""
    return tuple(_measures(unicodedata.normalize("NFKC", text)))


def _found(text: str, is_designated: bool) -> Iterator[Objection]:
    if hit := _meant(_PLEDGE, text):
        yield Objection(
            Rule.PLEDGE,
            f"文中有“{hit}”，不得签订责任状、不得设置“一票否决”。",
            TEACHERS,
            "请删去，改写为任务、标准、时限和责任人。",
        )
    if not is_designated and (hit := _meant(_LABEL, text)):
        yield Objection(
            Rule.LABEL,
            f"文中以“{hit}”名义开展工作，但没有本级政府指定本局开展政府督查的文件。",
            "《政府督查工作条例》（国务院令第733号）第七条",
            "请改称“教育督导”“督办”或“检查”；确经指定的，先在督查立项中登记指定文件。",
        )
    if hit := _meant(_SECRET, text):
        yield Objection(
            Rule.SECRET,
            f"文中有密级标志“{hit}”。本系统是非涉密系统，不得存储、处理国家秘密。",
            SECRETS,
            "请立即停止录入，按保密规定在涉密设备上办理，并报告本单位保密机构。",
        )


def _measures(text: str) -> Iterator[Objection]:
    for law, pattern in _MEASURES:
        if hit := _meant(re.compile(pattern), text):
            yield Objection(
                Rule.CRITERIA,
                f"评价内容里有“{hit}”，不得作为评判工作的依据。",
                law,
                "请改为看结果：任务是否完成、标准是否达到、群众是否认可，用已有数据和现场抽查核实。",
            )


def _meant(pattern: re.Pattern[str], text: str) -> str:
    """Return the first hit that the text does not name in order to forbid it; "" when there is none."""
    for hit in pattern.finditer(text):
        if not _FORBIDDING.search(text[max(0, hit.start() - 32) : hit.start()]):
            return hit.group()
    return ""


def why_too_long(text: str, book: ParameterBook, on: date, *, is_general: bool) -> Objection | None:
    """Return that a document is longer than it should be; None when it is not. A warning, no bar.

    `is_general` says that it is not about one task: such a document may be longer. Counts what is not blank.
    """
    most = book.value("document.general_most" if is_general else "document.special_most", on)
    length = len(re.sub(r"\s", "", text))
    if length <= most:
        return None
    kind = "综合性文件" if is_general else "部署专项工作或具体任务的文件"
    return Objection(
        Rule.LENGTH,
        f"正文{length}字，{kind}一般不超过{most}字。",
        FORMALISM,
        "请压缩背景和重复要求，细则放入附件说明或由责任单位自定。",
    )
