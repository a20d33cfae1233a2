"""A made-up letter of each kind, so that a wording can be looked at before any letter is drafted by it."""

from __future__ import annotations

from datetime import date, timedelta

from luoshi.crafts import papers
from luoshi.crafts.letters.wording import FIRST_LAYOUT, About, Item, body, first_words
from luoshi.rules.letters import LISTING, LetterKind, number_words
from luoshi.rules.units import UnitKind

_ISSUER, _UNIT, _SOURCE = "示例市教育局", "示例区教育局", "示例市教育工作要点"
_TOPICS = ("完成示例学校改扩建工程主体封顶", "开展示例行动专项自查")


def sample(template: str, kind: LetterKind, today: date) -> papers.Paper:
    """Return the paper of a made-up letter worded by a template that has no faults, dated `today`."""
    layout = FIRST_LAYOUT[kind]
    items = [
        Item(topic, today + timedelta(days=30 * place), 5_000, 2_000 * place, today)
        for place, topic in enumerate(_TOPICS if kind in LISTING else (), start=1)
    ]
    about = About(
        unit=_UNIT,
        unit_kind=UnitKind.COUNTY,
        issuer=_ISSUER,
        topic=_TOPICS[0] if items else "",
        items=len(items),
        sources=(_SOURCE,) if items else (),
        as_of_on=today if items else None,
        granted=((_TOPICS[0], today + timedelta(days=30), today),) if items else (),
        former_number=number_words("示教", LetterKind.SUPERVISION, today.year, 1),
        former_title="关于抓紧落实“示例事项”的督办函",
    )
    words = first_words(template, kind, layout, about)
    is_minutes, is_printed = layout is papers.Layout.MINUTES, layout is not papers.Layout.LETTER
    return papers.Paper(
        layout=layout,
        mark=f"{_ISSUER}会议纪要" if is_minutes else _ISSUER,
        number=number_words("示教", kind, today.year, 1),
        title=words.title,
        addressees=() if is_minutes else (_UNIT,),
        body=body(
            words.text, items, words.closing, reply_on=today + timedelta(days=7), contact="示例市教育局督查科"
        ),
        signer=_ISSUER,
        signed_on=today,
        sealed=not is_minutes,
        printer=f"{_ISSUER}办公室" if is_printed else "",
        printed_on=today if is_printed else None,
    )
