"""What is typed to set up a channel, held against what can be used; secrets apart from what may be shown.

A secret that is left blank stays as it was, but only for the same host: else it could be had by sending it
to another.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from luoshi.crafts.notices import hosts, mail, texts
from luoshi.crafts.notices.model import Way
from luoshi.rules.notices import ROBOTS, ChannelKind, why_not_to
from luoshi.rules.refusals import Refused


def checked(kind: ChannelKind, given: Mapping[str, Any], before: Way | None, allowed: frozenset[str]) -> Way:
    """Return the channel that these fields describe. Raises Refused for the first thing that is wrong.

    `given` are the fields of the page: url and secret of a robot; host, port, security, sender, username and
    password of a mail server; url, method, form, body, success and secret of a gateway.
    """
    if kind in ROBOTS:
        return _robot(kind, given, before, allowed)
    if kind is ChannelKind.MAIL:
        return _mail(given, before, allowed)
    return _gateway(given, before, allowed)


def _robot(kind: ChannelKind, given: Mapping[str, Any], before: Way | None, allowed: frozenset[str]) -> Way:
    url, secret = given["url"].strip(), given["secret"].strip()
    if not url and before:
        return Way(
            kind, before.settings, {**before.secrets, **({"secret": secret} if secret else {})}, allowed
        )
    if not url:
        raise Refused("请填写机器人的地址（Webhook），从群设置里原样复制。")
    if reason := hosts.why_not_url(kind, url, allowed):
        raise Refused(reason)
    host = hosts.split(url).hostname or ""
    return Way(kind, {"host": host, "ends": url[-4:]}, {"url": url, "secret": secret}, allowed)


def _mail(given: Mapping[str, Any], before: Way | None, allowed: frozenset[str]) -> Way:
    host, port = given["host"].strip().lower(), int(given["port"])
    username, security = given["username"].strip(), given["security"]
    if not host or any(sign <= " " or sign in "/@:" or sign > "~" for sign in host):
        raise Refused("邮件服务器应是主机名或 IP 地址，例如 smtp.example.gov.cn，不带 http:// 和端口。")
    if reason := hosts.why_not_host(host, port, allowed):
        raise Refused(reason)
    if security not in mail.SECURITIES:
        raise Refused("请选择连接是否加密。")
    if reason := why_not_to(ChannelKind.MAIL, given["sender"].strip()):
        raise Refused(f"发件邮箱：{reason}")
    if username and security == "NONE":
        raise Refused("不加密的连接会泄露密码：要登录的邮件服务器请选加密，不用登录的请清空登录名。")
    settings = {
        "host": host,
        "port": port,
        "security": security,
        "username": username,
        "sender": given["sender"].strip(),
    }
    password = given["password"]
    if username and not password:
        kept = ("host", "port", "username")
        if before is None or any(before.settings[name] != settings[name] for name in kept):
            raise Refused("请填写密码（授权码）。服务器、端口或登录名改了，密码要重新填写。")
        password = before.secrets["password"]
    return Way(ChannelKind.MAIL, settings, {"password": password if username else ""}, allowed)


def _gateway(given: Mapping[str, Any], before: Way | None, allowed: frozenset[str]) -> Way:
    url, body = given["url"].strip(), given["body"].strip()
    method, form, success = given["method"], given["form"], given["success"].strip()
    if method not in texts.METHODS or form not in texts.FORMS:
        raise Refused("请选择请求的方法和正文的格式。")
    if reason := texts.why_not_template(url, body, form, success):
        raise Refused(reason)
    place = hosts.split(url)
    if "{" in place.netloc:
        raise Refused("地址里的主机名要写明，不能用 {…} 代替。")
    if reason := hosts.why_not_url(ChannelKind.SMS, url, allowed):
        raise Refused(reason)
    settings = {
        "host": place.hostname or "",
        "url": url,
        "method": method,
        "form": form,
        "body": body,
        "success": success,
    }
    secret = given["secret"].strip()
    if not secret and before and "{secret}" in url + body:
        earlier = hosts.split(before.settings["url"])
        if (earlier.scheme, earlier.netloc) != (place.scheme, place.netloc):
            raise Refused("网关的地址改了，密钥要重新填写。")
        secret = before.secrets["secret"]
    if "{secret}" in url + body and not secret:
        raise Refused("模板里用了 {secret}，请填写密钥。")
    return Way(ChannelKind.SMS, settings, {"secret": secret}, allowed)
