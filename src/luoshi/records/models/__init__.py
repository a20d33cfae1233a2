"""What is kept. Models and constraints only; what they mean is decided in luoshi.rules."""

from luoshi.records.models.alerts import Alert
from luoshi.records.models.audit import Entry, EntryHead
from luoshi.records.models.batches import Batch, BatchItem
from luoshi.records.models.burden import Burden, Measured, TimeTaken
from luoshi.records.models.calendar import CalendarDay, CalendarYear, SchoolTerms
from luoshi.records.models.conclusions import (
    Conclusion,
    ConclusionAuthor,
    Review,
    ReviewMember,
    Suggestion,
)
from luoshi.records.models.contradictions import Contradiction, Side
from luoshi.records.models.desks import SavedView
from luoshi.records.models.documents import Document, Span
from luoshi.records.models.errands import Errand, ErrandFile
from luoshi.records.models.extensions import Extension
from luoshi.records.models.forecasts import Forecast, HitRate
from luoshi.records.models.handovers import Responsibility, Succession
from luoshi.records.models.imports import Import
from luoshi.records.models.lamps import LampChange
from luoshi.records.models.leads import Lead, LeadItem
from luoshi.records.models.letters import (
    Countersign,
    Hearing,
    Letter,
    LetterItem,
    Reply,
    ReplyFile,
    ReplyItem,
)
from luoshi.records.models.mandates import ListedItem, Mandate, MandateChange, MandateTarget, Override
from luoshi.records.models.notices import Channel, Delivery, Mute, Notice, Route
from luoshi.records.models.obstacles import Asking, Obstacle
from luoshi.records.models.opinions import Opinion
from luoshi.records.models.parameters import LocalParameter
from luoshi.records.models.people import Account, Person, Post
from luoshi.records.models.plans import Dependency, Link, Piece, PlanChange, Project
from luoshi.records.models.rectifications import Rectification, RectificationItem
from luoshi.records.models.registers import PaperNumber, Register
from luoshi.records.models.rehearsals import Rehearsal, RehearsalResult
from luoshi.records.models.reports import Allowance, Report
from luoshi.records.models.requests import (
    Blocked,
    FieldValue,
    Relief,
    Request,
    RequestField,
    RequestUnit,
)
from luoshi.records.models.sanctions import Appeal, Sanction
from luoshi.records.models.talks import Minutes, Talk, Voice
from luoshi.records.models.tasks import Assignment, Likeness, Milestone, Task
from luoshi.records.models.templates import TemplateVersion
from luoshi.records.models.times import Feed
from luoshi.records.models.units import Unit, UnitChange, UnitDuty, UnitName

__all__ = [
    "Account",
    "Alert",
    "Allowance",
    "Appeal",
    "Asking",
    "Assignment",
    "Batch",
    "BatchItem",
    "Blocked",
    "Burden",
    "CalendarDay",
    "CalendarYear",
    "Channel",
    "Conclusion",
    "ConclusionAuthor",
    "Contradiction",
    "Countersign",
    "Delivery",
    "Dependency",
    "Document",
    "Entry",
    "EntryHead",
    "Errand",
    "ErrandFile",
    "Extension",
    "Feed",
    "FieldValue",
    "Forecast",
    "Hearing",
    "HitRate",
    "Import",
    "LampChange",
    "Lead",
    "LeadItem",
    "Letter",
    "LetterItem",
    "Likeness",
    "Link",
    "ListedItem",
    "LocalParameter",
    "Mandate",
    "MandateChange",
    "MandateTarget",
    "Measured",
    "Milestone",
    "Minutes",
    "Mute",
    "Notice",
    "Obstacle",
    "Opinion",
    "Override",
    "PaperNumber",
    "Person",
    "Piece",
    "PlanChange",
    "Post",
    "Project",
    "Rectification",
    "RectificationItem",
    "Register",
    "Rehearsal",
    "RehearsalResult",
    "Relief",
    "Reply",
    "ReplyFile",
    "ReplyItem",
    "Report",
    "Request",
    "RequestField",
    "RequestUnit",
    "Responsibility",
    "Review",
    "ReviewMember",
    "Route",
    "Sanction",
    "SavedView",
    "SchoolTerms",
    "Side",
    "Span",
    "Succession",
    "Suggestion",
    "Talk",
    "Task",
    "TemplateVersion",
    "TimeTaken",
    "Unit",
    "UnitChange",
    "UnitDuty",
    "UnitName",
    "Voice",
]
