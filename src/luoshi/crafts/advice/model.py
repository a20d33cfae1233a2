"""Where the model is, and what its answer comes to after it was checked."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final
from urllib.parse import SplitResult, urlsplit

from luoshi.rules.refusals import Refused

ORIGIN: Final = "模型建议"


@dataclass(frozen=True, slots=True)
class Endpoint:
    """An OpenAI-compatible address that the office runs itself, as http://10.1.2.3:8000/v1.

    `seconds` bounds one whole exchange, `bytes_taken` the answer. Raises Refused for an address that is not
    http or https to one host.
    """

    url: str
    name: str
    key: str = field(default="", repr=False)
    seconds: float = 60.0
    bytes_taken: int = 1_000_000

    def __post_init__(self) -> None:
        if not self.name:
            raise Refused("没有写明模型的名称（LUOSHI_MODEL_NAME）。")
        try:
            parts = self.parts
            is_usable = parts.scheme in {"http", "https"} and bool(parts.hostname) and parts.port != 0
        except ValueError:
            is_usable = False
        if not is_usable or "@" in parts.netloc or parts.query or parts.fragment:
            raise Refused(
                "模型地址（LUOSHI_MODEL_URL）应是本单位自己的 http 或 https 地址，如 http://10.1.2.3:8000/v1。"
            )
        if any(sign < " " or sign > "~" for sign in self.url + self.key):
            raise Refused("模型地址和密钥只能用英文字母、数字和符号，不能有空行。")

    @property
    def parts(self) -> SplitResult:
        """The address in its parts."""
        return urlsplit(self.url)


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A sentence that the model pointed at: `quote` equals the document's slice from `start` to `end`.

    It is only ever offered as “可能是任务”, with its origin; units and dates are the rules' or a person's.
    """

    start: int
    end: int
    quote: str
    origin: str = ORIGIN


@dataclass(frozen=True, slots=True)
class Advice:
    """What held, in the order of the text, and why the rest of the answer was thrown away."""

    suggestions: tuple[Suggestion, ...]
    thrown_away: tuple[str, ...]
