"""Who: names of organs and posts, known by how Chinese organs are called and not by a list of them."""

from __future__ import annotations

import re


def _by_last(endings: str) -> dict[str, tuple[str, ...]]:
    """Sort endings by their last character, so that a word is compared with the few that it may have."""
    found: dict[str, tuple[str, ...]] = {}
    for ending in endings.split():
        found[ending[-1]] = (*found.get(ending[-1], ()), ending)
    return found


_END_OF_NAME = _by_last("""
部门 单位 机关 政府 党委 党组 党工委 纪委 政法委 网信办 委员会 管委会 村委会 居委会 办事处 指挥部
领导小组 工作组 专班 小组 系统 学校 小学 中学 高中 高校 院校 大学 学院 幼儿园 校区 教育集团 学区 中心
公司 企业 餐企 集团 银行 协会 学会 商会 联合会 总社 工会 团委 妇联 文联 残联 科协 工商联 红十字会 基金会
机构 组织 主体 医院 卫生院 卫生站 图书馆 博物馆 文化馆 媒体 代表 人员 干部 同志 领导 负责人 一把手 教师
校长 园长 班主任 辅导员 班子 成员 局长 处长 科长 主任 书记 县长 市长 区长 专员 党员 乡镇 街道 社区 园区
开发区 新区 各地 各级 各方 各市 各县 各区 各州 各省 各盟 各旗 区县 县区 市县 旗县 各乡 各村 分行 支行
总行 地区 省份 城市 县城 （市、区） （区、市） （州） （县） （市） （区） （旗、市、区）
（自治区、直辖市） 〔市、区〕 〔州〕 〔区〕 〔市〕 分局 支队 大队 总队 督查组 检查组 调查组
""")
_ONE_CHARACTER = "委办局厅部处科室院校所站队组县区市省州乡镇村企署台社园馆会家"
_BRACKETED = re.compile(rf"[一-龥][{_ONE_CHARACTER}]（[^）]{{1,12}}）$")
# What else can stand at the end of a subject is an adverb, which _TAIL takes away.
_MAY_END = frozenset(
    f"{''.join(_END_OF_NAME)}{_ONE_CHARACTER}要在也都还均定必实时步同别续可上真极格快及一织则体再又责"
)
_NOT_THE_END = _by_last("""
全部 内部 到处 各处 好处 长处 用处 之处 大会 社会 机会 会议 人家 国家 大家 专家 全校 主要内容 方式 方面
问题 工作 任务 事项 主体责任 市场 整体 办法 查办 交办 督办 举办 承办 协办 创办 主办 开办 试点 部分
干部队伍 队伍 全社会 覆盖
""")
_NOT_IN_A_NAME = re.compile(r"的|由|设立|成立|组建|建立|年(?<=\d年)|月(?<=\d月)|日(?<=\d日)")
_ORDERED = re.compile(
    r"^(?:要|应当?|须|必须|务必|支持|鼓励|引导|督促|依托|推动|促进|指导|确保|保障|实现|提升|提高|制[定订]|坚持|贯彻|学习|利用|运用|发挥|加强|完善|优化|强化|全面|积极|探索"
    r"|使|让|对|将|按|以|通过|根据|推进|深化|落实|衡量|动员|协调|联合|包括|各类|所有|已|在|于|从|向|为|把|被|与)"
)
_ETC = re.compile(
    r"等(?:[^、，；和及与]{0,14}?(?:部门|单位|处室|科室|地区|机构|企业|地方|组织)(?:和(?:单位|部门|地区))?)?(?=$|[、，；和及与]|会同|按)"
)
_JOIN = re.compile(r"、|，|；|/|以及|会同|联合|和|及|与|并(?=[各市县])")
_GENERIC_START = re.compile(r"各|有关|相关|其他|市|省|区|县|国|乡|镇|街道|学校|纪检|党|团|全")
_NUMBERED = re.compile(r"^(?:\d{1,2}[.．]|（\d{1,2}）|[①-⑳])")
_OPEN, _CLOSE = "（〔【《“〈", "）〕】》”〉"
_LEAD_IN = re.compile(
    r"^(?:同时|此外|另外|其中|今后|下一步|下步|目前|当前|会后|期间|特别是|尤其是|另|并|即|请|由|对此|为此|要求|强调|希望|而且|且|"
    r"(?:检查|督查|督导)?(?:人员|组)(?:同时)?(?:要求|强调|指出)|会议(?:要求|强调|指出|明确|决定))[，：]?"
)
_LONGEST_TAIL = 14
_TAIL = re.compile(
    r"(?:在|也|都|还|均|一定|务必|切实|同时|进一步|共同|分别|继续|要|可|原则上|认真|积极|严格|尽快|及时|按照?[^，]{1,12}|根据[^，]{1,12}"
    r"|按[^，]{1,8}|统一|组织|则|主要|具体|再|又|负责)$"
)


_EACH_BEGINS = ("各", "同时", "此外")
_EACH = re.compile(
    r"^(?:同时，?|此外，?)?(各[一-龥]{0,8}?(?:部门|单位|学校|中小学|高校|幼儿园|组|局|处室|科室|街道|乡镇|地(?!区|方)|县|区|市|镇|乡|校))(?=[一-龥])(?!有关|直|相关|级)"
)


def each(sentence: str) -> list[str]:
    """Return the unit that a sentence begins with in the distributive form (各督查组下校检查)."""
    found = _EACH.match(sentence) if sentence.startswith(_EACH_BEGINS) else None
    return [found[1]] if found else []


def split(listing: str) -> list[str]:
    """Return the names in a flat listing as written: 、，； always part, 和 and 及 only between two names.

    Shared prefixes are not expanded and a closing 等有关部门 is not a unit.
    """
    if "等" in listing:
        listing = _ETC.sub("、", listing)
    pieces: list[str] = []
    held = ""
    position = 0
    for match in _JOIN.finditer(listing):
        if _inside_brackets(listing, position, match.start(), held):
            continue
        left = held + listing[position : match.start()]
        sign = match.group()
        right = listing[match.end() :]
        if sign in "、，；/" or _parts(left, right):
            pieces.append(left)
            held, position = "", match.end()
    pieces.append(held + listing[position:])
    return [name for piece in pieces if (name := _trimmed(piece))]


def is_name(words: str) -> bool:
    """Return whether flat words read as the name of an organ, an institution or a post."""
    if not 2 <= len(words) <= 32 or _ORDERED.match(words):
        return False
    if not _ends_name(words) or words.endswith(_NOT_THE_END.get(words[-1], ())):
        return False
    return not _NOT_IN_A_NAME.search(words)


def _ends_name(words: str) -> bool:
    """Whether words (not empty) end as names of organs and posts do."""
    named = words.removesuffix("主要")
    if named.endswith(_END_OF_NAME.get(named[-1:], ())):
        return True
    if words[-1] in _ONE_CHARACTER:
        return "一" <= words[-2:-1] <= "龥"
    return words[-1] == "）" and bool(_BRACKETED.search(words))


def subject(words: str, *, shared: bool = False) -> list[str]:
    """Return the names that make up the words before a modal verb, or nothing when they are not names.

    With `shared`, a listing may end in the word that all share (公安、消防部门).
    """
    words = words.strip("，、：；。”“")
    if not words or len(words) > 120 or not (words[-1] in _MAY_END or "按" in words or "根据" in words):
        return []
    for _ in range(3):
        lead = _LEAD_IN.match(words)
        if not lead:
            break
        words = words[lead.end() :]
    for _ in range(4):
        tail = _TAIL.search(words, max(0, len(words) - _LONGEST_TAIL))
        if not tail or not tail.start():
            break
        words = words[: tail.start()]
    if not words or len(words) > 70 or not _ends_name(words[-12:]):
        return []
    names = split(words)
    if names and shared and is_name(names[-1]) and all(2 <= len(name) <= 12 for name in names):
        return names
    return names if names and all(is_name(name) for name in names) else []


def _parts(left: str, right: str) -> bool:
    """Whether a joining word stands between two names and not inside one (人力资源和社会保障局)."""
    after = _JOIN.split(right, maxsplit=1)[0]
    if after in ("单位", "部门", "地区") or not after:
        return False
    return is_name(left) and (bool(_GENERIC_START.match(after)) or is_name(after))


def _inside_brackets(text: str, start: int, end: int, held: str) -> bool:
    stretch = held + text[start:end]
    depth = sum(stretch.count(sign) for sign in _OPEN) - sum(stretch.count(sign) for sign in _CLOSE)
    return depth > 0


def _trimmed(piece: str) -> str:
    name = piece.strip("，。；、：和及与“”")
    number = _NUMBERED.match(name)
    name = name[number.end() :] if number else name
    return name.removesuffix("等") if not name.endswith("平等") else name
