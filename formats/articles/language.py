"""The language of a text that does not say which one it is in."""

from functools import cache
from pathlib import Path
from typing import Any

SURE = 0.9
"""The least probability at which a guess is shown."""

_LEAST_LETTERS = 60
_SAMPLE = 700
"""So many characters of the beginning, and of the middle: more make it slower, not surer."""


def detect_language(text: str) -> str:
    """The ISO 639-1 code of the language, blank where the text is too short or unclear."""
    middle = len(text) // 2
    sample = text[:_SAMPLE] + text[max(_SAMPLE, middle) : max(_SAMPLE, middle) + _SAMPLE]
    if sum(map(str.isalpha, sample)) < _LEAST_LETTERS:
        return ""
    language, probability = _identifier().classify(sample)
    return str(language) if probability >= SURE else ""


def declared_language(value: str | None) -> str:
    """The language code out of a tag such as `en-GB`; blank for what is none."""
    code = (value or "").strip().replace("_", "-").split("-")[0].lower()
    return code if code.isascii() and code.isalpha() and 2 <= len(code) <= 3 else ""


@cache
def _identifier() -> Any:
    # Reading the model takes half a second and 30 MB: only for who needs it.
    from py3langid import langid  # noqa: PLC0415

    path = Path(langid.__file__).parent / langid.MODEL_FILE
    return langid.LanguageIdentifier.from_model_file(path, norm_probs=True)
