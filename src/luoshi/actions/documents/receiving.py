"""A file that takes long to read is kept until it is read behind the pages (docs/adr/0008)."""

from __future__ import annotations

import hashlib
from datetime import datetime

from django.db import transaction

from luoshi.actions import audit
from luoshi.actions.documents.registering import enter, understood
from luoshi.crafts.sources import Source
from luoshi.queries import errands
from luoshi.records.models import Document, Errand, ErrandFile
from luoshi.rules import documents
from luoshi.rules.errands import ErrandKind
from luoshi.rules.people import Actor, Permission, why_not
from luoshi.rules.refusals import Refused, SomebodyWasFirst


@transaction.atomic
def receive_document(*, name: str, data: bytes, by: Actor, at: datetime) -> Errand:
    """Keep a file and ask for it to be read behind the pages; it goes when that is over, however it ends.

    Raises Refused without the permission, SomebodyWasFirst while the same file is being read already.
    """
    if reason := why_not(by, Permission.DOCUMENTS_READ):
        raise Refused(reason)
    subject = f"file:{hashlib.sha256(data).hexdigest()[:32]}"
    if other := errands.unfinished_about(subject):
        raise SomebodyWasFirst(f"{other.asked_by}已经上传了同一份文件，正在读入，不必再传。")
    errand = Errand.objects.create(
        kind=ErrandKind.READ_DOCUMENT.value,
        subject=subject,
        title=name[-200:],
        asked_at=at,
        asked_by=by.words,
        person_id=by.person_id,
        post_id=by.post_id,
    )
    ErrandFile.objects.create(errand=errand, data=data)
    audit.record(
        action="documents.receive",
        subject=f"errand:{errand.id}",
        facts={"file": name, "bytes": len(data)},
        by=by,
        at=at,
    )
    return errand


def register_received(*, errand: Errand, source: Source, by: Actor, at: datetime) -> Document:
    """Store what was read of a file that an errand is about; from then on it is about the document.

    Raises Refused when the text bears a mark of secrecy, holds no document, or is registered already.
    """
    if reason := why_not(by, Permission.DOCUMENTS_READ) or documents.why_not_store(source.text):
        raise Refused(reason)
    found = understood(source, at)
    with transaction.atomic():
        document = enter(source, found, errand.title, by, at)
        errand.subject = f"document:{document.id}"
        errand.save(update_fields=["subject"])
    return document
