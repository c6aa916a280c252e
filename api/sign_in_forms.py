"""What each page before one is in shows, and what came back from its form."""

from html import escape
from urllib.parse import parse_qs, urlencode

from starlette.requests import Request
from starlette.responses import Response

from api.landing import HOME
from api.sign_in_page import field, form, hidden, page, sentence
from models.attempts import TooManyAttempts
from models.errors import BadInput, NotFound, WorkbenchError
from models.one_time_link import GoodLink
from models.passwords import SHORTEST
from words import say

LARGEST_FORM = 16_384
MOST_FIELDS = 20


async def sent_fields(request: Request) -> dict[str, str]:
    """The fields of a form, the first of each name; BadInput for more than any form of ours holds."""
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > LARGEST_FORM:
            raise BadInput("form_too_large")
    try:
        found = parse_qs(
            body.decode("utf-8", "replace"), keep_blank_values=True, max_num_fields=MOST_FIELDS
        )
    except ValueError as error:
        raise BadInput("form_too_large") from error
    return {name: values[0] for name, values in found.items()}


def refused(error: WorkbenchError) -> tuple[int, dict[str, str]]:
    """With which status an error is answered, and until when a browser waits."""
    if isinstance(error, TooManyAttempts):
        return 429, {"Retry-After": str(error.seconds)}
    if isinstance(error, NotFound):
        return 410, {}
    return (400 if isinstance(error, BadInput) else 401), {}


def password_page(
    wanted: str, handle: str = "", told: str = "", error: WorkbenchError | None = None
) -> Response:
    """Sign in with address and password."""
    fields = (
        field("email", say("sign_in.email"), "email", "username", handle, first=not handle)
        + field(
            "password", say("sign_in.password"), "password", "current-password", first=bool(handle)
        )
        + hidden("next", wanted)
    )
    body = (
        _said(told, error)
        + form("/sign-in", fields, say("sign_in.button"))
        + f'<p class="foot">{escape(say("sign_in.forgotten"))}</p>'
    )
    return page(say("sign_in.title"), body, *_status(error))


def provider_page(wanted: str, told: str = "", error: WorkbenchError | None = None) -> Response:
    """Go to the provider, who knows."""
    query = f"?{urlencode({'next': wanted})}" if wanted != HOME else ""
    body = (
        sentence(say("sign_in.provider"))
        + _said(told, error)
        + f'<p></p><a class="button" href="/sign-in/oidc{escape(query)}">'
        + f"{escape(say('sign_in.provider_button'))}</a>"
    )
    return page(say("sign_in.title"), body, *_status(error))


def code_page(wanted: str, error: WorkbenchError | None = None) -> Response:
    """The second factor."""
    fields = field(
        "code", say("sign_in.code"), "text", "one-time-code", first=True,
        extra=' class="code" autocapitalize="off" spellcheck="false" maxlength="40"',
    ) + hidden("next", wanted)  # fmt: skip
    body = (
        sentence(say("sign_in.code_sentence"))
        + _said("", error)
        + form("/sign-in/code", fields, say("sign_in.code_button"))
        + f'<p class="foot"><a href="/sign-in">{escape(say("sign_in.code_again"))}</a></p>'
    )
    return page(say("sign_in.code_title"), body, *_status(error))


def link_page(secret: str, good: GoodLink, error: WorkbenchError | None = None) -> Response:
    """Choose a password, by invitation or to get back in."""
    kind = "welcome" if good.kind == "invitation" else "reset"
    fields = (
        # So that a browser that keeps passwords knows whose this is.
        f'<input type="text" name="email" autocomplete="username" value="{escape(good.handle)}" hidden>'
        + field(
            "password", say("sign_in.new_password"), "password", "new-password", first=True,
            extra=f' minlength="{SHORTEST}"',
        )
        + f'<p class="hint">{escape(say("sign_in.password_hint", shortest=SHORTEST))}</p>'
    )  # fmt: skip
    forgets = sentence(say("sign_in.reset_forgets")) if good.forgets_second_factor else ""
    body = (
        sentence(say(f"sign_in.{kind}_sentence", handle=good.handle))
        + forgets
        + _said("", error)
        + form(f"/sign-in/link/{secret}", fields, say("sign_in.password_button"))
    )
    return page(say(f"sign_in.{kind}_title", name=good.name), body, *_status(error))


def dead_end(title: str, error: WorkbenchError) -> Response:
    """Nothing to fill in: what is wrong, and the way to the beginning."""
    body = sentence(str(error)) + (
        f'<p class="foot"><a href="/sign-in">{escape(say("sign_in.to_sign_in"))}</a></p>'
    )
    return page(title, body, *_status(error))


def _said(told: str, error: WorkbenchError | None) -> str:
    if error is not None:
        return sentence(str(error), "refused")
    return sentence(told, "told") if told else ""


def _status(error: WorkbenchError | None) -> tuple[int, dict[str, str]]:
    return (200, {}) if error is None else refused(error)
