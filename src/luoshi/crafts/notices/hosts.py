"""Where a channel may go: to the robots' own hosts, and where whoever runs the machine allows it.

The pages are filled in by an administrator of the application; without this they could be used to reach
whatever the server can reach.
"""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import SplitResult, urlsplit

from luoshi.rules.notices import ROBOTS, ChannelKind
from luoshi.rules.refusals import Refused

OFFICIAL: Mapping[ChannelKind, tuple[str, str]] = {
    ChannelKind.WECOM: ("qyapi.weixin.qq.com", "/cgi-bin/webhook/send"),
    ChannelKind.DINGTALK: ("oapi.dingtalk.com", "/robot/send"),
    ChannelKind.FEISHU: ("open.feishu.cn", "/open-apis/bot/v2/hook/"),
}
"""The host of each robot and how the path of its address begins, as its maker documents them."""
_PORTS = {"https": 443, "http": 80}


def split(url: str) -> SplitResult:
    """Return an http or https address in its parts. Raises Refused for anything else."""
    try:
        parts = urlsplit(url)
        is_usable = parts.scheme in _PORTS and bool(parts.hostname) and parts.port != 0
    except ValueError:
        is_usable = False
    if not is_usable or "@" in parts.netloc or parts.fragment:
        raise Refused("地址应以 https:// 或 http:// 开头，从对方的设置页面原样复制。")
    if any(sign <= " " or sign > "~" for sign in url):
        raise Refused("地址里有空格或中文字符，请从对方的设置页面原样复制。")
    return parts


def why_not_url(kind: ChannelKind, url: str, allowed: frozenset[str]) -> str | None:
    """Return why a channel may not call this address; None when it may. Raises Refused if it is none."""
    parts = split(url)
    host, port = parts.hostname or "", parts.port or _PORTS[parts.scheme]
    if kind in ROBOTS:
        official, path = OFFICIAL[kind]
        if host == official and parts.scheme == "https" and port == _PORTS["https"]:
            right = f"应形如 https://{official}{path}…"
            return None if parts.path.startswith(path) else f"这不是{kind.label}的地址，{right}"
    return why_not_host(host, port, allowed)


def why_not_host(host: str, port: int, allowed: frozenset[str]) -> str | None:
    """Return why nothing may be sent to a host and port; None when the machine's settings allow it."""
    if {host.lower(), f"{host.lower()}:{port}"} & allowed:
        return None
    return (
        f"不能连接 {host}:{port}：服务器的设置没有允许。确属本单位使用的，请运维人员在环境变量 "
        f"LUOSHI_NOTICE_HOSTS 中加上 {host}:{port} 并重启。"
    )
