"""What is done for each kind of errand, and doing them one after another."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta

from django.conf import settings
from django.utils import timezone

from luoshi.actions import batches, documents, imports, rehearsals
from luoshi.actions.errands import Broken, Lease, StopAsked
from luoshi.crafts import sheets, sources, tallies, workbooks
from luoshi.crafts.papers import packs
from luoshi.queries import batches as batch_queries
from luoshi.queries import errands as queries
from luoshi.queries import imports as import_queries
from luoshi.queries import rehearsals as rehearsal_queries
from luoshi.queries.desks import cells
from luoshi.rules.batches import BatchStep
from luoshi.rules.errands import FILE_HOURS, ErrandKind, ErrandState, left_behind
from luoshi.rules.imports import Fault, ImportState, Lines, in_order, plan
from luoshi.rules.people import Actor
from luoshi.rules.refusals import Refused, SomebodyWasFirst

Clock = Callable[[], datetime]
Work = Callable[[Lease, Actor, Clock], str | tuple[str, bytes]]
"""What is done for an errand; it returns how it ended in words, with the file that it made, if it did."""
STORING_LEASES = 10
"""The last step may take as many leases: the errand's row says nothing while it writes."""
KEPT = timedelta(days=7)
"""How long a pack of papers is kept; it is made again whenever somebody wants it."""
_READ, _HELD, _STORED = "读取名册", "与系统中的单位、岗位对照", "一次写入，写完之前不能停止"
_OPENED, _RECOGNISED = "打开文件", "识别文字"
_SET = "逐份排版"
_LOOKED_UP, _REPLAYED = "查找这些日子的记录", "逐个单位重演"
_PICKED, _WRITTEN, _PACKED = "查找台账", "写成表格", "压缩成文件，马上就好"


def run_all(worker: str, clock: Clock) -> int:
    """Put back what was broken off, then do what waits, longest first; return how many were done."""
    Broken.forget_files(clock())
    for broken in queries.broken_off(worker, clock()):
        Broken.put_back(broken)
    done = 0
    while errand := queries.next_waiting():
        lease = Lease(errand, worker)
        if lease.begin(clock()):
            _run(lease, clock)
            done += 1
    return done


def _run(lease: Lease, clock: Clock) -> None:
    errand = lease.errand
    left = left_behind(ErrandKind(errand.kind))
    try:
        actor = queries.asker(errand, timezone.localdate(clock()))
        if actor is None:
            raise Refused("发起人已经不在当时的岗位上，没有办理。请由现任的人重新发起。")
        done = _WORK[ErrandKind(errand.kind)](lease, actor, clock)
    except StopAsked:
        lease.end(ErrandState.STOPPED, f"已按要求停止，{left}。")
    except (Refused, SomebodyWasFirst) as refusal:
        lease.end(ErrandState.FAILED, refusal.reason)
    except Exception:
        # One errand that breaks must not keep the others from being done; what broke is in the log.
        logging.getLogger(__name__).exception("errand %s broke", errand.pk)
        lease.end(ErrandState.FAILED, f"系统出错，{left}。请把时间告诉系统管理员，由其查看日志。")
    else:
        words, made = (done, b"") if isinstance(done, str) else done
        lease.end(ErrandState.DONE, words, made)


def _check(lease: Lease, actor: Actor, clock: Clock) -> str:
    received = import_queries.found(_id(lease))
    assert received is not None, "an errand is about something that is kept"
    data = import_queries.file_of(received)
    try:
        lines = workbooks.read(data, lambda done, total: lease.tell(_READ, done, total, clock()))
    except Refused as refusal:
        fault = Fault("", "", received.file_name, refusal.reason, "")
        imports.note_check(received=received, faults=[fault], lines=Lines(), plan=None, by=actor, at=clock())
        return "文件读不了，没有导入任何内容。"
    return _held_against(lines, lease, actor, clock)


def _held_against(lines: Lines, lease: Lease, actor: Actor, clock: Clock) -> str:
    received = import_queries.found(_id(lease))
    assert received is not None, "an errand is about something that is kept"
    lease.tell(_HELD, 0, 0, clock())
    found, faults = plan(
        lines.units,
        lines.posts,
        import_queries.known(is_exported=lines.is_exported),
        lines.unit_place,
        lines.post_place,
        timezone.localdate(clock()),
        frozenset(lines.unread),
    )
    faults = in_order([*lines.faults, *faults])
    lease.tell(_HELD, 0, 0, clock())
    imports.note_check(received=received, faults=faults, lines=lines, plan=found, by=actor, at=clock())
    return f"名册有{len(faults)}处错误，没有导入任何内容。" if faults else "名册核对无误，等您确认。"


def _store(lease: Lease, actor: Actor, clock: Clock) -> str:
    received = import_queries.found(_id(lease))
    assert received is not None, "an errand is about something that is kept"
    if received.state == ImportState.STORED:
        return "名册已导入。"
    lines = import_queries.lines_of(received)
    lease.tell(_STORED, 0, 0, clock(), STORING_LEASES)
    try:
        with tallies.telling(settings.VAR, lease.errand.id) as told:
            counts = imports.store_import(received=received, lines=lines, told=told, by=actor, at=clock())
    except SomebodyWasFirst as first:
        _held_against(lines, lease, actor, clock)
        raise Refused(first.reason) from first
    return "名册已导入：" + "、".join(f"{title}{count}" for title, count in counts.items()) + "。"


def _read_document(lease: Lease, actor: Actor, clock: Clock) -> str:
    errand = lease.errand
    if errand.subject.startswith("document:"):
        return "来文已登记。"

    def tell(done: int, total: int) -> None:
        lease.tell(_RECOGNISED if total else _OPENED, done, total, clock())

    tell(0, 0)
    source = sources.text_of(queries.file_of(errand), errand.title, sources.Pace(tell=tell))
    lease.tell(_STORED, 0, 0, clock(), STORING_LEASES)
    document = documents.register_received(errand=errand, source=source, by=actor, at=clock())
    return f"已登记《{document.title}》。请逐条审定，审完后发布。{''.join(source.notes)}"


def _move_letters(lease: Lease, actor: Actor, clock: Clock) -> str:
    batch = batch_queries.found(_id(lease))
    assert batch is not None, "an errand is about something that is kept"
    step = BatchStep(batch.step)
    moved, refused, left = batch_queries.tally(batch)
    total = moved + refused + left
    for done, item in enumerate(batch_queries.left(batch), start=total - left):
        lease.tell(f"逐份{step.label}", done, total, clock())
        batches.move_item(item=item, by=actor, at=clock())
    moved, refused, _ = batch_queries.tally(batch)
    return f"已{step.label}{moved}份" + (f"，{refused}份没有办，理由见办理结果。" if refused else "。")


def _pack_letters(lease: Lease, actor: Actor, clock: Clock) -> str:
    batch = batch_queries.found(_id(lease))
    assert batch is not None, "an errand is about something that is kept"
    path = packs.place(settings.VAR, batch.id)
    packs.clear(path.parent, clock() - KEPT)
    papers = batch_queries.papers(batch, timezone.localdate(clock()))
    lease.tell(_SET, 0, len(papers), clock())
    left_out = packs.pack(path, papers, lambda done: lease.tell(_SET, done, len(papers), clock()))
    lacking = f"，{len(left_out)}份没有生成，理由在包内" if left_out else ""
    return f"已打包{len(papers) - len(left_out)}份{lacking}。"


def _rehearse(lease: Lease, actor: Actor, clock: Clock) -> str:
    rehearsal = rehearsal_queries.found(_id(lease))
    assert rehearsal is not None, "an errand is about something that is kept"
    lease.tell(_LOOKED_UP, 0, 0, clock())
    span = rehearsal_queries.span(rehearsal.from_on, rehearsal.until_on)
    if not span.clock.days:
        raise Refused("这些日子里系统没有核对过灯色，没有可以重演的经过。请选系统投入使用以后的日子。")
    places = rehearsal_queries.places(span)
    results = []
    changes = [(key, value) for key, value in rehearsal.changes]
    for each in rehearsal_queries.rehearse(span, changes, places, rehearsal_queries.hands_for(places)):
        results.append(each)
        lease.tell(_REPLAYED, len(results), len(places), clock())
    lease.tell(_STORED, 0, 0, clock(), STORING_LEASES)
    total = rehearsals.keep_rehearsal(rehearsal=rehearsal, results=results, by=actor, at=clock())
    now, then = total.measures["LETTERS"]
    return f"已重演{len(places)}个单位{total.parts}项任务：现行规则拟函{now}份，预演{then}份。"


def _write_ledger(lease: Lease, actor: Actor, clock: Clock) -> tuple[str, bytes]:
    asked, keys = cells.unpacked(queries.file_of(lease.errand))
    lease.tell(_PICKED, 0, 0, clock())
    at = timezone.localtime(clock())
    found = cells.sheet(actor, asked, keys, at.date())

    def tell(done: int, total: int) -> None:
        lease.tell(_WRITTEN if done < total else _PACKED, done, total, clock())

    made = sheets.write(found.title(at, lease.errand.title), found.heads, found.rows, tell)
    return f"台账已写成表格，共{len(found.rows):,}项，{FILE_HOURS}小时内可以下载。", made


def _id(lease: Lease) -> int:
    return int(lease.errand.subject.partition(":")[2])


_WORK: Mapping[ErrandKind, Work] = {
    ErrandKind.CHECK_IMPORT: _check,
    ErrandKind.STORE_IMPORT: _store,
    ErrandKind.READ_DOCUMENT: _read_document,
    ErrandKind.MOVE_LETTERS: _move_letters,
    ErrandKind.REHEARSE: _rehearse,
    ErrandKind.PACK_LETTERS: _pack_letters,
    ErrandKind.WRITE_LEDGER: _write_ledger,
}
