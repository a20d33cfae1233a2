"""What a workbook says is kept from the check until it is stored, word for word."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from luoshi.rules.imports import Lines, Place, PostLine, UnitLine, packed, unpacked
from luoshi.rules.people import Duty
from luoshi.rules.units import UnitKind

words = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
days = st.dates(date(1900, 1, 1), date(2099, 12, 31))
row = st.integers(1, 200_000)
names = st.lists(words, max_size=3).map(tuple)
units = st.builds(
    UnitLine,
    row=row,
    code=words,
    name=words,
    short_name=words,
    parent=words,
    kind=st.sampled_from(UnitKind),
    mark=words,
    former=names,
    aliases=names,
    from_on=st.none() | days,
    change_on=st.none() | days,
    to_on=st.none() | days,
    into=words,
    paper=words,
)
posts = st.builds(
    PostLine,
    row=row,
    name=words,
    number=words,
    unit=words,
    duty=st.sampled_from(Duty),
    title=words,
    from_on=days,
    to_on=st.none() | days,
    account=words,
)
places = st.builds(Place, sheet=words, letters=st.dictionaries(words, words, max_size=3))


@given(st.builds(Lines, st.lists(units, max_size=4), st.lists(posts, max_size=4), places, places))
def test_what_is_kept_is_what_was_read(lines: Lines) -> None:
    lines.notes = ["文件带有宏。"]
    assert unpacked(packed(lines)) == lines
