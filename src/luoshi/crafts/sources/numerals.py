"""Numbers as Word writes them in front of paragraphs: ECMA-376 part 1, 17.18.59 ST_NumberFormat."""

from __future__ import annotations

_DIGITS = "〇一二三四五六七八九"
_LEGAL = "零壹贰叁肆伍陆柒捌玖"
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_BRANCHES = "子丑寅卯辰巳午未申酉戌亥"
_ROMAN = (
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"),
    (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip
_COUNTED = {
    "chineseCounting",
    "chineseCountingThousand",
    "japaneseCounting",
    "taiwaneseCounting",
    "taiwaneseCountingThousand",
    "koreanCounting",
    "japaneseDigitalTenThousand",
}
_ENCLOSED = {
    "decimalEnclosedCircle": (0x2460, 20),
    "decimalEnclosedCircleChinese": (0x2460, 20),
    "decimalEnclosedParen": (0x2474, 20),
    "decimalEnclosedFullstop": (0x2488, 20),
    "ideographEnclosedCircle": (0x3280, 10),
}


def written(number: int, style: str) -> str:
    """Return a number from 0 up in one of Word's formats; in Arabic digits where the format is not known."""
    if style in _COUNTED:
        return counted(number, _DIGITS.replace("〇", "零"), "十百千")
    if style in ("chineseLegalSimplified", "ideographLegalTraditional", "japaneseLegal"):
        return counted(number, _LEGAL, "拾佰仟")
    if style in ("ideographDigital", "taiwaneseDigital", "koreanDigital"):
        return "".join(_DIGITS[int(digit)] for digit in str(number))
    if style in _ENCLOSED:
        first, most = _ENCLOSED[style]
        return chr(first + number - 1) if 1 <= number <= most else str(number)
    if style in ("upperRoman", "lowerRoman"):
        return _roman(number) if style == "upperRoman" else _roman(number).lower()
    if style in ("upperLetter", "lowerLetter"):
        return _letter(number, "A" if style == "upperLetter" else "a")
    if style in ("ideographTraditional", "ideographZodiac"):
        signs = _STEMS if style == "ideographTraditional" else _BRANCHES
        return signs[(number - 1) % len(signs)]
    if style == "decimalZero":
        return f"{number:02d}"
    if style in ("decimalFullWidth", "decimalFullWidth2"):
        return str(number).translate({ord("0") + digit: 0xFF10 + digit for digit in range(10)})
    return "" if style == "none" else str(number)


def counted(number: int, digits: str, powers: str) -> str:
    """Return 12 as 十二, 105 as 一百零五; from 10,000 on digit by digit."""
    if number >= 10_000 or number <= 0:
        return "".join(digits[int(digit)] for digit in str(abs(number)))
    words, skipped = "", False
    for place in range(3, -1, -1):
        digit = number // 10**place % 10
        if not digit:
            skipped = bool(words)
            continue
        one_of_teens = digit == 1 and place == 1 and not words and powers[0] == "十"
        words += (
            (digits[0] if skipped else "")
            + ("" if one_of_teens else digits[digit])
            + (powers[place - 1] if place else "")
        )
        skipped = False
    return words


def _roman(number: int) -> str:
    if not 0 < number < 4000:
        return str(number)
    words = ""
    for value, sign in _ROMAN:
        words += sign * (number // value)
        number %= value
    return words


def _letter(number: int, first: str) -> str:
    """Word counts A … Z, AA, BB … : the letter is repeated."""
    if not 0 < number <= 780:
        return str(number)
    times, place = divmod(number - 1, 26)
    return chr(ord(first) + place) * (times + 1)
