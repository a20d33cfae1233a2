"""Whether a sentence orders something: told by its modal verbs and its grammar, not by its topic."""

from __future__ import annotations

import re
from itertools import islice

from luoshi.crafts.reading import names, sentences, verbs
from luoshi.crafts.reading.model import Role


def _each(words: str, rest: str) -> str:
    """Spell out alternatives: a pattern whose branches all begin with a letter is searched far faster."""
    return "|".join(word + rest for word in words.split())


_MODAL = re.compile(
    r"要(?<![重主需只想不将还首紧扼切简摘概纪险提]要)(?!求|点|素|件|闻|么|害|领|旨|义|不然|是说|道|看)"
    r"|应(?<![适供反相对顺效感呼]应)(?<!(?<!影)响应)(?!对|急|用|届|收|征|税|变|试|邀|有之|答|声|力|聘)"
    r"|会议(?:要求|决定|明确|议定|同意)|必须|务必|须(?!知)|予以|给予|不得|严禁|禁止|不准|一律|负责(?!人|同志|任)"
    r"|请(?=各|于|按|将|认真|结合|有关|你|准时|提前|务必|严格|及时|贵|交|报|送|填)"
    r"|将(?=按照?|会同|组织|定期|继续|适时|进一步|全面|对[^，]{2,30}进行)"
)
_FINISHED = re.compile(r"完成|到位|建成|投入使用|报送|上报|上线|达到|实现|竣工|开工|报(?=[^，]{0,12}$)")
_ATTITUDE = re.compile(
    "高度重视|"
    + _each("提高 强化 统一 深化", "[^，]{0,6}(?:站位|认识|思想)")
    + "|充分认识|深刻(?:认识|领会|理解)|认清|"
    + _each("增强 强化 树牢 树立", "[^，]{0,24}(?:意识|责任感|使命感|紧迫感|思维|观念|理念|自觉)")
    + "|政治担当"
    r"|形成[^，]{0,10}(?:合力|氛围|共识|格局|热潮)|凝心聚力|真抓实干|担当作为|各尽其责|各司其职|团结协作"
    r"|奋勇争先|攻坚克难|迎难而上|全力以赴|再接再厉|只争朝夕|时不我待|争分夺秒|不折不扣|一抓到底|久久为功"
    r"|责(?<=[知担尽守履]责)|守土|心怀|胸怀|服务大局|围绕大局|顾大局|大局考虑|发扬[^，]{0,16}精神"
    r"|落地落实|落地见效|取得实效|圆满完成|如期完成|全面完成|高质量完成|完成[^，]{0,10}(?:目标|任务)|抓好?落实|见成效"
    r"|克服[^，]{0,12}(?:思想|心理|情绪)|加班加点|保质保量|直面问题|分析问题|解决问题|解放思想|创新举措|"
    + _each("战略 系统 底线 辩证 法治", "思维")
    + "|事业发展考虑|服务民生考虑|清醒头脑|政治定力|有力有序|赶进度|再加力|再发力"
    r"|以[^，]{2,30}(?:精神|作风|态度|风气|姿态|担当|意识|干劲|自觉|决心)|拼[^，]{1,8}、?争|勇当|争当|讲奉献"
    r"|不推诿|不扯皮|互相补台|促提升|奋进|冲刺|攻坚|加油|迎头赶上|走在前列|再上新台阶|作出[^，]{0,6}贡献|做出[^，]{0,6}贡献"
    r"|扑到|沉到|打赢|乘势|当好[^，]{0,8}(?:先锋|排头兵|员)|主体责任$|扛[牢起]|肩负起[^，]{0,4}责任|主动上位|强力突破"
)
_THREAT = re.compile(
    _each("严肃 依法依规 从严 依规依纪 坚决", "[^，]{0,10}(?:追究|问责|追责|处理|惩处|查处)")
    + "|追究[^，]{0,8}责任"
)
_PAST = re.compile(
    r"已经?(?!有|建|纳入|批)|了(?<![除为]了)(?!解)|过去|近年来?|以来|去年|上年|取得|得到|先后|截至|目前|当前"
    r"|期间|同比|累计|仍然?|一直|普遍|各校均|大都|均能"
)
_PROBLEM = re.compile(
    r"存在[^，]{0,12}(?:问题|差距|不足|隐患|漏洞|现象)|不够|不到位|不足|不高|个别|少数|缺乏|薄弱|滞后|落后"
    r"|偏[低高弱]|有待|未(?!来|成年|必|知|雨)|没有"
)
_STATED_PROBLEM = re.compile(_each("我[市县区省] 我们 还 仍 依然 尚", "存在") + "|问题(?:突出|较多|严重)")
_SOME_LACK = re.compile(r"[^，]{0,8}(?:个别|少数|部分|有的)[^，]{2,16}(?:不|未|缺|没)")
_PRELUDE = re.compile(
    r"现(?:就|将|提出|制定|予|把)[^。]{0,160}?(?:如下|意见|措施|方案|要求|你们)|"
    + _each("制定 提出 作出", "(?:本|如下|以下|此)")
    + "|现印发|予以通报|予以印发|现予(?:印发|公布|发布)|请遵照执行$|"
    + _each("予以 给予", "(?:通报)?(?:表扬|表彰|批评)")
    + "|"
    + _each("通知 意见 报告 通报 安排 规定 情况 强调 要求", "(?:如下|几点|[一二三四五六七八九]点)")
    + "|"
    + _each("自 从", "[^，]{2,14}起(?:施行|实施|执行)")
    + "|有效期|同时废止|停止执行|由[^，]{2,20}负责解释|请予审议|向大会报告|"
    + _each("以下 如下", "(?:几[个项点]?)?(?:工作|方面|任务|措施|要求|原则|内容)?$")
)
_PURPOSE = re.compile(r"为[^。]{4,}(?:现|特|决定|制定|制订|提出|经)[^。]*$|附件")
_TRANSMIT = re.compile(
    r"(?:印发|转发)给?你们|请(?:认真|结合|遵照|按照)[^，]{0,14}(?:贯彻|执行|组织实施|落实)|遵照执行"
    r"|认真(?:组织|抓好)[^，]{0,6}(?:实施|落实)$"
)
_FACT = re.compile(
    r"^[^，]{1,24}(?:是(?!否)|为(?!单位|基础|主|目标|核心|导向|依据|前提|突破|引领|重点|抓手|契机|载体)|指的?是|包括|具有|关系到?|事关|有利于|意味着|来源于|源于|占"
    r"|达到了|高于|低于|分为|由[^，]{1,20}组成|设在|成立了|定于)"
)
_MEETING = re.compile(
    r"会议?(?:时间|地点|内容|议程)|联系(?:人|电话|方式)|电话：|邮箱：|传真：|会期|报到|参会人员|特此(?:通知|通报|函)|随文|逾期"
)
_GREETS = ("让我们", "同志们", "各位", "谢谢", "祝", "我们坚信", "我们相信", "大家")
_WISH = re.compile(r"我们(?:一定要?|越|必须|要(?:坚持|牢记|更加|以))|大家(?:要|务必)")
_REQUEST = re.compile(r"(?:请|须|需)[^，]{0,60}(?:报|交|反馈|告知|到会|参会|准时|填写|登录)")
_PIVOT = re.compile(
    r"(?:要求|强调|责成|督促|责令)(?P<who>[^，。；：]{2,16}?)"
    r"(?=高度|严格|认真|切实|应|要|必须|进一步|加强|做好|抓好|落实|尽快|立即|限期|对)"
)
_LEADING = re.compile(
    r"(?:^|[，。；：、（]|由)(?P<lead>[^，。；：由]{2,40}?)牵头(?:负责|组织)?"
    r"(?:[，、](?:会同)?(?P<help>[^，。；：]{2,60}?)(?:配合|参与|协助|协同))?"
)
_CUE = re.compile(
    r"要(?<![重主需只想不将还首紧扼切简摘概纪险提]要)(?!求|点|素|件|闻|么|害|领|旨|义)|应当|应(?<![适供反相对顺效感呼]应)(?<!(?<!影)响应)(?!对|急|用|届|收|征|有之)"
    r"|必须|务必|须|可(?!以?说|能)|负责(?!同志|人|任)|牵头|会同|组织|按程序|按照?|严格|根据|结合|认真|积极|切实|加强"
    r"|设立|建立|共同|不定期|定期|参与|制定|做好|具体|每(?:学[年期]|[年季月周])|于|请|发言|不得|是[^，]{0,30}第一责任人|继续"
    r"|将(?=按|加强|组织|开展|定期|会同|督查|进行)|拟(?=将|对|定)|"
    + _each("0 1 2 3 4 5 6 7 8 9 ０ １ ２ ３ ４ ５ ６ ７ ８ ９", r"\d{0,3}[年月]")
)
_BY = re.compile(
    r"由(?<![自理缘事经]由)(?!于|此|来|衷)(?P<who>[^，。；]{2,40}?)"
    r"(?:牵头|负责|抽调|组织|统一|会同|承担|办理|审核|具体|按|共同|统筹|办成|委托|实施|依法|会商|出台|制定)"
)


def role(sentence: str, *, spoken: bool, dated: bool = False, tells: bool = False) -> Role:
    """Return what a flat sentence is.

    `spoken` papers (speeches, notices) say more than they order; `dated`: a completion date stands in it;
    `tells`: the paper reports, so that a unit with a verb and no “must” is what happened.
    """
    words = sentence.strip("，；：。！？”“")
    if len(words) < 6 or sentence.endswith(("？", "?")):
        return Role.BACKGROUND
    if _MEETING.search(words) and not _REQUEST.search(words):
        return Role.BACKGROUND
    if _PRELUDE.search(words) or _PURPOSE.match(words):
        return Role.POSSIBLE if _TRANSMIT.search(words) else Role.BACKGROUND
    clauses = sentences.clauses(words)
    modal = _MODAL.search(words)
    acting = [clause for clause in islice(clauses, 24) if (modal and _MODAL.search(clause)) or _acts(clause)]
    if not acting and not (dated and _FINISHED.search(words)):
        if tells or not subjects(words):
            return Role.BACKGROUND
        acting = [words]
    if tells and not modal and not verbs.starts_bare(words):
        return Role.BACKGROUND
    if not modal and not dated and _is_told(words, clauses, spoken=spoken):
        return Role.BACKGROUND
    if words.startswith(_GREETS) or _WISH.search(words):
        return Role.POSSIBLE
    plain = [clause for clause in acting if not _THREAT.search(clause)]
    if acting and not plain:
        return Role.POSSIBLE
    attitudes = [clause for clause in plain if _ATTITUDE.search(clause)]
    if plain and len(attitudes) == len(plain):
        return Role.POSSIBLE
    if spoken and 2 * len(attitudes) > len(plain) and len(plain) - len(attitudes) < 2:
        return Role.POSSIBLE
    return Role.DIRECTIVE


def asks(sentence: str) -> bool:
    """Return whether a sentence asks somebody to hand something in or to come."""
    return bool(_REQUEST.search(sentence))


def _acts(clause: str) -> bool:
    return verbs.acts(clause) or bool(names.each(clause))


def _is_told(words: str, clauses: list[str], *, spoken: bool) -> bool:
    """Whether a sentence without a modal verb reports what was, is or lacks."""
    if _STATED_PROBLEM.search(words) or _SOME_LACK.match(words):
        return True
    if not verbs.starts_bare(words):
        lacks = any(_PROBLEM.search(clause) and not clause.startswith(verbs.LEADS) for clause in clauses)
        if lacks or _PAST.search(words) or _FACT.match(words):
            return True
    return spoken and bool(_PAST.search(clauses[0]))


def subjects(words: str) -> list[str]:
    """Return the units that flat words name as those who are to act, in order."""
    found: list[str] = []
    stretches = words.replace("！", "。").replace("？", "。").split("。")
    for sentence in islice(filter(None, stretches), 40):
        found += _subjects(sentence)
    return list(dict.fromkeys(found))


def roles(words: str) -> dict[str, list[str]]:
    """Return who leads and who helps where running text says so: 由甲牵头，乙配合."""
    found: dict[str, list[str]] = {}
    if "牵头" not in words:
        return found
    for match in islice(_LEADING.finditer(words), 3):
        leading = names.subject(match["lead"], shared=True)
        if leading:
            found.setdefault("牵头", []).extend(leading)
            helping = names.subject(match["help"], shared=True) if match["help"] else []
            if helping:
                found.setdefault("配合", []).extend(helping)
    return found


def _subjects(sentence: str) -> list[str]:
    found: list[str] = []
    pivot = _PIVOT.search(sentence)
    if pivot:
        found += names.subject(pivot["who"])
    if "由" in sentence:
        for by in islice(_BY.finditer(sentence), 3):
            found += names.subject(by["who"], shared=True)
    held = ""
    for clause in sentences.clauses(sentence)[:12]:
        cue = _CUE.search(clause, 0 if held else 2, 60)
        if cue:
            found += _before_cue(held + clause[: cue.start()], clause[: cue.start()])
        held = held + clause + "，" if len(held) < 60 and names.subject(clause) else ""
    return found or names.each(sentence)


def _before_cue(long: str, short: str) -> list[str]:
    return names.subject(long) or (names.subject(short) if short != long else [])
