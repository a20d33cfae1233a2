"""T8-07: nothing that managers see or programs read measures presence, clicks, points or installations."""

from __future__ import annotations

import re
from collections.abc import Iterable

from django.apps import apps

from tests.repository import house

# 国办函〔2026〕12号 and the rules of 2023 on 指尖上的形式主义: what no system of the government may count.
MEASURE = re.compile(
    r"在线(?:时长|时间|天数|人数)|登录(?:次数|天数|时长|时间|率|排名)|活跃(?:度|天数|用户)|打卡|签到"
    r"|积分|点赞|转发量|安装率|使用率|最后登录|上次登录"
    r"|last_?login|last_?seen|log_?in_?(?:count|duration|days)|online_?(?:time|minutes|duration|hours)"
    r"|check_?ins?\b|clock_?in\b|(?:user|person|unit)_?points|install(?:ed)?_?rate|usage_?rate|active_?users",
    re.IGNORECASE,
)
# Who says that a thing must not be has to name it.
FORBIDDING = re.compile(r"不能作为|不得|不设|不统计|禁止")


def measures(texts: Iterable[tuple[str, str]]) -> list[str]:
    """Return "file:line: hit" for every such measure that a text names, unless the line forbids it."""
    return [
        f"{path}:{number}: {hit.group()}"
        for path, text in texts
        for number, line in enumerate(text.splitlines(), 1)
        for hit in MEASURE.finditer(line)
        if not FORBIDDING.search(line)
    ]


def seen_by_managers() -> list[tuple[str, str]]:
    """Return (path, text) of all that makes pages and answers: views, templates, scripts, queries, API."""
    found = list(house.sources("pages", "api", "queries"))
    for suffix in ("*.html", "*.js", "*.svg"):
        for path in sorted((house.SRC / "pages").rglob(suffix)):
            found.append((str(path.relative_to(house.SRC)), path.read_text(encoding="utf-8")))
    return found


def test_t8_07_no_page_and_no_query_measures_presence() -> None:
    assert measures(seen_by_managers()) == []
    # What is kept: columns of our own tables. Django's own table of accounts notes the last sign-in for the
    # lock-out after failed tries; the test above holds every page and query off it.
    columns = [
        (model.__name__, field.name)
        for model in apps.get_app_config("records").get_models()
        for field in model._meta.get_fields()
        if (model.__name__, field.name) != ("Account", "last_login")
    ]
    assert measures(columns) == []


def test_t8_07_a_planted_measure_bites() -> None:
    planted = [
        ("pages/units/unit.html", "<td>本周在线时长</td>\n<td>登录次数</td>"),
        ("queries/units.py", "rows.order_by('-person__account__last_login')"),
        ("pages/desks/desk.html", "<button>今日打卡</button>"),
        ("api/units.py", '{"install_rate": 97}'),
        ("pages/units/views.py", "def ranking(): return by_points(user_points)"),
        ("pages/mandates/forms.py", "开会、打卡、登录次数不能作为标准"),
        ("pages/accounts/sign_in.html", "<button>登录</button>"),
    ]
    assert measures(planted) == [
        "pages/units/unit.html:1: 在线时长",
        "pages/units/unit.html:2: 登录次数",
        "queries/units.py:1: last_login",
        "pages/desks/desk.html:1: 打卡",
        "api/units.py:1: install_rate",
        "pages/units/views.py:1: user_points",
    ]
