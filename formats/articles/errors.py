"""The one error of everything that brings an article in."""

from words import say


class ArticleError(ValueError):
    """An article could not be read or fetched; `str(error)` is the sentence to show.

    `code` names the reason (the key `article_<code>` in the words of formats), for programs;
    `values` fill the sentence's blanks.
    """

    def __init__(self, code: str, **values: object) -> None:
        self.code = code
        self.values = values
        super().__init__(say(f"formats.article_{code}", **values))
