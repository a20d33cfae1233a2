"""The database itself refuses what no action would write, on SQLite and PostgreSQL alike."""

from __future__ import annotations

from datetime import date

import pytest
from django.apps import apps
from django.db import IntegrityError, models, transaction
from django.db.models import F

from luoshi.records.models import (
    Account,
    Alert,
    Allowance,
    Asking,
    Assignment,
    Batch,
    BatchItem,
    Burden,
    CalendarYear,
    Channel,
    Contradiction,
    Countersign,
    Delivery,
    Dependency,
    Document,
    Entry,
    EntryHead,
    Errand,
    Extension,
    Feed,
    Forecast,
    Hearing,
    HitRate,
    Import,
    Lead,
    Letter,
    LetterItem,
    Link,
    ListedItem,
    LocalParameter,
    Mandate,
    MandateChange,
    Milestone,
    Mute,
    Notice,
    Obstacle,
    Override,
    PaperNumber,
    PlanChange,
    Post,
    Register,
    Rehearsal,
    Reply,
    ReplyFile,
    ReplyItem,
    Report,
    Responsibility,
    Route,
    SchoolTerms,
    Side,
    Span,
    Succession,
    Task,
    TemplateVersion,
    Unit,
    UnitChange,
    UnitDuty,
    UnitName,
)
from luoshi.rules.letters import LetterState
from luoshi.rules.mandates.moves import MandateState
from tests import cast
from tests.actions.inspections import listed, plan
from tests.actions.stage import NOON, letter
from tests.records import burden_rows, findings_rows, talks_rows


@pytest.fixture
def full(city: cast.City) -> cast.City:
    """The city with one row of every table that a constraint guards."""
    part = city.assignments["east"]
    letter(city, LetterState.CLOSED)
    _inspections(city)
    talks_rows.lay(city)
    findings_rows.lay(city)
    Alert.objects.create(assignment=part, unit=city.east, raised_on=cast.MONDAY, lamp="RED", reason="滞后")
    Report.objects.create(
        assignment=part,
        week_start=cast.MONDAY,
        claimed_x100=0,
        is_unchanged=True,
        is_late=False,
        state="SENT",
        submitted_at=NOON,
        submitted_by="某人",
        submitted_post_id=1,
    )
    Allowance.objects.create(
        unit=city.east,
        week_start=cast.MONDAY,
        kind="EXCUSED",
        until_on=cast.MONDAY,
        reason="断网",
        granted_at=NOON,
        granted_by="某人",
    )
    UnitDuty.objects.create(unit=city.east, topic="校园安全", words=["安全"], from_on=cast.FOUNDED)
    SchoolTerms.objects.create(
        year=2026,
        autumn_opens=date(2026, 9, 1),
        autumn_ends=date(2027, 1, 15),
        spring_opens=date(2027, 2, 22),
        spring_ends=date(2027, 7, 2),
        notice="校历",
        entered_at=NOON,
        entered_by="某人",
    )
    CalendarYear.objects.create(year=2027, notice="通知", entered_at=NOON, entered_by="某人")
    LocalParameter.objects.create(
        key="x", value=1, source="文", effective_from=cast.MONDAY, entered_at=NOON, entered_by="某人"
    )
    _ways(part, city.treasury)
    _questions(part)
    _work_behind_the_pages(part)
    _ways_out(city)
    _plans(part)
    _burden(city)
    _last_rungs(city)
    _lives_of_papers(city)
    _together(city)
    return city


def _together(city: cast.City) -> None:
    batch = Batch.objects.create(step="APPROVE", seed="0", decided_at=NOON, decided_by="某人")
    BatchItem.objects.create(batch=batch, letter=Letter.objects.get(), seen="0", is_moved=True)


def _lives_of_papers(city: cast.City) -> None:
    sent = Letter.objects.get()
    TemplateVersion.objects.create(
        kind="REMINDER", number=1, text="【标题】", reason="改", made_at=NOON, made_by="某人"
    )
    Countersign.objects.create(letter=sent, unit=city.treasury, named_at=NOON, named_by="某人")
    reply = Reply.objects.get(letter=sent)
    ReplyItem.objects.create(reply=reply, text="补课", owner="教务岗", due_on=cast.MONDAY)
    ReplyFile.objects.create(reply=reply, name="a.pdf", size=1, digest="0", data=b"1")


def _last_rungs(city: cast.City) -> None:
    told = Letter.objects.get()
    Hearing.objects.create(letter=told, digest="0", due_on=cast.MONDAY, told_at=NOON, told_by="某人")
    Lead.objects.create(
        unit=city.east,
        facts="三次函告",
        reason="仍未完成",
        drafted_at=NOON,
        drafted_by="某人",
        drafted_post_id=1,
    )


def _ways_out(city: cast.City) -> None:
    channel = Channel.objects.create(
        name="邮件", kind="MAIL", settings={}, sealed="", set_at=NOON, set_by="某人"
    )
    Route.objects.create(channel=channel, unit=city.east, to="a@example.org", set_at=NOON, set_by="某人")
    Mute.objects.create(person_id=city.county.person_id, muted_at=NOON, muted_by="某人")
    Delivery.objects.create(
        key="digest",
        channel=channel,
        to="a@example.org",
        is_digest=True,
        on=cast.MONDAY,
        next_from=NOON,
        at=NOON,
        by="某人",
    )


def _plans(part: Assignment) -> None:
    Link.objects.create(task=part.task, order=1, name="立项", weight=1)
    other = Task.objects.get(id=part.task_id)
    other.pk = None
    other.save(force_insert=True)
    Dependency.objects.create(task=part.task, awaited=other)
    PlanChange.objects.create(
        assignment=part,
        number=1,
        kind="MOVED",
        state="ASKED",
        moves=[],
        reason="汛期停工",
        asked_at=NOON,
        asked_by="某人",
        asked_post_id=1,
    )


def _inspections(city: cast.City) -> None:
    made = plan(city, MandateState.APPROVED)
    listed(city)
    MandateChange.objects.create(
        mandate=made, before="甲", after="乙", reason="扩大", asked_at=NOON, asked_by="某人", asked_post_id=1
    )
    Override.objects.create(
        mandate=made, rule="OVERLAP", words="重复", reason="省里统一", given_at=NOON, given_by="某人"
    )


def _burden(city: cast.City) -> None:
    Burden.objects.create(
        week_start=cast.MONDAY, unit=city.east, asker=city.supervision, kind="ACCOUNT", asked=1, fields=4
    )
    burden_rows.lay(city)
    Feed.objects.create(
        person_id=city.county.person_id, reach="ME", key_digest="0", made_at=NOON, made_by="某人"
    )


def _ways(part: Assignment, helper: Unit) -> None:
    obstacle = Obstacle.objects.create(assignment=part, kind="LAND", helper=helper, state="ASKED")
    Asking.objects.create(
        obstacle=obstacle,
        number=1,
        words="请协调用地",
        asked_on=cast.MONDAY,
        due_on=cast.MONDAY,
        asked_at=NOON,
        asked_by="某人",
    )
    Extension.objects.create(
        assignment=part,
        number=1,
        state="AT_OFFICE",
        before_on=date(2026, 11, 30),
        proposed_on=date(2026, 12, 15),
        reason="汛期停工",
        decide_by_on=date(2026, 11, 20),
        asked_at=NOON,
        asked_by="某人",
        asked_post_id=1,
    )


def _questions(part: Assignment) -> None:
    Forecast.objects.create(
        assignment=part,
        week_start=cast.MONDAY,
        due_on=cast.MONDAY,
        weeks_left=1,
        claimed_x100=0,
        chance_x100=5_000,
        basis="CITY",
        tasks=1,
        alike=1,
        usual_x100=0,
    )
    HitRate.objects.create(
        week_start=cast.MONDAY,
        ahead="NEAR",
        tenth=5,
        made=2,
        came_true=1,
        chance_sum_x100=10_000,
        error_sum_x100=5_000,
    )
    question = Contradiction.objects.create(
        task=part.task, kind="WENT_BACK", key="k", week_start=cast.MONDAY, words="问", raised_on=cast.MONDAY
    )
    Side.objects.create(contradiction=question, assignment=part, unit=part.unit)


def _work_behind_the_pages(part: Assignment) -> None:
    Rehearsal.objects.create(
        from_on=cast.MONDAY,
        until_on=date(2027, 11, 1),
        changes=[["letter.yellow_weeks", 3]],
        asked_at=NOON,
        asked_by="某人",
    )
    Errand.objects.create(
        kind="CHECK_IMPORT", subject="import:1", asked_at=NOON, asked_by="某人", person_id=1, post_id=1
    )
    Import.objects.create(
        file_name="名册.xlsx", size=1, digest="0", data=b"x", received_at=NOON, received_by="某人"
    )
    Responsibility.objects.create(
        assignment=part, unit=part.unit, until_on=cast.MONDAY, changed_at=NOON, changed_by="某人"
    )
    Succession.objects.create(
        charge="OWNING",
        subject="rectification_item:1",
        post=Post.objects.earliest("id"),
        until_on=cast.MONDAY,
        changed_at=NOON,
        changed_by="某人",
    )
    UnitChange.objects.create(
        unit=part.unit,
        kind="RENAMED",
        effective_on=cast.MONDAY,
        before="旧名",
        noted_at=NOON,
        noted_by="某人",
    )


WRONG = [
    (Unit, {"kind": "CLUB"}),
    (Unit, {"to_on": date(2019, 1, 1)}),
    (Post, {"duty": "KING"}),
    (Post, {"to_on": date(2019, 1, 1)}),
    (Document, {"registered_by": ""}),
    (Document, {"published_at": NOON, "published_by": None}),
    (Document, {"published_at": None, "published_by": "某人"}),
    (Document, {"body_start": 10, "body_end": 9}),
    (Span, {"kind": "RHYME"}),
    (Span, {"start": 5, "end": 5}),
    (Task, {"state": "LOST"}),
    (Task, {"start": 5, "end": 5}),
    (Task, {"due_on": None}),
    (Task, {"decided_at": NOON, "decided_by": None}),
    (Milestone, {"planned_x100": 10_001}),
    (Assignment, {"state": "LOST"}),
    (Assignment, {"lamp": "PINK"}),
    (Assignment, {"claimed_x100": 10_001}),
    (Assignment, {"closed_at": NOON, "closed_by": None}),
    (Report, {"state": "LOST"}),
    (Report, {"state": "RETURNED", "return_reason": ""}),
    (Report, {"claimed_x100": 10_001}),
    (Report, {"submitted_by": ""}),
    (Report, {"decided_at": NOON, "decided_by": None}),
    (Report, {"decided_at": None, "decided_by": "某人"}),
    (Allowance, {"kind": "FREE"}),
    (Allowance, {"reason": ""}),
    (Allowance, {"granted_by": ""}),
    (Alert, {"state": "LOST"}),
    (Alert, {"dismissed_at": NOON, "dismissed_by": None}),
    (Letter, {"state": "LOST"}),
    (Letter, {"drafted_by": ""}),
    (Letter, {"state": "WITHDRAWN", "end_reason": ""}),
    (Letter, {"issued_at": NOON, "issued_by": "某人", "unit_name": ""}),
    (Letter, {"archived_at": NOON, "archived_by": "某人", "archive_year": None}),
    (Letter, {"archived_at": NOON, "archived_by": "某人", "archive_year": 2026, "archive_pages": 0}),
    (Letter, {"annex_title": "清单", "annex_text": ""}),
    (Letter, {"corrects": F("id")}),
    (TemplateVersion, {"number": 0}),
    (TemplateVersion, {"made_by": ""}),
    (TemplateVersion, {"text": ""}),
    (TemplateVersion, {"restores": 1}),
    (Countersign, {"state": "LOST"}),
    (Countersign, {"named_by": ""}),
    (Countersign, {"answered_at": NOON, "answered_by": None}),
    (Countersign, {"state": "OBJECTED", "words": ""}),
    (ReplyItem, {"state": "LOST"}),
    (ReplyItem, {"owner": ""}),
    (ReplyItem, {"judged_at": NOON, "judged_by": None}),
    (ReplyItem, {"state": "RETURNED", "words": ""}),
    (ReplyItem, {"state": "DONE", "done_on": None}),
    (ReplyItem, {"state": "PROPOSED", "done_on": cast.MONDAY}),
    (ReplyFile, {"size": 0}),
    *[
        (Letter, {f"{step}_at": at, f"{step}_by": by})
        for step in ("submitted", "approved", "numbered", "issued", "read", "closed", "ended", "archived")
        for at, by in ((NOON, None), (None, "某人"))
    ],
    (Notice, {"by": ""}),
    (Channel, {"kind": "PIGEON"}),
    (Channel, {"set_by": ""}),
    (Route, {"unit": None}),
    (Route, {"set_by": ""}),
    (Mute, {"muted_by": ""}),
    (Delivery, {"state": "LOST"}),
    (Delivery, {"by": ""}),
    (Delivery, {"ended_at": NOON, "ended_by": None}),
    (Delivery, {"state": "SENT"}),
    (UnitName, {"kind": "NICK"}),
    (UnitDuty, {"to_on": date(2019, 1, 1)}),
    (Hearing, {"told_by": ""}),
    (Hearing, {"answered_at": NOON, "answered_by": "某人"}),
    (Hearing, {"answer": "属实"}),
    (Lead, {"state": "LOST"}),
    (Lead, {"drafted_by": ""}),
    (Lead, {"facts": ""}),
    (Lead, {"decided_at": NOON, "decided_by": "某人"}),
    (Lead, {"state": "HANDED_OVER", "decided_at": NOON, "decided_by": "某人"}),
    (LocalParameter, {"campaign": "NONE"}),
    (Reply, {"sent_by": ""}),
    (Reply, {"returned_at": NOON, "returned_by": None}),
    (CalendarYear, {"entered_by": ""}),
    (SchoolTerms, {"entered_by": ""}),
    (SchoolTerms, {"autumn_ends": date(2026, 9, 1)}),
    (SchoolTerms, {"spring_ends": date(2027, 2, 22)}),
    (LocalParameter, {"entered_by": ""}),
    (Entry, {"actor": ""}),
    (EntryHead, {"id": 2}),
    (Obstacle, {"state": "LOST"}),
    (Obstacle, {"ended_at": NOON, "ended_by": None}),
    (Obstacle, {"ended_at": None, "ended_by": "某人"}),
    (Asking, {"asked_by": ""}),
    (Asking, {"words": ""}),
    (Asking, {"answered_on": cast.MONDAY, "answered_at": NOON, "outcome": "SOLVED"}),
    (Asking, {"outcome": "SOLVED"}),
    (Asking, {"answered_on": cast.MONDAY, "answered_at": NOON, "answered_by": "某人"}),
    (
        Asking,
        {
            "answered_on": date(2026, 1, 1),
            "answered_at": NOON,
            "answered_by": "某人",
            "outcome": "SOLVED",
        },
    ),
    (Extension, {"state": "LOST"}),
    (Extension, {"asked_by": ""}),
    (Extension, {"reason": ""}),
    (Extension, {"proposed_on": date(2026, 11, 30)}),
    (Extension, {"handed_up_at": NOON, "handed_up_by": None}),
    (Extension, {"decided_at": NOON, "decided_by": None}),
    (Extension, {"state": "GRANTED", "decided_at": NOON, "decided_by": "某人"}),
    (Forecast, {"chance_x100": 10_001}),
    (Forecast, {"basis": "STARS"}),
    (HitRate, {"ahead": "LOST"}),
    (HitRate, {"tenth": 10}),
    (HitRate, {"came_true": 3}),
    (Contradiction, {"kind": "LOST"}),
    (Contradiction, {"state": "LOST"}),
    (Contradiction, {"closed_at": NOON, "closed_by": None}),
    (Contradiction, {"state": "CLOSED", "closed_at": NOON, "closed_by": "某人"}),
    (Side, {"answer": "答", "answered_at": NOON, "answered_by": None}),
    (Side, {"answered_at": NOON, "answered_by": "某人"}),
    (Batch, {"step": "LOST"}),
    (Batch, {"decided_by": ""}),
    (BatchItem, {"is_moved": True, "refusal": "有变动"}),
    (Rehearsal, {"asked_by": ""}),
    (Rehearsal, {"until_on": date(2019, 1, 1)}),
    (Errand, {"state": "LOST"}),
    (Errand, {"kind": "LOST"}),
    (Errand, {"asked_by": ""}),
    (Errand, {"done": 2, "total": 1}),
    (Import, {"state": "LOST"}),
    (Import, {"received_by": ""}),
    (Import, {"decided_at": NOON, "decided_by": None}),
    (Responsibility, {"changed_by": ""}),
    (Succession, {"charge": "LOST"}),
    (Succession, {"changed_by": ""}),
    (PaperNumber, {"letter": None}),
    (UnitChange, {"kind": "LOST"}),
    (UnitChange, {"noted_by": ""}),
    (Account, {"password_at": NOON, "password_by": None}),
    (Account, {"password_at": None, "password_by": "某人"}),
    (Link, {"weight": 0}),
    (Link, {"weight": 101}),
    (Dependency, {"awaited": models.F("task")}),
    (Dependency, {"limit_x100": 10_001}),
    (PlanChange, {"state": "LOST"}),
    (PlanChange, {"kind": "LOST"}),
    (PlanChange, {"asked_by": ""}),
    (PlanChange, {"reason": ""}),
    (PlanChange, {"decided_at": NOON, "decided_by": None}),
    (ListedItem, {"kind": "LOST"}),
    (ListedItem, {"entered_by": ""}),
    (ListedItem, {"struck_at": NOON, "struck_by": None}),
    (ListedItem, {"struck_at": NOON, "struck_by": "某人", "strike_reason": ""}),
    (Mandate, {"state": "LOST"}),
    (Mandate, {"basis": "LOST"}),
    (Mandate, {"basis": "GOVERNMENT", "designation": ""}),
    (Mandate, {"drafted_by": ""}),
    (Mandate, {"to_on": date(2019, 1, 1)}),
    *[(Mandate, {f"{step}_at": None, f"{step}_by": "某人"}) for step in ("submitted", "approved", "ended")],
    (MandateChange, {"state": "LOST"}),
    (MandateChange, {"asked_by": ""}),
    (MandateChange, {"reason": ""}),
    (MandateChange, {"decided_at": NOON, "decided_by": None}),
    (Override, {"rule": "LOST"}),
    (Override, {"reason": ""}),
    (Override, {"given_by": ""}),
    (Burden, {"kind": "LOST"}),
    (Feed, {"made_by": ""}),
    (Feed, {"reach": "LOST"}),
    *burden_rows.WRONG,
    *talks_rows.WRONG,
    *findings_rows.WRONG,
]


def by_model() -> list[object]:
    return [
        pytest.param(model, [change for other, change in WRONG if other is model], id=model.__name__)
        for model in dict.fromkeys(model for model, _ in WRONG)
    ]


@pytest.mark.parametrize(("model", "changes"), by_model())
def test_rows_that_cannot_be_are_not_stored(
    full: cast.City, model: type[models.Model], changes: list[dict[str, object]]
) -> None:
    rows = model._default_manager.all()
    assert rows.exists()
    first = rows.order_by("pk")[:1].get().pk
    for change in changes:
        try:
            with transaction.atomic():
                rows.filter(pk=first).update(**change)
        except IntegrityError:
            continue
        pytest.fail(f"{model.__name__} took {change}")


@pytest.mark.parametrize(
    "model",
    [
        Assignment,
        Span,
        BatchItem,
        LetterItem,
        PaperNumber,
        Register,
        Milestone,
        Notice,
        Channel,
        Route,
        Mute,
        Delivery,
        Report,
        Alert,
        Obstacle,
        Asking,
        Extension,
        Forecast,
        HitRate,
        Contradiction,
        Side,
        Errand,
        UnitDuty,
        Link,
        Dependency,
        PlanChange,
        ListedItem,
        MandateChange,
        Override,
        Burden,
        Feed,
        *burden_rows.ONCE,
        *talks_rows.ONCE,
        *findings_rows.ONCE,
    ],
)
def test_the_same_row_is_not_stored_twice(full: cast.City, model: type[models.Model]) -> None:
    unique = [each for each in model._meta.constraints if isinstance(each, models.UniqueConstraint)]
    keys = [field.name for field in model._meta.fields if field.unique and not field.primary_key]
    assert unique or keys
    row = model._default_manager.order_by("pk")[:1].get()
    row.pk = None
    with pytest.raises(IntegrityError), transaction.atomic():
        row.save(force_insert=True)


def test_every_check_is_tried() -> None:
    """Every table that has a check appears above, so that a new check is not forgotten."""
    checked = {
        model
        for model in apps.get_app_config("records").get_models()
        if any(isinstance(each, models.CheckConstraint) for each in model._meta.constraints)
    }
    names = {model.__name__ for model in checked} - {model.__name__ for model, _ in WRONG}
    assert names == set()


def test_the_ledger_has_no_foreign_keys() -> None:
    assert [field.name for field in Entry._meta.fields if field.is_relation] == []


def test_what_others_rest_on_is_not_deleted(full: cast.City) -> None:
    for row in (full.east, full.document, full.task, full.assignments["east"], full.accounts["clerk"].person):
        assert row is not None
        with pytest.raises(models.ProtectedError), transaction.atomic():
            row.delete()
