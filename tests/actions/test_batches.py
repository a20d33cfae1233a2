"""Many letters are approved by one decision: each by its own action, the rest whatever becomes of some."""

from __future__ import annotations

import os
import zipfile
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from pytest_django import Settings

from luoshi.actions import batches, errands, letters
from luoshi.actions.errands import Lease
from luoshi.crafts.papers import packs
from luoshi.jobs import errands as work
from luoshi.queries import batches as queries
from luoshi.records.models import Assignment, Batch, BatchItem, Entry, Errand, Letter
from luoshi.rules import batches as rules
from luoshi.rules.batches import BatchStep
from luoshi.rules.letters import LetterKind, LetterState
from luoshi.rules.people import Actor
from luoshi.rules.refusals import Refused, SomebodyWasFirst
from tests import cast
from tests.actions.stage import NOON, letter
from tests.actions.test_killed import copies, room_for_letters
from tests.actions.watch import one_entry
from tests.pages.weeks_and_letters import add_tasks

KIND = LetterKind.SUPERVISION.value


def waiting(city: cast.City, count: int = 8) -> list[int]:
    """Return letters that wait to be approved, each about something else, with room for them in the week."""
    room_for_letters(city)
    made = letter(city, LetterState.SUBMITTED)
    rest = copies(made, count - 1)
    listed = made.items.get()
    parts = add_tasks(city, count - 1)
    Assignment.objects.filter(id__in=[part.id for part in parts]).update(lamp="RED", lamp_on=cast.MONDAY)
    for each, part in zip(Letter.objects.filter(id__in=rest[1:]).order_by("id"), parts, strict=True):
        each.items.create(
            assignment=part,
            lamp="RED",
            planned_x100=listed.planned_x100,
            claimed_x100=listed.claimed_x100,
            due_on=part.due_on or listed.due_on,
            as_of_on=listed.as_of_on,
        )
    return rest


def decide(step: BatchStep, by: Actor, looked: set[int] | None = None, seed: str = "") -> Errand:
    """Decide on all that waits, having looked at all of it."""
    seen = queries.digests(queries.waiting(by, step, KIND))
    return batches.decide_batch(
        step=step,
        kind=KIND,
        seed=seed or rules.seed(seen),
        looked=set(seen) if looked is None else looked,
        by=by,
        at=NOON,
    )


@pytest.mark.django_db
def test_one_decision_approves_each_letter_by_itself_and_tells_which_it_could_not(city: cast.City) -> None:
    ids = waiting(city)
    Letter.objects.filter(id=ids[1]).update(drafted_post_id=city.leader.post_id)
    with one_entry("batches.decide", city.leader):
        errand = decide(BatchStep.APPROVE, city.leader)
    Letter.objects.filter(id=ids[2]).update(text="另外的话。")
    Letter.objects.filter(id=ids[4]).update(excused="某科")
    letters.discard_letter(letter=Letter.objects.get(id=ids[3]), reason="已补报", by=city.clerk, at=NOON)
    assert work.run_all("here", lambda: NOON) == 1
    errand.refresh_from_db()
    assert (errand.state, errand.words) == ("DONE", "已签批4份，4份没有办，理由见办理结果。")
    assert (errand.done, errand.total) == (7, 8)
    batch = Batch.objects.get()
    assert queries.tally(batch) == (4, 4, 0)
    told = {item.letter_id: item.refusal for item in queries.refused(batch)}
    assert set(told) == {ids[1], ids[2], ids[3], ids[4]}
    assert told[ids[1]] == "起草人不能签批自己起草的函件，改过、会签过的也不能签批。请由另一位局领导签批。"
    assert "有变动" in told[ids[2]]
    assert "有变动" in told[ids[3]]
    assert "有变动" in told[ids[4]]
    approved = Entry.objects.filter(action="letters.approve").values_list("subject", flat=True)
    assert sorted(approved) == sorted(f"letter:{each}" for each in (ids[0], *ids[5:]))
    assert Letter.objects.filter(state="APPROVED").count() == 4


@pytest.mark.django_db
def test_nothing_is_decided_on_letters_that_are_others_or_were_not_looked_at(city: cast.City) -> None:
    ids = waiting(city)
    with pytest.raises(Refused, match="没有勾“看过”"):
        decide(BatchStep.APPROVE, city.leader, looked=set())
    seed = rules.seed(queries.digests(queries.waiting(city.leader, BatchStep.APPROVE, KIND)))
    Letter.objects.filter(id=ids[0]).update(title="关于另一件事的督办函")
    with pytest.raises(SomebodyWasFirst, match="有变动"):
        decide(BatchStep.APPROVE, city.leader, seed=seed)
    with pytest.raises(Refused, match="局领导"):
        decide(BatchStep.APPROVE, city.clerk)
    assert (Batch.objects.count(), Errand.objects.count()) == (0, 0)


@pytest.mark.django_db
def test_what_was_stopped_stands_and_what_was_broken_off_goes_on(city: cast.City) -> None:
    waiting(city)
    errand = decide(BatchStep.APPROVE, city.leader)
    batch = Batch.objects.get()
    lease = Lease(errand, "there")
    assert lease.begin(NOON)
    first = next(queries.left(batch))
    assert batches.move_item(item=first, by=city.leader, at=NOON) is True
    assert batches.move_item(item=first, by=city.leader, at=NOON) is False, "done again, nothing happens"
    errands.stop_errand(errand=errand, by=city.leader, at=NOON)
    Errand.objects.filter(id=errand.id).update(state="WAITING", worker="", lease_until=None)
    work.run_all("here", lambda: NOON)
    errand.refresh_from_db()
    assert (errand.state, errand.words) == ("STOPPED", "已按要求停止，已经办了的有效，其余没有动。")
    assert queries.tally(batch) == (1, 0, 7)
    Errand.objects.filter(id=errand.id).update(state="WAITING", is_stop_asked=False)
    work.run_all("here", lambda: NOON)
    assert queries.tally(batch) == (8, 0, 0)
    assert Entry.objects.filter(action="letters.approve").count() == 8


@pytest.mark.django_db
def test_many_letters_go_the_whole_way_together(city: cast.City) -> None:
    ids = waiting(city)
    for step, by in (
        (BatchStep.APPROVE, city.leader),
        (BatchStep.NUMBER, city.clerk),
        (BatchStep.ISSUE, city.clerk),
    ):
        decide(step, by)
        work.run_all("here", lambda: NOON)
    assert set(Letter.objects.filter(id__in=ids).values_list("state", flat=True)) == {"ISSUED"}
    numbers = Letter.objects.filter(id__in=ids).order_by("id").values_list("number", flat=True)
    assert list(numbers) == [f"示教督函〔2026〕{n}号" for n in range(1, 9)]
    assert BatchItem.objects.filter(is_moved=True).count() == 24


@pytest.mark.django_db
def test_the_letters_of_a_batch_are_written_as_pdf_into_an_empty_folder(
    city: cast.City, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    ids = waiting(city, 3)
    decide(BatchStep.APPROVE, city.leader)
    Letter.objects.filter(id=ids[1]).update(title="关于\U00013000的督办函")
    batch = Batch.objects.get()
    folder = tmp_path / "函"
    call_command("print", str(batch.id), str(folder))
    files = sorted(folder.iterdir())
    assert [file.name.split("-")[1] for file in files] == [str(ids[0]), str(ids[2])]
    assert [file.read_bytes()[:5] for file in files] == [b"%PDF-"] * 2
    told = capsys.readouterr()
    assert "已生成2份 PDF" in told.out
    assert "没有生成“关于" in told.err
    with pytest.raises(CommandError, match="已有文件"):
        call_command("print", str(batch.id), str(folder))
    with pytest.raises(CommandError, match="没有第99批"):
        call_command("print", "99", str(folder))


def test_the_papers_of_a_batch_come_as_one_pack(city: cast.City, settings: Settings, tmp_path: Path) -> None:
    settings.VAR = tmp_path
    ids = waiting(city, 3)
    decide(BatchStep.APPROVE, city.leader)
    work.run_all("here", lambda: NOON)
    Letter.objects.filter(id=ids[1]).update(title="关于\U00013000的督办函")
    batch = Batch.objects.get()
    with pytest.raises(Refused, match="由"):
        batches.pack_batch(batch=batch, by=city.county, at=NOON)
    with one_entry("batches.pack", city.clerk, f"batch:{batch.id}"):
        errand = batches.pack_batch(batch=batch, by=city.clerk, at=NOON)
    assert batches.pack_batch(batch=batch, by=city.clerk, at=NOON) == errand
    old = packs.place(tmp_path, 99)
    old.parent.mkdir()
    old.touch()
    os.utime(old, (0, 0))
    work.run_all("here", lambda: NOON)
    errand.refresh_from_db()
    assert (errand.state, errand.words) == ("DONE", "已打包2份，1份没有生成，理由在包内。")
    with zipfile.ZipFile(packs.place(tmp_path, batch.id)) as pack:
        first, *_, last = pack.namelist()
        assert (first, last) == (f"草稿-{ids[0]}-{Letter.objects.get(id=ids[0]).title}.pdf", "没有生成的.txt")
        assert pack.read(first).startswith(b"%PDF-")
        assert "没有生成“关于" in pack.read(last).decode()
    assert not old.exists(), "what is older than a week is gone"
