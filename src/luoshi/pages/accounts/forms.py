"""What is asked for at the door, and for a new key to it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.auth import authenticate
from django.http import HttpRequest

from luoshi.queries import people
from luoshi.queries.people import Owner
from luoshi.rules.people import Actor

LONGEST = 200
WRONG = "用户名或密码不对。请检查大小写和输入法后重试；连续输错5次，该账号将锁定15分钟。"
NO_POST = "该账号今天没有任何岗位，不能办理业务。请联系本单位负责人，由系统管理员登记任职后再登录。"


class SignInForm(forms.Form):
    """A name and a password; valid when they belong to somebody who holds a post today."""

    username = forms.CharField(
        label="用户名",
        max_length=40,
        error_messages={"required": "请输入用户名。"},
        widget=forms.TextInput(
            attrs={"autocomplete": "username", "autocapitalize": "none", "autofocus": True}
        ),
    )
    password = forms.CharField(
        label="密码",
        max_length=LONGEST,
        strip=False,
        error_messages={"required": "请输入密码。"},
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )

    def __init__(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.request = request
        self.account: Any = None
        self.actor: Actor | None = None

    def clean(self) -> dict[str, Any]:
        """Find out who it is. The same words for a name that is unknown and a password that is wrong."""
        data = self.cleaned_data
        if "username" not in data or "password" not in data:
            return data
        self.account = authenticate(self.request, username=data["username"], password=data["password"])
        if self.account is None:
            self.add_error(None, WRONG)
            return data
        self.actor = people.actor_for(self.account.pk, self.request.today)  # type: ignore[attr-defined]
        if self.actor is None:
            self.add_error(None, NO_POST)
        return data


class ChangeForm(forms.Form):
    """The old password and twice the new one; valid when the old one is right."""

    old = forms.CharField(
        label="原密码",
        max_length=LONGEST,
        strip=False,
        error_messages={"required": "请输入原密码。"},
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )
    new = forms.CharField(
        label="新密码",
        help_text="至少12个字符，不能全是数字，不能是常见密码，不能与用户名相近。",
        max_length=LONGEST,
        strip=False,
        error_messages={"required": "请输入新密码。"},
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    again = forms.CharField(
        label="再输一遍新密码",
        max_length=LONGEST,
        strip=False,
        error_messages={"required": "请再输一遍新密码。"},
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def __init__(self, request: HttpRequest, account: Owner, *args: Any) -> None:
        super().__init__(*args)
        self.request, self.account = request, account

    def clean(self) -> dict[str, Any]:
        """Ask for the old one last: a slip in the new one costs no try, a wrong old one does."""
        data = self.cleaned_data
        if "new" in data and "again" in data and data["new"] != data["again"]:
            self.add_error("again", "两次输入的新密码不一样，请重新输入。")
        if not self.errors and not authenticate(
            self.request, username=self.account.username, password=data["old"]
        ):
            self.add_error("old", "原密码不对。请检查大小写和输入法；连续输错5次，该账号将锁定15分钟。")
        return data
