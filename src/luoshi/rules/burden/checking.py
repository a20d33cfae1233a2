"""By what the supervision office is held up to itself each month, and how each figure is counted."""

from __future__ import annotations

from collections.abc import Mapping

from luoshi.rules.enums import Labelled


class Figure(Labelled):
    """One figure of the office's month."""

    LETTERS = "LETTERS", "发出函件"
    WITHDRAWN = "WITHDRAWN", "其中撤回"
    PROBLEMS = "PROBLEMS", "函件涉及的问题"
    SOLVED = "SOLVED", "其中已经解决"
    RAISED = "RAISED", "发出预警"
    FALSE = "FALSE", "未发函自行消除"
    SET_ASIDE = "SET_ASIDE", "人工决定不发函"
    MINUTES = "MINUTES", "给各单位造成的用时"
    BLOCKED = "BLOCKED", "拦下的数据要求"
    SPARED = "SPARED", "因此省下的用时"


HOW: Mapping[Figure, str] = {
    Figure.LETTERS: "当月编号发出的各类函件，撤回的也算。",
    Figure.WITHDRAWN: "当月发出、后来撤回的。撤回说明当初不该发，逐份写有理由。",
    Figure.PROBLEMS: "当月函件所列的任务，一项任务列在几份函里只算一次。",
    Figure.SOLVED: "上一行中，到查看这天亮灯转为正常或已销号的。",
    Figure.RAISED: "当月由系统亮灯产生的预警，每项任务每种颜色一周最多一次。",
    Figure.FALSE: "当月的预警中，没有为它发过函、后来自己消除的：多半是报得迟，不是做得慢。",
    Figure.SET_ASIDE: "当月的预警中，督查科核实后决定不发函的，逐条写有理由。",
    Figure.MINUTES: "督查科作为提要求的单位，当月已统计各周的分钟数合计（周报、函件、疑问、督查检查等）。",
    Figure.BLOCKED: "当月被合规检查拦下、没有发出的数据要求，包括各科室的；同一项要求试几次只算一次。",
    Figure.SPARED: "拦下的要求如果发出，各单位合计要用的分钟数。",
}
"""In what words each figure is explained where it is shown."""
IN_MINUTES = frozenset({Figure.MINUTES, Figure.SPARED})
IS_BAD = frozenset({Figure.WITHDRAWN, Figure.FALSE})
"""Of what there should be less."""
