"""The office words its letters: every change and every return to an earlier wording is a new version."""

from __future__ import annotations

from datetime import datetime

from django.db import IntegrityError, transaction

from luoshi.actions import audit
from luoshi.crafts.letters import SHIPPED
from luoshi.queries import templates as template_queries
from luoshi.records.models import TemplateVersion
from luoshi.rules import templates
from luoshi.rules.audit import digest
from luoshi.rules.people import Actor, Permission, why_not
from luoshi.rules.refusals import Refused, SomebodyWasFirst


@transaction.atomic
def change_template(
    *, kind: str, text: str, reason: str, seen: int, by: Actor, at: datetime
) -> TemplateVersion:
    """Add a version of a kind's wording; drafts that exist keep theirs. `seen` is the version changed.

    Raises Refused with every fault and its line, SomebodyWasFirst when there is a later version.
    """
    if refusal := why_not(by, Permission.TEMPLATES_EDIT):
        raise Refused(refusal)
    before = template_queries.current(kind)
    if refusal := templates.why_not_keep(kind, text, before.text if before else SHIPPED[kind]):
        raise Refused(refusal)
    if not reason.strip():
        raise Refused("请写明为什么修改，今后查版本时一看便知。")
    return _add_version("change", kind, text, reason, seen, None, by, at)


@transaction.atomic
def restore_template(*, kind: str, number: int, seen: int, by: Actor, at: datetime) -> TemplateVersion:
    """Let an earlier version count again, as a new one; number 0 is the wording that the program brings."""
    if refusal := why_not(by, Permission.TEMPLATES_EDIT):
        raise Refused(refusal)
    earlier, before = template_queries.version(kind, number), template_queries.current(kind)
    if number and earlier is None:
        raise Refused(f"没有第{number}版，不能恢复。")
    text = earlier.text if earlier else SHIPPED[kind]
    if refusal := templates.why_not_keep(kind, text, before.text if before else SHIPPED[kind]):
        raise Refused(refusal)
    words = f"恢复第{number}版" if number else "恢复随系统提供的原始版本"
    return _add_version("restore", kind, text, words, seen, number, by, at)


def _add_version(
    done: str, kind: str, text: str, reason: str, seen: int, restores: int | None, by: Actor, at: datetime
) -> TemplateVersion:
    latest = template_queries.current(kind)
    if (latest.number if latest else 0) != seen:
        raise SomebodyWasFirst("模板已有更新的版本，没有保存。请看过最新版本再改，以免覆盖。")
    try:
        with transaction.atomic():
            made = TemplateVersion.objects.create(
                kind=kind,
                number=seen + 1,
                text="\n".join(line.rstrip() for line in text.strip().splitlines()) + "\n",
                reason=reason.strip()[:200],
                restores=restores,
                made_at=at,
                made_by=by.words,
            )
    except IntegrityError:
        raise SomebodyWasFirst("模板刚被他人修改，没有保存。请看过最新版本再改。") from None
    audit.record(
        action=f"templates.{done}",
        subject=f"template:{kind}",
        facts={"version": made.number, "reason": made.reason, "digest": digest(made.text)},
        by=by,
        at=at,
    )
    return made
