"""Sends accounts, or numbers letters, in processes that may be killed at any moment.

Run by test_killed with what is to be done as JSON in its one argument. For each line that comes in, two
processes are forked that do all of it, the second from the end; their numbers go out, and a line when
both are over. This process itself never touches the database, so each fork begins without a connection.
"""

from __future__ import annotations

import json
import os
import sys
from datetime import date, datetime
from typing import Any

import django

django.setup()

from luoshi.actions import letters, reports  # noqa: E402
from luoshi.actions.reports import NotAllFit, Told  # noqa: E402
from luoshi.queries import people  # noqa: E402
from luoshi.records.models import Assignment, Letter, Post  # noqa: E402
from luoshi.rules.refusals import Refused, SomebodyWasFirst  # noqa: E402


def send(told: dict[str, Any], parts: list[int]) -> None:
    """Send the account of each part; what was sent before by another process is left as it is."""
    by = people.actor_in(Post.objects.get(id=told["post"]))
    week, at = date.fromisoformat(told["week"]), datetime.fromisoformat(told["at"])
    if told["together"]:
        lines = [Told(part, 1, 0, told["claims"][str(part)], "") for part in parts]
        try:
            reports.submit_reports(week_start=week, told=lines, by=by, at=at)
        except (SomebodyWasFirst, NotAllFit):
            return
        return
    for part in parts:
        assignment = Assignment.objects.select_related("unit", "task").get(id=part)
        try:
            reports.submit_report(
                assignment=assignment,
                week_start=week,
                claimed_x100=told["claims"][str(part)],
                words="",
                revision=1,
                by=by,
                at=at,
            )
        except (SomebodyWasFirst, Refused):
            continue


def number_and_issue(told: dict[str, Any], waiting: list[int]) -> None:
    """Number each letter and send it out; what another process did before is left as it is."""
    by = people.actor_in(Post.objects.get(id=told["post"]))
    at = datetime.fromisoformat(told["at"])
    for letter_id in waiting:
        for step in (letters.number_letter, letters.issue_letter):
            try:
                step(letter=Letter.objects.get(id=letter_id), by=by, at=at)
            except (SomebodyWasFirst, Refused):
                continue


def say(numbers: list[int]) -> None:
    """Write a line at once."""
    sys.stdout.write(f"{json.dumps(numbers)}\n")
    sys.stdout.flush()


def main() -> None:
    """Fork twice for each line that comes in."""
    told = json.loads(sys.argv[1])
    if "letters" in told:
        work, things = number_and_issue, told["letters"]
    else:
        work, things = send, [int(part) for part in told["claims"]]
    for _ in sys.stdin:
        born = []
        for order in (things, things[::-1]):
            number = os.fork()
            if not number:
                work(told, order)
                os._exit(0)
            born.append(number)
        say(born)
        say([os.waitpid(number, 0)[1] for number in born])


if __name__ == "__main__":
    main()
