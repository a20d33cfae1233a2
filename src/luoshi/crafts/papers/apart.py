"""Composing in a process that ends with it: the compiler keeps its fonts, 100 MB, as long as it lives.

A server worker composes a letter now and then and should not grow for it. The paper goes in by a pipe and the
file comes back by another; both ends are this file.
"""

from __future__ import annotations

import pickle
import subprocess
import sys
from typing import Final

from luoshi.crafts.papers import pdf
from luoshi.crafts.papers.model import Paper, Rendered
from luoshi.rules.refusals import Refused

SECONDS: Final = 20


def to_pdf(paper: Paper, seconds: float = SECONDS) -> Rendered:
    """This will return what pdf.to_pdf() returns, or raise the Refused that it raises.

    Raises Refused as well when the process was not done within `seconds` or broke down.
    """
    return _composed(paper, "pdf", seconds)


def to_ofd(paper: Paper, seconds: float = SECONDS) -> Rendered:
    """This will return what ofd.to_ofd() returns; the rest as to_pdf()."""
    return _composed(paper, "ofd", seconds)


def _composed(paper: Paper, form: str, seconds: float) -> Rendered:
    command = [sys.executable, "-m", __name__, form]
    try:
        done = subprocess.run(  # noqa: S603 - nothing that anybody wrote is in the command
            command, input=pickle.dumps(paper), stdout=subprocess.PIPE, timeout=seconds, check=True
        )
    except (subprocess.SubprocessError, OSError) as error:
        raise Refused(
            f"{form.upper()} 没有生成成功（排版程序超时或中断）。请稍后再试；急用时可先下载 DOCX。"
        ) from error
    answer = pickle.loads(done.stdout)  # noqa: S301 - written by main() below
    if isinstance(answer, Rendered):
        return answer
    raise Refused(answer)


def main(form: str) -> None:
    """Compose the paper on standard input and write the file, or the reason why not, to standard output."""
    paper = pickle.load(sys.stdin.buffer)  # noqa: S301 - written by _composed() above
    answer: Rendered | str
    try:
        if form == "ofd":
            from luoshi.crafts.papers import ofd  # brings fontTools, which a PDF need not wait for

            answer = ofd.to_ofd(paper)
        else:
            answer = pdf.to_pdf(paper)
    except Refused as refusal:
        answer = refusal.reason
    sys.stdout.buffer.write(pickle.dumps(answer))


if __name__ == "__main__":
    main(sys.argv[1])
