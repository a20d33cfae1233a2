"""The ledger of actions as the auditor reads it."""

from __future__ import annotations

import re

import pytest
from django.http import HttpResponse

from luoshi.queries import audit
from luoshi.records.models import Entry
from luoshi.rules.letters import LetterState
from tests import cast
from tests.pages.conftest import SignIn
from tests.pages.weeks_and_letters import letter_in


def numbers(response: HttpResponse) -> list[int]:
    return [int(number) for number in re.findall(r'<th scope="row" class="num">(\d+)</th>', response.text)]


@pytest.mark.parametrize(
    ("who", "status"),
    [("auditor", 200), ("sysadmin", 403), ("secadmin", 403), ("head", 403), ("leader", 403), ("county", 403)],
)
def test_only_the_auditor_reads_it(city: cast.City, signed_in: SignIn, who: str, status: int) -> None:
    assert signed_in(who).get("/audit/").status_code == status


def test_the_newest_come_first_and_older_ones_by_number(city: cast.City, signed_in: SignIn) -> None:
    for state in [LetterState.REPLIED, LetterState.APPROVED] * 6:
        letter_in(city, state)
    client = signed_in("auditor")
    last = Entry.objects.count()
    first = client.get("/audit/")
    assert numbers(first) == list(range(last, last - 50, -1))
    assert f'rel="next" href="?below={last - 49}"' in first.text
    older = client.get(f"/audit/?below={last - 49}")
    assert numbers(older) == list(range(last - 50, 0, -1))
    assert 'rel="next"' not in older.text
    number, seal = audit.head()
    assert f"末条（第{number}条）封印：<code>{seal}</code>" in first.text


def test_it_can_be_read_by_kind_and_by_one_thing(city: cast.City, signed_in: SignIn) -> None:
    one, other = letter_in(city, LetterState.APPROVED), letter_in(city, LetterState.DRAFT)
    client = signed_in("auditor")

    def found(query: str) -> list[int]:
        return numbers(client.get(f"/audit/?{query}"))

    about_one = list(Entry.objects.filter(subject=f"letter:{one.id}").order_by("-number"))
    letters = Entry.objects.filter(subject__in=[f"letter:{one.id}", f"letter:{other.id}"]).order_by("-number")
    assert found(f"kind=letter&key={one.id}") == [entry.number for entry in about_one]
    assert found("kind=letter") == [entry.number for entry in letters]
    assert found("kind=task") == []
    words = ["签批函件", "函件送签", "起草函件"]
    page = client.get(f"/audit/?kind=letter&key={one.id}").text
    assert [word for word in words if f"<td>{word}</td>" in page] == words


@pytest.mark.parametrize(
    "query", ["below=x", "below=99999999999999999999", "kind=%27", "kind=letter&key=%25"]
)
def test_nonsense_in_the_address_is_no_error(city: cast.City, signed_in: SignIn, query: str) -> None:
    assert signed_in("auditor").get(f"/audit/?{query}").status_code == 200
