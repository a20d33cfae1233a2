"""A site with something of everything in it, and browsers in which everybody of the cast has signed in."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.test import Client
from django.utils import timezone

from luoshi.actions import (
    conclusions,
    documents,
    extensions,
    imports,
    letters,
    mandates,
    obstacles,
    reports,
    sanctions,
)
from luoshi.records.models import (
    Alert,
    Assignment,
    Batch,
    Channel,
    Contradiction,
    Errand,
    Lead,
    Letter,
    PlanChange,
    Rehearsal,
    RehearsalResult,
    Reply,
    ReplyFile,
    ReplyItem,
    Route,
    SavedView,
    Side,
    UnitDuty,
)
from luoshi.rules.conclusions import ConclusionState, SuggestionKind
from luoshi.rules.letters import LetterKind, LetterState
from luoshi.rules.mandates.moves import MandateState
from luoshi.rules.obstacles import ObstacleKind
from luoshi.rules.opinions import OpinionState
from luoshi.rules.rehearsals import Figures
from luoshi.rules.sanctions import AppealKind, SanctionState
from luoshi.rules.talks import TalkState
from tests import cast
from tests.actions import findings
from tests.actions.asked import asked_of_east
from tests.actions.inspections import listed, plan
from tests.actions.stage import NOON, letter
from tests.actions.talking import rectification, talk

Ids = dict[str, int | str]
SignIn = Callable[[str], Client]
UNREAD = cast.TEXT.replace("大家要提高认识，凝心聚力。", "会议听取了上半年工作情况汇报。") + "（再印）\n"


@pytest.fixture(autouse=True)
def _at_the_time_of_the_cast(settings: LazySettings, tmp_path: Path) -> None:
    """Let the site's clock stand at noon of the cast's Monday, and name style sheets plainly."""
    settings.STATIC_ROOT = tmp_path
    settings.CLOCK_OFFSET = NOON - timezone.now()
    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    settings.STORAGES = {**settings.STORAGES, "staticfiles": plain}


@pytest.fixture
def ids(city: cast.City) -> Ids:
    """The numbers of one thing of each sort; all that belongs to a unit belongs to the eastern county."""
    part = Assignment.objects.select_related("unit", "task").get(id=city.assignments["east"].id)
    report = reports.submit_report(
        assignment=part,
        week_start=cast.MONDAY,
        claimed_x100=1000,
        words="",
        revision=1,
        by=city.county,
        at=NOON,
    ).report
    document = documents.register_document(name="讲话.txt", data=UNREAD.encode(), by=city.clerk, at=NOON)
    draft = document.tasks.order_by("start").first()
    sentence = document.spans.order_by("start").last()
    assert draft is not None
    assert sentence is not None
    alert = Alert.objects.create(
        assignment=part, unit=city.east, raised_on=cast.MONDAY, lamp="RED", reason="滞后"
    )
    view = SavedView.objects.create(account=city.accounts["clerk"], name="红灯", query="lamp=RED")
    duty = UnitDuty.objects.create(unit=city.east, topic="校园安全", words=["安全"], from_on=cast.FOUNDED)
    wish = extensions.ask_extension(
        assignment=part, proposed_on=date(2027, 1, 15), reason="汛期停工。", by=city.county, at=NOON
    )
    planned = PlanChange.objects.create(
        assignment=part,
        number=1,
        kind="MOVED",
        state="ASKED",
        moves=[],
        reason="图审补正。",
        asked_at=NOON,
        asked_by=city.county.words,
        asked_post_id=city.county.post_id,
    )
    part.refresh_from_db()
    obstacle = obstacles.raise_obstacle(
        assignment=part,
        kind=ObstacleKind.MONEY,
        helper=city.finance,
        words="请核拨前期费用。",
        by=city.county,
        at=NOON,
    )
    issued = letter(city, LetterState.ISSUED)
    bulletin = letter(city, kind=LetterKind.BULLETIN)
    hearing = letters.tell_unit(letter=bulletin, by=city.clerk, at=NOON)
    lead = Lead.objects.create(
        unit=city.east,
        facts="已约谈",
        reason="仍未完成",
        drafted_at=NOON,
        drafted_by=city.clerk.words,
        drafted_post_id=city.clerk.post_id,
    )
    rehearsal = Rehearsal.objects.create(
        from_on=date(2026, 10, 1), until_on=date(2026, 11, 1), changes=[["lamp.due_soon", 3]],
        figures=Figures().kept, asked_at=NOON, asked_by="某人",
    )  # fmt: skip
    RehearsalResult.objects.create(rehearsal=rehearsal, unit=part.unit, figures=Figures().kept, letters=[])
    batch = Batch.objects.create(step="ISSUE", seed="0" * 64, decided_at=NOON, decided_by="某人")
    received = imports.receive_import(file_name="名册.xlsx", data=b"PK", by=city.sysadmin, at=NOON)
    channel = Channel.objects.create(
        name="市局邮件", kind="MAIL", settings={"host": "smtp"}, sealed="", set_at=NOON, set_by="某人"
    )
    route = Route.objects.create(channel=channel, unit=city.west, to="a@b.cn", set_at=NOON, set_by="某人")
    assert city.task is not None
    inspection = plan(city, MandateState.APPROVED)
    change = mandates.ask_change(
        mandate=inspection,
        wanted={
            "content": inspection.content,
            "scope": "全年",
            "from_on": inspection.from_on.isoformat(),
            "to_on": inspection.to_on.isoformat(),
            "units": [city.east.id],
        },
        reason="隐患多",
        by=city.clerk,
        at=NOON,
    )
    asked = Contradiction.objects.create(
        task=city.task,
        kind="STUCK",
        key="one",
        week_start=cast.MONDAY,
        words="为什么？",
        raised_on=cast.MONDAY,
    )
    Side.objects.create(contradiction=asked, assignment=part, unit=city.east)
    told = findings.conclusion(city, ConclusionState.RECEIVED)
    conclusions.ask_review(conclusion=told, grounds="数据有误", by=city.county, at=NOON)
    praise = conclusions.suggest(
        conclusion=told, kind=SuggestionKind.PRAISE, words="整改快", by=city.clerk, at=NOON
    )
    decided = findings.sanction(city, SanctionState.DECIDED)
    appeal = sanctions.record_appeal(
        sanction=decided,
        kind=AppealKind.DIRECT,
        grounds="事实不清",
        received_on=None,
        by=city.county,
        at=NOON,
    )
    mended = rectification(city)
    return {
        "talk_id": talk(city, TalkState.CONFIRMED).id,
        "sheet": "record",
        "rectification_id": mended.id,
        "thing_id": mended.items.earliest("place").id,
        "conclusion_id": told.id,
        "suggestion_id": praise.id,
        "opinion_id": findings.opinion(city, OpinionState.SENT).id,
        "sanction_id": decided.id,
        "appeal_id": appeal.id,
        "ending": "pdf",
        "task_id": city.task.id,
        "part_id": part.id,
        "assignment_id": part.id,
        "report_id": report.id,
        "contradiction_id": asked.id,
        "document_id": document.id,
        "draft_id": draft.id,
        "sentence_id": sentence.id,
        "alert_id": alert.id,
        "view_id": view.id,
        "letter_id": issued.id,
        "row_id": issued.items.get().id,
        "hearing_id": hearing.id,
        "lead_id": lead.id,
        "code": "REMINDER",
        "number": 0,
        **_answered(issued),
        "batch_id": batch.id,
        "rehearsal_id": rehearsal.id,
        "extension_id": wish.id,
        "change_id": planned.id,
        "obstacle_id": obstacle.id,
        "token": 0,
        "import_id": received.id,
        "errand_id": Errand.objects.get(subject=f"import:{received.id}").id,
        "person_id": city.county.person_id,
        "unit_id": city.east.id,
        "duty_id": duty.id,
        "year": 2026,
        "kind": "mail",
        "channel_id": channel.id,
        "route_id": route.id,
        "mandate_id": inspection.id,
        "alteration_id": change.id,
        "item_id": listed(city).id,
        "request_id": asked_of_east(city).id,
    }


def _answered(issued: Letter) -> dict[str, int]:
    """Return the ids of what came with an answer to a letter: an item and a file."""
    reply = Reply.objects.create(letter=issued, text="已办", is_late=False, sent_at=NOON, sent_by="某人")
    item = ReplyItem.objects.create(reply=reply, text="补齐", owner="某岗", due_on=cast.MONDAY)
    file = ReplyFile.objects.create(reply=reply, name="说明.pdf", size=1, digest="0", data=b"1")
    return {"undertaking_id": item.id, "file_id": file.id}


@pytest.fixture
def sign_in(city: cast.City) -> SignIn:
    """Give a browser in which somebody of the cast has signed in."""

    def signed_in(who: str, **more: object) -> Client:
        client = Client(**more)  # type: ignore[arg-type]
        client.force_login(city.accounts[who], "luoshi.site.signing_in.AccountBackend")
        return client

    return signed_in
