"""A provider of OpenID Connect: the code flow with PKCE. Alone in importing authlib and joserfc."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, cast
from urllib.parse import urlsplit

import httpx2
from authlib.integrations.base_client import OAuthError
from authlib.integrations.httpx_client import OAuth2Client
from authlib.oidc.core import CodeIDToken
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet, KeySetSerialization

from assistant.errors import ClausewiseError

_SECONDS = 10.0  # for each request to the provider
_LEEWAY = 60  # seconds by which clocks may differ
_LARGEST = 1_000_000  # bytes of an answer
# Signed with a key that only the provider has; never `none`, never a secret we share.
_ALGORITHMS = ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512")


class ProviderFailed(ClausewiseError):
    """The provider of OpenID Connect did not sign anybody in."""

    code = "provider-failed"
    hint = "Try again; if it stays so, sign in with a password and ask an administrator."
    retryable = True


@dataclass(frozen=True, slots=True)
class Started:
    """A sign-in that is under way at the provider, and where it goes on afterwards."""

    state: str
    nonce: str
    verifier: str
    then: str


@dataclass(frozen=True, slots=True)
class Outside:
    """Whom the provider has signed in. `subject` names them for ever, with the provider."""

    subject: str
    name: str
    full_name: str
    email: str
    email_is_checked: bool


class Provider:
    """One provider, as its own description at its address tells."""

    def __init__(self, issuer: str, client_id: str, client_secret: str, back: str) -> None:
        """`back` is our address to which people return."""
        self._issuer, self._back = issuer.rstrip("/"), back
        self._client_id, self._client_secret = client_id, client_secret

    def start(self, then: str) -> tuple[str, Started]:
        """Where to send the browser, and what to remember. Raises `ProviderFailed`."""
        started = Started(
            secrets.token_urlsafe(32), secrets.token_urlsafe(32), secrets.token_urlsafe(48), then
        )
        where = self._described()["authorization_endpoint"]
        with self._client() as client:
            url, _ = client.create_authorization_url(
                where,
                state=started.state,
                nonce=started.nonce,
                code_verifier=started.verifier,
            )
        return str(url), started

    def finish(self, started: Started, code: str) -> Outside:
        """Whom the provider has signed in. Raises `ProviderFailed`."""
        described = self._described()
        try:
            with self._client() as client:
                token = client.fetch_token(
                    described["token_endpoint"],
                    grant_type="authorization_code",
                    code=code,
                    code_verifier=started.verifier,
                )
            claims = self._claims(token, started, described)
        except (OAuthError, JoseError, httpx2.HTTPError, ValueError, KeyError) as error:
            raise ProviderFailed("The provider did not confirm who you are.") from error
        return Outside(
            f"{self._issuer} {claims['sub']}",
            str(claims.get("preferred_username") or claims.get("email") or ""),
            str(claims.get("name") or ""),
            str(claims.get("email") or ""),
            claims.get("email_verified") is True,
        )

    def _claims(
        self, token: Mapping[str, Any], started: Started, described: Mapping[str, str]
    ) -> Mapping[str, Any]:
        """What the token says, once signature, issuer, audience, times and nonce are right."""
        told = cast(KeySetSerialization, self._fetched(described["jwks_uri"]))
        keys = KeySet.import_key_set(told)
        decoded = jwt.decode(str(token["id_token"]), keys, algorithms=list(_ALGORITHMS))
        claims = CodeIDToken(
            decoded.claims,
            decoded.header,
            options={
                "iss": {"essential": True, "value": described["issuer"]},
                "aud": {"essential": True, "value": self._client_id},
            },
            params={
                "nonce": started.nonce,
                "client_id": self._client_id,
                "access_token": token.get("access_token"),
            },
        )
        claims.validate(leeway=_LEEWAY)
        if claims.get("nonce") != started.nonce:
            raise ValueError("the nonce is another one")
        return dict(claims)

    def _described(self) -> dict[str, str]:
        """The provider's own description. Raises `ProviderFailed`."""
        try:
            told = self._fetched(f"{self._issuer}/.well-known/openid-configuration")
            found = {
                name: str(told[name])
                for name in ("issuer", "authorization_endpoint", "token_endpoint", "jwks_uri")
            }
        except (httpx2.HTTPError, ValueError, KeyError) as error:
            raise ProviderFailed("The provider cannot be reached.") from error
        if found["issuer"].rstrip("/") != self._issuer:
            raise ProviderFailed("The provider calls itself otherwise than CLAUSEWISE_OIDC_ISSUER.")
        if not all(map(_is_safe, found.values())):
            raise ProviderFailed("The provider does not use TLS.")
        return found

    def _fetched(self, url: str) -> dict[str, Any]:
        response = httpx2.get(url, timeout=_SECONDS, follow_redirects=False)
        response.raise_for_status()
        if len(response.content) > _LARGEST:
            raise ValueError("too much")
        told: dict[str, Any] = response.json()
        return told

    def _client(self) -> OAuth2Client:
        return OAuth2Client(
            self._client_id,
            self._client_secret or None,
            scope="openid profile email",
            redirect_uri=self._back,
            code_challenge_method="S256",
            token_endpoint_auth_method="client_secret_basic" if self._client_secret else "none",
            timeout=_SECONDS,
        )


def _is_safe(url: str) -> bool:
    parts = urlsplit(url)
    return parts.scheme == "https" or parts.hostname in ("localhost", "127.0.0.1", "::1")
