"""How lists count: the numbers, letters and Roman numerals before their items."""

_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"),
          (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip


def in_form(number: int, form: str) -> str:
    """A number as a list counts: decimal, letters, Roman numerals."""
    if form in {"lowerLetter", "upperLetter", "a", "A"}:
        letters = chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)
        return letters if form in {"lowerLetter", "a"} else letters.upper()
    if form in {"lowerRoman", "upperRoman", "i", "I"}:
        roman = ""
        for value, sign in _ROMAN:
            roman += sign * (number // value)
            number %= value
        return roman if form in {"lowerRoman", "i"} else roman.upper()
    return str(number)


def number_in(value: str) -> int:
    """A small number as the XML writes it; 0 for what is none."""
    return int(value) if value.isascii() and value.isdigit() and len(value) < 6 else 0
