"""A rule that rests on a law names it: document and article, in words that can be looked up."""

from __future__ import annotations

import ast
import re

import pytest

from luoshi.rules import calendar, parameters
from tests.repository import house

# An article. 第一条 is left out: mostly it is "the first one" of a list; few rules rest on a first article.
ARTICLE = re.compile(r"第(?!一条)[一二三四五六七八九十百]+条")
# 《…》, a document number such as 教师厅〔2025〕2号, a standard such as GB/T 9704-2012, or the one code that
# everybody calls by its short name.
DOCUMENT = re.compile(r"《[^》]+》|〔\d{4}〕\d*号|GB/T \d+|民法典|宪法")


def strings(text: str) -> list[tuple[int, str]]:
    """Return (line, text) of every literal and docstring; the parts of an f-string count as one."""
    tree = ast.parse(text)
    found = []
    inside = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):
            parts = [part for part in node.values if isinstance(part, ast.Constant)]
            inside |= {id(part) for part in parts}
            found.append((node.lineno, "".join(str(part.value) for part in parts)))
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in inside:
            found.append((node.lineno, node.value))
    return found


def articles_of_nothing(text: str) -> list[int]:
    """Return the lines where an article is cited without its document."""
    return [line for line, words in strings(text) if ARTICLE.search(words) and not DOCUMENT.search(words)]


def test_an_article_is_never_cited_without_its_document() -> None:
    # Left out: crafts, which look for 第…条 in other people's texts and cite nothing; and the table of
    # parameters, where document and article stand in cells of their own (see below).
    found = [
        f"{path}:{line}"
        for path, text in house.sources("rules", "queries", "actions", "pages", "jobs", "site")
        if not path.startswith("rules/parameters/")
        for line in articles_of_nothing(text)
    ]
    assert found == []


@pytest.mark.parametrize(
    ("planted", "lines"),
    [
        ("x = '依第七条不得立项'", [1]),
        ("x = f'依第七条{1}'", [1]),
        ("x = f'《政府督查工作条例》{1}第七条'", []),
        ("x = '民法典第二百零三条'", []),
        ("x = f'第{3}条的内容被改动'", []),
        ("x = '这是第一条，前面没有可以合并的内容。'", []),
    ],
)
def test_a_planted_article_without_a_document_is_found(planted: str, lines: list[int]) -> None:
    assert articles_of_nothing(planted) == lines


def test_every_parameter_says_where_it_comes_from() -> None:
    wrong = []
    for row in parameters.DEFAULTS:
        national = row.status is not parameters.Status.LOCAL
        if not row.source or (national and not row.article):
            wrong.append(row.key)
    assert wrong == []


def test_every_official_year_names_its_notice() -> None:
    published = [year for year in calendar.OFFICIAL.values() if year.published]
    assert published
    assert [year.year for year in published if not re.search(r"〔\d{4}〕\d+号|第\d+号", year.notice)] == []
