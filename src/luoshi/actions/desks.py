"""What people set up for themselves."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from luoshi.actions import audit
from luoshi.queries import errands
from luoshi.records.models import Errand, ErrandFile, SavedView
from luoshi.rules.errands import ErrandKind
from luoshi.rules.people import Actor, Permission, why_not
from luoshi.rules.refusals import Refused, SomebodyWasFirst


@transaction.atomic
def save_view(*, account_id: int, name: str, query: str, by: Actor, at: datetime) -> SavedView:
    """Keep a filter of the ledger under a name; the same name again replaces it."""
    if reason := why_not(by, Permission.TASKS_SEE):
        raise Refused(reason)
    if not name.strip():
        raise Refused("请给视图起个名称，例如“本月到期的红灯任务”。")
    if "\x00" in name + query:
        raise Refused("视图名称或条件中有不能识别的字符，请删去后再保存。")
    view, _ = SavedView.objects.update_or_create(
        account_id=account_id, name=name.strip()[:40], defaults={"query": query[:300]}
    )
    audit.record(
        action="desks.save_view",
        subject=f"view:{view.id}",
        facts={"name": view.name, "query": view.query},
        by=by,
        at=at,
    )
    return view


@transaction.atomic
def ask_sheet(*, title: str, asked: bytes, by: Actor, at: datetime) -> Errand:
    """Ask for a long ledger to be written as a sheet behind the pages; what it is to hold is `asked`.

    The sheets that this person asked for before are given up. Raises Refused without the permission,
    SomebodyWasFirst while one is being written.
    """
    if reason := why_not(by, Permission.TASKS_SEE):
        raise Refused(reason)
    subject = f"person:{by.person_id}"
    if errands.unfinished_about(subject):
        raise SomebodyWasFirst("正在为您导出另一份台账。请等它办完，或先到“后台办理”停止。")
    ErrandFile.objects.filter(errand__kind=ErrandKind.WRITE_LEDGER, errand__subject=subject).delete()
    errand = Errand.objects.create(
        kind=ErrandKind.WRITE_LEDGER.value,
        subject=subject,
        title=title[:200],
        asked_at=at,
        asked_by=by.words,
        person_id=by.person_id,
        post_id=by.post_id,
    )
    ErrandFile.objects.create(errand=errand, data=asked)
    audit.record(
        action="desks.ask_sheet", subject=f"errand:{errand.id}", facts={"sheet": title[:200]}, by=by, at=at
    )
    return errand


@transaction.atomic
def delete_view(*, account_id: int, view_id: int, by: Actor, at: datetime) -> None:
    """Remove one's own saved filter. Raises Refused when it is not there or not one's own."""
    view = SavedView.objects.filter(account_id=account_id, id=view_id).first()
    if view is None:
        raise Refused("没有这个视图，可能已经删除。")
    audit.record(
        action="desks.delete_view", subject=f"view:{view.id}", facts={"name": view.name}, by=by, at=at
    )
    view.delete()
