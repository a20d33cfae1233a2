"""Whether a sentence orders something: read from its modal verbs, its verbs and its grammar, not from its topic."""

from __future__ import annotations

import re
from itertools import islice

from luoshi.crafts.reading import names
from luoshi.crafts.reading.model import Role

_MODAL = re.compile(
    r"(?<![重主需只想不将还首紧扼切简摘概纪险提])要(?!求|点|素|件|闻|么|害|领|旨|义|不然|是说|道)"
    r"|应(?!对|急|用|届|收|征|税|变|试|邀|有之|答|声|力|聘)(?<![响适供反相效回对感照])应?(?:当)?"
    r"|必须|务必|须(?!知)|不得|严禁|禁止|不准|一律|负责(?!人|同志|任)|请(?=各|于|按|将|认真|结合|有关|你|准时|提前|务必|严格|及时|贵)"
)
_ADVERB = (
    "(?:进一步|切实|全面|大力|积极|认真|严格|深入|着力|不断|持续|扎实|及时|主动|充分|稳步|有序|统筹|重点|坚决|努力|逐步"
    "|更好|科学|合理|依法|依规|规范|定期|适时|尽快|抓紧|广泛|共同|同步|率先|优先|高质量|高标准|高水平|创造性地?|有效|稳妥"
    "|系统|集中|精心|细致|从严|从快|继续|全力|全力以赴|牢牢|时刻|始终|分类|分级|分批|逐项|逐一|因地制宜地?|力争|争取|确保|一体|常态化|多渠道|多形式)"
)
_VERB = (
    "(?:加强|加大|加快|加密|完善|建立|建设|建成|建好|健全|推进|推动|推广|推行|开展|落实|做好|做实|做细|抓好|抓实|制定|制订|出台|组织|实施|强化|深化|优化"
    "|提升|提高|规范|细化|明确|压实|扩大|拓展|培育|培养|打造|构建|搭建|整合|统筹|协调|保障|确保|支持|鼓励|引导|指导|督促|督导|督查|检查|排查"
    "|整治|整改|治理|清理|查处|打击|严肃|严格|严厉|开发|开设|开齐|开足|开放|开通|配齐|配备|配强|增加|增设|改造|改善|改进|改革|创新|创建|创办|探索|试点|试行"
    "|设立|成立|组建|选派|选树|选拔|遴选|招聘|引进|吸引|发挥|利用|运用|使用|用好|用足|依托|纳入|列入|实行|执行|贯彻|履行|承担|担负|肩负|参与|配合"
    "|宣传|普及|公布|公示|公开|发布|报送|上报|报告|备案|汇总|总结|通报|考核|评估|评价|评选|表彰|奖励|激励|监督|监管|监测|管理|管控|防范|化解|遏制|维护"
    "|保护|保持|巩固|调整|调配|简化|精简|压缩|压减|缩短|降低|减少|取消|禁止|杜绝|统一|衔接|对接|联系|联合|协同|融合|服务|帮助|帮扶|救助|扶持|倾斜|补贴|补助"
    "|安排|部署|筹措|拨付|投入|争取|申报|申请|审核|审批|办理|受理|编制|编写|修订|起草|研究|研判|分析|梳理|摸排|摸清|核查|核实|登记|建档|采集|归集|收集|共享"
    "|举办|召开|承办|培训|学习|教育|讲解|解读|允许|放宽|允许|赋予|实现|形成|促进|激发|激活|畅通|打通|破解|解决|补齐|补足|移交|验收|收回|回收|兑现|发放|落地"
    "|突出|把握|把好|守住|守好|守牢|筑牢|夯实|绷紧|盯紧|紧盯|聚焦|注重|重视|关注|关心|密切|妥善|处理|处置|执行|遵守|遵循|转变|理顺|厘清|调动|凝聚|营造"
    "|设置|设计|布局|规划|划定|划拨|供给|供应|采购|引入|升级|更新|维修|疏导|疏散|隔离|检测|接种|储备|演练|救援|值守|巡查|巡视|督办|跟踪|回访|反馈|销号"
    "|支付|收取|退还|清退|关停|取缔|追究|问责|约谈|曝光|责令|限期|提供|提交|提请|结合|通过|坚持|围绕|按照|对照|根据|参照|树立|增强|认清|克服|把|将|让|对"
    "|大兴|深挖|盘活|壮大|做大|做强|做优|做精|带动|辐射|放大|挖掘|传承|弘扬|讲好|办好|办成|办实|上好|管好|管住|建强|配优|减轻|减负|留足|分解|分担|报备|抄送)"
)
_ACTION = re.compile(rf"^(?:同时|此外|并|且|再|还|也|以|可|即|均|更|都|就|而)?{_ADVERB}{{0,3}}{_VERB}")
_STRONG_START = re.compile(rf"^(?:同时|此外)?[，]?{_ADVERB}{{0,3}}{_VERB}")
_WEAK_VERB = re.compile(r"^(?:通过|坚持|围绕|按照|对照|根据|参照|结合|依托|将|把|让|对|以|可|即|而)")
_ATTITUDE = re.compile(
    r"高度重视|(?:提高|强化|统一|深化)[^，]{0,6}(?:站位|认识|思想)|统一思想|(?:增强|强化|树牢|树立|牢固树立)[^，]{0,24}(?:意识|责任感|使命感|紧迫感|思维|观念|理念|自觉)"
    r"|形成[^，]{0,10}(?:合力|氛围|共识|格局|热潮)|凝心聚力|真抓实干|担当作为|各尽其责|各司其职|奋勇争先|攻坚克难|迎难而上|全力以赴|再接再厉|知责|担责|尽责"
    r"|(?:始终)?心怀|胸怀|服务大局|围绕大局|发扬[^，]{0,16}精神|争分夺秒|时不我待|只争朝夕|不折不扣|一抓到底|久久为功|(?:确保)?[^，]{0,12}(?:落地落实|落地见效|取得实效|圆满完成|如期完成)"
    r"|充分认识|深刻认识|深刻领会|认清|思想上|行动上|思维|大局考虑|事业发展考虑|服务民生考虑|高质量完成|全面完成|完成[^，]{0,10}(?:目标|任务)"
    r"|以[^，]{2,30}(?:精神|作风|态度|风气|姿态|担当|意识|干劲|自觉|决心)|拼[^，]{1,8}、?争|勇当|争当|讲奉献|顾大局|不推诿|不扯皮|团结协作|互相补台|履职尽责|勇于担当"
    r"|抓(?:好)?落实|见成效|促提升|跳起|击鼓|扬鞭|奋进|冲刺|攻坚|再加力|再发力|加油|热潮|迎头赶上|走在前列|再上新台阶|作出[^，]{0,6}贡献|做出[^，]{0,6}贡献|贡献"
    r"|解放思想|创新举措|广开渠道|强力突破|扑到|沉到|打赢|乘势|主动上位|当好[^，]{0,8}(?:先锋|排头兵|员)|清醒头脑|政治定力|工作有力有序|有力有序|赶进度|主体责任$|扛牢|扛起|肩负起[^，]{0,4}责任"
)
_THREAT = re.compile(
    r"(?:严肃|依法依规|从严|依规依纪|坚决)[^，]{0,10}(?:追究|问责|追责|处理|惩处|查处)|追究[^，]{0,8}责任|将?严肃问责"
)
_PAST = re.compile(
    r"已经?(?!有|建|纳入|批)|(?<!除)(?<!为)了(?!解)|过去|近年来?|以来|去年|上年|取得|得到|先后|截至|目前|当前|期间|同比|累计|仍然?|一直|普遍|各校均|大都|均能"
)
_PROBLEM = re.compile(
    r"存在[^，]{0,12}(?:问题|差距|不足|隐患|漏洞|现象)|不够|不到位|不足|不高|个别|少数|缺乏|薄弱|滞后|落后|偏[低高弱]|有待|未[能按落建启]|没有"
)
_PRELUDE = re.compile(
    r"^为[^。]{4,}(?:现|特|决定|制定|制订|提出|经)[^。]*$|现(?:就|将|提出|制定|予|把)[^。]*(?:如下|意见|措施|方案|要求|你们)|(?:特|结合实际，?)?(?:制定|提出|作出)(?:本|如下|以下|此)"
    r"|(?:通知|意见|报告|通报|安排|规定|情况|强调|讲[^，]{0,4}意见|要求)(?:如下|几点|[一二三四五六七八九]点)|现印发|予以印发|现予(?:印发|公布|发布)|请遵照执行$|^附件"
    r"|(?:自|从)[^，]{2,14}起(?:施行|实施|执行)|有效期|同时废止|停止执行|由[^，]{2,20}负责解释|请予审议|向大会报告"
)
_TRANSMIT = re.compile(
    r"(?:印发|转发)给?你们|请(?:认真|结合|遵照|按照)[^，]{0,14}(?:贯彻|执行|组织实施|落实)|遵照执行|认真(?:组织|抓好)[^，]{0,6}(?:实施|落实)$"
)
_FACT = re.compile(
    r"^[^，]{1,24}(?:是(?!否)|为(?!重点|抓手|契机|载体)|指的?是|包括|具有|关系到?|事关|有利于|意味着|来源于|源于|占|达到了|高于|低于|分为|由[^，]{1,20}组成|设在|成立了|定于)"
)
_MEETING = re.compile(
    r"会议?(?:时间|地点|内容|议程)|联系(?:人|电话|方式)|电话：|邮箱：|传真：|会期|报到|参会人员|特此(?:通知|通报|函)|随文|逾期"
)
_WISH = re.compile(
    r"^(?:让我们|同志们|各位|谢谢|祝|我们(?:坚信|相信)|大家)|我们(?:一定要?|要(?:坚持|牢记|更加|以))|大家(?:要|务必)"
)
_REQUEST = re.compile(r"(?:请|须|需)[^，]{0,8}(?:报|交|反馈|提交|报送|告知|到会|参会|准时|填写|登录)")
_QUESTION = re.compile(r"[？?]$")
_CLAUSES = re.compile(r"[^，；：]+")
_PIVOT = re.compile(
    r"(?:要求|强调|责成|督促|责令)(?P<who>[^，。；：]{2,16}?)(?=高度|严格|认真|切实|应|要|必须|进一步|加强|做好|抓好|落实|尽快|立即|限期|对)"
)
_CUE = re.compile(
    r"(?<![重主需只想不将还首紧扼切简摘概纪险提])要(?!求|点|素|件|闻|么|害|领|旨|义)|应当|应(?!对|急|用|届|收|征|有之)|必须|务必|须|可(?!以?说|能)|负责|牵头|会同|组织|按程序|按照|按|严格|根据|结合"
    r"|认真|积极|切实|加强|设立|建立|共同|定期|参与|制定|做好|具体|每年|每季|每月|每周|于|请|发言|要在|不得|是[^，]{0,30}第一责任人|定期|不定期|将(?=按|加强|组织|开展|定期|会同|督查|进行)|拟(?=将|对|定)|继续"
)
_BY = re.compile(
    r"(?:^|，|（)由(?P<who>[^，。；]{2,40}?)(?:牵头|负责|抽调|组织|统一|会同|承担|办理|审核|具体|按|共同|统筹)"
)


def role(sentence: str, *, spoken: bool) -> Role:
    """Return what a flat sentence is; `spoken` documents (speeches, notices) say more than they order."""
    words = sentence.strip("，；：。！？”“")
    if len(words) < 6 or _QUESTION.search(sentence):
        return Role.BACKGROUND
    if _MEETING.search(words) and not _REQUEST.search(words):
        return Role.BACKGROUND
    if _PRELUDE.search(words):
        return Role.POSSIBLE if _TRANSMIT.search(words) else Role.BACKGROUND
    clauses = _CLAUSES.findall(words)
    modal = _MODAL.search(words)
    acting = [clause for clause in islice(clauses, 24) if _MODAL.search(clause) or _ACTION.match(clause)]
    if not acting and not subjects(words):
        return Role.BACKGROUND
    if not modal:
        if (_PAST.search(words) or _PROBLEM.search(words)) and not _STRONG_START.match(words):
            return Role.BACKGROUND
        if _FACT.match(words) and not _STRONG_START.match(words):
            return Role.BACKGROUND
        if _PAST.search(clauses[0]) and spoken:
            return Role.BACKGROUND
    if (
        not modal
        and not subjects(words)
        and not any(_ACTION.match(c) and not _WEAK_VERB.match(c) for c in clauses[:5])
    ):
        return Role.BACKGROUND
    if _WISH.search(words):
        return Role.POSSIBLE
    if _THREAT.search(words) and len(clauses) <= 3:
        return Role.POSSIBLE
    concrete = [
        c for c in acting if not _ATTITUDE.search(c) and not _WEAK_VERB.match(c) and not _THREAT.search(c)
    ]
    if not concrete and acting:
        return Role.POSSIBLE
    if spoken and 2 * len([c for c in acting if _ATTITUDE.search(c)]) > len(acting) and len(concrete) < 2:
        return Role.POSSIBLE
    return Role.DIRECTIVE


def subjects(sentence: str) -> list[str]:
    """Return the units that a flat sentence names as those who are to act."""
    found: list[str] = []
    pivot = _PIVOT.search(sentence)
    if pivot:
        found += names.subject(pivot["who"])
    for by in islice(_BY.finditer(sentence), 3):
        found += names.subject(by["who"])
    held = ""
    for clause in islice(_CLAUSES.findall(sentence), 12):
        cue = _CUE.search(clause, 2, 60)
        if cue:
            found += _before_cue(held + clause[: cue.start()], clause[: cue.start()])
        listing = names.subject(clause)
        held = held + clause + "，" if listing and len(held) < 60 else ""
        if listing and held and not cue and found and not set(listing) <= set(found):
            continue
    return list(dict.fromkeys(found))


def _before_cue(long: str, short: str) -> list[str]:
    return names.subject(long) or names.subject(short)
