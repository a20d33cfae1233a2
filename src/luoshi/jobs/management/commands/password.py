"""A new password for an account, typed in the terminal: how the first administrator gets in."""

from __future__ import annotations

import getpass
import sys
from argparse import ArgumentParser

from django.core.management.base import BaseCommand, CommandError

from luoshi.actions import people
from luoshi.jobs import clock
from luoshi.queries import people as people_queries
from luoshi.rules.people import SYSTEM
from luoshi.rules.refusals import Refused


class Command(BaseCommand):
    """Ask for a password twice, or read one line where nobody types, and give it to an account."""

    help = "给账号发放新密码（从终端输入，不写在命令里）"

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare the account."""
        parser.add_argument("username", metavar="账号")

    def handle(self, *, username: str, **options: object) -> None:
        """Set the password; the old one no longer opens anything."""
        account = people_queries.accounts().filter(username=username).first()
        if account is None:
            raise CommandError(f"没有账号“{username}”。账号在名册的“岗位”表里填写，导入后才有。")
        try:
            people.issue_password(account=account, password=_typed(), by=SYSTEM, at=clock.now())
        except Refused as refusal:
            raise CommandError(refusal.reason) from refusal
        self.stdout.write(f"账号{username}的密码已更新。")


def _typed() -> str:
    if not sys.stdin.isatty():
        return sys.stdin.readline().rstrip("\n")
    typed = getpass.getpass("新密码（至少12个字符）：")
    if getpass.getpass("再输一遍：") != typed:
        raise CommandError("两次输入不一样，密码没有改动。")
    return typed
