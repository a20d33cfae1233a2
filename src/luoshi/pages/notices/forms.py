"""What is typed to set up a channel. Secrets are never shown again: left blank, they stay as they are."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms

from luoshi.crafts.notices.mail import SECURITIES
from luoshi.crafts.notices.texts import METHODS
from luoshi.rules.notices import ROBOTS, ChannelKind

_KEEP = "存过的不再显示；不改就留空。"


def _secret(label: str, hint: str, longest: int = 500) -> forms.CharField:
    shown = forms.PasswordInput(attrs={"autocomplete": "new-password", "spellcheck": "false"})
    return forms.CharField(label=label, help_text=hint, required=False, max_length=longest, widget=shown)


class _ChannelForm(forms.Form):
    """What every channel has."""

    name = forms.CharField(
        label="渠道名称",
        max_length=40,
        help_text="自己认得出就行，例如“各县区工作群”。",
        error_messages={"required": "请给渠道起个名称。"},
    )

    def __init__(self, *args: Any, is_new: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not is_new:
            for field in self.fields.values():
                if isinstance(field.widget, forms.PasswordInput):
                    field.help_text = _KEEP


class _TitlesField(forms.BooleanField):
    """Whether titles may leave the house."""

    def __init__(self) -> None:
        super().__init__(
            label="消息里列出标题（函件、任务的名称）",
            required=False,
            help_text="消息离开本单位的服务器。不勾选时只写有几条、哪一类；无论勾不勾，都不写退回理由、答复内容等可能涉及个人的文字。",
        )


class RobotForm(_ChannelForm):
    """A robot in a group; a new one has an address."""

    url = _secret("机器人地址（Webhook）", "在群设置里添加自定义机器人，把给出的地址原样复制过来。")
    secret = _secret("加签密钥", "机器人的安全设置选了“加签”“签名校验”才填；没有就留空。")
    shows_titles = _TitlesField()

    def __init__(self, *args: Any, is_new: bool, **kwargs: Any) -> None:
        super().__init__(*args, is_new=is_new, **kwargs)
        self.fields["url"].required = is_new
        self.fields["url"].error_messages["required"] = "请填写机器人的地址，从群设置里原样复制。"


class MailForm(_ChannelForm):
    """A mail server that reminders are handed to."""

    host = forms.CharField(
        label="邮件服务器（SMTP）",
        max_length=120,
        error_messages={"required": "请填写邮件服务器，例如 smtp.example.gov.cn。"},
    )
    port = forms.IntegerField(
        label="端口",
        min_value=1,
        max_value=65_535,
        initial=465,
        error_messages={"required": "请填写端口，多为465。", "invalid": "端口是数字，多为465。"},
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
    )
    security = forms.ChoiceField(label="连接", choices=tuple(SECURITIES.items()))
    sender = forms.CharField(
        label="发件邮箱", max_length=120, error_messages={"required": "请填写发件邮箱。"}
    )
    username = forms.CharField(
        label="登录名", max_length=120, required=False, help_text="服务器不用登录就留空。"
    )
    password = _secret("密码（授权码）", "不少邮箱要用单独的授权码，不是登录网页的密码。")
    shows_titles = _TitlesField()


class GatewayForm(_ChannelForm):
    """An HTTP gateway of text messages, asked by a template."""

    url = forms.CharField(
        label="网关地址",
        max_length=500,
        help_text="照服务商的接口文档填写，可用 {mobile} 手机号、{words} 内容、{secret} 密钥、{mark} 编号。",
        error_messages={"required": "请填写网关地址。"},
    )
    method = forms.ChoiceField(label="方法", choices=[(name, name) for name in METHODS])
    form = forms.ChoiceField(label="正文格式", choices=[("JSON", "JSON"), ("FORM", "表单（a=1&b=2）")])
    body = forms.CharField(
        label="正文模板",
        required=False,
        max_length=2000,
        help_text='例如 {"phone":"{mobile}","text":"{words}","token":"{secret}"}。内容填进去时自动转义。',
        widget=forms.Textarea(attrs={"rows": 3, "spellcheck": "false"}),
    )
    success = forms.CharField(
        label="怎样的回答算成功",
        max_length=100,
        help_text="回答是 JSON 的写“名称=值”，如 code=0、data.status=OK；不是 JSON 的写其中必有的字样。",
        error_messages={"required": "请写明怎样的回答算成功，例如 code=0。"},
    )
    secret = _secret("密钥", "模板里用了 {secret} 才填。不要把密钥直接写在地址和模板里。")
    shows_titles = _TitlesField()


FORMS: Mapping[ChannelKind, type[_ChannelForm]] = {
    **dict.fromkeys(ROBOTS, RobotForm),
    ChannelKind.MAIL: MailForm,
    ChannelKind.SMS: GatewayForm,
}
