"""Who may be asked for accounts, and what may be claimed in one."""

from __future__ import annotations

import re
import unicodedata

from luoshi.rules.lamps import WHOLE_X100, percent
from luoshi.rules.units import UnitKind

_PERCENT = re.compile(r"(\d{1,3})(?:\.(\d{1,2}))?%?")
REPORTING = frozenset({UnitKind.BUREAU, UnitKind.OFFICE, UnitKind.COUNTY})


def percent_x100(written: str) -> int | None:
    """Return a written percentage ("45", "45.5%", "４５％") in hundredths of a percent, else None."""
    found = _PERCENT.fullmatch(unicodedata.normalize("NFKC", written).strip().replace(" ", ""))
    if found is None:
        return None
    return int(found[1]) * 100 + int((found[2] or "0").ljust(2, "0"))


def why_not_account(unit_kind: UnitKind) -> str | None:
    """Return why a unit of this kind may not be asked for weekly accounts; None when it may."""
    if unit_kind in REPORTING:
        return None
    if unit_kind in {UnitKind.SCHOOL, UnitKind.KINDERGARTEN}:
        return (
            f"周报只到局机关处室和县级教育局，不向{unit_kind.label}布置：涉校事项实行年度清单管理，未纳入清单的"
            "一律不得开展，也不得以留痕资料、台账记录作为评价依据（教师厅〔2025〕2号）。"
            "可以使用已有数据，按年度清单已列事项了解，或由县级教育局抽样核实。"
        )
    if unit_kind is UnitKind.DEPARTMENT:
        return (
            "市直部门不报周报：教育部门未经本级政府指定，不能对其他部门开展政府督查"
            "（《政府督查工作条例》第七条）。请发函商请其书面回复，回复内容由督查科录入。"
        )
    return f"{unit_kind.label}不承担周报任务。请把任务交办给局机关处室或县级教育局，由其报送进度。"


def why_not_claim(previous_x100: int, new_x100: int, words: str, *, behind: bool) -> str | None:
    """Return why this progress may not be claimed; None when it may.

    Progress is in hundredths of a percent, 0 to 10000. Words are asked for only when the claim goes back or,
    as `behind` says, leaves the assignment behind its plan or overdue (lamps.OFF_TRACK): no prose for its
    own sake.
    """
    if not 0 <= new_x100 <= WHOLE_X100:
        return "进度应在0%到100%之间。请改正后再报。"
    written = bool(words.strip())
    if new_x100 < previous_x100 and not written:
        return (
            f"本次进度{percent(new_x100)}低于上次所报{percent(previous_x100)}。"
            "请写明更正原因（如：上次数据有误），再报送。"
        )
    if behind and not written:
        return "进度落后于计划或已逾期。请用一两句话写明原因和下一步措施，再报送；正常推进的不必写文字。"
    return None
