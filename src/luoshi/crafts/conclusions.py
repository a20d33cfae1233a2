"""How conclusions, opinions and what goes to other authorities are worded as official paper.

Parts by the articles that ask for them; facts first, no adjectives, no penalty that is another's to choose.
"""

from __future__ import annotations

import re
from datetime import date

from luoshi.crafts.papers import Block, Layout, Paper, Paragraph, paragraphs, sealed_letter
from luoshi.rules.calendar import full_date

# What a title of an inspection has around what it is about: 关于……的专项督查.
_AROUND = re.compile(r"^关于|的?(?:专项|综合)?(?:督查|检查|核查|督办)$")


def _about(inspection: str) -> str:
    """Return what an inspection is about, without the words that the title of its paper repeats."""
    return _AROUND.sub("", inspection) or inspection


def _part(heading: str, text: str) -> tuple[Block, ...]:
    return (Paragraph(heading, level=1), *paragraphs(text))


def feedback(
    *,
    mark: str,
    number: str,
    unit: str,
    inspection: str,
    basis: str,
    days: tuple[date, date],
    facts: str,
    findings: str,
    right: str,
    on: date,
) -> Paper:
    """Return the 反馈函 that brings a conclusion to its unit: what was found, what follows, its right."""
    first, last = days
    return sealed_letter(
        issuer=mark,
        number=number,
        title=f"关于反馈{_about(inspection)}督查结论的函",
        unit=unit,
        body=(
            Paragraph(
                f"根据{basis}，{full_date(first)}至{full_date(last)}对你单位开展了督查。现将督查结论反馈如下。",
                level=0,
            ),
            *_part("一、查明的事实", facts),
            *_part("二、结论意见", findings),
            *_part("三、申请复核的权利", right),
        ),
        on=on,
    )


def review_decision(
    *, mark: str, number: str, unit: str, about: str, grounds: str, words: str, outcome: str, on: date
) -> Paper:
    """Return the 复核决定书: what was asked, what was found, what is decided."""
    return sealed_letter(
        issuer=mark,
        number=number,
        title=f"关于{_about(about)}督查结论的复核决定书",
        unit=unit,
        body=(
            *_part("一、申请复核的事实和理由", grounds),
            *_part("二、复核查明的情况", words),
            *_part(
                "三、复核决定",
                f"决定{outcome}原督查结论。参与作出原结论的工作人员没有参加复核"
                "（《政府督查工作条例》（国务院令第733号）第十七条）。",
            ),
        ),
        on=on,
    )


def opinion(
    *,
    issuer: str,
    number: str,
    unit: str,
    subject: str,
    parts: tuple[str, str, str, str],
    plea_answer: str,
    due_on: date | None,
    on: date,
) -> Paper:
    """Return the 督导意见书; `parts` are evaluation, problems, demands, advice ("" leaves advice out)."""
    evaluation, problems, demands, advice = parts
    by = f"{full_date(due_on)}前" if due_on else "规定期限内"
    sections = [
        ("总体评价", evaluation),
        ("存在的主要问题", problems),
        ("限期整改要求", f"{demands}\n请于{by}书面报告整改情况。"),
        ("意见和建议", advice),
        ("对申辩意见的处理", plea_answer),
    ]
    kept = [(heading, text) for heading, text in sections if text.strip()]
    return Paper(
        layout=Layout.DOCUMENT,
        mark=issuer,
        number=number,
        title=f"{subject}督导意见书",
        addressees=(unit,),
        body=(
            Paragraph(
                "根据《教育督导条例》（国务院令第624号）第二十一条，综合初步督导意见和你单位的申辩情况，"
                "现提出督导意见如下。",
                level=0,
            ),
            *(
                block
                for place, (heading, text) in zip("一二三四五", kept, strict=False)
                for block in _part(f"{place}、{heading}", text)
            ),
        ),
        signer=issuer,
        signed_on=on,
        sealed=True,
        printer=issuer,
        printed_on=on,
    )


def handover(
    *,
    issuer: str,
    number: str,
    authority: str,
    is_proposal: bool,
    subject: str,
    parts: tuple[str, str, str],
    on: date,
) -> Paper:
    """Return the 《处分建议书》 or 移交函 to who is in charge; `parts` are facts, basis, hearing."""
    facts, basis, hearing = parts
    asked = (
        "以上情况请按照管理权限调查核实，依规依纪依法研究处理。是否处理、作出何种处理由你单位决定，处理结果请函告。"
        if is_proposal
        else "现将有关材料移交你单位，请依法调查处理，并在收到后出具回执。"
    )
    return sealed_letter(
        issuer=issuer,
        number=number,
        title=f"关于{subject}有关问题的{'处分建议书' if is_proposal else '移交函'}",
        unit=authority,
        body=(
            *_part("一、查明的事实", facts),
            *_part("二、依据", basis),
            *_part("三、告知和陈述申辩情况", hearing),
            *_part("四、建议", asked),
        ),
        on=on,
    )
