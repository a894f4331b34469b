"""A small OpenID Connect provider: a real server that signs real tokens, and lies on demand."""

import json
import threading
import time
from base64 import urlsafe_b64encode
from collections.abc import Callable
from dataclasses import dataclass, field
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from secrets import token_hex
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa

CLIENT_ID, CLIENT_SECRET = "trellis", "a secret of both sides"
Claims = dict[str, Any]
KEY = rsa.generate_private_key(public_exponent=65537, key_size=2048)


@dataclass
class Issuer:
    """Signs in whoever comes as `person`; tests change its fields to make it lie."""

    person: Claims
    alter: Callable[[Claims], Claims] = field(default=lambda claims: claims)
    sign: Callable[["Issuer", Claims], str] = field(default=lambda issuer, it: issuer.signed(it))
    configuration: Claims = field(default_factory=dict)
    key: rsa.RSAPrivateKey = field(default_factory=lambda: KEY)
    codes: dict[str, Claims] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)

    def __enter__(self) -> "Issuer":
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(self))
        threading.Thread(target=self.server.serve_forever, args=(0.01,), daemon=True).start()
        return self

    def __exit__(self, *_failure: object) -> None:
        self.server.shutdown()
        self.server.server_close()

    @property
    def url(self) -> str:
        """The issuer."""
        return f"http://127.0.0.1:{self.server.server_port}"

    def signed(self, claims: Claims, algorithm: str = "RS256") -> str:
        """A token with the issuer's key."""
        return jwt.encode(claims, self.key, algorithm, headers={"kid": "one"})

    def describe(self) -> Claims:
        """The well-known document."""
        return {
            "issuer": self.url,
            "authorization_endpoint": f"{self.url}/authorize",
            "token_endpoint": f"{self.url}/token",
            "jwks_uri": f"{self.url}/keys",
            "userinfo_endpoint": f"{self.url}/userinfo",
            "token_endpoint_auth_methods_supported": ["client_secret_basic", "client_secret_post"],
        } | self.configuration

    def keys(self) -> Claims:
        """The public half of the key."""
        public = self.key.public_key().public_numbers()
        numbers = {"n": _base64(public.n), "e": _base64(public.e)}
        return {"keys": [{**numbers, "kty": "RSA", "kid": "one", "alg": "RS256", "use": "sig"}]}

    def authorize(self, query: dict[str, str]) -> str:
        """Where the browser is sent back to: the person has signed in at the provider."""
        code = token_hex(8)
        self.codes[code] = query
        return f"{query['redirect_uri']}?{urlencode({'code': code, 'state': query['state']})}"

    def redeem(self, form: dict[str, str]) -> Claims | None:
        """Tokens for a code, once, for whoever knows the verifier (RFC 7636) and the secret."""
        query = self.codes.pop(form.get("code", ""), None)
        known = (form.get("client_id"), form.get("client_secret")) == (CLIENT_ID, CLIENT_SECRET)
        if query is None or not known or query["code_challenge"] != _challenge(form):
            return None
        now = int(time.time())
        claims = {"iss": self.url, "aud": CLIENT_ID, "iat": now, "exp": now + 300}
        told = self.alter({**claims, "nonce": query["nonce"], **self.person})
        return {"access_token": "a", "token_type": "Bearer", "id_token": self.sign(self, told)}


def _base64(number: int) -> str:
    return urlsafe_b64encode(number.to_bytes((number.bit_length() + 7) // 8)).decode().rstrip("=")


def _challenge(form: dict[str, str]) -> str:
    digest = sha256(form.get("code_verifier", "").encode()).digest()
    return urlsafe_b64encode(digest).decode().rstrip("=")


def _handler(issuer: Issuer) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            parts = urlsplit(self.path)
            issuer.asked.append(parts.path)
            query = {name: values[0] for name, values in parse_qs(parts.query).items()}
            if parts.path == "/authorize":
                return self._send(302, {}, Location=issuer.authorize(query))
            pages: dict[str, Callable[[], Claims]] = {
                "/.well-known/openid-configuration": issuer.describe,
                "/keys": issuer.keys,
                "/userinfo": lambda: issuer.person,
            }
            page = pages.get(parts.path)
            return self._send(200, page()) if page else self._send(404, {})

        def do_POST(self) -> None:
            issuer.asked.append(self.path)
            length = int(self.headers.get("Content-Length") or 0)
            form = parse_qs(self.rfile.read(length).decode())
            tokens = issuer.redeem({name: values[0] for name, values in form.items()})
            self._send(200, tokens) if tokens else self._send(400, {"error": "invalid_grant"})

        def _send(self, status: int, body: Claims, **headers: str) -> None:
            self.send_response(status)
            for name, value in {"Content-Type": "application/json", **headers}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(json.dumps(body).encode())

        def log_message(self, *_args: Any) -> None:
            """Says nothing."""

    return Handler
