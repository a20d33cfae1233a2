"""What the machine tells the system, read once: see README for the list of variables."""

from __future__ import annotations

import json
import os
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

from luoshi.crafts.advice.model import Endpoint
from luoshi.rules.refusals import Refused

ROOT = Path(__file__).resolve().parents[3]
VAR = Path(os.environ.get("LUOSHI_VAR", ROOT / "var"))
IS_DEMO = os.environ.get("LUOSHI_DEMO") == "1"


def secret_key() -> str:
    """Return LUOSHI_SECRET_KEY; only the demo city may do without one.

    Raises ImproperlyConfigured when it is missing or shorter than 32 characters.
    """
    key = os.environ.get("LUOSHI_SECRET_KEY", "")
    if len(key) >= 32:
        return key
    if IS_DEMO:
        return "demo-city-only-" + "0" * 40
    raise ImproperlyConfigured("请设置环境变量 LUOSHI_SECRET_KEY（至少32个随机字符），系统没有默认密钥。")


def hosts() -> list[str]:
    """Return the host names that the site answers to, from LUOSHI_HOSTS (comma separated)."""
    return [host for host in os.environ.get("LUOSHI_HOSTS", "127.0.0.1,localhost").split(",") if host]


def database() -> dict[str, Any]:
    """Return Django's settings for LUOSHI_DATABASE_URL (sqlite:///path or postgresql://user:pw@host:port/name)."""
    url = urlsplit(os.environ.get("LUOSHI_DATABASE_URL", f"sqlite:///{VAR / 'luoshi.sqlite3'}"))
    if url.scheme == "sqlite":
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": unquote(url.path),
            "OPTIONS": {
                "transaction_mode": "IMMEDIATE",
                "timeout": 20,
                "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;"
                "PRAGMA cache_size=-65536; PRAGMA mmap_size=268435456;",
            },
            "CONN_MAX_AGE": None,
            "TEST": {"NAME": str(VAR / f"test-{os.getpid()}.sqlite3")},
        }
    if url.scheme in {"postgres", "postgresql"}:
        return {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": url.path.lstrip("/"),
            "USER": unquote(url.username or ""),
            "PASSWORD": unquote(url.password or ""),
            "HOST": unquote(url.hostname or ""),
            "PORT": str(url.port or ""),
            "OPTIONS": {
                # What is asked again and again keeps its plan: planning takes longer than answering.
                "server_side_binding": True,
                "prepare_threshold": 3,
                # As short questions on solid-state disks want it: nothing compiled for one answer, and an
                # index taken where one answers. PostgreSQL's own figures are those of turning disks.
                "options": "-c jit=off -c random_page_cost=1.1",
            },
            "CONN_MAX_AGE": None,
        }
    raise ImproperlyConfigured(f"LUOSHI_DATABASE_URL 只支持 sqlite 和 postgresql，不支持“{url.scheme}”。")


def model() -> Endpoint | None:
    """Return the model that the office runs itself; None, unless LUOSHI_MODEL_URL is set.

    Raises ImproperlyConfigured for an address that cannot be one.
    """
    url = os.environ.get("LUOSHI_MODEL_URL", "")
    if not url:
        return None
    try:
        return Endpoint(
            url, os.environ.get("LUOSHI_MODEL_NAME", ""), key=os.environ.get("LUOSHI_MODEL_KEY", "")
        )
    except Refused as refusal:
        raise ImproperlyConfigured(refusal.reason) from refusal


def notice_hosts() -> frozenset[str]:
    """Return where reminders may be sent besides the robots' own hosts, from LUOSHI_NOTICE_HOSTS.

    Comma separated names, each with or without a port: "smtp.example.gov.cn:465,10.1.2.3".
    """
    named = os.environ.get("LUOSHI_NOTICE_HOSTS", "").lower().split(",")
    return frozenset(name.strip() for name in named if name.strip())


def site_url() -> str:
    """Return the address by which people reach the site, for reminders to name; "" when it is not set.

    Raises ImproperlyConfigured for an address that cannot be one.
    """
    url = os.environ.get("LUOSHI_SITE_URL", "").strip()
    parts = urlsplit(url)
    if url and not (parts.scheme in {"http", "https"} and parts.netloc and parts.path in {"", "/"}):
        raise ImproperlyConfigured("LUOSHI_SITE_URL 应是大家打开系统的地址，如 http://10.1.2.3 。")
    return url.rstrip("/")


def clock_offset() -> timedelta:
    """Return how far the demo city's clock is from the machine's; zero outside the demo.

    The demo is loaded as of a fixed day and lives on from there at the machine's own pace.
    """
    anchor = VAR / "demo-clock.json"
    if not (IS_DEMO and anchor.exists()):
        return timedelta(0)
    stored = json.loads(anchor.read_text())
    return datetime.fromisoformat(stored["demo_at"]) - datetime.fromisoformat(stored["loaded_at"])
