"""The ledger of actions, as its keepers and the pages of a task or letter see it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from luoshi.records.models import Document, Entry, EntryHead
from luoshi.rules import audit


def entries_about(*subjects: str) -> list[Entry]:
    """Return what was done to these things ("task:12", "letter:3"), oldest first."""
    return list(Entry.objects.filter(subject__in=subjects).order_by("number"))


def last_hand(subject: str) -> str:
    """Return the words of who did something to a thing ("assignment:5") last; "他人" when nobody did."""
    entry = Entry.objects.filter(subject=subject).order_by("-number").first()
    return entry.actor if entry else "他人"


def latest(below: int | None = None, count: int = 50, subject: str = "") -> list[Entry]:
    """Return the newest entries, or those just below a number, newest first.

    `subject` picks one thing ("letter:3") or, ending in a colon, everything of a kind ("letter:").
    """
    entries = Entry.objects.order_by("-number")
    if below is not None:
        entries = entries.filter(number__lt=below)
    if subject.endswith(":"):
        entries = entries.filter(subject__startswith=subject)
    elif subject:
        entries = entries.filter(subject=subject)
    return list(entries[:count])


def head() -> tuple[int, str]:
    """Return the number and the seal of the last entry: what to note elsewhere as proof of the whole."""
    stored = EntryHead.objects.filter(id=1).first()
    return (stored.number, stored.seal) if stored else (0, audit.GENESIS)


def faults(expect: str | None = None) -> Iterator[audit.Fault]:
    """Yield everything that is wrong with the ledger or with a registered document, in order of number.

    `expect` is "number:seal" as noted elsewhere at an earlier time; the ledger must still hold it.
    """
    number, seal = head()
    yield from audit.faults(_sealed(), number, seal)
    if expect:
        yield from _unlike(expect)
    yield from _altered_documents()


def _unlike(expect: str) -> Iterator[audit.Fault]:
    noted, _, seal = expect.partition(":")
    if not noted.isdecimal() or not seal:
        yield audit.Fault(0, f"存档的末条“{expect}”看不懂，应为“编号:封印”")
        return
    stored = Entry.objects.filter(number=int(noted)).values_list("seal", flat=True).first()
    if stored != seal:
        yield audit.Fault(int(noted), f"第{noted}条的封印与存档的不同，其前有内容被整段改写")


def _sealed() -> Iterable[audit.Sealed]:
    for row in Entry.objects.order_by("number").iterator(chunk_size=2000):
        yield audit.Sealed(
            audit.Entry(
                row.number, row.at, row.action, row.subject, row.actor, row.unit, row.post_id, row.facts
            ),
            row.seal,
        )


def _altered_documents() -> Iterator[audit.Fault]:
    registered = {
        entry.subject: entry for entry in Entry.objects.filter(action="documents.register").iterator()
    }
    for document in Document.objects.order_by("id").iterator(chunk_size=50):
        entry = registered.get(f"document:{document.id}")
        if entry is None:
            yield audit.Fault(0, f"来文《{document.title}》没有登记记录")
        elif audit.digest(document.text) != entry.facts.get("digest"):
            yield audit.Fault(
                entry.number, f"来文《{document.title}》的正文与登记时（第{entry.number}条）不一致"
            )
        registered.pop(f"document:{document.id}", None)
    for entry in registered.values():
        yield audit.Fault(entry.number, f"第{entry.number}条登记的来文《{entry.facts.get('title')}》已不存在")
