"""What is asked for at the door."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.auth import authenticate
from django.http import HttpRequest

from luoshi.queries import people
from luoshi.rules.people import Actor

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
        max_length=200,
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
