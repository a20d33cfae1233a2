
import django.db.models.deletion
import luoshi.rules.tasks
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='Person',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=40)),
            ],
        ),
        migrations.CreateModel(
            name='CalendarYear',
            fields=[
                ('year', models.PositiveSmallIntegerField(primary_key=True, serialize=False)),
                ('notice', models.CharField(max_length=200)),
                ('entered_at', models.DateTimeField()),
                ('entered_by', models.CharField(max_length=200)),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('entered_by', ''), _negated=True), name='calendar_year_entered_by')],
            },
        ),
        migrations.CreateModel(
            name='CalendarDay',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('day', models.DateField(unique=True)),
                ('is_workday', models.BooleanField()),
                ('year', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='days', to='records.calendaryear')),
            ],
        ),
        migrations.CreateModel(
            name='Document',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('title', models.CharField(max_length=200)),
                ('kind', models.CharField(max_length=20)),
                ('number', models.CharField(blank=True, max_length=60)),
                ('source_name', models.CharField(max_length=200)),
                ('text', models.TextField()),
                ('text_digest', models.CharField(max_length=64, unique=True)),
                ('body_start', models.PositiveIntegerField()),
                ('body_end', models.PositiveIntegerField()),
                ('issued_on', models.DateField(null=True)),
                ('registered_at', models.DateTimeField()),
                ('registered_by', models.CharField(max_length=200)),
                ('published_at', models.DateTimeField(null=True)),
                ('published_by', models.CharField(max_length=200, null=True)),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('registered_by', ''), _negated=True), name='document_registered_by'), models.CheckConstraint(condition=models.Q(models.Q(('published_at__isnull', True), ('published_by__isnull', True)), models.Q(('published_at__isnull', False), ('published_by__isnull', False)), _connector='OR'), name='document_published_at_and_by'), models.CheckConstraint(condition=models.Q(('body_start__lte', models.F('body_end'))), name='document_body_in_order')],
            },
        ),
        migrations.CreateModel(
            name='Entry',
            fields=[
                ('number', models.BigIntegerField(primary_key=True, serialize=False)),
                ('at', models.DateTimeField()),
                ('action', models.CharField(max_length=60)),
                ('subject', models.CharField(max_length=60)),
                ('actor', models.CharField(max_length=200)),
                ('unit', models.CharField(max_length=80)),
                ('post_id', models.BigIntegerField()),
                ('facts', models.JSONField()),
                ('seal', models.CharField(max_length=64)),
            ],
            options={
                'indexes': [models.Index(fields=['subject', 'number'], name='entry_by_subject')],
                'constraints': [models.CheckConstraint(condition=models.Q(('actor', ''), _negated=True), name='entry_says_who')],
            },
        ),
        migrations.CreateModel(
            name='EntryHead',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.BigIntegerField(default=0)),
                ('seal', models.CharField(max_length=64)),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('id', 1)), name='entry_head_is_single')],
            },
        ),
        migrations.CreateModel(
            name='LocalParameter',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(max_length=80)),
                ('value', models.IntegerField()),
                ('source', models.CharField(max_length=200)),
                ('effective_from', models.DateField()),
                ('entered_at', models.DateTimeField()),
                ('entered_by', models.CharField(max_length=200)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('key', 'effective_from'), name='parameter_once_a_day'), models.CheckConstraint(condition=models.Q(('entered_by', ''), _negated=True), name='parameter_entered_by')],
            },
        ),
        migrations.CreateModel(
            name='Account',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('password', models.CharField(max_length=128, verbose_name='password')),
                ('last_login', models.DateTimeField(blank=True, null=True, verbose_name='last login')),
                ('username', models.CharField(max_length=40, unique=True)),
                ('is_active', models.BooleanField(default=True)),
                ('person', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='account', to='records.person')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Register',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('series', models.CharField(max_length=20)),
                ('year', models.PositiveSmallIntegerField()),
                ('last', models.PositiveIntegerField(default=0)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('series', 'year'), name='register_once')],
            },
        ),
        migrations.CreateModel(
            name='Task',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('start', models.PositiveIntegerField()),
                ('end', models.PositiveIntegerField()),
                ('summary', models.CharField(max_length=120)),
                ('heading_path', models.JSONField(default=list)),
                ('standard', models.CharField(blank=True, max_length=200)),
                ('deadline_words', models.CharField(blank=True, max_length=80)),
                ('named_units', models.JSONField(default=list)),
                ('is_borderline', models.BooleanField(default=False)),
                ('start_on', models.DateField()),
                ('due_on', models.DateField(null=True)),
                ('state', models.CharField(choices=[('PROPOSED', '待审'), ('ACCEPTED', '已采纳'), ('DROPPED', '不列任务'), ('OPEN', '办理中'), ('CLOSED', '已办结'), ('CANCELLED', '已撤销')], default='PROPOSED', max_length=10)),
                ('drop_reason', models.CharField(blank=True, max_length=200)),
                ('version', models.PositiveIntegerField(default=1)),
                ('decided_at', models.DateTimeField(null=True)),
                ('decided_by', models.CharField(max_length=200, null=True)),
                ('document', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='tasks', to='records.document')),
            ],
        ),
        migrations.CreateModel(
            name='Milestone',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('due_on', models.DateField()),
                ('planned_x100', models.PositiveSmallIntegerField()),
                ('label', models.CharField(max_length=40)),
                ('task', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='milestones', to='records.task')),
            ],
        ),
        migrations.CreateModel(
            name='Unit',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('path', models.CharField(max_length=64, unique=True)),
                ('name', models.CharField(max_length=80)),
                ('short_name', models.CharField(max_length=40)),
                ('kind', models.CharField(choices=[('BUREAU', '市教育局'), ('OFFICE', '局机关处室'), ('COUNTY', '县级教育局'), ('SCHOOL', '学校'), ('KINDERGARTEN', '幼儿园'), ('DEPARTMENT', '市直部门'), ('DISCIPLINE', '派驻纪检组'), ('PUBLIC', '社会公众')], max_length=16)),
                ('code', models.CharField(max_length=40, unique=True)),
                ('document_mark', models.CharField(blank=True, max_length=20)),
                ('from_on', models.DateField()),
                ('to_on', models.DateField(blank=True, null=True)),
                ('branch', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='records.unit')),
            ],
        ),
        migrations.CreateModel(
            name='Post',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('duty', models.CharField(choices=[('BUREAU_LEADER', '局领导'), ('SUPERVISION_HEAD', '督查科科长'), ('SUPERVISION_CLERK', '督查科科员'), ('HEAD', '主要负责人'), ('DEPUTY', '分管负责人'), ('HANDLER', '经办人'), ('DISCIPLINE_MEMBER', '纪检人员'), ('SYSTEM_ADMIN', '系统管理员'), ('SECURITY_ADMIN', '安全管理员'), ('AUDIT_ADMIN', '审计管理员')], max_length=20)),
                ('title', models.CharField(max_length=40)),
                ('from_on', models.DateField()),
                ('to_on', models.DateField(blank=True, null=True)),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='posts', to='records.person')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='posts', to='records.unit')),
            ],
        ),
        migrations.CreateModel(
            name='Notice',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(max_length=120, unique=True)),
                ('channel', models.CharField(choices=[('DESK', '工作台')], default='DESK', max_length=8)),
                ('state', models.CharField(choices=[('QUEUED', '待送达'), ('SEEN', '已阅')], default='QUEUED', max_length=8)),
                ('words', models.CharField(max_length=300)),
                ('link', models.CharField(max_length=120)),
                ('at', models.DateTimeField()),
                ('by', models.CharField(max_length=200)),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='notices', to='records.unit')),
            ],
        ),
        migrations.CreateModel(
            name='Letter',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('REMINDER', '提醒函'), ('SUPERVISION', '督办函')], max_length=12)),
                ('layout', models.CharField(choices=[('LETTER', '信函格式'), ('DOCUMENT', '文件格式')], max_length=8)),
                ('state', models.CharField(choices=[('DRAFT', '草稿'), ('SUBMITTED', '待签批'), ('APPROVED', '已签批'), ('NUMBERED', '已编号'), ('ISSUED', '已发出'), ('READ', '已签收'), ('REPLIED', '已回复'), ('RETURNED', '退回重报'), ('CLOSED', '已办结'), ('WITHDRAWN', '已撤回'), ('DISCARDED', '未采用')], default='DRAFT', max_length=10)),
                ('period_start', models.DateField(null=True)),
                ('title', models.CharField(max_length=120)),
                ('text', models.TextField()),
                ('why', models.CharField(max_length=300)),
                ('why_now', models.CharField(max_length=300)),
                ('what_would_stop', models.CharField(max_length=300)),
                ('number', models.CharField(blank=True, max_length=60)),
                ('reply_days', models.PositiveSmallIntegerField()),
                ('reply_due_on', models.DateField(null=True)),
                ('printed_due_on', models.DateField(null=True)),
                ('digest', models.CharField(blank=True, max_length=64)),
                ('end_reason', models.CharField(blank=True, max_length=200)),
                ('return_reason', models.CharField(blank=True, max_length=200)),
                ('drafted_at', models.DateTimeField()),
                ('drafted_by', models.CharField(max_length=200)),
                ('drafted_post_id', models.BigIntegerField()),
                ('submitted_at', models.DateTimeField(null=True)),
                ('submitted_by', models.CharField(max_length=200, null=True)),
                ('approved_at', models.DateTimeField(null=True)),
                ('approved_by', models.CharField(max_length=200, null=True)),
                ('numbered_at', models.DateTimeField(null=True)),
                ('numbered_by', models.CharField(max_length=200, null=True)),
                ('issued_at', models.DateTimeField(null=True)),
                ('issued_by', models.CharField(max_length=200, null=True)),
                ('read_at', models.DateTimeField(null=True)),
                ('read_by', models.CharField(max_length=200, null=True)),
                ('closed_at', models.DateTimeField(null=True)),
                ('closed_by', models.CharField(max_length=200, null=True)),
                ('ended_at', models.DateTimeField(null=True)),
                ('ended_by', models.CharField(max_length=200, null=True)),
                ('issuer', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='records.unit')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='letters', to='records.unit')),
            ],
        ),
        migrations.CreateModel(
            name='Assignment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('role', models.CharField(choices=[('LEAD', '牵头'), ('RESPONSIBLE', '责任'), ('HELPING', '配合')], max_length=12)),
                ('state', models.CharField(choices=[('PLANNED', '拟交办'), ('OPEN', '办理中'), ('CLOSING', '申请销号'), ('CLOSED', '已销号'), ('CANCELLED', '已撤销')], default='PLANNED', max_length=10)),
                ('due_on', models.DateField(null=True)),
                ('claimed_x100', models.PositiveSmallIntegerField(default=0)),
                ('claimed_on', models.DateField(null=True)),
                ('claimed_words', models.CharField(blank=True, max_length=500)),
                ('lamp', models.CharField(choices=[('GREY', '未启动'), ('GREEN', '正常'), ('YELLOW', '滞后或临期'), ('RED', '逾期或严重滞后'), ('BLUE', '已销号')], default='GREY', max_length=8)),
                ('lamp_on', models.DateField(null=True)),
                ('next_lamp_on', models.DateField(null=True)),
                ('closed_at', models.DateTimeField(null=True)),
                ('closed_by', models.CharField(max_length=200, null=True)),
                ('direct_responsible', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='records.post')),
                ('first_responsible', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='records.post')),
                ('task', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='assignments', to='records.task')),
                ('branch', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='records.unit')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='assignments', to='records.unit')),
            ],
        ),
        migrations.CreateModel(
            name='Alert',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('raised_on', models.DateField()),
                ('lamp', models.CharField(choices=[('GREY', '未启动'), ('GREEN', '正常'), ('YELLOW', '滞后或临期'), ('RED', '逾期或严重滞后'), ('BLUE', '已销号')], max_length=8)),
                ('reason', models.CharField(max_length=300)),
                ('state', models.CharField(choices=[('OPEN', '待处理'), ('LETTERED', '已拟函'), ('DISMISSED', '不发函'), ('CLEARED', '已消除')], default='OPEN', max_length=10)),
                ('dismissed_at', models.DateTimeField(null=True)),
                ('dismissed_by', models.CharField(max_length=200, null=True)),
                ('dismiss_reason', models.CharField(blank=True, max_length=200)),
                ('assignment', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='alerts', to='records.assignment')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='records.unit')),
            ],
        ),
        migrations.CreateModel(
            name='UnitName',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=80)),
                ('kind', models.CharField(choices=[('FULL', '全称'), ('SHORT', '简称'), ('FORMER', '曾用名'), ('ALIAS', '别称')], max_length=8)),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='names', to='records.unit')),
            ],
        ),
        migrations.CreateModel(
            name='LampChange',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('turned_on', models.DateField()),
                ('before', models.CharField(choices=[('GREY', '未启动'), ('GREEN', '正常'), ('YELLOW', '滞后或临期'), ('RED', '逾期或严重滞后'), ('BLUE', '已销号')], max_length=8)),
                ('after', models.CharField(choices=[('GREY', '未启动'), ('GREEN', '正常'), ('YELLOW', '滞后或临期'), ('RED', '逾期或严重滞后'), ('BLUE', '已销号')], max_length=8)),
                ('planned_x100', models.PositiveSmallIntegerField()),
                ('claimed_x100', models.PositiveSmallIntegerField()),
                ('assignment', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='lamp_changes', to='records.assignment')),
            ],
            options={
                'indexes': [models.Index(fields=['assignment', 'turned_on'], name='lamp_change_by_day')],
            },
        ),
        migrations.CreateModel(
            name='LetterItem',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('lamp', models.CharField(max_length=8)),
                ('planned_x100', models.PositiveSmallIntegerField()),
                ('claimed_x100', models.PositiveSmallIntegerField()),
                ('as_of_on', models.DateField()),
                ('assignment', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='letter_items', to='records.assignment')),
                ('letter', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='items', to='records.letter')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('letter', 'assignment'), name='letter_item_once')],
            },
        ),
        migrations.CreateModel(
            name='LetterNumber',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('ordinal', models.PositiveIntegerField()),
                ('letter', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='register_number', to='records.letter')),
                ('register', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='numbers', to='records.register')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('register', 'ordinal'), name='letter_number_ordinal_once')],
            },
        ),
        migrations.CreateModel(
            name='Reply',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('text', models.TextField()),
                ('is_late', models.BooleanField()),
                ('sent_at', models.DateTimeField()),
                ('sent_by', models.CharField(max_length=200)),
                ('returned_at', models.DateTimeField(null=True)),
                ('returned_by', models.CharField(max_length=200, null=True)),
                ('return_reason', models.CharField(blank=True, max_length=200)),
                ('letter', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='replies', to='records.letter')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('sent_by', ''), _negated=True), name='reply_sent_by'), models.CheckConstraint(condition=models.Q(models.Q(('returned_at__isnull', True), ('returned_by__isnull', True)), models.Q(('returned_at__isnull', False), ('returned_by__isnull', False)), _connector='OR'), name='reply_returned_at_and_by')],
            },
        ),
        migrations.CreateModel(
            name='Report',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('week_start', models.DateField()),
                ('revision', models.PositiveSmallIntegerField(default=1)),
                ('claimed_x100', models.PositiveSmallIntegerField()),
                ('is_unchanged', models.BooleanField()),
                ('is_late', models.BooleanField()),
                ('words', models.CharField(blank=True, max_length=500)),
                ('state', models.CharField(choices=[('SENT', '已报送'), ('RETURNED', '退回重报'), ('REPLACED', '已更新')], max_length=10)),
                ('return_reason', models.CharField(blank=True, max_length=200)),
                ('submitted_at', models.DateTimeField()),
                ('submitted_by', models.CharField(max_length=200)),
                ('submitted_post_id', models.BigIntegerField()),
                ('assignment', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='reports', to='records.assignment')),
            ],
            options={
                'indexes': [models.Index(fields=['week_start', 'state', 'assignment'], name='report_by_week')],
                'constraints': [models.UniqueConstraint(fields=('assignment', 'week_start', 'revision'), name='report_once_a_revision'), models.CheckConstraint(condition=models.Q(('state__in', ['SENT', 'RETURNED', 'REPLACED'])), name='report_state_known'), models.CheckConstraint(condition=models.Q(('claimed_x100__lte', 10000)), name='report_claim_within_the_whole'), models.CheckConstraint(condition=models.Q(('submitted_by', ''), _negated=True), name='report_submitted_by'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'RETURNED'), _negated=True), models.Q(('return_reason', ''), _negated=True), _connector='OR'), name='report_returned_with_a_reason')],
            },
        ),
        migrations.CreateModel(
            name='SavedView',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=40)),
                ('query', models.CharField(max_length=300)),
                ('account', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='saved_views', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('account', 'name'), name='saved_view_named_once')],
            },
        ),
        migrations.CreateModel(
            name='Span',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('start', models.PositiveIntegerField()),
                ('end', models.PositiveIntegerField()),
                ('kind', models.CharField(choices=[('HEADING', '标题'), ('DIRECTIVE', '任务'), ('POSSIBLE', '可能是任务'), ('BACKGROUND', '背景')], max_length=12)),
                ('level', models.PositiveSmallIntegerField(default=0)),
                ('document', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='spans', to='records.document')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('document', 'start'), name='span_starts_once'), models.CheckConstraint(condition=models.Q(('start__lt', models.F('end'))), name='span_is_not_empty'), models.CheckConstraint(condition=models.Q(('kind__in', ['HEADING', 'DIRECTIVE', 'POSSIBLE', 'BACKGROUND'])), name='span_kind_known')],
            },
        ),
        migrations.AddIndex(
            model_name='task',
            index=models.Index(fields=['document', 'start'], name='task_by_place'),
        ),
        migrations.AddConstraint(
            model_name='task',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['PROPOSED', 'ACCEPTED', 'DROPPED', 'OPEN', 'CLOSED', 'CANCELLED'])), name='task_state_known'),
        ),
        migrations.AddConstraint(
            model_name='task',
            constraint=models.CheckConstraint(condition=models.Q(('start__lt', models.F('end'))), name='task_quote_is_not_empty'),
        ),
        migrations.AddConstraint(
            model_name='task',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('decided_at__isnull', True), ('decided_by__isnull', True)), models.Q(('decided_at__isnull', False), ('decided_by__isnull', False)), _connector='OR'), name='task_decided_at_and_by'),
        ),
        migrations.AddConstraint(
            model_name='task',
            constraint=models.CheckConstraint(condition=models.Q(('due_on__isnull', False), ('state__in', ['PROPOSED', 'DROPPED', 'CANCELLED']), _connector='OR'), name='task_in_the_ledger_has_a_due_date'),
        ),
        migrations.AddConstraint(
            model_name='milestone',
            constraint=models.UniqueConstraint(fields=('task', 'due_on'), name='milestone_once_a_day'),
        ),
        migrations.AddConstraint(
            model_name='milestone',
            constraint=models.CheckConstraint(condition=models.Q(('planned_x100__lte', 10000)), name='milestone_within_the_whole'),
        ),
        migrations.AddIndex(
            model_name='unit',
            index=models.Index(fields=['kind', 'path'], name='unit_by_kind'),
        ),
        migrations.AddConstraint(
            model_name='unit',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['BUREAU', 'OFFICE', 'COUNTY', 'SCHOOL', 'KINDERGARTEN', 'DEPARTMENT', 'DISCIPLINE', 'PUBLIC'])), name='unit_kind_known'),
        ),
        migrations.AddConstraint(
            model_name='unit',
            constraint=models.CheckConstraint(condition=models.Q(('to_on__isnull', True), ('to_on__gte', models.F('from_on')), _connector='OR'), name='unit_ends_after_it_begins'),
        ),
        migrations.AddIndex(
            model_name='post',
            index=models.Index(fields=['unit', 'duty', 'from_on'], name='post_by_unit'),
        ),
        migrations.AddConstraint(
            model_name='post',
            constraint=models.CheckConstraint(condition=models.Q(('duty__in', ['BUREAU_LEADER', 'SUPERVISION_HEAD', 'SUPERVISION_CLERK', 'HEAD', 'DEPUTY', 'HANDLER', 'DISCIPLINE_MEMBER', 'SYSTEM_ADMIN', 'SECURITY_ADMIN', 'AUDIT_ADMIN'])), name='post_duty_known'),
        ),
        migrations.AddConstraint(
            model_name='post',
            constraint=models.CheckConstraint(condition=models.Q(('to_on__isnull', True), ('to_on__gte', models.F('from_on')), _connector='OR'), name='post_ends_after_it_begins'),
        ),
        migrations.AddIndex(
            model_name='notice',
            index=models.Index(fields=['unit', '-at'], name='notice_by_unit'),
        ),
        migrations.AddConstraint(
            model_name='notice',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['QUEUED', 'SEEN'])), name='notice_state_known'),
        ),
        migrations.AddConstraint(
            model_name='notice',
            constraint=models.CheckConstraint(condition=models.Q(('by', ''), _negated=True), name='notice_says_who'),
        ),
        migrations.AddIndex(
            model_name='letter',
            index=models.Index(fields=['state', '-id'], name='letter_by_state'),
        ),
        migrations.AddIndex(
            model_name='letter',
            index=models.Index(fields=['unit', '-id'], name='letter_by_unit'),
        ),
        migrations.AddConstraint(
            model_name='letter',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['DRAFT', 'SUBMITTED', 'APPROVED', 'NUMBERED', 'ISSUED', 'READ', 'REPLIED', 'RETURNED', 'CLOSED', 'WITHDRAWN', 'DISCARDED'])), name='letter_state_known'),
        ),
        migrations.AddConstraint(
            model_name='letter',
            constraint=models.CheckConstraint(condition=models.Q(('drafted_by', ''), _negated=True), name='letter_drafted_by'),
        ),
        migrations.AddConstraint(
            model_name='letter',
            constraint=models.UniqueConstraint(condition=models.Q(('period_start__isnull', False)), fields=('unit', 'kind', 'period_start'), name='letter_prepared_once_a_period'),
        ),
        migrations.AddConstraint(
            model_name='letter',
            constraint=models.UniqueConstraint(condition=models.Q(('number', ''), _negated=True), fields=('number',), name='letter_number_once'),
        ),
        migrations.AddConstraint(
            model_name='letter',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'WITHDRAWN'), _negated=True), models.Q(('end_reason', ''), _negated=True), _connector='OR'), name='letter_withdrawn_with_a_reason'),
        ),
        migrations.AddConstraint(
            model_name='letter',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('submitted_at__isnull', True), ('submitted_by__isnull', True)), models.Q(('submitted_at__isnull', False), ('submitted_by__isnull', False)), _connector='OR'), name='letter_submitted_at_and_by'),
        ),
        migrations.AddConstraint(
            model_name='letter',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('approved_at__isnull', True), ('approved_by__isnull', True)), models.Q(('approved_at__isnull', False), ('approved_by__isnull', False)), _connector='OR'), name='letter_approved_at_and_by'),
        ),
        migrations.AddConstraint(
            model_name='letter',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('numbered_at__isnull', True), ('numbered_by__isnull', True)), models.Q(('numbered_at__isnull', False), ('numbered_by__isnull', False)), _connector='OR'), name='letter_numbered_at_and_by'),
        ),
        migrations.AddConstraint(
            model_name='letter',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('issued_at__isnull', True), ('issued_by__isnull', True)), models.Q(('issued_at__isnull', False), ('issued_by__isnull', False)), _connector='OR'), name='letter_issued_at_and_by'),
        ),
        migrations.AddConstraint(
            model_name='letter',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('read_at__isnull', True), ('read_by__isnull', True)), models.Q(('read_at__isnull', False), ('read_by__isnull', False)), _connector='OR'), name='letter_read_at_and_by'),
        ),
        migrations.AddConstraint(
            model_name='letter',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('closed_at__isnull', True), ('closed_by__isnull', True)), models.Q(('closed_at__isnull', False), ('closed_by__isnull', False)), _connector='OR'), name='letter_closed_at_and_by'),
        ),
        migrations.AddConstraint(
            model_name='letter',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('ended_at__isnull', True), ('ended_by__isnull', True)), models.Q(('ended_at__isnull', False), ('ended_by__isnull', False)), _connector='OR'), name='letter_ended_at_and_by'),
        ),
        migrations.AddIndex(
            model_name='assignment',
            index=models.Index(condition=models.Q(('state__in', [luoshi.rules.tasks.AssignmentState['CLOSING'], luoshi.rules.tasks.AssignmentState['OPEN']])), fields=['due_on', 'id'], name='due_city'),
        ),
        migrations.AddIndex(
            model_name='assignment',
            index=models.Index(condition=models.Q(('state__in', [luoshi.rules.tasks.AssignmentState['CLOSING'], luoshi.rules.tasks.AssignmentState['OPEN']])), fields=['branch', 'due_on', 'id'], name='due_branch'),
        ),
        migrations.AddIndex(
            model_name='assignment',
            index=models.Index(condition=models.Q(('state__in', [luoshi.rules.tasks.AssignmentState['CLOSING'], luoshi.rules.tasks.AssignmentState['OPEN']])), fields=['unit', 'due_on', 'id'], name='due_unit'),
        ),
        migrations.AddIndex(
            model_name='assignment',
            index=models.Index(condition=models.Q(('state__in', [luoshi.rules.tasks.AssignmentState['CLOSING'], luoshi.rules.tasks.AssignmentState['OPEN']])), fields=['lamp', 'due_on', 'id'], name='due_lamp'),
        ),
        migrations.AddIndex(
            model_name='assignment',
            index=models.Index(condition=models.Q(('state__in', [luoshi.rules.tasks.AssignmentState['CLOSING'], luoshi.rules.tasks.AssignmentState['OPEN']])), fields=['claimed_x100', 'due_on', 'id'], name='claimed_city'),
        ),
        migrations.AddIndex(
            model_name='assignment',
            index=models.Index(condition=models.Q(('state__in', [luoshi.rules.tasks.AssignmentState['CLOSING'], luoshi.rules.tasks.AssignmentState['OPEN']])), fields=['next_lamp_on'], name='lamp_due'),
        ),
        migrations.AddIndex(
            model_name='assignment',
            index=models.Index(condition=models.Q(('state', 'PLANNED'), _negated=True), fields=['due_on', 'id'], name='ever_city'),
        ),
        migrations.AddIndex(
            model_name='assignment',
            index=models.Index(condition=models.Q(('state', 'PLANNED'), _negated=True), fields=['branch', 'due_on', 'id'], name='ever_branch'),
        ),
        migrations.AddIndex(
            model_name='assignment',
            index=models.Index(condition=models.Q(('state', 'PLANNED'), _negated=True), fields=['unit', 'due_on', 'id'], name='ever_unit'),
        ),
        migrations.AddIndex(
            model_name='assignment',
            index=models.Index(condition=models.Q(('state', 'PLANNED'), _negated=True), fields=['claimed_x100', 'due_on', 'id'], name='ever_claimed'),
        ),
        migrations.AddIndex(
            model_name='assignment',
            index=models.Index(fields=['state', 'due_on', 'id'], name='state_city'),
        ),
        migrations.AddIndex(
            model_name='assignment',
            index=models.Index(fields=['branch', 'state', 'due_on', 'id'], name='state_branch'),
        ),
        migrations.AddConstraint(
            model_name='assignment',
            constraint=models.UniqueConstraint(fields=('task', 'unit'), name='assignment_once'),
        ),
        migrations.AddConstraint(
            model_name='assignment',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['PLANNED', 'OPEN', 'CLOSING', 'CLOSED', 'CANCELLED'])), name='assignment_state_known'),
        ),
        migrations.AddConstraint(
            model_name='assignment',
            constraint=models.CheckConstraint(condition=models.Q(('lamp__in', ['GREY', 'GREEN', 'YELLOW', 'RED', 'BLUE'])), name='assignment_lamp_known'),
        ),
        migrations.AddConstraint(
            model_name='assignment',
            constraint=models.CheckConstraint(condition=models.Q(('claimed_x100__lte', 10000)), name='assignment_claim_within_the_whole'),
        ),
        migrations.AddConstraint(
            model_name='assignment',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('closed_at__isnull', True), ('closed_by__isnull', True)), models.Q(('closed_at__isnull', False), ('closed_by__isnull', False)), _connector='OR'), name='assignment_closed_at_and_by'),
        ),
        migrations.AddIndex(
            model_name='alert',
            index=models.Index(fields=['state', 'unit'], name='alert_by_state'),
        ),
        migrations.AddConstraint(
            model_name='alert',
            constraint=models.UniqueConstraint(fields=('assignment', 'lamp', 'raised_on'), name='alert_once'),
        ),
        migrations.AddConstraint(
            model_name='alert',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['OPEN', 'LETTERED', 'DISMISSED', 'CLEARED'])), name='alert_state_known'),
        ),
        migrations.AddConstraint(
            model_name='alert',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('dismissed_at__isnull', True), ('dismissed_by__isnull', True)), models.Q(('dismissed_at__isnull', False), ('dismissed_by__isnull', False)), _connector='OR'), name='alert_dismissed_at_and_by'),
        ),
        migrations.AddIndex(
            model_name='unitname',
            index=models.Index(fields=['name'], name='unit_by_any_name'),
        ),
        migrations.AddConstraint(
            model_name='unitname',
            constraint=models.UniqueConstraint(fields=('unit', 'name'), name='unit_name_once'),
        ),
        migrations.AddConstraint(
            model_name='unitname',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['FULL', 'SHORT', 'FORMER', 'ALIAS'])), name='unit_name_kind_known'),
        ),
    ]
