"""Signing in at an OpenID Connect provider: the code flow with PKCE, state and nonce.

Authlib goes the way and checks the ID token; what it must remember meanwhile travels in a signed
cookie of ten minutes, so that any process can take up what another began.
"""

import json
import time
from collections.abc import Mapping
from typing import Any

import anyio.to_thread
import httpx
from authlib.common.errors import AuthlibBaseError
from authlib.integrations.starlette_client import OAuth
from joserfc.errors import JoseError
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from api.door import NOT_KEPT, Door, host_of
from api.landing import landing
from api.origins import place_of
from api.session_cookie import Signer, is_loopback
from api.sign_in_forms import provider_page
from models.errors import BadInput, WorkbenchError
from models.identity import Claims, IdentityRefused, admit
from models.sign_in import begin_sign_in
from models.signing_in import Begun
from models.text import refuse_unstorable
from models.turned_away import record_turned_away
from settings import Provider

COOKIE = "workbench-oidc"
PATH = "/sign-in/oidc"
SECONDS = 600
_WANTED = "wanted"
_EMAIL = ("email", "email_verified")
# All that reading an answer can raise that does not prove who somebody is.
_UNPROVEN = (AuthlibBaseError, JoseError, KeyError, TypeError, ValueError, RuntimeError)


class ProviderFailed(WorkbenchError):
    """The provider does not answer, or not with what proves who somebody is."""


class ProviderWay:
    """The way to one provider and back."""

    def __init__(self, door: Door, provider: Provider, secret_key: str) -> None:
        self._door = door
        self._provider = provider
        self._signer = Signer(secret_key, "oidc")
        self._client = OAuth().register(
            "provider",
            client_id=provider.client_id,
            client_secret=provider.client_secret,
            server_metadata_url=f"{provider.issuer}/.well-known/openid-configuration",
            client_kwargs={
                "scope": provider.scopes,
                "code_challenge_method": "S256",
                "timeout": 10.0,
            },
        )

    def routes(self) -> list[BaseRoute]:
        """The way there, and the way back."""
        return [
            Route(PATH, self.there, methods=["GET"]),
            Route(f"{PATH}/back", self.back, methods=["GET"]),
        ]

    async def there(self, request: Request) -> Response:
        """Send the browser to the provider."""
        wanted = landing(request.query_params.get("next", ""))
        kept: dict[str, Any] = {_WANTED: wanted}
        try:
            response: Response = await self._client.authorize_redirect(
                _with_memory(request, kept), _return_to(request)
            )
        except (httpx.HTTPError, AuthlibBaseError, KeyError, ValueError, RuntimeError):
            return provider_page(wanted, error=ProviderFailed("provider_silent"))
        self._remember(response, request, kept)
        return response

    async def back(self, request: Request) -> Response:
        """Take what the provider says, and let in whom it names."""
        kept = self._remembered(request)
        wanted = landing(str(kept.get(_WANTED, "")))
        try:
            claims = await self._claims(_with_memory(request, kept))
            response = await anyio.to_thread.run_sync(self._let_in, request, claims, wanted)
        except WorkbenchError as error:
            await anyio.to_thread.run_sync(self._record, request, error)
            response = provider_page(wanted, error=error)
        response.delete_cookie(COOKIE, path=PATH)
        return response

    async def _claims(self, request: Request) -> Claims:
        try:
            token = await self._client.authorize_access_token(request)
            found: Mapping[str, Any] = token.get("userinfo") or {}
            if not found.get("sub"):
                raise ProviderFailed("provider_refused")
            if not {*_EMAIL, self._provider.groups_claim} <= set(found):
                found = await self._asked_again(token, found)
            return self._read(found)
        except httpx.HTTPError as error:
            raise ProviderFailed("provider_silent") from error
        except (BadInput, *_UNPROVEN) as error:
            raise ProviderFailed("provider_refused") from error

    async def _asked_again(self, token: Any, found: Mapping[str, Any]) -> Mapping[str, Any]:
        """What the provider tells only where it is asked for; it must be about the same person."""
        metadata = await self._client.load_server_metadata()
        if "userinfo_endpoint" not in metadata:
            return found
        more = await self._client.userinfo(token=token)
        if more.get("sub") != found["sub"]:
            raise ProviderFailed("provider_refused")
        # Never the address from here and from there that it is verified.
        told = found if set(_EMAIL) <= set(found) else more
        return {**more, **found, **{name: told.get(name) for name in _EMAIL}}

    def _read(self, found: Mapping[str, Any]) -> Claims:
        for name in ("sub", "email", "name"):
            refuse_unstorable(str(found.get(name) or ""))
        groups = found.get(self._provider.groups_claim) or ()
        listed = groups.split() if isinstance(groups, str) else groups
        return Claims(
            issuer=self._provider.issuer,
            subject=str(found["sub"]),
            email=str(found.get("email") or "").strip(),
            # Some providers write it as a word.
            email_verified=found.get("email_verified") in (True, "true"),
            name=str(found.get("name") or ""),
            groups=[str(group) for group in listed],
        )

    def _let_in(self, request: Request, claims: Claims, wanted: str) -> Response:
        with self._door.database.begin() as session:
            person = admit(session, claims, self._provider.groups)
            secret = begin_sign_in(session, person.id, "oidc", place_of(request.scope))
        return self._door.let_in(request, Begun(secret, halfway=False), wanted)

    def _record(self, request: Request, error: WorkbenchError) -> None:
        kind = f"{error.word}_refused" if isinstance(error, IdentityRefused) else "provider_refused"
        record_turned_away(self._door.database, kind, place_of(request.scope).address)

    def _remember(self, response: Response, request: Request, kept: Mapping[str, Any]) -> None:
        value = json.dumps([int(time.time()) + SECONDS, dict(kept)], separators=(",", ":"))
        response.set_cookie(
            COOKIE,
            self._signer.sign(value.encode().hex()),
            max_age=SECONDS,
            path=PATH,
            secure=not is_loopback(host_of(request)),
            httponly=True,
            samesite="lax",
        )
        response.headers.update(NOT_KEPT)

    def _remembered(self, request: Request) -> dict[str, Any]:
        value = self._signer.read(request.cookies.get(COOKIE, ""))
        if value is None:
            return {}
        ends, kept = json.loads(bytes.fromhex(value))
        return dict(kept) if ends > time.time() else {}


def _with_memory(request: Request, kept: dict[str, Any]) -> Request:
    """The request as Authlib wants it, which remembers in a session; Streamlit's own stays as it is."""
    return Request({**request.scope, "session": kept}, request.receive)


def _return_to(request: Request) -> str:
    """Where the provider sends the browser back to: over TLS, but for the computer itself."""
    host = host_of(request)
    scheme = request.url.scheme if is_loopback(host) else "https"
    return f"{scheme}://{host}{PATH}/back"
