"""What units are asked to fill in, counted so that whoever asks sees what it costs."""

from __future__ import annotations

from luoshi.rules.enums import Labelled


class AskKind(Labelled):
    """What a unit may be asked for."""

    ACCOUNT = "ACCOUNT", "周报"
    AGAIN = "AGAIN", "退回重报"
    LETTER = "LETTER", "函件回复"
    HELP = "HELP", "求助答复"
    QUESTION = "QUESTION", "疑问说明"
