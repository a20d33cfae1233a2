"""The verbs that order and the adverbs that stand before them: the closed vocabulary of official Chinese."""

from __future__ import annotations

_ADVERBS = """
主要 具体 进一步 切实 全面 大力 积极 认真 严格 深入 着力 不断 持续 扎实 及时 主动 充分 稳步
有序 统筹 重点 坚决 努力 逐步 更好 科学 合理 依法 依规 规范 定期 适时 尽快 抓紧 广泛 共同
同步 率先 优先 高质量 高标准 高水平 有效 创造性 创造性地 稳妥 系统 集中 精心 细致 从严 从快 继续 全力
全力以赴 牢牢 时刻 始终 分类 分级 分批 逐项 逐一 因地制宜 因地制宜地 力争 争取 确保 一体 常态化 多渠道 多形式
首先 立即 迅速 稳慎 灵活 精准 动态 提前 专门
"""
_VERBS = """
加强 加大 加快 加密 完善 建立 建设 建成 建好 健全 推进 推动 推广 推行 开展 落实 做好 做实
做细 抓好 抓实 制定 制订 出台 组织 实施 强化 深化 优化 提升 提高 规范 细化 明确 压实 扩大
拓展 培育 培养 打造 构建 搭建 整合 统筹 协调 保障 确保 支持 鼓励 引导 指导 督促 督导 督查
检查 排查 整治 整改 治理 清理 查处 打击 严肃 严格 严厉 开发 开设 开齐 开足 开放 开通 配齐
配备 配强 增加 增设 改造 改善 改进 改革 创新 创建 创办 探索 试点 试行 设立 成立 组建 选派
选树 选拔 遴选 招聘 引进 吸引 发挥 利用 运用 使用 用好 用足 纳入 列入 实行 执行 贯彻 履行
承担 担负 肩负 参与 配合 宣传 普及 公布 公示 公开 发布 报送 上报 报告 备案 汇总 总结 通报
考核 评估 评价 评选 表彰 奖励 激励 监督 监管 监测 管理 管控 防范 化解 遏制 维护 保护 保持
巩固 调整 调配 简化 精简 压缩 压减 缩短 降低 减少 取消 禁止 杜绝 统一 衔接 对接 联系 联合
协同 融合 服务 帮助 帮扶 救助 扶持 倾斜 补贴 补助 安排 部署 筹措 拨付 投入 争取 申报 申请
审核 审批 办理 受理 编制 编写 修订 起草 研究 研判 分析 梳理 摸排 摸清 核查 核实 登记 建档
采集 归集 收集 共享 举办 召开 承办 培训 学习 教育 讲解 解读 允许 放宽 赋予 实现 形成 促进
激发 激活 畅通 打通 破解 解决 补齐 补足 移交 验收 收回 回收 兑现 发放 落地 突出 把握 把好
守住 守好 守牢 筑牢 夯实 绷紧 盯紧 紧盯 聚焦 注重 重视 关注 关心 密切 妥善 处理 处置 遵守
遵循 转变 理顺 厘清 调动 凝聚 营造 设置 设计 布局 规划 划定 划拨 供给 供应 采购 引入 升级
更新 维修 疏导 疏散 隔离 检测 接种 储备 演练 救援 值守 巡查 巡视 督办 跟踪 回访 反馈 销号
支付 收取 退还 清退 关停 取缔 追究 问责 约谈 曝光 责令 限期 提供 提交 提请 树立 增强 认清
克服 大兴 深挖 盘活 壮大 做大 做强 做优 做精 带动 辐射 放大 挖掘 传承 弘扬 讲好 办好 办成
办实 上好 管好 管住 建强 配优 减轻 留足 分解 分担 报备 抄送 填报 报名 签订 签约 整理 归档
安装 配置 招收 招生 录取 分配 轮岗 交流 结对 走访 家访 慰问 资助 减免 免除 停止 暂停 恢复
撤销 合并 新建 改建 扩建 迁建 修缮 开工 竣工 完成 启动 推出 推荐 推选 评定 认定 命名 授予
挂牌 抽查 抽检 暗访 核定 核减 测算 统计 调查 调研 论证 听取 征求 审议 印发 转发 传达 宣讲
动员 号召 倡导 提倡 反对 抵制 拒绝 防止 避免 消除 根治 惩处 惩治 追责 担当 牵头 主持 会同
"""

ADVERBS = frozenset(_ADVERBS.split())
_ADVERBS_BEGIN = frozenset(word[0] for word in ADVERBS)
VERBS = frozenset(_VERBS.split())
CONNECTIVES = frozenset(
    (
        "同时",
        "此外",
        "并且",
        "并",
        "且",
        "再",
        "还",
        "也",
        "可",
        "即",
        "均",
        "更",
        "都",
        "就",
        "而",
        "以",
        "则",
    )
)
LEADS = (
    "通过",
    "坚持",
    "围绕",
    "按照",
    "对照",
    "根据",
    "参照",
    "结合",
    "依托",
    "针对",
    "将",
    "把",
    "让",
    "对",
    "按",
    "以",
    "从",
)
_PASSIVE = ("进行", "予以", "给予", "作为", "列为")


def acts(clause: str) -> bool:
    """Return whether a clause begins with a verb that orders, adverbs aside.

    After 对…, 将…, 通过… and their like the verb stands further on; ten words later it still counts.
    """
    position = _after_adverbs(clause)
    if clause.startswith(LEADS, position):
        stop = min(len(clause) - 1, position + 60)
        return any(
            (pair := clause[i : i + 2]) in VERBS or pair in _PASSIVE for i in range(position + 2, stop)
        )
    return clause[position : position + 2] in VERBS


def starts_bare(sentence: str) -> bool:
    """Return whether a sentence opens with its verb, or with the object that 将 and 把 put first."""
    position = _after_adverbs(sentence)
    return sentence[position : position + 2] in VERBS or sentence.startswith(("将", "把", "对"), position)


def _after_adverbs(clause: str) -> int:
    position = 0
    for size in (2, 1):
        if clause[:size] in CONNECTIVES:
            position = size
            break
    for _ in range(3):
        if clause[position : position + 1] not in _ADVERBS_BEGIN:
            break
        for size in (5, 4, 3, 2):
            if clause[position : position + size] in ADVERBS:
                if size == 2 and clause[position : position + 2] in VERBS and position + 2 < len(clause):
                    following = clause[position + 2 : position + 4]
                    if following not in VERBS and following not in ADVERBS:
                        return position
                position += size
                break
        else:
            break
    return position
