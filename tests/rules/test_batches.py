"""Many letters together: the sample that nobody can choose, and what differs among them."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from luoshi.rules import batches
from luoshi.rules.batches import FROM, NEEDS, Alike, BatchStep
from luoshi.rules.letters import MOVES, LetterState

DIGESTS = st.dictionaries(st.integers(1, 10_000), st.sampled_from(["a", "b"]), min_size=1, max_size=60)
USUAL = "关于抓紧落实“甲”的督办函\n截至2026年11月20日，下列3项任务落后。\n请逐项查明原因。"


@given(DIGESTS, st.integers(1, 100))
def test_a_sample_follows_from_the_letters_alone(seen: dict[int, str], percent: int) -> None:
    seed = batches.seed(seen)
    drawn = batches.sample(seen, seed, percent)
    backwards = dict(reversed(seen.items()))
    assert (batches.seed(backwards), batches.sample(backwards, seed, percent)) == (seed, drawn)
    assert len(drawn) == min(len(seen), max(5, -(-len(seen) * percent // 100)))
    assert drawn == sorted(set(drawn) & set(seen))
    changed = seen | {min(seen): "another word"}
    assert batches.seed(changed) != seed


def test_every_letter_is_as_likely_to_be_drawn() -> None:
    times = dict.fromkeys(range(1, 41), 0)
    for round_ in range(400):
        for letter_id in batches.sample(times, batches.seed({1: str(round_)}), 10):
            times[letter_id] += 1
    assert sum(times.values()) == 400 * 5
    assert 25 <= min(times.values()) <= max(times.values()) <= 80


def test_figures_days_and_titles_are_no_difference_but_words_are() -> None:
    texts = {
        1: USUAL,
        2: USUAL.replace("甲", "乙").replace("11月20日", "12月1日").replace("3项", "12项"),
        3: USUAL.replace("请逐项查明原因。", "请逐项查明原因。并约谈负责人。"),
        4: USUAL.replace("\n请逐项查明原因。", ""),
        5: USUAL,
    }
    assert batches.alike(texts) == [
        Alike((1, 2, 5)),
        Alike((4,), lacks=("请逐项查明原因。",)),
        Alike((3,), has=("并约谈负责人。",)),
    ]
    assert batches.alike({}) == []


def test_nothing_is_decided_before_the_whole_sample_was_looked_at() -> None:
    assert batches.why_not_decide(letters=9, sample=[1, 2], looked={1, 2, 3}) is None
    assert batches.why_not_decide(letters=9, sample=[1, 2], looked={2}) == (
        "抽中的2份里还有1份没有勾“看过”。请逐份看过再办理。"
    )
    assert batches.why_not_decide(letters=0, sample=[], looked=[]) == (
        "没有可以一并办理的函件，可能已由他人办理。"
    )


def test_every_step_leads_on_from_where_its_letters_wait() -> None:
    after = {
        BatchStep.SUBMIT: LetterState.SUBMITTED,
        BatchStep.APPROVE: LetterState.APPROVED,
        BatchStep.NUMBER: LetterState.NUMBERED,
        BatchStep.ISSUE: LetterState.ISSUED,
    }
    assert {step: after[step] in MOVES[FROM[step]] for step in BatchStep} == dict.fromkeys(BatchStep, True)
    assert set(NEEDS) == set(BatchStep)
