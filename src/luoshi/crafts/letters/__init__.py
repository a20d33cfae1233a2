"""How a letter is worded: `shipped` holds the wordings that come with the program, `wording` fills one in,
`sample` shows one on a made-up letter.
"""

from luoshi.crafts.letters.sample import sample
from luoshi.crafts.letters.shipped import SHIPPED
from luoshi.crafts.letters.wording import (
    FIRST_LAYOUT,
    About,
    Item,
    Words,
    body,
    first_words,
    pages_of,
    table_of,
)

__all__ = [
    "FIRST_LAYOUT",
    "SHIPPED",
    "About",
    "Item",
    "Words",
    "body",
    "first_words",
    "pages_of",
    "sample",
    "table_of",
]
