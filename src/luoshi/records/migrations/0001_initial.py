import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from luoshi.records.tables import CreateTables


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        CreateTables(
            [
                migrations.CreateModel(
                    name="Person",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("name", models.CharField(max_length=40)),
                        ("number", models.CharField(blank=True, max_length=20)),
                    ],
                    options={
                        "indexes": [models.Index(fields=["name"], name="person_by_name")],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("number", ""), _negated=True),
                                fields=("number",),
                                name="person_number_once",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Unit",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("path", models.CharField(max_length=64, unique=True)),
                        ("name", models.CharField(max_length=80)),
                        ("short_name", models.CharField(max_length=40)),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("BUREAU", "市教育局"),
                                    ("OFFICE", "局机关处室"),
                                    ("COUNTY", "县级教育局"),
                                    ("SCHOOL", "学校"),
                                    ("KINDERGARTEN", "幼儿园"),
                                    ("DEPARTMENT", "市直部门"),
                                    ("DISCIPLINE", "派驻纪检组"),
                                    ("PUBLIC", "社会公众"),
                                ],
                                max_length=16,
                            ),
                        ),
                        ("code", models.CharField(max_length=40, unique=True)),
                        (
                            "branch",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="records.unit",
                            ),
                        ),
                        ("document_mark", models.CharField(blank=True, max_length=20)),
                        ("from_on", models.DateField()),
                        ("to_on", models.DateField(blank=True, null=True)),
                    ],
                    options={
                        "indexes": [models.Index(fields=["kind", "path"], name="unit_by_kind")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "kind__in",
                                        [
                                            "BUREAU",
                                            "OFFICE",
                                            "COUNTY",
                                            "SCHOOL",
                                            "KINDERGARTEN",
                                            "DEPARTMENT",
                                            "DISCIPLINE",
                                            "PUBLIC",
                                        ],
                                    )
                                ),
                                name="unit_kind_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("to_on__isnull", True),
                                    ("to_on__gte", models.F("from_on")),
                                    _connector="OR",
                                ),
                                name="unit_ends_after_it_begins",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Batch",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "step",
                            models.CharField(
                                choices=[
                                    ("SUBMIT", "送签"),
                                    ("APPROVE", "签批"),
                                    ("NUMBER", "编号"),
                                    ("ISSUE", "发出"),
                                ],
                                max_length=8,
                            ),
                        ),
                        ("seed", models.CharField(max_length=64)),
                        ("decided_at", models.DateTimeField()),
                        ("decided_by", models.CharField(max_length=200)),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("step__in", ["SUBMIT", "APPROVE", "NUMBER", "ISSUE"])),
                                name="batch_step_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("decided_by", ""), _negated=True), name="batch_decided_by"
                            ),
                        ],
                        "indexes": [],
                    },
                ),
                migrations.CreateModel(
                    name="CalendarYear",
                    fields=[
                        ("year", models.PositiveSmallIntegerField(primary_key=True, serialize=False)),
                        ("notice", models.CharField(max_length=200)),
                        ("entered_at", models.DateTimeField()),
                        ("entered_by", models.CharField(max_length=200)),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("entered_by", ""), _negated=True),
                                name="calendar_year_entered_by",
                            )
                        ],
                        "indexes": [],
                    },
                ),
                migrations.CreateModel(
                    name="Channel",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("name", models.CharField(max_length=40, unique=True)),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("MAIL", "邮件"),
                                    ("WECOM", "企业微信群机器人"),
                                    ("DINGTALK", "钉钉群机器人"),
                                    ("FEISHU", "飞书群机器人"),
                                    ("SMS", "短信"),
                                ],
                                max_length=8,
                            ),
                        ),
                        ("settings", models.JSONField()),
                        ("sealed", models.TextField()),
                        ("shows_titles", models.BooleanField(default=False)),
                        ("is_on", models.BooleanField(default=True)),
                        ("set_at", models.DateTimeField()),
                        ("set_by", models.CharField(max_length=200)),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("kind__in", ["MAIL", "WECOM", "DINGTALK", "FEISHU", "SMS"])
                                ),
                                name="channel_kind_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("set_by", ""), _negated=True), name="channel_set_by"
                            ),
                        ],
                        "indexes": [],
                    },
                ),
                migrations.CreateModel(
                    name="Document",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("title", models.CharField(max_length=200)),
                        ("kind", models.CharField(max_length=20)),
                        ("number", models.CharField(blank=True, max_length=60)),
                        ("source_name", models.CharField(max_length=200)),
                        ("text", models.TextField()),
                        ("text_digest", models.CharField(max_length=64, unique=True)),
                        ("body_start", models.PositiveIntegerField()),
                        ("body_end", models.PositiveIntegerField()),
                        ("issued_on", models.DateField(null=True)),
                        ("registered_at", models.DateTimeField()),
                        ("registered_by", models.CharField(max_length=200)),
                        ("published_at", models.DateTimeField(null=True)),
                        ("published_by", models.CharField(max_length=200, null=True)),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("registered_by", ""), _negated=True),
                                name="document_registered_by",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("published_at__isnull", True), ("published_by__isnull", True)),
                                    models.Q(
                                        ("published_at__isnull", False), ("published_by__isnull", False)
                                    ),
                                    _connector="OR",
                                ),
                                name="document_published_at_and_by",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("body_start__lte", models.F("body_end"))),
                                name="document_body_in_order",
                            ),
                        ],
                        "indexes": [],
                    },
                ),
                migrations.CreateModel(
                    name="Entry",
                    fields=[
                        ("number", models.BigIntegerField(primary_key=True, serialize=False)),
                        ("at", models.DateTimeField()),
                        ("action", models.CharField(max_length=60)),
                        ("subject", models.CharField(max_length=60)),
                        ("actor", models.CharField(max_length=200)),
                        ("unit", models.CharField(max_length=80)),
                        ("post_id", models.BigIntegerField()),
                        ("facts", models.JSONField()),
                        ("seal", models.CharField(max_length=64)),
                    ],
                    options={
                        "indexes": [models.Index(fields=["subject", "number"], name="entry_by_subject")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("actor", ""), _negated=True), name="entry_says_who"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="EntryHead",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("number", models.BigIntegerField(default=0)),
                        ("seal", models.CharField(max_length=64)),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(condition=models.Q(("id", 1)), name="entry_head_is_single")
                        ],
                        "indexes": [],
                    },
                ),
                migrations.CreateModel(
                    name="Errand",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("CHECK_IMPORT", "核对名册"),
                                    ("STORE_IMPORT", "导入名册"),
                                    ("READ_DOCUMENT", "读入来文"),
                                    ("MOVE_LETTERS", "成批办理函件"),
                                    ("REHEARSE", "预演规则"),
                                    ("PACK_LETTERS", "打包函件 PDF"),
                                    ("WRITE_LEDGER", "导出台账"),
                                ],
                                max_length=16,
                            ),
                        ),
                        ("subject", models.CharField(max_length=60)),
                        ("title", models.CharField(blank=True, max_length=200)),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("WAITING", "等候办理"),
                                    ("RUNNING", "正在办理"),
                                    ("DONE", "已办完"),
                                    ("FAILED", "没有办成"),
                                    ("STOPPED", "已停止"),
                                ],
                                default="WAITING",
                                max_length=8,
                            ),
                        ),
                        ("asked_at", models.DateTimeField()),
                        ("asked_by", models.CharField(max_length=200)),
                        ("person_id", models.BigIntegerField()),
                        ("post_id", models.BigIntegerField()),
                        ("attempts", models.PositiveSmallIntegerField(default=0)),
                        ("worker", models.CharField(blank=True, max_length=80)),
                        ("lease_until", models.DateTimeField(null=True)),
                        ("step", models.CharField(blank=True, max_length=60)),
                        ("step_from", models.DateTimeField(null=True)),
                        ("done", models.PositiveIntegerField(default=0)),
                        ("total", models.PositiveIntegerField(default=0)),
                        ("is_stop_asked", models.BooleanField(default=False)),
                        ("words", models.CharField(blank=True, max_length=500)),
                    ],
                    options={
                        "indexes": [
                            models.Index(
                                condition=models.Q(("state__in", ["WAITING", "RUNNING"])),
                                fields=["id"],
                                name="errand_unfinished",
                            ),
                            models.Index(fields=["person_id", "-id"], name="errand_by_person"),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("state__in", ["WAITING", "RUNNING", "DONE", "FAILED", "STOPPED"])
                                ),
                                name="errand_state_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "kind__in",
                                        [
                                            "CHECK_IMPORT",
                                            "STORE_IMPORT",
                                            "READ_DOCUMENT",
                                            "MOVE_LETTERS",
                                            "REHEARSE",
                                            "PACK_LETTERS",
                                            "WRITE_LEDGER",
                                        ],
                                    )
                                ),
                                name="errand_kind_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("asked_by", ""), _negated=True), name="errand_asked_by"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("done__lte", models.F("total"))),
                                name="errand_done_within_total",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("state__in", ["WAITING", "RUNNING"])),
                                fields=("kind", "subject"),
                                name="errand_once_at_a_time",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="HitRate",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("week_start", models.DateField()),
                        (
                            "ahead",
                            models.CharField(
                                choices=[
                                    ("NEAR", "提前1–2周"),
                                    ("MIDDLE", "提前3–4周"),
                                    ("FAR", "提前5周以上"),
                                ],
                                max_length=6,
                            ),
                        ),
                        ("tenth", models.PositiveSmallIntegerField()),
                        ("made", models.PositiveIntegerField()),
                        ("came_true", models.PositiveIntegerField()),
                        ("chance_sum_x100", models.PositiveBigIntegerField()),
                        ("error_sum_x100", models.PositiveBigIntegerField()),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("week_start", "ahead", "tenth"), name="hit_rate_once_a_week"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("ahead__in", ["NEAR", "MIDDLE", "FAR"])),
                                name="hit_rate_ahead_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("tenth__lte", 9)), name="hit_rate_tenth"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("came_true__lte", models.F("made"))),
                                name="hit_rate_within_made",
                            ),
                        ],
                        "indexes": [],
                    },
                ),
                migrations.CreateModel(
                    name="Import",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("file_name", models.CharField(max_length=200)),
                        ("size", models.PositiveIntegerField()),
                        ("digest", models.CharField(max_length=64)),
                        ("data", models.BinaryField()),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("RECEIVED", "等候核对"),
                                    ("FAULTY", "有错，没有导入"),
                                    ("READY", "核对无误，等候确认"),
                                    ("STORED", "已导入"),
                                    ("DISCARDED", "已放弃"),
                                ],
                                default="RECEIVED",
                                max_length=10,
                            ),
                        ),
                        ("received_at", models.DateTimeField()),
                        ("received_by", models.CharField(max_length=200)),
                        ("faults", models.JSONField(default=list)),
                        ("notes", models.JSONField(default=list)),
                        ("plan", models.JSONField(default=list)),
                        ("plan_digest", models.CharField(blank=True, max_length=64)),
                        ("decided_at", models.DateTimeField(null=True)),
                        ("decided_by", models.CharField(max_length=200, null=True)),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("state__in", ["RECEIVED", "FAULTY", "READY", "STORED", "DISCARDED"])
                                ),
                                name="import_state_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("received_by", ""), _negated=True),
                                name="import_received_by",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("decided_at__isnull", True), ("decided_by__isnull", True)),
                                    models.Q(("decided_at__isnull", False), ("decided_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="import_decided_at_and_by",
                            ),
                        ],
                        "indexes": [],
                    },
                ),
                migrations.CreateModel(
                    name="TemplateVersion",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("kind", models.CharField(max_length=12)),
                        ("number", models.PositiveSmallIntegerField()),
                        ("text", models.TextField()),
                        ("reason", models.CharField(max_length=200)),
                        ("restores", models.PositiveSmallIntegerField(null=True)),
                        ("made_at", models.DateTimeField()),
                        ("made_by", models.CharField(max_length=200)),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(fields=("kind", "number"), name="template_version_once"),
                            models.CheckConstraint(
                                condition=models.Q(("number__gte", 1)), name="template_version_from_one"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("made_by", ""), _negated=True),
                                name="template_version_made_by",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("text", ""), _negated=True),
                                name="template_version_has_text",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("restores__isnull", True),
                                    ("restores__lt", models.F("number")),
                                    _connector="OR",
                                ),
                                name="template_version_restores_an_earlier",
                            ),
                        ],
                        "indexes": [],
                    },
                ),
                migrations.CreateModel(
                    name="ListedItem",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("year", models.PositiveSmallIntegerField()),
                        ("number", models.CharField(max_length=20)),
                        ("title", models.CharField(max_length=100)),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("COMPREHENSIVE", "综合督导"),
                                    ("SPECIAL", "专项督导检查"),
                                    ("RATING", "评比考核"),
                                    ("QUALIFICATION", "资质评定、等级认定、技术考核"),
                                ],
                                max_length=14,
                            ),
                        ),
                        ("units", models.CharField(max_length=200)),
                        ("source", models.CharField(max_length=200)),
                        ("announced_on", models.DateField()),
                        ("entered_at", models.DateTimeField()),
                        ("entered_by", models.CharField(max_length=200)),
                        ("struck_at", models.DateTimeField(null=True)),
                        ("struck_by", models.CharField(max_length=200, null=True)),
                        ("strike_reason", models.CharField(blank=True, max_length=200)),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("struck_at__isnull", True)),
                                fields=("year", "number"),
                                name="listed_item_once_a_year",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("kind__in", ["COMPREHENSIVE", "SPECIAL", "RATING", "QUALIFICATION"])
                                ),
                                name="listed_item_kind_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("entered_by", ""), _negated=True),
                                name="listed_item_entered_by",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("struck_at__isnull", True),
                                    models.Q(("strike_reason", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="listed_item_struck_with_a_reason",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("struck_at__isnull", True), ("struck_by__isnull", True)),
                                    models.Q(("struck_at__isnull", False), ("struck_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="listed_item_struck_at_and_by",
                            ),
                        ],
                        "indexes": [],
                    },
                ),
                migrations.CreateModel(
                    name="LocalParameter",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("key", models.CharField(max_length=80)),
                        (
                            "campaign",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("FEES", "治理教育乱收费"),
                                    ("EPIDEMIC", "疫情和传染病防控"),
                                    ("PLACES", "学校建设与扩容增位"),
                                    ("FUNDING", "生均经费和教育投入"),
                                    ("PRIVATE", "民办义务教育规范"),
                                    ("TRAINING", "校外培训治理"),
                                    ("RULES", "作业等五项管理"),
                                    ("SAFETY", "校园安全与平安创建"),
                                    ("EVALUATION", "教育评价改革"),
                                    ("PETITIONS", "信访和舆情处置"),
                                ],
                                max_length=12,
                            ),
                        ),
                        ("value", models.IntegerField()),
                        ("source", models.CharField(max_length=200)),
                        ("effective_from", models.DateField()),
                        ("entered_at", models.DateTimeField()),
                        ("entered_by", models.CharField(max_length=200)),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("key", "campaign", "effective_from"), name="parameter_once_a_day"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("entered_by", ""), _negated=True),
                                name="parameter_entered_by",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("campaign", ""),
                                    (
                                        "campaign__in",
                                        [
                                            "FEES",
                                            "EPIDEMIC",
                                            "PLACES",
                                            "FUNDING",
                                            "PRIVATE",
                                            "TRAINING",
                                            "RULES",
                                            "SAFETY",
                                            "EVALUATION",
                                            "PETITIONS",
                                        ],
                                    ),
                                    _connector="OR",
                                ),
                                name="parameter_campaign_known",
                            ),
                        ],
                        "indexes": [],
                    },
                ),
                migrations.CreateModel(
                    name="Measured",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("week_start", models.DateField()),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("ACCOUNT", "周报"),
                                    ("AGAIN", "退回重报"),
                                    ("LETTER", "函件回复"),
                                    ("HELP", "求助答复"),
                                    ("QUESTION", "疑问说明"),
                                    ("REQUEST", "数据要求"),
                                    ("MEETING", "会议"),
                                    ("INSPECTION", "督查检查"),
                                ],
                                max_length=10,
                            ),
                        ),
                        ("seconds", models.PositiveBigIntegerField()),
                        ("fields", models.PositiveIntegerField()),
                        ("units", models.PositiveIntegerField()),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(fields=("week_start", "kind"), name="measured_once"),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "kind__in",
                                        [
                                            "ACCOUNT",
                                            "AGAIN",
                                            "LETTER",
                                            "HELP",
                                            "QUESTION",
                                            "REQUEST",
                                            "MEETING",
                                            "INSPECTION",
                                        ],
                                    )
                                ),
                                name="measured_kind_known",
                            ),
                        ],
                        "indexes": [],
                    },
                ),
                migrations.CreateModel(
                    name="Register",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("series", models.CharField(max_length=20)),
                        ("year", models.PositiveSmallIntegerField()),
                        ("last", models.PositiveIntegerField(default=0)),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(fields=("series", "year"), name="register_once")
                        ],
                        "indexes": [],
                    },
                ),
                migrations.CreateModel(
                    name="Rehearsal",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("from_on", models.DateField()),
                        ("until_on", models.DateField()),
                        ("changes", models.JSONField()),
                        ("figures", models.JSONField(default=dict)),
                        ("asked_at", models.DateTimeField()),
                        ("asked_by", models.CharField(max_length=200)),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("asked_by", ""), _negated=True), name="rehearsal_asked_by"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("until_on__gt", models.F("from_on"))),
                                name="rehearsal_ends_later",
                            ),
                        ],
                        "indexes": [],
                    },
                ),
                migrations.CreateModel(
                    name="SchoolTerms",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("year", models.PositiveSmallIntegerField()),
                        ("autumn_opens", models.DateField()),
                        ("autumn_ends", models.DateField()),
                        ("spring_opens", models.DateField()),
                        ("spring_ends", models.DateField()),
                        ("notice", models.CharField(max_length=200)),
                        ("entered_at", models.DateTimeField()),
                        ("entered_by", models.CharField(max_length=200)),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("entered_by", ""), _negated=True),
                                name="school_terms_entered_by",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("autumn_opens__lt", models.F("autumn_ends")),
                                    ("autumn_ends__lt", models.F("spring_opens")),
                                    ("spring_opens__lt", models.F("spring_ends")),
                                ),
                                name="school_terms_in_order",
                            ),
                        ],
                        "indexes": [],
                    },
                ),
                migrations.CreateModel(
                    name="Account",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("password", models.CharField(max_length=128, verbose_name="password")),
                        (
                            "last_login",
                            models.DateTimeField(blank=True, null=True, verbose_name="last login"),
                        ),
                        ("username", models.CharField(max_length=40, unique=True, verbose_name="用户名")),
                        (
                            "person",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="account",
                                to="records.person",
                            ),
                        ),
                        ("is_active", models.BooleanField(default=True)),
                        ("must_change", models.BooleanField(default=True)),
                        ("password_at", models.DateTimeField(null=True)),
                        ("password_by", models.CharField(max_length=200, null=True)),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("password_at__isnull", True), ("password_by__isnull", True)),
                                    models.Q(("password_at__isnull", False), ("password_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="account_password_at_and_by",
                            )
                        ],
                        "indexes": [],
                    },
                ),
                migrations.CreateModel(
                    name="Feed",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "person",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="feed",
                                to="records.person",
                            ),
                        ),
                        (
                            "reach",
                            models.CharField(
                                choices=[("ME", "我的"), ("UNIT", "本单位"), ("ALL", "全部")], max_length=4
                            ),
                        ),
                        ("key_digest", models.CharField(max_length=64, unique=True)),
                        ("made_at", models.DateTimeField()),
                        ("made_by", models.CharField(max_length=200)),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("made_by", ""), _negated=True), name="feed_made_by"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("reach__in", ["ME", "UNIT", "ALL"])),
                                name="feed_reach_known",
                            ),
                        ],
                        "indexes": [],
                    },
                ),
                migrations.CreateModel(
                    name="Mute",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "person",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="mute",
                                to="records.person",
                            ),
                        ),
                        ("muted_at", models.DateTimeField()),
                        ("muted_by", models.CharField(max_length=200)),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("muted_by", ""), _negated=True), name="mute_muted_by"
                            )
                        ],
                        "indexes": [],
                    },
                ),
                migrations.CreateModel(
                    name="Allowance",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "unit",
                            models.ForeignKey(
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="allowances",
                                to="records.unit",
                            ),
                        ),
                        ("week_start", models.DateField()),
                        (
                            "kind",
                            models.CharField(
                                choices=[("EXCUSED", "迟报不计"), ("REOPENED", "重新开放")], max_length=10
                            ),
                        ),
                        ("until_on", models.DateField()),
                        ("reason", models.CharField(max_length=200)),
                        ("granted_at", models.DateTimeField()),
                        ("granted_by", models.CharField(max_length=200)),
                    ],
                    options={
                        "indexes": [models.Index(fields=["week_start", "unit"], name="allowance_by_week")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("kind__in", ["EXCUSED", "REOPENED"])),
                                name="allowance_kind_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("reason", ""), _negated=True),
                                name="allowance_has_a_reason",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("granted_by", ""), _negated=True),
                                name="allowance_granted_by",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Burden",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("week_start", models.DateField()),
                        (
                            "unit",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="records.unit",
                            ),
                        ),
                        (
                            "asker",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="records.unit",
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("ACCOUNT", "周报"),
                                    ("AGAIN", "退回重报"),
                                    ("LETTER", "函件回复"),
                                    ("HELP", "求助答复"),
                                    ("QUESTION", "疑问说明"),
                                    ("REQUEST", "数据要求"),
                                    ("MEETING", "会议"),
                                    ("INSPECTION", "督查检查"),
                                ],
                                max_length=10,
                            ),
                        ),
                        ("asked", models.PositiveIntegerField()),
                        ("fields", models.PositiveIntegerField()),
                        ("minutes", models.PositiveIntegerField(default=0)),
                        ("exempt", models.PositiveIntegerField(default=0)),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("week_start", "unit", "asker", "kind"), name="burden_once"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "kind__in",
                                        [
                                            "ACCOUNT",
                                            "AGAIN",
                                            "LETTER",
                                            "HELP",
                                            "QUESTION",
                                            "REQUEST",
                                            "MEETING",
                                            "INSPECTION",
                                        ],
                                    )
                                ),
                                name="burden_kind_known",
                            ),
                        ],
                        "indexes": [],
                    },
                ),
                migrations.CreateModel(
                    name="Lead",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "unit",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="records.unit",
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("DRAFT", "待领导决定"),
                                    ("HANDED_OVER", "决定移送"),
                                    ("KEPT", "决定不移送"),
                                ],
                                default="DRAFT",
                                max_length=12,
                            ),
                        ),
                        ("facts", models.TextField()),
                        ("reason", models.CharField(max_length=500)),
                        ("authority", models.CharField(blank=True, max_length=100)),
                        ("decision", models.CharField(blank=True, max_length=500)),
                        ("drafted_at", models.DateTimeField()),
                        ("drafted_by", models.CharField(max_length=200)),
                        ("drafted_post_id", models.BigIntegerField()),
                        ("decided_at", models.DateTimeField(null=True)),
                        ("decided_by", models.CharField(max_length=200, null=True)),
                    ],
                    options={
                        "indexes": [models.Index(fields=["state", "-id"], name="lead_by_state")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("state__in", ["DRAFT", "HANDED_OVER", "KEPT"])),
                                name="lead_state_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("drafted_by", ""), _negated=True), name="lead_drafted_by"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("facts", ""), _negated=True),
                                    models.Q(("reason", ""), _negated=True),
                                ),
                                name="lead_has_facts",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("decided_at__isnull", True), ("decided_by__isnull", True)),
                                    models.Q(("decided_at__isnull", False), ("decided_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="lead_decided_at_and_by",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("decided_at__isnull", True), ("state", "DRAFT")),
                                    models.Q(
                                        ("decided_at__isnull", False),
                                        models.Q(("state", "DRAFT"), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="lead_decided_once",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state", "HANDED_OVER"), _negated=True),
                                    models.Q(("authority", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="lead_handed_over_to_somebody",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Notice",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("key", models.CharField(max_length=120, unique=True)),
                        (
                            "unit",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="notices",
                                to="records.unit",
                            ),
                        ),
                        ("words", models.CharField(max_length=300)),
                        ("link", models.CharField(max_length=120)),
                        ("at", models.DateTimeField()),
                        ("by", models.CharField(max_length=200)),
                    ],
                    options={
                        "indexes": [models.Index(fields=["unit", "-at"], name="notice_by_unit")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("by", ""), _negated=True), name="notice_says_who"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Post",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="posts",
                                to="records.person",
                            ),
                        ),
                        (
                            "unit",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="posts",
                                to="records.unit",
                            ),
                        ),
                        (
                            "duty",
                            models.CharField(
                                choices=[
                                    ("BUREAU_LEADER", "局领导"),
                                    ("SUPERVISION_HEAD", "督查科科长"),
                                    ("SUPERVISION_CLERK", "督查科科员"),
                                    ("HEAD", "主要负责人"),
                                    ("DEPUTY", "分管负责人"),
                                    ("HANDLER", "经办人"),
                                    ("DISCIPLINE_MEMBER", "纪检人员"),
                                    ("SYSTEM_ADMIN", "系统管理员"),
                                    ("SECURITY_ADMIN", "安全管理员"),
                                    ("AUDIT_ADMIN", "审计管理员"),
                                ],
                                max_length=20,
                            ),
                        ),
                        ("title", models.CharField(max_length=40)),
                        ("from_on", models.DateField()),
                        ("to_on", models.DateField(blank=True, null=True)),
                    ],
                    options={
                        "indexes": [models.Index(fields=["unit", "duty", "from_on"], name="post_by_unit")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "duty__in",
                                        [
                                            "BUREAU_LEADER",
                                            "SUPERVISION_HEAD",
                                            "SUPERVISION_CLERK",
                                            "HEAD",
                                            "DEPUTY",
                                            "HANDLER",
                                            "DISCIPLINE_MEMBER",
                                            "SYSTEM_ADMIN",
                                            "SECURITY_ADMIN",
                                            "AUDIT_ADMIN",
                                        ],
                                    )
                                ),
                                name="post_duty_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("to_on__isnull", True),
                                    ("to_on__gte", models.F("from_on")),
                                    _connector="OR",
                                ),
                                name="post_ends_after_it_begins",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Project",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "unit",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="projects",
                                to="records.unit",
                            ),
                        ),
                        ("name", models.CharField(max_length=80)),
                        ("code", models.CharField(blank=True, max_length=40)),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(fields=("unit", "name"), name="project_once_a_unit")
                        ],
                        "indexes": [],
                    },
                ),
                migrations.CreateModel(
                    name="TimeTaken",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "unit",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="records.unit",
                            ),
                        ),
                        ("week_start", models.DateField()),
                        ("seconds", models.PositiveIntegerField()),
                        ("lines", models.PositiveIntegerField()),
                        ("cut", models.PositiveIntegerField()),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(fields=("week_start", "unit"), name="time_taken_once")
                        ],
                        "indexes": [],
                    },
                ),
                migrations.CreateModel(
                    name="UnitChange",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "unit",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="changes",
                                to="records.unit",
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("RENAMED", "更名"),
                                    ("MOVED", "调整隶属"),
                                    ("ENDED", "撤销"),
                                    ("MERGED", "并入"),
                                ],
                                max_length=8,
                            ),
                        ),
                        ("effective_on", models.DateField()),
                        ("before", models.CharField(max_length=80)),
                        ("after", models.CharField(blank=True, max_length=80)),
                        (
                            "other",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="records.unit",
                            ),
                        ),
                        ("paper", models.CharField(blank=True, max_length=60)),
                        ("noted_at", models.DateTimeField()),
                        ("noted_by", models.CharField(max_length=200)),
                    ],
                    options={
                        "indexes": [models.Index(fields=["unit", "effective_on"], name="unit_change_by_day")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("kind__in", ["RENAMED", "MOVED", "ENDED", "MERGED"])),
                                name="unit_change_kind_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("noted_by", ""), _negated=True),
                                name="unit_change_noted_by",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="UnitDuty",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "unit",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="duties",
                                to="records.unit",
                            ),
                        ),
                        ("topic", models.CharField(max_length=40)),
                        ("words", models.JSONField()),
                        ("from_on", models.DateField()),
                        ("to_on", models.DateField(blank=True, null=True)),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("to_on__isnull", True)),
                                fields=("unit", "topic"),
                                name="unit_duty_once_at_a_time",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("to_on__isnull", True),
                                    ("to_on__gte", models.F("from_on")),
                                    _connector="OR",
                                ),
                                name="unit_duty_ends_after_it_begins",
                            ),
                        ],
                        "indexes": [],
                    },
                ),
                migrations.CreateModel(
                    name="UnitName",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "unit",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="names",
                                to="records.unit",
                            ),
                        ),
                        ("name", models.CharField(max_length=80)),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("FULL", "全称"),
                                    ("SHORT", "简称"),
                                    ("FORMER", "曾用名"),
                                    ("ALIAS", "别称"),
                                    ("TAUGHT", "本局叫法"),
                                ],
                                max_length=8,
                            ),
                        ),
                    ],
                    options={
                        "indexes": [models.Index(fields=["name"], name="unit_by_any_name")],
                        "constraints": [
                            models.UniqueConstraint(fields=("unit", "name"), name="unit_name_once"),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("kind__in", ["FULL", "SHORT", "FORMER", "ALIAS", "TAUGHT"])
                                ),
                                name="unit_name_kind_known",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="CalendarDay",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "year",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="days",
                                to="records.calendaryear",
                            ),
                        ),
                        ("day", models.DateField(unique=True)),
                        ("is_workday", models.BooleanField()),
                    ],
                    options={
                        "indexes": [],
                        "constraints": [],
                    },
                ),
                migrations.CreateModel(
                    name="Route",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "channel",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="routes",
                                to="records.channel",
                            ),
                        ),
                        (
                            "unit",
                            models.OneToOneField(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="route",
                                to="records.unit",
                            ),
                        ),
                        (
                            "person",
                            models.OneToOneField(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="route",
                                to="records.person",
                            ),
                        ),
                        ("to", models.CharField(blank=True, max_length=120)),
                        ("set_at", models.DateTimeField()),
                        ("set_by", models.CharField(max_length=200)),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("person__isnull", True), ("unit__isnull", False)),
                                    models.Q(("person__isnull", False), ("unit__isnull", True)),
                                    _connector="OR",
                                ),
                                name="route_to_a_unit_or_a_person",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("set_by", ""), _negated=True), name="route_set_by"
                            ),
                        ],
                        "indexes": [],
                    },
                ),
                migrations.CreateModel(
                    name="Span",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "document",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="spans",
                                to="records.document",
                            ),
                        ),
                        ("start", models.PositiveIntegerField()),
                        ("end", models.PositiveIntegerField()),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("HEADING", "标题"),
                                    ("DIRECTIVE", "任务"),
                                    ("POSSIBLE", "可能是任务"),
                                    ("BACKGROUND", "背景"),
                                ],
                                max_length=12,
                            ),
                        ),
                        ("level", models.PositiveSmallIntegerField(default=0)),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(fields=("document", "start"), name="span_starts_once"),
                            models.CheckConstraint(
                                condition=models.Q(("start__lt", models.F("end"))), name="span_is_not_empty"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("kind__in", ["HEADING", "DIRECTIVE", "POSSIBLE", "BACKGROUND"])
                                ),
                                name="span_kind_known",
                            ),
                        ],
                        "indexes": [],
                    },
                ),
                migrations.CreateModel(
                    name="Task",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "document",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="tasks",
                                to="records.document",
                            ),
                        ),
                        ("start", models.PositiveIntegerField()),
                        ("end", models.PositiveIntegerField()),
                        ("summary", models.CharField(max_length=120)),
                        ("heading_path", models.JSONField(default=list)),
                        ("standard", models.CharField(blank=True, max_length=200)),
                        ("deadline_words", models.CharField(blank=True, max_length=200)),
                        ("named_units", models.JSONField(default=list)),
                        (
                            "campaign",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("FEES", "治理教育乱收费"),
                                    ("EPIDEMIC", "疫情和传染病防控"),
                                    ("PLACES", "学校建设与扩容增位"),
                                    ("FUNDING", "生均经费和教育投入"),
                                    ("PRIVATE", "民办义务教育规范"),
                                    ("TRAINING", "校外培训治理"),
                                    ("RULES", "作业等五项管理"),
                                    ("SAFETY", "校园安全与平安创建"),
                                    ("EVALUATION", "教育评价改革"),
                                    ("PETITIONS", "信访和舆情处置"),
                                ],
                                max_length=12,
                            ),
                        ),
                        ("is_borderline", models.BooleanField(default=False)),
                        ("start_on", models.DateField()),
                        ("due_on", models.DateField(null=True)),
                        ("stages", models.JSONField(default=list)),
                        (
                            "shape",
                            models.CharField(
                                choices=[
                                    ("STRAIGHT", "均匀推进"),
                                    ("FRONT", "前快后慢"),
                                    ("STEPS", "分段完成"),
                                    ("OWN", "自定进度"),
                                ],
                                default="STRAIGHT",
                                max_length=8,
                            ),
                        ),
                        ("curve", models.JSONField(default=list)),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("PROPOSED", "待审"),
                                    ("ACCEPTED", "已采纳"),
                                    ("DROPPED", "不列任务"),
                                    ("OPEN", "办理中"),
                                    ("CLOSED", "已办结"),
                                    ("CANCELLED", "已撤销"),
                                ],
                                default="PROPOSED",
                                max_length=10,
                            ),
                        ),
                        ("drop_reason", models.CharField(blank=True, max_length=200)),
                        ("version", models.PositiveIntegerField(default=1)),
                        ("decided_at", models.DateTimeField(null=True)),
                        ("decided_by", models.CharField(max_length=200, null=True)),
                    ],
                    options={
                        "indexes": [
                            models.Index(fields=["document", "start"], name="task_by_place"),
                            models.Index(
                                condition=models.Q(("campaign", ""), _negated=True),
                                fields=["campaign"],
                                name="task_by_campaign",
                            ),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "state__in",
                                        ["PROPOSED", "ACCEPTED", "DROPPED", "OPEN", "CLOSED", "CANCELLED"],
                                    )
                                ),
                                name="task_state_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("campaign", ""),
                                    (
                                        "campaign__in",
                                        [
                                            "FEES",
                                            "EPIDEMIC",
                                            "PLACES",
                                            "FUNDING",
                                            "PRIVATE",
                                            "TRAINING",
                                            "RULES",
                                            "SAFETY",
                                            "EVALUATION",
                                            "PETITIONS",
                                        ],
                                    ),
                                    _connector="OR",
                                ),
                                name="task_campaign_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("shape__in", ["STRAIGHT", "FRONT", "STEPS", "OWN"])),
                                name="task_shape_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("start__lt", models.F("end"))),
                                name="task_quote_is_not_empty",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("decided_at__isnull", True), ("decided_by__isnull", True)),
                                    models.Q(("decided_at__isnull", False), ("decided_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="task_decided_at_and_by",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("due_on__isnull", False),
                                    ("state__in", ["PROPOSED", "DROPPED", "CANCELLED"]),
                                    _connector="OR",
                                ),
                                name="task_in_the_ledger_has_a_due_date",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ErrandFile",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "errand",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="file",
                                to="records.errand",
                            ),
                        ),
                        ("data", models.BinaryField()),
                    ],
                    options={
                        "indexes": [],
                        "constraints": [],
                    },
                ),
                migrations.CreateModel(
                    name="Letter",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("REMINDER", "提醒函"),
                                    ("WARNING", "预警函"),
                                    ("SUPERVISION", "督办函"),
                                    ("BULLETIN", "问题通报"),
                                    ("TALK", "约谈通知书"),
                                    ("PRAISE", "表扬通报"),
                                    ("RECTIFY", "整改通知书"),
                                    ("NOTICE", "督导通知"),
                                    ("ADVICE", "提示函"),
                                    ("CORRECTION", "更正函"),
                                    ("APOLOGY", "致歉函"),
                                    ("MINUTES", "会议纪要"),
                                ],
                                max_length=12,
                            ),
                        ),
                        (
                            "layout",
                            models.CharField(
                                choices=[
                                    ("LETTER", "信函格式"),
                                    ("DOCUMENT", "文件格式"),
                                    ("MINUTES", "纪要格式"),
                                ],
                                max_length=8,
                            ),
                        ),
                        (
                            "unit",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="letters",
                                to="records.unit",
                            ),
                        ),
                        (
                            "issuer",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="records.unit",
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("DRAFT", "草稿"),
                                    ("COSIGNING", "会签中"),
                                    ("SUBMITTED", "待签批"),
                                    ("APPROVED", "已签批"),
                                    ("NUMBERED", "已编号"),
                                    ("ISSUED", "已发出"),
                                    ("READ", "已签收"),
                                    ("REPLIED", "已回复"),
                                    ("RETURNED", "退回重报"),
                                    ("CLOSED", "已办结"),
                                    ("ARCHIVED", "已归档"),
                                    ("WITHDRAWN", "已撤回"),
                                    ("DISCARDED", "未采用"),
                                ],
                                default="DRAFT",
                                max_length=10,
                            ),
                        ),
                        ("period_start", models.DateField(null=True)),
                        ("title", models.CharField(max_length=120)),
                        ("text", models.TextField()),
                        ("closing", models.TextField(blank=True)),
                        (
                            "template",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="letters",
                                to="records.templateversion",
                            ),
                        ),
                        (
                            "corrects",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="corrections",
                                to="records.letter",
                            ),
                        ),
                        ("unit_name", models.CharField(blank=True, max_length=200)),
                        ("issuer_name", models.CharField(blank=True, max_length=200)),
                        ("copies", models.TextField(blank=True)),
                        ("annex_title", models.CharField(blank=True, max_length=120)),
                        ("annex_text", models.TextField(blank=True)),
                        ("present", models.CharField(blank=True, max_length=500)),
                        ("excused", models.CharField(blank=True, max_length=500)),
                        ("observing", models.CharField(blank=True, max_length=500)),
                        ("why", models.CharField(max_length=300)),
                        ("why_now", models.CharField(max_length=300)),
                        ("what_would_stop", models.CharField(max_length=300)),
                        ("held_back", models.JSONField(default=list)),
                        ("number", models.CharField(blank=True, max_length=60)),
                        ("reply_days", models.PositiveSmallIntegerField()),
                        ("reply_due_on", models.DateField(null=True)),
                        ("printed_due_on", models.DateField(null=True)),
                        ("digest", models.CharField(blank=True, max_length=64)),
                        ("end_reason", models.CharField(blank=True, max_length=200)),
                        ("return_reason", models.CharField(blank=True, max_length=200)),
                        ("drafted_at", models.DateTimeField()),
                        ("drafted_by", models.CharField(max_length=200)),
                        ("drafted_post_id", models.BigIntegerField()),
                        ("submitted_at", models.DateTimeField(null=True)),
                        ("submitted_by", models.CharField(max_length=200, null=True)),
                        ("approved_at", models.DateTimeField(null=True)),
                        ("approved_by", models.CharField(max_length=200, null=True)),
                        ("numbered_at", models.DateTimeField(null=True)),
                        ("numbered_by", models.CharField(max_length=200, null=True)),
                        ("issued_at", models.DateTimeField(null=True)),
                        ("issued_by", models.CharField(max_length=200, null=True)),
                        ("read_at", models.DateTimeField(null=True)),
                        ("read_by", models.CharField(max_length=200, null=True)),
                        ("closed_at", models.DateTimeField(null=True)),
                        ("closed_by", models.CharField(max_length=200, null=True)),
                        ("ended_at", models.DateTimeField(null=True)),
                        ("ended_by", models.CharField(max_length=200, null=True)),
                        ("archived_at", models.DateTimeField(null=True)),
                        ("archived_by", models.CharField(max_length=200, null=True)),
                        ("archive_year", models.PositiveSmallIntegerField(null=True)),
                        ("archive_pages", models.PositiveSmallIntegerField(null=True)),
                    ],
                    options={
                        "indexes": [
                            models.Index(fields=["state", "-id"], name="letter_by_state"),
                            models.Index(fields=["unit", "-id"], name="letter_by_unit"),
                            models.Index(
                                condition=models.Q(("issued_at__isnull", False)),
                                fields=["issued_at"],
                                name="letter_by_day",
                            ),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "state__in",
                                        [
                                            "DRAFT",
                                            "COSIGNING",
                                            "SUBMITTED",
                                            "APPROVED",
                                            "NUMBERED",
                                            "ISSUED",
                                            "READ",
                                            "REPLIED",
                                            "RETURNED",
                                            "CLOSED",
                                            "ARCHIVED",
                                            "WITHDRAWN",
                                            "DISCARDED",
                                        ],
                                    )
                                ),
                                name="letter_state_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("drafted_by", ""), _negated=True),
                                name="letter_drafted_by",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("period_start__isnull", False)),
                                fields=("unit", "kind", "period_start"),
                                name="letter_prepared_once_a_period",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("number", ""), _negated=True),
                                fields=("number",),
                                name="letter_number_once",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state", "WITHDRAWN"), _negated=True),
                                    models.Q(("end_reason", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="letter_withdrawn_with_a_reason",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("submitted_at__isnull", True), ("submitted_by__isnull", True)),
                                    models.Q(
                                        ("submitted_at__isnull", False), ("submitted_by__isnull", False)
                                    ),
                                    _connector="OR",
                                ),
                                name="letter_submitted_at_and_by",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("approved_at__isnull", True), ("approved_by__isnull", True)),
                                    models.Q(("approved_at__isnull", False), ("approved_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="letter_approved_at_and_by",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("numbered_at__isnull", True), ("numbered_by__isnull", True)),
                                    models.Q(("numbered_at__isnull", False), ("numbered_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="letter_numbered_at_and_by",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("issued_at__isnull", True), ("issued_by__isnull", True)),
                                    models.Q(("issued_at__isnull", False), ("issued_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="letter_issued_at_and_by",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("read_at__isnull", True), ("read_by__isnull", True)),
                                    models.Q(("read_at__isnull", False), ("read_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="letter_read_at_and_by",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("closed_at__isnull", True), ("closed_by__isnull", True)),
                                    models.Q(("closed_at__isnull", False), ("closed_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="letter_closed_at_and_by",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("ended_at__isnull", True), ("ended_by__isnull", True)),
                                    models.Q(("ended_at__isnull", False), ("ended_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="letter_ended_at_and_by",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("archived_at__isnull", True), ("archived_by__isnull", True)),
                                    models.Q(("archived_at__isnull", False), ("archived_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="letter_archived_at_and_by",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("issued_at__isnull", True),
                                    models.Q(
                                        models.Q(("unit_name", ""), _negated=True),
                                        models.Q(("issuer_name", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="letter_out_with_its_names",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("archive_pages__isnull", True),
                                        ("archive_year__isnull", True),
                                        ("archived_at__isnull", True),
                                    ),
                                    models.Q(
                                        ("archive_pages__gte", 1),
                                        ("archive_year__isnull", False),
                                        ("archived_at__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="letter_archived_with_year_and_pages",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("annex_text", ""), ("annex_title", "")),
                                    models.Q(
                                        models.Q(("annex_title", ""), _negated=True),
                                        models.Q(("annex_text", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="letter_annex_has_both",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("corrects__isnull", True),
                                    models.Q(("corrects", models.F("id")), _negated=True),
                                    _connector="OR",
                                ),
                                name="letter_corrects_another",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Mandate",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("DRAFT", "草稿"),
                                    ("SUBMITTED", "待批准"),
                                    ("APPROVED", "已批准"),
                                    ("ENDED", "已结束"),
                                    ("DISCARDED", "未采用"),
                                ],
                                default="DRAFT",
                                max_length=10,
                            ),
                        ),
                        ("version", models.PositiveIntegerField(default=1)),
                        ("title", models.CharField(max_length=100)),
                        ("subject", models.CharField(max_length=100)),
                        (
                            "basis",
                            models.CharField(
                                choices=[
                                    ("GOVERNMENT", "政府督查"),
                                    ("EDUCATION", "教育督导"),
                                    ("ENFORCEMENT", "行政检查"),
                                    ("INTERNAL", "内部督办"),
                                    ("HANDED_DOWN", "上级交办督办"),
                                ],
                                max_length=12,
                            ),
                        ),
                        ("basis_document", models.CharField(blank=True, max_length=200)),
                        ("designation", models.CharField(blank=True, max_length=200)),
                        (
                            "activity",
                            models.CharField(
                                choices=[
                                    ("COMPREHENSIVE", "综合督查"),
                                    ("SPECIAL", "专项督查"),
                                    ("INCIDENT", "事件调查"),
                                    ("DAILY", "日常督办"),
                                    ("LEAD", "线索核查"),
                                ],
                                max_length=14,
                            ),
                        ),
                        ("content", models.CharField(blank=True, max_length=1000)),
                        ("scope", models.CharField(blank=True, max_length=500)),
                        ("methods", models.JSONField(default=list)),
                        ("is_unannounced", models.BooleanField(default=False)),
                        ("criteria", models.CharField(blank=True, max_length=1000)),
                        ("from_on", models.DateField()),
                        ("to_on", models.DateField()),
                        ("leader", models.CharField(blank=True, max_length=40)),
                        ("members", models.JSONField(default=list)),
                        ("inspectors", models.PositiveSmallIntegerField(default=0)),
                        ("discipline", models.CharField(blank=True, max_length=500)),
                        ("notice_on", models.DateField(null=True)),
                        (
                            "listed",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="mandates",
                                to="records.listeditem",
                            ),
                        ),
                        ("return_reason", models.CharField(blank=True, max_length=200)),
                        ("end_reason", models.CharField(blank=True, max_length=500)),
                        ("drafted_at", models.DateTimeField()),
                        ("drafted_by", models.CharField(max_length=200)),
                        ("drafted_post_id", models.BigIntegerField()),
                        ("submitted_at", models.DateTimeField(null=True)),
                        ("submitted_by", models.CharField(max_length=200, null=True)),
                        ("approved_at", models.DateTimeField(null=True)),
                        ("approved_by", models.CharField(max_length=200, null=True)),
                        ("ended_at", models.DateTimeField(null=True)),
                        ("ended_by", models.CharField(max_length=200, null=True)),
                    ],
                    options={
                        "indexes": [models.Index(fields=["state", "from_on"], name="mandate_by_state")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("state__in", ["DRAFT", "SUBMITTED", "APPROVED", "ENDED", "DISCARDED"])
                                ),
                                name="mandate_state_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "basis__in",
                                        ["GOVERNMENT", "EDUCATION", "ENFORCEMENT", "INTERNAL", "HANDED_DOWN"],
                                    )
                                ),
                                name="mandate_basis_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("drafted_by", ""), _negated=True),
                                name="mandate_drafted_by",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("to_on__gte", models.F("from_on"))),
                                name="mandate_ends_after_it_begins",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("basis", "GOVERNMENT"), _negated=True),
                                    models.Q(("designation", ""), _negated=True),
                                    ("state__in", ["DRAFT", "DISCARDED"]),
                                    _connector="OR",
                                ),
                                name="mandate_designated",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("submitted_at__isnull", True), ("submitted_by__isnull", True)),
                                    models.Q(
                                        ("submitted_at__isnull", False), ("submitted_by__isnull", False)
                                    ),
                                    _connector="OR",
                                ),
                                name="mandate_submitted_at_and_by",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("approved_at__isnull", True), ("approved_by__isnull", True)),
                                    models.Q(("approved_at__isnull", False), ("approved_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="mandate_approved_at_and_by",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("ended_at__isnull", True), ("ended_by__isnull", True)),
                                    models.Q(("ended_at__isnull", False), ("ended_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="mandate_ended_at_and_by",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Request",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("DRAFT", "草稿"),
                                    ("ASKED", "填报中"),
                                    ("ANSWERED", "已报齐"),
                                    ("CLOSED", "已结束"),
                                    ("WITHDRAWN", "已撤回"),
                                    ("DISCARDED", "未发出"),
                                ],
                                default="DRAFT",
                                max_length=10,
                            ),
                        ),
                        ("version", models.PositiveIntegerField(default=1)),
                        (
                            "kind",
                            models.CharField(
                                choices=[("DATA", "报数据材料"), ("MEETING", "参加会议")], max_length=8
                            ),
                        ),
                        (
                            "asker",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="records.unit",
                            ),
                        ),
                        ("title", models.CharField(max_length=100)),
                        ("basis", models.CharField(blank=True, max_length=200)),
                        ("law", models.CharField(blank=True, max_length=200)),
                        ("note", models.CharField(blank=True, max_length=500)),
                        ("from_on", models.DateField()),
                        ("to_on", models.DateField()),
                        ("due_on", models.DateField()),
                        ("length", models.PositiveSmallIntegerField(default=0)),
                        ("people", models.PositiveSmallIntegerField(default=0)),
                        ("minutes", models.PositiveIntegerField(default=0)),
                        (
                            "listed",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="requests",
                                to="records.listeditem",
                            ),
                        ),
                        (
                            "replaces",
                            models.OneToOneField(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="replaced_by",
                                to="records.request",
                            ),
                        ),
                        ("end_reason", models.CharField(blank=True, max_length=200)),
                        ("drafted_at", models.DateTimeField()),
                        ("drafted_by", models.CharField(max_length=200)),
                        ("asked_at", models.DateTimeField(null=True)),
                        ("asked_by", models.CharField(max_length=200, null=True)),
                        ("ended_at", models.DateTimeField(null=True)),
                        ("ended_by", models.CharField(max_length=200, null=True)),
                    ],
                    options={
                        "indexes": [models.Index(fields=["state", "due_on"], name="request_by_state")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "state__in",
                                        ["DRAFT", "ASKED", "ANSWERED", "CLOSED", "WITHDRAWN", "DISCARDED"],
                                    )
                                ),
                                name="request_state_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("kind__in", ["DATA", "MEETING"])),
                                name="request_kind_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("drafted_by", ""), _negated=True),
                                name="request_drafted_by",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("to_on__gte", models.F("from_on"))),
                                name="request_period_in_order",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state", "WITHDRAWN"), _negated=True),
                                    models.Q(("end_reason", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="request_withdrawn_with_a_reason",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("asked_at__isnull", True), ("asked_by__isnull", True)),
                                    models.Q(("asked_at__isnull", False), ("asked_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="request_asked_at_and_by",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("ended_at__isnull", True), ("ended_by__isnull", True)),
                                    models.Q(("ended_at__isnull", False), ("ended_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="request_ended_at_and_by",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="RehearsalResult",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "rehearsal",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="results",
                                to="records.rehearsal",
                            ),
                        ),
                        (
                            "unit",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="records.unit",
                            ),
                        ),
                        ("figures", models.JSONField()),
                        ("letters", models.JSONField()),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("rehearsal", "unit"), name="rehearsal_result_once"
                            )
                        ],
                        "indexes": [],
                    },
                ),
                migrations.CreateModel(
                    name="SavedView",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "account",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="saved_views",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("name", models.CharField(max_length=40)),
                        ("query", models.CharField(max_length=300)),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(fields=("account", "name"), name="saved_view_named_once")
                        ],
                        "indexes": [],
                    },
                ),
                migrations.CreateModel(
                    name="Delivery",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("key", models.CharField(max_length=200, unique=True)),
                        (
                            "channel",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="deliveries",
                                to="records.channel",
                            ),
                        ),
                        ("to", models.CharField(blank=True, max_length=120)),
                        ("is_digest", models.BooleanField()),
                        ("on", models.DateField()),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("WAITING", "待发"),
                                    ("SENDING", "正在发"),
                                    ("SENT", "已发出"),
                                    ("FAILED", "未送达"),
                                    ("UNKNOWN", "不明"),
                                ],
                                default="WAITING",
                                max_length=8,
                            ),
                        ),
                        ("at", models.DateTimeField()),
                        ("by", models.CharField(max_length=200)),
                        ("tries", models.PositiveSmallIntegerField(default=0)),
                        ("next_from", models.DateTimeField()),
                        ("worker", models.CharField(blank=True, max_length=80)),
                        ("lease_until", models.DateTimeField(null=True)),
                        ("answer", models.CharField(blank=True, max_length=300)),
                        ("ended_at", models.DateTimeField(null=True)),
                        ("ended_by", models.CharField(max_length=200, null=True)),
                        ("notices", models.ManyToManyField(related_name="deliveries", to="records.notice")),
                    ],
                    options={
                        "indexes": [
                            models.Index(
                                condition=models.Q(("state__in", ["WAITING", "SENDING"])),
                                fields=["next_from"],
                                name="delivery_open",
                            ),
                            models.Index(fields=["state", "-id"], name="delivery_by_state"),
                            models.Index(fields=["on", "channel", "state"], name="delivery_by_day"),
                            models.Index(fields=["channel", "to", "-id"], name="delivery_by_address"),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("state__in", ["WAITING", "SENDING", "SENT", "FAILED", "UNKNOWN"])
                                ),
                                name="delivery_state_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("by", ""), _negated=True), name="delivery_says_who"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("ended_at__isnull", True), ("ended_by__isnull", True)),
                                    models.Q(("ended_at__isnull", False), ("ended_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="delivery_ended_at_and_by",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("ended_at__isnull", True), ("state__in", ["WAITING", "SENDING"])
                                    ),
                                    models.Q(
                                        ("ended_at__isnull", False),
                                        ("state__in", ["SENT", "FAILED", "UNKNOWN"]),
                                    ),
                                    _connector="OR",
                                ),
                                name="delivery_ended_or_open",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Succession",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "charge",
                            models.CharField(
                                choices=[
                                    ("ANSWERING", "被约谈"),
                                    ("CHAIRING", "主持约谈"),
                                    ("ATTENDING", "参加约谈"),
                                    ("OWNING", "整改责任"),
                                    ("REVIEWING", "复核人员"),
                                ],
                                max_length=10,
                            ),
                        ),
                        ("subject", models.CharField(max_length=40)),
                        (
                            "post",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="records.post",
                            ),
                        ),
                        ("until_on", models.DateField()),
                        ("changed_at", models.DateTimeField()),
                        ("changed_by", models.CharField(max_length=200)),
                    ],
                    options={
                        "indexes": [
                            models.Index(fields=["subject", "until_on", "id"], name="succession_by_day")
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "charge__in",
                                        ["ANSWERING", "CHAIRING", "ATTENDING", "OWNING", "REVIEWING"],
                                    )
                                ),
                                name="succession_charge_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("changed_by", ""), _negated=True),
                                name="succession_changed_by",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Assignment",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "task",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="assignments",
                                to="records.task",
                            ),
                        ),
                        (
                            "branch",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="records.unit",
                            ),
                        ),
                        (
                            "unit",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="assignments",
                                to="records.unit",
                            ),
                        ),
                        (
                            "role",
                            models.CharField(
                                choices=[("LEAD", "牵头"), ("RESPONSIBLE", "责任"), ("HELPING", "配合")],
                                max_length=12,
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("PLANNED", "拟交办"),
                                    ("OPEN", "办理中"),
                                    ("CLOSING", "申请销号"),
                                    ("CLOSED", "已销号"),
                                    ("CANCELLED", "已撤销"),
                                ],
                                default="PLANNED",
                                max_length=10,
                            ),
                        ),
                        ("due_on", models.DateField(null=True)),
                        (
                            "first_responsible",
                            models.ForeignKey(
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="records.post",
                            ),
                        ),
                        (
                            "direct_responsible",
                            models.ForeignKey(
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="records.post",
                            ),
                        ),
                        ("claimed_x100", models.PositiveSmallIntegerField(default=0)),
                        ("claimed_on", models.DateField(null=True)),
                        ("claimed_words", models.CharField(blank=True, max_length=500)),
                        ("accounted_week", models.DateField(null=True)),
                        (
                            "lamp",
                            models.CharField(
                                choices=[
                                    ("GREY", "未启动"),
                                    ("GREEN", "正常"),
                                    ("YELLOW", "滞后或临期"),
                                    ("RED", "逾期或严重滞后"),
                                    ("BLUE", "已销号"),
                                ],
                                default="GREY",
                                max_length=8,
                            ),
                        ),
                        ("lamp_on", models.DateField(null=True)),
                        ("next_lamp_on", models.DateField(null=True)),
                        ("change", models.TextField(blank=True, default="")),
                        ("closed_at", models.DateTimeField(null=True)),
                        ("closed_by", models.CharField(max_length=200, null=True)),
                    ],
                    options={
                        "indexes": [
                            models.Index(
                                condition=models.Q(("state__in", ["CLOSING", "OPEN"])),
                                fields=["due_on", "id"],
                                name="due_city",
                            ),
                            models.Index(
                                condition=models.Q(("state__in", ["CLOSING", "OPEN"])),
                                fields=["branch", "due_on", "id"],
                                name="due_branch",
                            ),
                            models.Index(
                                condition=models.Q(("state__in", ["CLOSING", "OPEN"])),
                                fields=["unit", "due_on", "id"],
                                name="due_unit",
                            ),
                            models.Index(
                                condition=models.Q(("state__in", ["CLOSING", "OPEN"])),
                                fields=["lamp", "due_on", "id"],
                                name="due_lamp",
                            ),
                            models.Index(
                                condition=models.Q(("state__in", ["CLOSING", "OPEN"])),
                                fields=["claimed_x100", "due_on", "id"],
                                name="claimed_city",
                            ),
                            models.Index(
                                condition=models.Q(("state__in", ["CLOSING", "OPEN"])),
                                fields=["next_lamp_on"],
                                name="lamp_due",
                            ),
                            models.Index(
                                condition=models.Q(("state", "PLANNED"), _negated=True),
                                fields=["due_on", "id"],
                                name="ever_city",
                            ),
                            models.Index(
                                condition=models.Q(("state", "PLANNED"), _negated=True),
                                fields=["branch", "due_on", "id"],
                                name="ever_branch",
                            ),
                            models.Index(
                                condition=models.Q(("state", "PLANNED"), _negated=True),
                                fields=["unit", "due_on", "id"],
                                name="ever_unit",
                            ),
                            models.Index(
                                condition=models.Q(("state", "CLOSING")),
                                fields=["due_on", "id"],
                                name="closing_city",
                            ),
                            models.Index(
                                condition=models.Q(("state", "CLOSING")),
                                fields=["branch", "due_on", "id"],
                                name="closing_branch",
                            ),
                            models.Index(
                                condition=models.Q(("state", "CLOSED")),
                                fields=["due_on", "id"],
                                name="closed_city",
                            ),
                            models.Index(
                                condition=models.Q(("state", "CLOSED")),
                                fields=["branch", "due_on", "id"],
                                name="closed_branch",
                            ),
                            models.Index(
                                condition=models.Q(("role__in", ["LEAD", "RESPONSIBLE"]), ("state", "OPEN")),
                                fields=["unit", "claimed_x100", "accounted_week", "task", "id"],
                                name="owed_unit",
                            ),
                        ],
                        "constraints": [
                            models.UniqueConstraint(fields=("task", "unit"), name="assignment_once"),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("state__in", ["PLANNED", "OPEN", "CLOSING", "CLOSED", "CANCELLED"])
                                ),
                                name="assignment_state_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("lamp__in", ["GREY", "GREEN", "YELLOW", "RED", "BLUE"])),
                                name="assignment_lamp_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("claimed_x100__lte", 10000)),
                                name="assignment_claim_within_the_whole",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("closed_at__isnull", True), ("closed_by__isnull", True)),
                                    models.Q(("closed_at__isnull", False), ("closed_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="assignment_closed_at_and_by",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Contradiction",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "task",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="contradictions",
                                to="records.task",
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("WENT_BACK", "进度回退"),
                                    ("JUMPED", "一周跳升"),
                                    ("STUCK", "久停不动"),
                                    ("END_LOADED", "集中在期末"),
                                    ("MOVED_DATES", "多次改期"),
                                    ("LEAD_DONE", "牵头报完成、责任单位未完成"),
                                    ("PARTS_DONE", "责任单位都报完成、牵头未完成"),
                                    ("TOLD_DIFFERENTLY", "同一数据两处不同"),
                                    ("STANDARD_UNTOLD", "报完成、未提标准"),
                                ],
                                max_length=20,
                            ),
                        ),
                        ("key", models.CharField(max_length=80)),
                        ("week_start", models.DateField()),
                        ("words", models.CharField(max_length=500)),
                        ("raised_on", models.DateField()),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("ASKED", "待说明"),
                                    ("ANSWERED", "已说明"),
                                    ("CLEARED", "不再询问"),
                                    ("CLOSED", "已了结"),
                                ],
                                default="ASKED",
                                max_length=10,
                            ),
                        ),
                        ("close_reason", models.CharField(blank=True, max_length=200)),
                        ("closed_at", models.DateTimeField(null=True)),
                        ("closed_by", models.CharField(max_length=200, null=True)),
                    ],
                    options={
                        "indexes": [
                            models.Index(fields=["state", "raised_on"], name="contradiction_by_state")
                        ],
                        "constraints": [
                            models.UniqueConstraint(fields=("key",), name="contradiction_once"),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "kind__in",
                                        [
                                            "WENT_BACK",
                                            "JUMPED",
                                            "STUCK",
                                            "END_LOADED",
                                            "MOVED_DATES",
                                            "LEAD_DONE",
                                            "PARTS_DONE",
                                            "TOLD_DIFFERENTLY",
                                            "STANDARD_UNTOLD",
                                        ],
                                    )
                                ),
                                name="contradiction_kind_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("state__in", ["ASKED", "ANSWERED", "CLEARED", "CLOSED"])),
                                name="contradiction_state_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("closed_at__isnull", True), ("closed_by__isnull", True)),
                                    models.Q(("closed_at__isnull", False), ("closed_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="contradiction_closed_at_and_by",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state", "CLOSED"), _negated=True),
                                    models.Q(("close_reason", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="contradiction_closed_with_a_reason",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Dependency",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "task",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="waits_for",
                                to="records.task",
                            ),
                        ),
                        (
                            "awaited",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="awaited_by",
                                to="records.task",
                            ),
                        ),
                        ("limit_x100", models.PositiveSmallIntegerField(default=0)),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(fields=("task", "awaited"), name="dependency_once"),
                            models.CheckConstraint(
                                condition=models.Q(("task", models.F("awaited")), _negated=True),
                                name="dependency_not_on_itself",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("limit_x100__lte", 10000)),
                                name="dependency_within_the_whole",
                            ),
                        ],
                        "indexes": [],
                    },
                ),
                migrations.CreateModel(
                    name="Likeness",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "task",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="likenesses",
                                to="records.task",
                            ),
                        ),
                        ("mark", models.BigIntegerField()),
                    ],
                    options={
                        "indexes": [models.Index(fields=["mark", "task"], name="likeness_by_mark")],
                        "constraints": [],
                    },
                ),
                migrations.CreateModel(
                    name="Link",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "task",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="links",
                                to="records.task",
                            ),
                        ),
                        ("order", models.PositiveSmallIntegerField()),
                        ("name", models.CharField(max_length=40)),
                        ("weight", models.PositiveSmallIntegerField()),
                        ("is_gate", models.BooleanField(default=False)),
                        ("holder", models.CharField(blank=True, max_length=40)),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(fields=("task", "order"), name="link_once_a_place"),
                            models.UniqueConstraint(fields=("task", "name"), name="link_once_a_name"),
                            models.CheckConstraint(
                                condition=models.Q(("weight__gte", 1), ("weight__lte", 100)),
                                name="link_weighs_something",
                            ),
                        ],
                        "indexes": [],
                    },
                ),
                migrations.CreateModel(
                    name="Milestone",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "task",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="milestones",
                                to="records.task",
                            ),
                        ),
                        ("due_on", models.DateField()),
                        ("planned_x100", models.PositiveSmallIntegerField()),
                        ("label", models.CharField(max_length=40)),
                        ("is_stage", models.BooleanField(default=False)),
                    ],
                    options={
                        "indexes": [
                            models.Index(
                                condition=models.Q(("is_stage", True)),
                                fields=["due_on"],
                                name="milestone_stages",
                            )
                        ],
                        "constraints": [
                            models.UniqueConstraint(fields=("task", "due_on"), name="milestone_once_a_day"),
                            models.CheckConstraint(
                                condition=models.Q(("planned_x100__lte", 10000)),
                                name="milestone_within_the_whole",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="BatchItem",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "batch",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="items",
                                to="records.batch",
                            ),
                        ),
                        (
                            "letter",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="batch_items",
                                to="records.letter",
                            ),
                        ),
                        ("seen", models.CharField(max_length=64)),
                        ("is_sample", models.BooleanField(default=False)),
                        ("is_moved", models.BooleanField(default=False)),
                        ("refusal", models.CharField(blank=True, max_length=500)),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(fields=("batch", "letter"), name="batch_item_once"),
                            models.CheckConstraint(
                                condition=models.Q(("is_moved", False), ("refusal", ""), _connector="OR"),
                                name="batch_item_moved_or_refused",
                            ),
                        ],
                        "indexes": [],
                    },
                ),
                migrations.CreateModel(
                    name="Countersign",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "letter",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="countersigns",
                                to="records.letter",
                            ),
                        ),
                        (
                            "unit",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="records.unit",
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("NAMED", "待送会签"),
                                    ("ASKED", "待会签"),
                                    ("AGREED", "同意"),
                                    ("OBJECTED", "不同意"),
                                ],
                                default="NAMED",
                                max_length=8,
                            ),
                        ),
                        ("words", models.CharField(blank=True, max_length=200)),
                        ("named_at", models.DateTimeField()),
                        ("named_by", models.CharField(max_length=200)),
                        ("answered_at", models.DateTimeField(null=True)),
                        ("answered_by", models.CharField(max_length=200, null=True)),
                    ],
                    options={
                        "indexes": [
                            models.Index(
                                condition=models.Q(("state", "ASKED")),
                                fields=["unit", "letter"],
                                name="countersign_asked",
                            )
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("state__in", ["NAMED", "ASKED", "AGREED", "OBJECTED"])),
                                name="countersign_state_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("named_by", ""), _negated=True),
                                name="countersign_named_by",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("answered_at__isnull", True), ("answered_by__isnull", True)),
                                    models.Q(("answered_at__isnull", False), ("answered_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="countersign_answered_at_and_by",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state", "OBJECTED"), _negated=True),
                                    models.Q(("words", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="countersign_objects_with_words",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("state__in", ["NAMED", "ASKED"])),
                                fields=("letter", "unit"),
                                name="countersign_asked_once_at_a_time",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Hearing",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "letter",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="hearings",
                                to="records.letter",
                            ),
                        ),
                        ("digest", models.CharField(max_length=64)),
                        ("items", models.JSONField(default=list)),
                        ("due_on", models.DateField()),
                        ("told_at", models.DateTimeField()),
                        ("told_by", models.CharField(max_length=200)),
                        ("answer", models.TextField(blank=True)),
                        ("answered_at", models.DateTimeField(null=True)),
                        ("answered_by", models.CharField(max_length=200, null=True)),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("told_by", ""), _negated=True), name="hearing_told_by"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("answered_at__isnull", True), ("answered_by__isnull", True)),
                                    models.Q(("answered_at__isnull", False), ("answered_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="hearing_answered_at_and_by",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("answer", ""), ("answered_at__isnull", True)),
                                    models.Q(
                                        ("answered_at__isnull", False),
                                        models.Q(("answer", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="hearing_answered_in_words",
                            ),
                        ],
                        "indexes": [],
                    },
                ),
                migrations.CreateModel(
                    name="Reply",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "letter",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="replies",
                                to="records.letter",
                            ),
                        ),
                        ("text", models.TextField()),
                        ("is_late", models.BooleanField()),
                        ("sent_at", models.DateTimeField()),
                        ("sent_by", models.CharField(max_length=200)),
                        ("returned_at", models.DateTimeField(null=True)),
                        ("returned_by", models.CharField(max_length=200, null=True)),
                        ("return_reason", models.CharField(blank=True, max_length=200)),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("sent_by", ""), _negated=True), name="reply_sent_by"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("returned_at__isnull", True), ("returned_by__isnull", True)),
                                    models.Q(("returned_at__isnull", False), ("returned_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="reply_returned_at_and_by",
                            ),
                        ],
                        "indexes": [],
                    },
                ),
                migrations.CreateModel(
                    name="Conclusion",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "mandate",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="conclusions",
                                to="records.mandate",
                            ),
                        ),
                        (
                            "unit",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="records.unit",
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("DRAFT", "草稿"),
                                    ("SUBMITTED", "待批准"),
                                    ("FED_BACK", "已反馈待签收"),
                                    ("RECEIVED", "已签收"),
                                    ("ALTERED", "复核后变更"),
                                    ("REVOKED", "复核后撤销"),
                                    ("DISCARDED", "未采用"),
                                ],
                                default="DRAFT",
                                max_length=10,
                            ),
                        ),
                        ("version", models.PositiveIntegerField(default=1)),
                        ("facts", models.TextField()),
                        ("findings", models.TextField()),
                        ("number", models.CharField(blank=True, max_length=60)),
                        ("return_reason", models.CharField(blank=True, max_length=200)),
                        ("apply_by_on", models.DateField(null=True)),
                        ("drafted_at", models.DateTimeField()),
                        ("drafted_by", models.CharField(max_length=200)),
                        ("approved_at", models.DateTimeField(null=True)),
                        ("approved_by", models.CharField(max_length=200, null=True)),
                        ("received_at", models.DateTimeField(null=True)),
                        ("received_by", models.CharField(max_length=200, null=True)),
                    ],
                    options={
                        "indexes": [models.Index(fields=["state", "id"], name="conclusion_by_state")],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("state", "DISCARDED"), _negated=True),
                                fields=("mandate", "unit"),
                                name="conclusion_once_a_unit",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "state__in",
                                        [
                                            "DRAFT",
                                            "SUBMITTED",
                                            "FED_BACK",
                                            "RECEIVED",
                                            "ALTERED",
                                            "REVOKED",
                                            "DISCARDED",
                                        ],
                                    )
                                ),
                                name="conclusion_state_known",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("number", ""), _negated=True),
                                fields=("number",),
                                name="conclusion_number_once",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("drafted_by", ""), _negated=True),
                                name="conclusion_drafted_by",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("state__in", ["DRAFT", "SUBMITTED", "DISCARDED"]),
                                    ("approved_at__isnull", False),
                                    _connector="OR",
                                ),
                                name="conclusion_sent_when_approved",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("approved_at__isnull", True), ("approved_by__isnull", True)),
                                    models.Q(("approved_at__isnull", False), ("approved_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="conclusion_approved_at_and_by",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("received_at__isnull", True), ("received_by__isnull", True)),
                                    models.Q(("received_at__isnull", False), ("received_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="conclusion_received_at_and_by",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="MandateChange",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "mandate",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="changes",
                                to="records.mandate",
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[("ASKED", "待批准"), ("GRANTED", "已批准"), ("REFUSED", "不同意")],
                                default="ASKED",
                                max_length=8,
                            ),
                        ),
                        ("before", models.TextField()),
                        ("after", models.TextField()),
                        ("wanted", models.JSONField(default=dict)),
                        ("reason", models.CharField(max_length=500)),
                        ("asked_at", models.DateTimeField()),
                        ("asked_by", models.CharField(max_length=200)),
                        ("asked_post_id", models.BigIntegerField()),
                        ("decided_at", models.DateTimeField(null=True)),
                        ("decided_by", models.CharField(max_length=200, null=True)),
                        ("decision", models.CharField(blank=True, max_length=200)),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("state__in", ["ASKED", "GRANTED", "REFUSED"])),
                                name="mandate_change_state_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("asked_by", ""), _negated=True),
                                name="mandate_change_asked_by",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("reason", ""), _negated=True),
                                name="mandate_change_has_a_reason",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("state", "ASKED")),
                                fields=("mandate",),
                                name="mandate_change_one_undecided",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("decided_at__isnull", True), ("decided_by__isnull", True)),
                                    models.Q(("decided_at__isnull", False), ("decided_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="mandate_change_decided_at_and_by",
                            ),
                        ],
                        "indexes": [],
                    },
                ),
                migrations.CreateModel(
                    name="MandateTarget",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "mandate",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="targets",
                                to="records.mandate",
                            ),
                        ),
                        (
                            "unit",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="records.unit",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(fields=("mandate", "unit"), name="mandate_target_once")
                        ],
                        "indexes": [],
                    },
                ),
                migrations.CreateModel(
                    name="Opinion",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "mandate",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="opinions",
                                to="records.mandate",
                            ),
                        ),
                        (
                            "unit",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="records.unit",
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("DRAFT", "起草初步意见"),
                                    ("SENT", "初步意见已反馈"),
                                    ("HEARD", "已听取申辩"),
                                    ("ISSUED", "已印发待整改"),
                                    ("REPORTED", "已报整改待核查"),
                                    ("CHECKED", "已核查待公布"),
                                    ("PUBLISHED", "已公布督导报告"),
                                    ("DISCARDED", "未采用"),
                                ],
                                default="DRAFT",
                                max_length=9,
                            ),
                        ),
                        ("version", models.PositiveIntegerField(default=1)),
                        ("evaluation", models.TextField()),
                        ("problems", models.TextField()),
                        ("demands", models.TextField()),
                        ("advice", models.TextField(blank=True)),
                        ("due_on", models.DateField(null=True)),
                        (
                            "hearing",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("PLEA", "已申辩"),
                                    ("WAIVED", "书面放弃申辩"),
                                    ("SILENT", "期满未申辩"),
                                ],
                                max_length=6,
                            ),
                        ),
                        ("plea", models.TextField(blank=True)),
                        ("hearing_paper", models.CharField(blank=True, max_length=200)),
                        ("plea_answer", models.TextField(blank=True)),
                        ("issuer", models.CharField(blank=True, max_length=100)),
                        ("number", models.CharField(blank=True, max_length=60)),
                        ("report", models.TextField(blank=True)),
                        ("check_words", models.TextField(blank=True)),
                        ("return_reason", models.CharField(blank=True, max_length=300)),
                        ("published_where", models.CharField(blank=True, max_length=300)),
                        ("drafted_at", models.DateTimeField()),
                        ("drafted_by", models.CharField(max_length=200)),
                        ("sent_at", models.DateTimeField(null=True)),
                        ("sent_by", models.CharField(max_length=200, null=True)),
                        ("heard_at", models.DateTimeField(null=True)),
                        ("heard_by", models.CharField(max_length=200, null=True)),
                        ("issued_at", models.DateTimeField(null=True)),
                        ("issued_by", models.CharField(max_length=200, null=True)),
                        ("reported_at", models.DateTimeField(null=True)),
                        ("reported_by", models.CharField(max_length=200, null=True)),
                        ("checked_at", models.DateTimeField(null=True)),
                        ("checked_by", models.CharField(max_length=200, null=True)),
                        ("published_at", models.DateTimeField(null=True)),
                        ("published_by", models.CharField(max_length=200, null=True)),
                    ],
                    options={
                        "indexes": [models.Index(fields=["state", "due_on"], name="opinion_by_state")],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("state", "DISCARDED"), _negated=True),
                                fields=("mandate", "unit"),
                                name="opinion_once_a_unit",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("number", ""), _negated=True),
                                fields=("number",),
                                name="opinion_number_once",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "state__in",
                                        [
                                            "DRAFT",
                                            "SENT",
                                            "HEARD",
                                            "ISSUED",
                                            "REPORTED",
                                            "CHECKED",
                                            "PUBLISHED",
                                            "DISCARDED",
                                        ],
                                    )
                                ),
                                name="opinion_state_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("hearing__in", ["", "PLEA", "WAIVED", "SILENT"])),
                                name="opinion_hearing_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("drafted_by", ""), _negated=True),
                                name="opinion_drafted_by",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("state__in", ["DRAFT", "SENT", "DISCARDED"]),
                                    models.Q(
                                        models.Q(("hearing", ""), _negated=True), ("heard_at__isnull", False)
                                    ),
                                    _connector="OR",
                                ),
                                name="opinion_issued_when_heard",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("sent_at__isnull", True), ("sent_by__isnull", True)),
                                    models.Q(("sent_at__isnull", False), ("sent_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="opinion_sent_at_and_by",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("heard_at__isnull", True), ("heard_by__isnull", True)),
                                    models.Q(("heard_at__isnull", False), ("heard_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="opinion_heard_at_and_by",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("issued_at__isnull", True), ("issued_by__isnull", True)),
                                    models.Q(("issued_at__isnull", False), ("issued_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="opinion_issued_at_and_by",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("reported_at__isnull", True), ("reported_by__isnull", True)),
                                    models.Q(("reported_at__isnull", False), ("reported_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="opinion_reported_at_and_by",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("checked_at__isnull", True), ("checked_by__isnull", True)),
                                    models.Q(("checked_at__isnull", False), ("checked_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="opinion_checked_at_and_by",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("published_at__isnull", True), ("published_by__isnull", True)),
                                    models.Q(
                                        ("published_at__isnull", False), ("published_by__isnull", False)
                                    ),
                                    _connector="OR",
                                ),
                                name="opinion_published_at_and_by",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Override",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "mandate",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="overrides",
                                to="records.mandate",
                            ),
                        ),
                        (
                            "rule",
                            models.CharField(
                                choices=[
                                    ("DOCUMENT", "没有依据文件"),
                                    ("DESIGNATION", "未经政府指定"),
                                    ("REACH", "超出依据的对象范围"),
                                    ("PARTS", "方案要素不全"),
                                    ("TEAM", "督导小组人数不足"),
                                    ("NOTICE", "没有书面督导通知"),
                                    ("OVERLAP", "重复督查、多头督查"),
                                    ("LISTED", "不在年度清单"),
                                    ("DISGUISED", "变相开展检查"),
                                    ("OUTSIDE", "与清单事项不符"),
                                    ("LEAD_TIME", "提前明确的时间不足"),
                                    ("ONCE_A_YEAR", "同校同年第二次综合督导"),
                                    ("CRITERIA", "以留痕等作为评价依据"),
                                    ("PLEDGE", "责任状、一票否决"),
                                    ("LABEL", "无权使用“政府督查”名义"),
                                    ("SECRET", "涉密标志"),
                                    ("LENGTH", "文件过长"),
                                ],
                                max_length=14,
                            ),
                        ),
                        ("words", models.CharField(max_length=500)),
                        ("reason", models.CharField(max_length=300)),
                        ("given_at", models.DateTimeField()),
                        ("given_by", models.CharField(max_length=200)),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(fields=("mandate", "rule"), name="override_once"),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "rule__in",
                                        [
                                            "DOCUMENT",
                                            "DESIGNATION",
                                            "REACH",
                                            "PARTS",
                                            "TEAM",
                                            "NOTICE",
                                            "OVERLAP",
                                            "LISTED",
                                            "DISGUISED",
                                            "OUTSIDE",
                                            "LEAD_TIME",
                                            "ONCE_A_YEAR",
                                            "CRITERIA",
                                            "PLEDGE",
                                            "LABEL",
                                            "SECRET",
                                            "LENGTH",
                                        ],
                                    )
                                ),
                                name="override_rule_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("reason", ""), _negated=True),
                                name="override_has_a_reason",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("given_by", ""), _negated=True), name="override_given_by"
                            ),
                        ],
                        "indexes": [],
                    },
                ),
                migrations.CreateModel(
                    name="Rectification",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "unit",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="rectifications",
                                to="records.unit",
                            ),
                        ),
                        (
                            "issuer",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="records.unit",
                            ),
                        ),
                        (
                            "origin",
                            models.CharField(
                                choices=[
                                    ("TALK", "约谈"),
                                    ("LETTER", "督办函件"),
                                    ("FINDING", "督查、督导发现"),
                                ],
                                max_length=8,
                            ),
                        ),
                        (
                            "letter",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="rectifications",
                                to="records.letter",
                            ),
                        ),
                        (
                            "mandate",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="rectifications",
                                to="records.mandate",
                            ),
                        ),
                        ("title", models.CharField(max_length=100)),
                        ("basis", models.CharField(max_length=200)),
                        ("number", models.CharField(blank=True, max_length=60)),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("DRAFT", "待批准"),
                                    ("OPEN", "整改中"),
                                    ("CLOSED", "已办结"),
                                    ("CANCELLED", "已取消"),
                                ],
                                default="DRAFT",
                                max_length=10,
                            ),
                        ),
                        ("version", models.PositiveIntegerField(default=1)),
                        ("end_reason", models.CharField(blank=True, max_length=200)),
                        ("drafted_at", models.DateTimeField()),
                        ("drafted_by", models.CharField(max_length=200)),
                        ("drafted_post_id", models.BigIntegerField()),
                        ("opened_at", models.DateTimeField(null=True)),
                        ("opened_by", models.CharField(max_length=200, null=True)),
                        ("ended_at", models.DateTimeField(null=True)),
                        ("ended_by", models.CharField(max_length=200, null=True)),
                    ],
                    options={
                        "indexes": [
                            models.Index(fields=["state", "-id"], name="rectification_by_state"),
                            models.Index(fields=["unit", "-id"], name="rectification_by_unit"),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("state__in", ["DRAFT", "OPEN", "CLOSED", "CANCELLED"])),
                                name="rectification_state_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("origin__in", ["TALK", "LETTER", "FINDING"])),
                                name="rectification_origin_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("drafted_by", ""), _negated=True),
                                name="rectification_drafted_by",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("number", ""), _negated=True),
                                fields=("number",),
                                name="rectification_number_once",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state", "CANCELLED"), _negated=True),
                                    models.Q(("end_reason", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="rectification_cancelled_with_a_reason",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("opened_at__isnull", True), ("opened_by__isnull", True)),
                                    models.Q(("opened_at__isnull", False), ("opened_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="rectification_opened_at_and_by",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("ended_at__isnull", True), ("ended_by__isnull", True)),
                                    models.Q(("ended_at__isnull", False), ("ended_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="rectification_ended_at_and_by",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Sanction",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "unit",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="records.unit",
                            ),
                        ),
                        (
                            "mandate",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="records.mandate",
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("PREPARED", "已登记事实材料"),
                                    ("HEARD", "已听取陈述申辩"),
                                    ("DECIDED", "已登记问责决定"),
                                    ("HANDED_OVER", "已建议或移交"),
                                    ("CORRECTED", "已纠正"),
                                    ("DROPPED", "不予问责"),
                                ],
                                default="PREPARED",
                                max_length=11,
                            ),
                        ),
                        ("version", models.PositiveIntegerField(default=1)),
                        (
                            "subject_kind",
                            models.CharField(
                                choices=[
                                    ("UNIT", "单位"),
                                    ("PERSON", "责任人"),
                                    ("PRIVATE", "民办学校、培训机构责任人"),
                                ],
                                max_length=7,
                            ),
                        ),
                        ("person", models.CharField(blank=True, max_length=100)),
                        (
                            "form",
                            models.CharField(
                                choices=[
                                    ("CRITICISM", "公开批评"),
                                    ("TALK", "约谈"),
                                    ("BULLETIN", "督导通报"),
                                    ("RESOURCES", "资源调整"),
                                    ("PENALTY", "行政处罚"),
                                    ("SELF_CHECK", "责令检查"),
                                    ("NOTICE", "通报批评"),
                                    ("REASSIGN", "组织处理"),
                                    ("DISCIPLINE", "处分"),
                                    ("TRANSFER", "移交监察机关或司法机关"),
                                    ("CONFISCATE", "罚没违法所得"),
                                    ("BAN", "从业禁止"),
                                    ("CREDIT", "纳入诚信记录"),
                                ],
                                max_length=10,
                            ),
                        ),
                        ("facts", models.TextField()),
                        ("basis", models.CharField(max_length=500)),
                        ("ended_on", models.DateField()),
                        ("team_by_on", models.DateField()),
                        ("team_on", models.DateField()),
                        ("prepared_at", models.DateTimeField()),
                        ("prepared_by", models.CharField(max_length=200)),
                        ("told_on", models.DateField(null=True)),
                        (
                            "hearing",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("PLEA", "已申辩"),
                                    ("WAIVED", "书面放弃申辩"),
                                    ("SILENT", "期满未申辩"),
                                ],
                                max_length=6,
                            ),
                        ),
                        ("plea", models.TextField(blank=True)),
                        ("hearing_paper", models.CharField(blank=True, max_length=200)),
                        ("heard_at", models.DateTimeField(null=True)),
                        ("heard_by", models.CharField(max_length=200, null=True)),
                        ("issuer", models.CharField(blank=True, max_length=100)),
                        ("number", models.CharField(blank=True, max_length=60)),
                        ("approver", models.CharField(blank=True, max_length=100)),
                        ("authority", models.CharField(blank=True, max_length=100)),
                        ("decided_on", models.DateField(null=True)),
                        ("effective_on", models.DateField(null=True)),
                        ("received_on", models.DateField(null=True)),
                        ("hint", models.CharField(blank=True, max_length=300)),
                        ("aggravated", models.CharField(blank=True, max_length=300)),
                        ("decided_at", models.DateTimeField(null=True)),
                        ("decided_by", models.CharField(max_length=200, null=True)),
                        ("end_reason", models.TextField(blank=True)),
                        ("ended_at", models.DateTimeField(null=True)),
                        ("ended_by", models.CharField(max_length=200, null=True)),
                    ],
                    options={
                        "indexes": [models.Index(fields=["unit", "decided_on"], name="sanction_by_unit")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "state__in",
                                        [
                                            "PREPARED",
                                            "HEARD",
                                            "DECIDED",
                                            "HANDED_OVER",
                                            "CORRECTED",
                                            "DROPPED",
                                        ],
                                    )
                                ),
                                name="sanction_state_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("subject_kind__in", ["UNIT", "PERSON", "PRIVATE"])),
                                name="sanction_subject_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "form__in",
                                        [
                                            "CRITICISM",
                                            "TALK",
                                            "BULLETIN",
                                            "RESOURCES",
                                            "PENALTY",
                                            "SELF_CHECK",
                                            "NOTICE",
                                            "REASSIGN",
                                            "DISCIPLINE",
                                            "TRANSFER",
                                            "CONFISCATE",
                                            "BAN",
                                            "CREDIT",
                                        ],
                                    )
                                ),
                                name="sanction_form_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("hearing__in", ["", "PLEA", "WAIVED", "SILENT"])),
                                name="sanction_hearing_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("prepared_by", ""), _negated=True),
                                name="sanction_prepared_by",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("person", ""), ("subject_kind", "UNIT")),
                                    models.Q(
                                        models.Q(("subject_kind", "UNIT"), _negated=True),
                                        models.Q(("person", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="sanction_person_or_unit",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("state__in", ["PREPARED", "DROPPED"]),
                                    models.Q(
                                        models.Q(("hearing", ""), _negated=True), ("heard_at__isnull", False)
                                    ),
                                    _connector="OR",
                                ),
                                name="sanction_decided_when_heard",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        models.Q(("state__in", ["DECIDED", "CORRECTED"]), _negated=True),
                                        models.Q(
                                            (
                                                "form__in",
                                                [
                                                    "BAN",
                                                    "CONFISCATE",
                                                    "DISCIPLINE",
                                                    "PENALTY",
                                                    "REASSIGN",
                                                    "TRANSFER",
                                                ],
                                            ),
                                            _negated=True,
                                        ),
                                        _connector="OR",
                                    ),
                                    models.Q(
                                        models.Q(("state", "HANDED_OVER"), _negated=True),
                                        (
                                            "form__in",
                                            [
                                                "BAN",
                                                "CONFISCATE",
                                                "DISCIPLINE",
                                                "PENALTY",
                                                "REASSIGN",
                                                "TRANSFER",
                                            ],
                                        ),
                                        _connector="OR",
                                    ),
                                ),
                                name="sanction_decided_or_handed_over",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("number", ""), _negated=True),
                                fields=("number",),
                                name="sanction_number_once",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("heard_at__isnull", True), ("heard_by__isnull", True)),
                                    models.Q(("heard_at__isnull", False), ("heard_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="sanction_heard_at_and_by",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("decided_at__isnull", True), ("decided_by__isnull", True)),
                                    models.Q(("decided_at__isnull", False), ("decided_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="sanction_decided_at_and_by",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("ended_at__isnull", True), ("ended_by__isnull", True)),
                                    models.Q(("ended_at__isnull", False), ("ended_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="sanction_ended_at_and_by",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Blocked",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "request",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="blocks",
                                to="records.request",
                            ),
                        ),
                        (
                            "hurdle",
                            models.CharField(
                                choices=[
                                    ("ASKER", "不能由本单位提出"),
                                    ("BASIS", "没有依据"),
                                    ("PARTS", "内容不全"),
                                    ("TARGETS", "对象不合规定"),
                                    ("SCHOOLS", "不在年度清单"),
                                    ("TRACES", "要留痕、照片"),
                                    ("WORDS", "责任状、密级等"),
                                    ("DUE", "时间太紧"),
                                    ("KNOWN", "同期已经报过"),
                                    ("IN_HOUSE", "台账里已有"),
                                    ("BUDGET", "超出负担预算"),
                                    ("LAW", "法定条款没有写明"),
                                ],
                                max_length=8,
                            ),
                        ),
                        ("words", models.CharField(max_length=1000)),
                        ("minutes", models.PositiveIntegerField()),
                        ("blocked_on", models.DateField()),
                        ("blocked_at", models.DateTimeField()),
                        ("blocked_by", models.CharField(max_length=200)),
                    ],
                    options={
                        "indexes": [models.Index(fields=["blocked_on"], name="blocked_by_day")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "hurdle__in",
                                        [
                                            "ASKER",
                                            "BASIS",
                                            "PARTS",
                                            "TARGETS",
                                            "SCHOOLS",
                                            "TRACES",
                                            "WORDS",
                                            "DUE",
                                            "KNOWN",
                                            "IN_HOUSE",
                                            "BUDGET",
                                            "LAW",
                                        ],
                                    )
                                ),
                                name="blocked_hurdle_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("blocked_by", ""), _negated=True), name="blocked_by"
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Relief",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("subject", models.CharField(max_length=40)),
                        ("law", models.CharField(blank=True, max_length=200)),
                        (
                            "replaces",
                            models.OneToOneField(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="relief",
                                to="records.request",
                            ),
                        ),
                        ("given_at", models.DateTimeField()),
                        ("given_by", models.CharField(max_length=200)),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(fields=("subject",), name="relief_once"),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        models.Q(("law", ""), _negated=True), ("replaces__isnull", True)
                                    ),
                                    models.Q(("law", ""), ("replaces__isnull", False)),
                                    _connector="OR",
                                ),
                                name="relief_by_law_or_by_replacing",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("given_by", ""), _negated=True), name="relief_given_by"
                            ),
                        ],
                        "indexes": [],
                    },
                ),
                migrations.CreateModel(
                    name="RequestField",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "request",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="fields",
                                to="records.request",
                            ),
                        ),
                        ("order", models.PositiveSmallIntegerField()),
                        ("name", models.CharField(max_length=60)),
                        ("key", models.CharField(max_length=60)),
                        ("measure", models.CharField(blank=True, max_length=10)),
                    ],
                    options={
                        "indexes": [models.Index(fields=["key", "request"], name="request_field_by_key")],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("request", "order"), name="request_field_once_a_place"
                            ),
                            models.UniqueConstraint(fields=("request", "key"), name="request_field_once"),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="RequestUnit",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "request",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="addressees",
                                to="records.request",
                            ),
                        ),
                        (
                            "unit",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="records.unit",
                            ),
                        ),
                        ("week_start", models.DateField()),
                        ("fields", models.PositiveSmallIntegerField(default=0)),
                        ("minutes", models.PositiveIntegerField(default=0)),
                        ("answered_at", models.DateTimeField(null=True)),
                        ("answered_by", models.CharField(max_length=200, null=True)),
                    ],
                    options={
                        "indexes": [models.Index(fields=["unit", "week_start"], name="request_unit_by_week")],
                        "constraints": [
                            models.UniqueConstraint(fields=("request", "unit"), name="request_unit_once"),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("answered_at__isnull", True), ("answered_by__isnull", True)),
                                    models.Q(("answered_at__isnull", False), ("answered_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="request_unit_answered_at_and_by",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Alert",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "assignment",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="alerts",
                                to="records.assignment",
                            ),
                        ),
                        (
                            "unit",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="records.unit",
                            ),
                        ),
                        ("raised_on", models.DateField()),
                        (
                            "lamp",
                            models.CharField(
                                choices=[
                                    ("GREY", "未启动"),
                                    ("GREEN", "正常"),
                                    ("YELLOW", "滞后或临期"),
                                    ("RED", "逾期或严重滞后"),
                                    ("BLUE", "已销号"),
                                ],
                                max_length=8,
                            ),
                        ),
                        ("reason", models.CharField(max_length=300)),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("OPEN", "待处理"),
                                    ("LETTERED", "已拟函"),
                                    ("DISMISSED", "不发函"),
                                    ("CLEARED", "已消除"),
                                ],
                                default="OPEN",
                                max_length=10,
                            ),
                        ),
                        ("dismissed_at", models.DateTimeField(null=True)),
                        ("dismissed_by", models.CharField(max_length=200, null=True)),
                        ("dismiss_reason", models.CharField(blank=True, max_length=200)),
                    ],
                    options={
                        "indexes": [
                            models.Index(fields=["state", "unit"], name="alert_by_state"),
                            models.Index(fields=["raised_on"], name="alert_by_day"),
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("assignment", "lamp", "raised_on"), name="alert_once"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("state__in", ["OPEN", "LETTERED", "DISMISSED", "CLEARED"])
                                ),
                                name="alert_state_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("dismissed_at__isnull", True), ("dismissed_by__isnull", True)),
                                    models.Q(
                                        ("dismissed_at__isnull", False), ("dismissed_by__isnull", False)
                                    ),
                                    _connector="OR",
                                ),
                                name="alert_dismissed_at_and_by",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Extension",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "assignment",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="extensions",
                                to="records.assignment",
                            ),
                        ),
                        ("number", models.PositiveSmallIntegerField()),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("AT_OFFICE", "待督查科审批"),
                                    ("AT_LEADER", "待局领导审批"),
                                    ("GRANTED", "已同意"),
                                    ("REFUSED", "不同意"),
                                    ("WITHDRAWN", "单位撤回"),
                                ],
                                max_length=10,
                            ),
                        ),
                        ("before_on", models.DateField()),
                        ("proposed_on", models.DateField()),
                        ("reason", models.CharField(max_length=500)),
                        ("decide_by_on", models.DateField()),
                        ("asked_at", models.DateTimeField()),
                        ("asked_by", models.CharField(max_length=200)),
                        ("asked_post_id", models.BigIntegerField()),
                        ("handed_up_at", models.DateTimeField(null=True)),
                        ("handed_up_by", models.CharField(max_length=200, null=True)),
                        ("opinion", models.CharField(blank=True, max_length=200)),
                        ("decided_on", models.DateField(null=True)),
                        ("decided_at", models.DateTimeField(null=True)),
                        ("decided_by", models.CharField(max_length=200, null=True)),
                        ("decision", models.CharField(blank=True, max_length=200)),
                        ("granted_on", models.DateField(null=True)),
                        ("own_due_on", models.DateField(null=True)),
                        ("points", models.JSONField(default=list)),
                    ],
                    options={
                        "indexes": [models.Index(fields=["state", "decide_by_on"], name="extension_waiting")],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("assignment", "number"), name="extension_once_a_number"
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("state__in", ["AT_LEADER", "AT_OFFICE"])),
                                fields=("assignment",),
                                name="extension_one_undecided",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "state__in",
                                        ["AT_OFFICE", "AT_LEADER", "GRANTED", "REFUSED", "WITHDRAWN"],
                                    )
                                ),
                                name="extension_state_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("asked_by", ""), _negated=True), name="extension_asked_by"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("reason", ""), _negated=True),
                                name="extension_has_a_reason",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("proposed_on__gt", models.F("before_on"))),
                                name="extension_is_later",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("handed_up_at__isnull", True), ("handed_up_by__isnull", True)),
                                    models.Q(
                                        ("handed_up_at__isnull", False), ("handed_up_by__isnull", False)
                                    ),
                                    _connector="OR",
                                ),
                                name="extension_handed_up_at_and_by",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("decided_at__isnull", True), ("decided_by__isnull", True)),
                                    models.Q(("decided_at__isnull", False), ("decided_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="extension_decided_at_and_by",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state", "GRANTED"), _negated=True),
                                    models.Q(("granted_on__isnull", False), ("own_due_on__isnull", False)),
                                    _connector="OR",
                                ),
                                name="extension_granted_with_its_plan",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Forecast",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "assignment",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="forecasts",
                                to="records.assignment",
                            ),
                        ),
                        ("week_start", models.DateField()),
                        ("due_on", models.DateField()),
                        ("weeks_left", models.PositiveSmallIntegerField()),
                        ("claimed_x100", models.PositiveSmallIntegerField()),
                        ("chance_x100", models.PositiveSmallIntegerField()),
                        (
                            "basis",
                            models.CharField(
                                choices=[
                                    ("UNIT_CAMPAIGN", "本单位同专项任务"),
                                    ("UNIT", "本单位任务"),
                                    ("LEVEL_CAMPAIGN", "同级单位同专项任务"),
                                    ("LEVEL", "同级单位任务"),
                                    ("CITY", "全市任务"),
                                ],
                                max_length=20,
                            ),
                        ),
                        ("tasks", models.PositiveIntegerField()),
                        ("alike", models.PositiveIntegerField()),
                        ("usual_x100", models.PositiveIntegerField()),
                    ],
                    options={
                        "indexes": [
                            models.Index(
                                fields=["week_start", "chance_x100", "assignment"], name="forecast_by_chance"
                            ),
                            models.Index(fields=["due_on"], name="forecast_by_due"),
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("assignment", "week_start"), name="forecast_once_a_week"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("chance_x100__lte", 10000)), name="forecast_is_a_chance"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "basis__in",
                                        ["UNIT_CAMPAIGN", "UNIT", "LEVEL_CAMPAIGN", "LEVEL", "CITY"],
                                    )
                                ),
                                name="forecast_basis_known",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="LampChange",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "assignment",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="lamp_changes",
                                to="records.assignment",
                            ),
                        ),
                        ("turned_on", models.DateField()),
                        (
                            "before",
                            models.CharField(
                                choices=[
                                    ("GREY", "未启动"),
                                    ("GREEN", "正常"),
                                    ("YELLOW", "滞后或临期"),
                                    ("RED", "逾期或严重滞后"),
                                    ("BLUE", "已销号"),
                                ],
                                max_length=8,
                            ),
                        ),
                        (
                            "after",
                            models.CharField(
                                choices=[
                                    ("GREY", "未启动"),
                                    ("GREEN", "正常"),
                                    ("YELLOW", "滞后或临期"),
                                    ("RED", "逾期或严重滞后"),
                                    ("BLUE", "已销号"),
                                ],
                                max_length=8,
                            ),
                        ),
                        ("planned_x100", models.PositiveSmallIntegerField()),
                        ("claimed_x100", models.PositiveSmallIntegerField()),
                    ],
                    options={
                        "indexes": [
                            models.Index(fields=["assignment", "turned_on"], name="lamp_change_by_day")
                        ],
                        "constraints": [],
                    },
                ),
                migrations.CreateModel(
                    name="LeadItem",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "lead",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="items",
                                to="records.lead",
                            ),
                        ),
                        (
                            "assignment",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="records.assignment",
                            ),
                        ),
                        ("planned_x100", models.PositiveSmallIntegerField()),
                        ("claimed_x100", models.PositiveSmallIntegerField()),
                        ("due_on", models.DateField()),
                        ("as_of_on", models.DateField()),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(fields=("lead", "assignment"), name="lead_item_once")
                        ],
                        "indexes": [],
                    },
                ),
                migrations.CreateModel(
                    name="LetterItem",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "letter",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="items",
                                to="records.letter",
                            ),
                        ),
                        (
                            "assignment",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="letter_items",
                                to="records.assignment",
                            ),
                        ),
                        ("lamp", models.CharField(max_length=8)),
                        ("planned_x100", models.PositiveSmallIntegerField()),
                        ("claimed_x100", models.PositiveSmallIntegerField()),
                        ("due_on", models.DateField()),
                        ("as_of_on", models.DateField()),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(fields=("letter", "assignment"), name="letter_item_once")
                        ],
                        "indexes": [],
                    },
                ),
                migrations.CreateModel(
                    name="Obstacle",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "assignment",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="obstacles",
                                to="records.assignment",
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("PROJECT", "项目"),
                                    ("MONEY", "资金"),
                                    ("POSTS", "编制"),
                                    ("TALENT", "人才"),
                                    ("LAND", "土地"),
                                    ("COORDINATION", "协调"),
                                    ("OTHER", "其他"),
                                ],
                                max_length=12,
                            ),
                        ),
                        (
                            "helper",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="obstacles",
                                to="records.unit",
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("ASKED", "待答复"),
                                    ("ANSWERED", "已答复，待求助单位确认"),
                                    ("CLOSED", "已了结"),
                                    ("WITHDRAWN", "求助单位撤回"),
                                ],
                                max_length=10,
                            ),
                        ),
                        ("ended_at", models.DateTimeField(null=True)),
                        ("ended_by", models.CharField(max_length=200, null=True)),
                        ("end_words", models.CharField(blank=True, max_length=200)),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("state__in", ["ANSWERED", "ASKED"])),
                                fields=("assignment", "helper"),
                                name="obstacle_one_at_a_time",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("state__in", ["ASKED", "ANSWERED", "CLOSED", "WITHDRAWN"])
                                ),
                                name="obstacle_state_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("ended_at__isnull", True), ("ended_by__isnull", True)),
                                    models.Q(("ended_at__isnull", False), ("ended_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="obstacle_ended_at_and_by",
                            ),
                        ],
                        "indexes": [],
                    },
                ),
                migrations.CreateModel(
                    name="PlanChange",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "assignment",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="plan_changes",
                                to="records.assignment",
                            ),
                        ),
                        ("number", models.PositiveSmallIntegerField()),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("ADDED", "增加环节"),
                                    ("MOVED", "调整环节时间"),
                                    ("EXTENDED", "随延期重排"),
                                ],
                                max_length=8,
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("ASKED", "待督查科审批"),
                                    ("GRANTED", "已调整"),
                                    ("REFUSED", "不同意调整"),
                                    ("WITHDRAWN", "单位撤回"),
                                ],
                                max_length=10,
                            ),
                        ),
                        ("moves", models.JSONField()),
                        ("reason", models.CharField(max_length=500)),
                        ("asked_at", models.DateTimeField()),
                        ("asked_by", models.CharField(max_length=200)),
                        ("asked_post_id", models.BigIntegerField()),
                        ("decided_at", models.DateTimeField(null=True)),
                        ("decided_by", models.CharField(max_length=200, null=True)),
                        ("decision", models.CharField(blank=True, max_length=200)),
                    ],
                    options={
                        "indexes": [models.Index(fields=["state", "asked_at"], name="plan_change_waiting")],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("assignment", "number"), name="plan_change_once_a_number"
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("state", "ASKED")),
                                fields=("assignment",),
                                name="plan_change_one_undecided",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("state__in", ["ASKED", "GRANTED", "REFUSED", "WITHDRAWN"])
                                ),
                                name="plan_change_state_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("kind__in", ["ADDED", "MOVED", "EXTENDED"])),
                                name="plan_change_kind_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("asked_by", ""), _negated=True),
                                name="plan_change_asked_by",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("reason", ""), _negated=True),
                                name="plan_change_has_a_reason",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("decided_at__isnull", True), ("decided_by__isnull", True)),
                                    models.Q(("decided_at__isnull", False), ("decided_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="plan_change_decided_at_and_by",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Report",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "assignment",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="reports",
                                to="records.assignment",
                            ),
                        ),
                        ("week_start", models.DateField()),
                        ("revision", models.PositiveSmallIntegerField(default=1)),
                        ("claimed_x100", models.PositiveSmallIntegerField()),
                        ("is_unchanged", models.BooleanField()),
                        ("is_late", models.BooleanField()),
                        ("words", models.CharField(blank=True, max_length=500)),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("PENDING", "待本单位审核"),
                                    ("SENT", "已报送"),
                                    ("ACCEPTED", "已认可"),
                                    ("RETURNED", "退回重报"),
                                    ("REPLACED", "已更新"),
                                ],
                                max_length=10,
                            ),
                        ),
                        ("return_reason", models.CharField(blank=True, max_length=200)),
                        ("submitted_at", models.DateTimeField()),
                        ("submitted_by", models.CharField(max_length=200)),
                        ("submitted_post_id", models.BigIntegerField()),
                        ("decided_at", models.DateTimeField(null=True)),
                        ("decided_by", models.CharField(max_length=200, null=True)),
                    ],
                    options={
                        "indexes": [
                            models.Index(fields=["week_start", "state", "assignment"], name="report_by_week")
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("assignment", "week_start", "revision"), name="report_once_a_revision"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("state__in", ["PENDING", "SENT", "ACCEPTED", "RETURNED", "REPLACED"])
                                ),
                                name="report_state_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("claimed_x100__lte", 10000)),
                                name="report_claim_within_the_whole",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("submitted_by", ""), _negated=True),
                                name="report_submitted_by",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state", "RETURNED"), _negated=True),
                                    models.Q(("return_reason", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="report_returned_with_a_reason",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("decided_at__isnull", True), ("decided_by__isnull", True)),
                                    models.Q(("decided_at__isnull", False), ("decided_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="report_decided_at_and_by",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Responsibility",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "assignment",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="responsibilities",
                                to="records.assignment",
                            ),
                        ),
                        (
                            "unit",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="records.unit",
                            ),
                        ),
                        (
                            "first_responsible",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="records.post",
                            ),
                        ),
                        (
                            "direct_responsible",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="records.post",
                            ),
                        ),
                        ("until_on", models.DateField()),
                        ("changed_at", models.DateTimeField()),
                        ("changed_by", models.CharField(max_length=200)),
                    ],
                    options={
                        "indexes": [
                            models.Index(
                                fields=["assignment", "until_on", "id"], name="responsibility_by_day"
                            )
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("changed_by", ""), _negated=True),
                                name="responsibility_changed_by",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Side",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "contradiction",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="sides",
                                to="records.contradiction",
                            ),
                        ),
                        (
                            "assignment",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="sides",
                                to="records.assignment",
                            ),
                        ),
                        (
                            "unit",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="records.unit",
                            ),
                        ),
                        ("answer", models.CharField(blank=True, max_length=500)),
                        ("answered_at", models.DateTimeField(null=True)),
                        ("answered_by", models.CharField(max_length=200, null=True)),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(fields=("contradiction", "assignment"), name="side_once"),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("answered_at__isnull", True), ("answered_by__isnull", True)),
                                    models.Q(("answered_at__isnull", False), ("answered_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="side_answered_at_and_by",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("answered_at__isnull", True),
                                    models.Q(("answer", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="side_answered_in_words",
                            ),
                        ],
                        "indexes": [],
                    },
                ),
                migrations.CreateModel(
                    name="Piece",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "assignment",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="pieces",
                                to="records.assignment",
                            ),
                        ),
                        (
                            "project",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="pieces",
                                to="records.project",
                            ),
                        ),
                        (
                            "link",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="pieces",
                                to="records.link",
                            ),
                        ),
                        ("planned_on", models.DateField()),
                        ("due_on", models.DateField()),
                        ("done_on", models.DateField(null=True)),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("assignment", "project", "link"), name="piece_once_a_project"
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("project__isnull", True)),
                                fields=("assignment", "link"),
                                name="piece_once_without_project",
                            ),
                        ],
                        "indexes": [],
                    },
                ),
                migrations.CreateModel(
                    name="ReplyFile",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "reply",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="files",
                                to="records.reply",
                            ),
                        ),
                        ("name", models.CharField(max_length=120)),
                        ("size", models.PositiveIntegerField()),
                        ("digest", models.CharField(max_length=64)),
                        ("data", models.BinaryField()),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("size__gt", 0)), name="reply_file_not_empty"
                            ),
                            models.UniqueConstraint(fields=("reply", "digest"), name="reply_file_once"),
                        ],
                        "indexes": [],
                    },
                ),
                migrations.CreateModel(
                    name="ReplyItem",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "reply",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="items",
                                to="records.reply",
                            ),
                        ),
                        ("text", models.CharField(max_length=300)),
                        ("owner", models.CharField(max_length=60)),
                        ("due_on", models.DateField()),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("PROPOSED", "待认可"),
                                    ("ACCEPTED", "已认可"),
                                    ("RETURNED", "退回修改"),
                                    ("DONE", "已完成"),
                                ],
                                default="PROPOSED",
                                max_length=8,
                            ),
                        ),
                        ("words", models.CharField(blank=True, max_length=200)),
                        ("judged_at", models.DateTimeField(null=True)),
                        ("judged_by", models.CharField(max_length=200, null=True)),
                        ("done_on", models.DateField(null=True)),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("state__in", ["PROPOSED", "ACCEPTED", "RETURNED", "DONE"])
                                ),
                                name="reply_item_state_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("text", ""), _negated=True),
                                    models.Q(("owner", ""), _negated=True),
                                ),
                                name="reply_item_says_what_and_who",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("judged_at__isnull", True), ("judged_by__isnull", True)),
                                    models.Q(("judged_at__isnull", False), ("judged_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="reply_item_judged_at_and_by",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state", "RETURNED"), _negated=True),
                                    models.Q(("words", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="reply_item_returned_with_words",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("done_on__isnull", False), ("state", "DONE")),
                                    models.Q(
                                        models.Q(("state", "DONE"), _negated=True), ("done_on__isnull", True)
                                    ),
                                    _connector="OR",
                                ),
                                name="reply_item_done_with_a_day",
                            ),
                        ],
                        "indexes": [],
                    },
                ),
                migrations.CreateModel(
                    name="ConclusionAuthor",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "conclusion",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="authors",
                                to="records.conclusion",
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="records.person",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("conclusion", "person"), name="conclusion_author_once"
                            )
                        ],
                        "indexes": [],
                    },
                ),
                migrations.CreateModel(
                    name="Review",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "conclusion",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="review",
                                to="records.conclusion",
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("ASKED", "待确定复核人员"),
                                    ("EXAMINED", "复核中"),
                                    ("UPHELD", "维持"),
                                    ("ALTERED", "变更"),
                                    ("REVOKED", "撤销"),
                                    ("DECLINED", "逾期不予复核"),
                                ],
                                default="ASKED",
                                max_length=10,
                            ),
                        ),
                        ("grounds", models.TextField()),
                        ("asked_on", models.DateField()),
                        ("is_late", models.BooleanField()),
                        ("decide_by_on", models.DateField()),
                        ("asked_at", models.DateTimeField()),
                        ("asked_by", models.CharField(max_length=200)),
                        ("words", models.TextField(blank=True)),
                        ("number", models.CharField(blank=True, max_length=60)),
                        ("decided_at", models.DateTimeField(null=True)),
                        ("decided_by", models.CharField(max_length=200, null=True)),
                    ],
                    options={
                        "indexes": [models.Index(fields=["state", "decide_by_on"], name="review_by_state")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "state__in",
                                        ["ASKED", "EXAMINED", "UPHELD", "ALTERED", "REVOKED", "DECLINED"],
                                    )
                                ),
                                name="review_state_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("asked_by", ""), _negated=True), name="review_asked_by"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("grounds", ""), _negated=True), name="review_has_grounds"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state", "DECLINED"), _negated=True),
                                    ("is_late", True),
                                    _connector="OR",
                                ),
                                name="review_declined_only_late",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("decided_at__isnull", True), ("decided_by__isnull", True)),
                                    models.Q(("decided_at__isnull", False), ("decided_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="review_decided_at_and_by",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Suggestion",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "conclusion",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="suggestions",
                                to="records.conclusion",
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("PRAISE", "表扬"),
                                    ("INCENTIVE", "激励"),
                                    ("CRITICISM", "批评"),
                                    ("BLAME", "追责"),
                                ],
                                max_length=9,
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("SUGGESTED", "建议"),
                                    ("APPROVED", "已批准"),
                                    ("DONE", "已实施"),
                                    ("REFUSED", "未获批准"),
                                ],
                                default="SUGGESTED",
                                max_length=9,
                            ),
                        ),
                        ("words", models.CharField(max_length=500)),
                        ("suggested_at", models.DateTimeField()),
                        ("suggested_by", models.CharField(max_length=200)),
                        ("approver", models.CharField(blank=True, max_length=100)),
                        ("paper", models.CharField(blank=True, max_length=200)),
                        ("decided_at", models.DateTimeField(null=True)),
                        ("decided_by", models.CharField(max_length=200, null=True)),
                        ("outcome", models.CharField(blank=True, max_length=300)),
                        ("done_at", models.DateTimeField(null=True)),
                        ("done_by", models.CharField(max_length=200, null=True)),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("kind__in", ["PRAISE", "INCENTIVE", "CRITICISM", "BLAME"])
                                ),
                                name="suggestion_kind_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("state__in", ["SUGGESTED", "APPROVED", "DONE", "REFUSED"])
                                ),
                                name="suggestion_state_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("suggested_by", ""), _negated=True),
                                name="suggestion_suggested_by",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("state__in", ["SUGGESTED", "REFUSED"]),
                                    models.Q(
                                        models.Q(("approver", ""), _negated=True),
                                        models.Q(("paper", ""), _negated=True),
                                        ("decided_at__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="suggestion_done_when_approved",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("decided_at__isnull", True), ("decided_by__isnull", True)),
                                    models.Q(("decided_at__isnull", False), ("decided_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="suggestion_decided_at_and_by",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("done_at__isnull", True), ("done_by__isnull", True)),
                                    models.Q(("done_at__isnull", False), ("done_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="suggestion_done_at_and_by",
                            ),
                        ],
                        "indexes": [],
                    },
                ),
                migrations.CreateModel(
                    name="RectificationItem",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "rectification",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="items",
                                to="records.rectification",
                            ),
                        ),
                        ("place", models.PositiveSmallIntegerField()),
                        ("problem", models.CharField(max_length=300)),
                        ("standard", models.CharField(max_length=200)),
                        ("found", models.CharField(max_length=200)),
                        ("required", models.CharField(max_length=300)),
                        (
                            "owner",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="records.post",
                            ),
                        ),
                        ("due_on", models.DateField()),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("OPEN", "待整改"),
                                    ("REPORTED", "待核查"),
                                    ("CHECKED_OK", "核查通过"),
                                    ("CHECKED_NOT", "核查未通过"),
                                ],
                                default="OPEN",
                                max_length=12,
                            ),
                        ),
                        ("done_on", models.DateField(null=True)),
                        ("done_words", models.CharField(blank=True, max_length=1000)),
                        ("evidence", models.CharField(blank=True, max_length=500)),
                        ("reported_at", models.DateTimeField(null=True)),
                        ("reported_by", models.CharField(max_length=200, null=True)),
                        ("reported_post_id", models.BigIntegerField(default=0)),
                        ("checked_at", models.DateTimeField(null=True)),
                        ("checked_by", models.CharField(max_length=200, null=True)),
                        ("check_words", models.CharField(blank=True, max_length=500)),
                    ],
                    options={
                        "indexes": [
                            models.Index(
                                condition=models.Q(("state__in", ["CHECKED_NOT", "OPEN"])),
                                fields=["due_on", "id"],
                                name="rectification_item_owed",
                            )
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("rectification", "place"), name="rectification_item_once"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("state__in", ["OPEN", "REPORTED", "CHECKED_OK", "CHECKED_NOT"])
                                ),
                                name="rectification_item_state_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("problem", ""), _negated=True),
                                name="rectification_item_has_a_problem",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("state", "OPEN"),
                                    models.Q(
                                        ("done_on__isnull", False),
                                        models.Q(("done_words", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="rectification_item_done_is_told",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state", "CHECKED_NOT"), _negated=True),
                                    models.Q(("check_words", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="rectification_item_wanting_is_told",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("reported_at__isnull", True), ("reported_by__isnull", True)),
                                    models.Q(("reported_at__isnull", False), ("reported_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="rectification_item_reported_at_and_by",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("checked_at__isnull", True), ("checked_by__isnull", True)),
                                    models.Q(("checked_at__isnull", False), ("checked_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="rectification_item_checked_at_and_by",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Talk",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "unit",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="talks",
                                to="records.unit",
                            ),
                        ),
                        (
                            "issuer",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="records.unit",
                            ),
                        ),
                        (
                            "letter",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="talks",
                                to="records.letter",
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("PLANNED", "待批准"),
                                    ("NOTIFIED", "已通知"),
                                    ("HELD", "已约谈"),
                                    ("MINUTED", "记录待确认"),
                                    ("CONFIRMED", "记录已确认"),
                                    ("DISPUTED", "记录有异议"),
                                    ("PLAN", "整改中"),
                                    ("REPORT", "已报整改"),
                                    ("REVISIT", "已回访"),
                                    ("CLOSED", "已办结"),
                                    ("CANCELLED", "已取消"),
                                ],
                                default="PLANNED",
                                max_length=10,
                            ),
                        ),
                        ("version", models.PositiveIntegerField(default=1)),
                        ("number", models.CharField(blank=True, max_length=60)),
                        ("topic", models.CharField(max_length=100)),
                        (
                            "basis",
                            models.CharField(
                                choices=[
                                    ("GOVERNMENT", "政府督查"),
                                    ("EDUCATION", "教育督导"),
                                    ("ENFORCEMENT", "行政检查"),
                                    ("INTERNAL", "内部督办"),
                                    ("HANDED_DOWN", "上级交办督办"),
                                ],
                                max_length=12,
                            ),
                        ),
                        ("basis_document", models.CharField(max_length=200)),
                        ("designation", models.CharField(blank=True, max_length=200)),
                        ("why", models.CharField(max_length=500)),
                        ("place", models.CharField(max_length=100)),
                        ("contact", models.CharField(max_length=60)),
                        ("meets_on", models.DateField()),
                        ("meets_from", models.TimeField()),
                        (
                            "answering",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="records.post",
                            ),
                        ),
                        (
                            "chair",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="records.post",
                            ),
                        ),
                        ("materials", models.JSONField(default=list)),
                        ("held_on", models.DateField(null=True)),
                        ("settled_on", models.DateField(null=True)),
                        ("plan_due_on", models.DateField(null=True)),
                        ("report_due_on", models.DateField(null=True)),
                        (
                            "rectification",
                            models.OneToOneField(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="talk",
                                to="records.rectification",
                            ),
                        ),
                        ("report", models.TextField(blank=True)),
                        ("revisit", models.CharField(blank=True, max_length=1000)),
                        ("end_reason", models.CharField(blank=True, max_length=200)),
                        ("drafted_at", models.DateTimeField()),
                        ("drafted_by", models.CharField(max_length=200)),
                        ("drafted_post_id", models.BigIntegerField()),
                        ("notified_at", models.DateTimeField(null=True)),
                        ("notified_by", models.CharField(max_length=200, null=True)),
                        ("held_at", models.DateTimeField(null=True)),
                        ("held_by", models.CharField(max_length=200, null=True)),
                        ("reported_at", models.DateTimeField(null=True)),
                        ("reported_by", models.CharField(max_length=200, null=True)),
                        ("revisited_at", models.DateTimeField(null=True)),
                        ("revisited_by", models.CharField(max_length=200, null=True)),
                        ("ended_at", models.DateTimeField(null=True)),
                        ("ended_by", models.CharField(max_length=200, null=True)),
                        ("attending", models.ManyToManyField(related_name="+", to="records.post")),
                    ],
                    options={
                        "indexes": [
                            models.Index(fields=["state", "-id"], name="talk_by_state"),
                            models.Index(fields=["unit", "-id"], name="talk_by_unit"),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "state__in",
                                        [
                                            "PLANNED",
                                            "NOTIFIED",
                                            "HELD",
                                            "MINUTED",
                                            "CONFIRMED",
                                            "DISPUTED",
                                            "PLAN",
                                            "REPORT",
                                            "REVISIT",
                                            "CLOSED",
                                            "CANCELLED",
                                        ],
                                    )
                                ),
                                name="talk_state_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("drafted_by", ""), _negated=True), name="talk_drafted_by"
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("number", ""), _negated=True),
                                fields=("number",),
                                name="talk_number_once",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("basis", "GOVERNMENT"), _negated=True),
                                    models.Q(("designation", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="talk_designated",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state", "CANCELLED"), _negated=True),
                                    models.Q(("end_reason", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="talk_cancelled_with_a_reason",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("notified_at__isnull", True), ("notified_by__isnull", True)),
                                    models.Q(("notified_at__isnull", False), ("notified_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="talk_notified_at_and_by",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("held_at__isnull", True), ("held_by__isnull", True)),
                                    models.Q(("held_at__isnull", False), ("held_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="talk_held_at_and_by",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("reported_at__isnull", True), ("reported_by__isnull", True)),
                                    models.Q(("reported_at__isnull", False), ("reported_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="talk_reported_at_and_by",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("revisited_at__isnull", True), ("revisited_by__isnull", True)),
                                    models.Q(
                                        ("revisited_at__isnull", False), ("revisited_by__isnull", False)
                                    ),
                                    _connector="OR",
                                ),
                                name="talk_revisited_at_and_by",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("ended_at__isnull", True), ("ended_by__isnull", True)),
                                    models.Q(("ended_at__isnull", False), ("ended_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="talk_ended_at_and_by",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Appeal",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "sanction",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="appeals",
                                to="records.sanction",
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("REVIEW", "复核"),
                                    ("AFTER_REVIEW", "复核后申诉"),
                                    ("DIRECT", "直接申诉"),
                                ],
                                max_length=12,
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("ASKED", "待决定"),
                                    ("UPHELD", "维持"),
                                    ("ALTERED", "变更"),
                                    ("REVOKED", "撤销"),
                                    ("DECLINED", "逾期不予受理"),
                                ],
                                default="ASKED",
                                max_length=8,
                            ),
                        ),
                        ("grounds", models.TextField()),
                        ("received_on", models.DateField()),
                        ("apply_by_on", models.DateField()),
                        ("is_late", models.BooleanField()),
                        ("decide_by_on", models.DateField()),
                        ("asked_at", models.DateTimeField()),
                        ("asked_by", models.CharField(max_length=200)),
                        ("words", models.TextField(blank=True)),
                        ("served_on", models.DateField(null=True)),
                        ("correct_by_on", models.DateField(null=True)),
                        ("decided_at", models.DateTimeField(null=True)),
                        ("decided_by", models.CharField(max_length=200, null=True)),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(fields=("sanction", "kind"), name="appeal_once_a_kind"),
                            models.CheckConstraint(
                                condition=models.Q(("kind__in", ["REVIEW", "AFTER_REVIEW", "DIRECT"])),
                                name="appeal_kind_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("state__in", ["ASKED", "UPHELD", "ALTERED", "REVOKED", "DECLINED"])
                                ),
                                name="appeal_state_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("asked_by", ""), _negated=True), name="appeal_asked_by"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state", "DECLINED"), _negated=True),
                                    ("is_late", True),
                                    _connector="OR",
                                ),
                                name="appeal_declined_only_late",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("decided_at__isnull", True), ("decided_by__isnull", True)),
                                    models.Q(("decided_at__isnull", False), ("decided_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="appeal_decided_at_and_by",
                            ),
                        ],
                        "indexes": [],
                    },
                ),
                migrations.CreateModel(
                    name="FieldValue",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "field",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="values",
                                to="records.requestfield",
                            ),
                        ),
                        (
                            "unit",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="records.unit",
                            ),
                        ),
                        ("value", models.CharField(max_length=200)),
                        ("source", models.CharField(blank=True, max_length=200)),
                        ("given_at", models.DateTimeField()),
                        ("given_by", models.CharField(max_length=200)),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(fields=("field", "unit"), name="field_value_once"),
                            models.CheckConstraint(
                                condition=models.Q(("value", ""), _negated=True), name="field_value_not_empty"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("given_by", ""), _negated=True),
                                name="field_value_given_by",
                            ),
                        ],
                        "indexes": [],
                    },
                ),
                migrations.CreateModel(
                    name="Asking",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "obstacle",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="askings",
                                to="records.obstacle",
                            ),
                        ),
                        ("number", models.PositiveSmallIntegerField()),
                        ("words", models.CharField(max_length=500)),
                        ("asked_on", models.DateField()),
                        ("due_on", models.DateField()),
                        ("asked_at", models.DateTimeField()),
                        ("asked_by", models.CharField(max_length=200)),
                        ("answered_on", models.DateField(null=True)),
                        ("answered_at", models.DateTimeField(null=True)),
                        ("answered_by", models.CharField(max_length=200, null=True)),
                        ("took", models.PositiveSmallIntegerField(null=True)),
                        ("late", models.PositiveSmallIntegerField(null=True)),
                        (
                            "outcome",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("SOLVED", "已解决"),
                                    ("PARTLY", "部分解决"),
                                    ("CANNOT", "不能解决"),
                                ],
                                max_length=8,
                            ),
                        ),
                        ("answer", models.CharField(blank=True, max_length=500)),
                        ("who_can", models.CharField(blank=True, max_length=100)),
                        ("contact", models.CharField(blank=True, max_length=60)),
                        ("is_by_link", models.BooleanField(default=False)),
                        ("link_key", models.CharField(blank=True, max_length=32)),
                        ("link_until_on", models.DateField(null=True)),
                    ],
                    options={
                        "indexes": [
                            models.Index(
                                condition=models.Q(("answered_on__isnull", True)),
                                fields=["due_on"],
                                name="asking_waiting",
                            ),
                            models.Index(fields=["asked_on"], name="asking_by_day"),
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("obstacle", "number"), name="asking_once_a_number"
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("answered_on__isnull", True)),
                                fields=("obstacle",),
                                name="asking_one_unanswered",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("asked_by", ""), _negated=True), name="asking_asked_by"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("words", ""), _negated=True), name="asking_has_words"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("answered_at__isnull", True), ("answered_by__isnull", True)),
                                    models.Q(("answered_at__isnull", False), ("answered_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="asking_answered_at_and_by",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("answered_at", None),
                                        ("answered_on", None),
                                        ("late", None),
                                        ("outcome", ""),
                                        ("took", None),
                                    ),
                                    models.Q(
                                        ("answered_at__isnull", False),
                                        ("answered_on__isnull", False),
                                        ("late__isnull", False),
                                        ("took__isnull", False),
                                        models.Q(("outcome", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="asking_answered_whole",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("answered_on__isnull", True),
                                    ("answered_on__gte", models.F("asked_on")),
                                    _connector="OR",
                                ),
                                name="asking_answered_later",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ReviewMember",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "review",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="members",
                                to="records.review",
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="records.person",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(fields=("review", "person"), name="review_member_once")
                        ],
                        "indexes": [],
                    },
                ),
                migrations.CreateModel(
                    name="Minutes",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "talk",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="minutes",
                                to="records.talk",
                            ),
                        ),
                        ("number", models.PositiveSmallIntegerField()),
                        ("text", models.TextField()),
                        ("digest", models.CharField(max_length=64)),
                        ("written_at", models.DateTimeField()),
                        ("written_by", models.CharField(max_length=200)),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(fields=("talk", "number"), name="minutes_once_a_number"),
                            models.CheckConstraint(
                                condition=models.Q(("written_by", ""), _negated=True),
                                name="minutes_written_by",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("text", ""), _negated=True), name="minutes_say_something"
                            ),
                        ],
                        "indexes": [],
                    },
                ),
                migrations.CreateModel(
                    name="PaperNumber",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "register",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="numbers",
                                to="records.register",
                            ),
                        ),
                        ("ordinal", models.PositiveIntegerField()),
                        (
                            "letter",
                            models.OneToOneField(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="register_number",
                                to="records.letter",
                            ),
                        ),
                        (
                            "rectification",
                            models.OneToOneField(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="register_number",
                                to="records.rectification",
                            ),
                        ),
                        (
                            "talk",
                            models.OneToOneField(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="register_number",
                                to="records.talk",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("register", "ordinal"), name="paper_number_ordinal_once"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("letter__isnull", False),
                                        ("rectification__isnull", True),
                                        ("talk__isnull", True),
                                    ),
                                    models.Q(
                                        ("letter__isnull", True),
                                        ("rectification__isnull", False),
                                        ("talk__isnull", True),
                                    ),
                                    models.Q(
                                        ("letter__isnull", True),
                                        ("rectification__isnull", True),
                                        ("talk__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="paper_number_of_one_paper",
                            ),
                        ],
                        "indexes": [],
                    },
                ),
                migrations.CreateModel(
                    name="Voice",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "minutes",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="voices",
                                to="records.minutes",
                            ),
                        ),
                        (
                            "side",
                            models.CharField(
                                choices=[("BUREAU", "约谈方"), ("UNIT", "被约谈方")], max_length=6
                            ),
                        ),
                        ("agrees", models.BooleanField()),
                        ("words", models.CharField(blank=True, max_length=500)),
                        ("said_at", models.DateTimeField()),
                        ("said_by", models.CharField(max_length=200)),
                        ("said_post_id", models.BigIntegerField()),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(fields=("minutes", "side"), name="voice_once_a_side"),
                            models.CheckConstraint(
                                condition=models.Q(("side__in", ["BUREAU", "UNIT"])), name="voice_side_known"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("said_by", ""), _negated=True), name="voice_said_by"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("agrees", True), models.Q(("words", ""), _negated=True), _connector="OR"
                                ),
                                name="voice_disputes_with_words",
                            ),
                        ],
                        "indexes": [],
                    },
                ),
            ]
        )
    ]
