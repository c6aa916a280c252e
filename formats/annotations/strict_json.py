"""JSON from strangers, read strictly: nothing that two programs would read in two ways."""

import json
from collections import Counter
from typing import Any, NoReturn

from formats.annotations.errors import FormatError


def parse(text: str) -> Any:
    """The value. Raises FormatError for no JSON, NaN, a key twice, too many digits, great depth."""
    try:
        return json.loads(
            text.removeprefix("\ufeff"), object_pairs_hook=_object, parse_constant=_no_number
        )
    except json.JSONDecodeError as error:
        raise FormatError("not_json", error.lineno, reason=error.msg) from None
    except RecursionError:
        raise FormatError("too_deep") from None
    except FormatError:
        raise
    except ValueError:
        # Python reads no integer of more than some thousand digits.
        raise FormatError("json_digits") from None


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    made = dict(pairs)
    if len(made) < len(pairs):
        counted = Counter(key for key, _ in pairs)
        raise FormatError("json_twice", field=counted.most_common(1)[0][0])
    return made


def _no_number(name: str) -> NoReturn:
    raise FormatError("json_constant", name=name)
