"""Which campaign a sentence belongs to, and the words that say so."""

from __future__ import annotations

import pytest

from luoshi.rules import campaigns
from luoshi.rules.campaigns import WORDS, Campaign

C = Campaign


@pytest.mark.parametrize(
    ("quote", "heading", "campaign", "reason"),
    [
        ("对全市收费公示情况核查一次", "", C.FEES, "原文有“收费公示”"),
        ("加强日常监督和退费检查", "治理教育乱收费", C.FEES, "原文有“退费”，标题有“乱收费”"),
        ("相关县区要抓紧开工、按期竣工", "", C.PLACES, "原文有“开工”“竣工”"),
        ("做好冬季消防安全、防溺水工作", "", C.SAFETY, "原文有“消防”“安全”“防溺水”"),
        ("推进民办义务教育在校生压减", "", C.PRIVATE, "原文有“民办义务教育”“在校生压减”"),
        ("重点人群每周一次核酸检测", "", C.EPIDEMIC, "原文有“核酸”"),
        ("按时办结初次信访事项", "", C.PETITIONS, "原文有“信访”"),
        ("校外培训机构预收费全部纳管", "", C.TRAINING, "原文有“校外培训”“预收费”"),
        ("清理面向学校的评比", "推进教育评价改革", C.EVALUATION, "原文有“评比”，标题有“教育评价”"),
        ("公办园生均经费足额拨付", "", C.FUNDING, "原文有“生均经费”“拨付”"),
        ("控制作业总量，落实手机管理", "", C.RULES, "原文有“作业总量”“手机管理”"),
    ],
)
def test_the_campaign_is_suggested_with_its_reason(
    quote: str, heading: str, campaign: Campaign, reason: str
) -> None:
    found = campaigns.suggest(quote, heading)
    assert found is not None
    assert (found.campaign, found.reason) == (campaign, reason)


@pytest.mark.parametrize(
    ("quote", "heading"),
    [
        ("各单位要争分夺秒赶进度", ""),
        ("把任务分解到人", "治理教育乱收费"),
        ("保证资金安全", ""),
        ("在乱收费、疫情防控、民办学校和校园安全上都要担当作为", ""),
    ],
    ids=["says nothing", "only the heading", "one near word", "all of them"],
)
def test_where_nothing_says_so_no_campaign_is_suggested(quote: str, heading: str) -> None:
    assert campaigns.suggest(quote, heading) is None


def test_there_are_ten_and_each_is_known_by_words() -> None:
    assert len(Campaign) == 10
    assert set(WORDS) == set(Campaign)


def test_only_a_campaign_that_there_is_can_be_chosen() -> None:
    assert campaigns.why_not_choose("") is None
    assert campaigns.why_not_choose("FEES") is None
    assert campaigns.why_not_choose("扫雪") == "没有这个专项。请从列表中选择，或选“不属于任何专项”。"
