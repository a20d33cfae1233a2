"""Text messages by the HTTP gateway of whoever sells them: the bureau's own template says how to ask it."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from urllib.parse import quote

from luoshi.crafts.notices import calls, hosts
from luoshi.crafts.notices.model import Outcome, Parcel, Way
from luoshi.rules.notices import Verdict
from luoshi.rules.refusals import Refused

PLACES = ("mobile", "words", "secret", "mark")
"""What {…} in the address and the body may stand for; `mark` is the message's own, the same at every try."""
FORMS = {
    "JSON": "application/json; charset=utf-8",
    "FORM": "application/x-www-form-urlencoded; charset=utf-8",
}
METHODS = ("POST", "GET")
_PLACE = re.compile(r"\{([a-z]+)\}")


def why_not_template(url: str, body: str, form: str, success: str) -> str | None:
    """Return what is wrong with a template; None when it can be used."""
    places = _PLACE.findall(url + body)
    unknown = sorted(set(places) - set(PLACES))
    if unknown:
        return f"模板里的 {{{unknown[0]}}} 不认识，可以用 {{mobile}}、{{words}}、{{secret}}、{{mark}}。"
    if "mobile" not in places or "words" not in places:
        return "地址或正文里要有 {mobile} 和 {words}，网关才知道发给谁、发什么。"
    if body and form == "JSON":
        try:
            json.loads(_filled(body, dict.fromkeys(PLACES, "1"), _in_json))
        except ValueError as error:
            return f"正文填上内容以后不是 JSON（{error}）。{{mobile}} 等要放在引号里。"
    return None if success else "请写明怎样的回答算成功，例如 code=0。"


def send(way: Way, parcel: Parcel) -> Outcome:
    """Ask the gateway to send the message."""
    values = {
        "mobile": parcel.to,
        "words": parcel.message.text,
        "secret": way.secrets.get("secret", ""),
        "mark": parcel.mark,
    }
    settings = way.settings
    url = _filled(settings["url"], values, _in_url)
    try:
        reason = hosts.why_not_url(way.kind, url, way.hosts)
    except Refused as refusal:
        reason = refusal.reason
    if reason:
        return Outcome(Verdict.REFUSED, reason)
    is_json = settings["form"] == "JSON"
    body = _filled(settings["body"], values, _in_json if is_json else _in_url).encode()
    heard = calls.call(settings["method"], url, body, FORMS[settings["form"]])
    if isinstance(heard, Outcome):
        return heard
    return calls.judged(*heard) or _read(heard[1], settings["success"])


def _filled(template: str, values: Mapping[str, str], quoted: Callable[[str], str]) -> str:
    """Fill a template in one pass: what is put in is never looked through for places again."""
    return _PLACE.sub(lambda place: quoted(values[place[1]]), template)


def _in_url(value: str) -> str:
    return quote(value, safe="")


def _in_json(value: str) -> str:
    return json.dumps(value, ensure_ascii=False)[1:-1]


def _read(answer: bytes, success: str) -> Outcome:
    """Hold an answer against the test of success: `path=value` within JSON, or words that it contains."""
    words = calls.shown(answer)
    path, equals, wanted = success.partition("=")
    try:
        found = json.loads(answer)
    except (ValueError, RecursionError):
        is_good = success in answer.decode("utf-8", errors="replace")
    else:
        if equals:
            for step in path.strip().split("."):
                found = found.get(step) if isinstance(found, dict) else None
            given = found if isinstance(found, str) else json.dumps(found)
            is_good = found is not None and given == wanted.strip()
        else:
            is_good = success in words
    return Outcome(Verdict.ACCEPTED if is_good else Verdict.REFUSED, words)
