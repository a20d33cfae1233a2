"""The `luoshi` command: `read`, `paper` and `score` start without Django or a database."""

from __future__ import annotations

import os
import sys

# How SQLite and PostgreSQL say that a table is not there.
_NO_TABLES = ("no such table", "does not exist")


def main(argv: list[str] | None = None) -> int:
    """Run one command of the project and return its exit code."""
    arguments = sys.argv[1:] if argv is None else argv
    if arguments[:1] == ["read"]:
        from luoshi.site import reading

        return reading.main(arguments[1:])
    if arguments[:1] == ["score"]:
        from luoshi.site import scoring

        return scoring.main(arguments[1:])
    if arguments[:1] == ["paper"]:
        from luoshi.site import papers

        return papers.main(arguments[1:])
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "luoshi.site.settings")
    from django.core.exceptions import ImproperlyConfigured
    from django.core.management import execute_from_command_line
    from django.db.utils import OperationalError, ProgrammingError

    try:
        execute_from_command_line(["luoshi", *arguments])
    except ImproperlyConfigured as error:
        print(error, file=sys.stderr)
        return 2
    except (OperationalError, ProgrammingError) as error:
        if not any(words in str(error) for words in _NO_TABLES):
            raise
        print("数据库还没有建好。请核对 LUOSHI_DATABASE_URL，再运行 luoshi migrate。", file=sys.stderr)
        return 2
    return 0
