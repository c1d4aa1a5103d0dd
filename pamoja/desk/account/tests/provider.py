"""A small real OpenID Connect provider on loopback: discovery, keys, codes with PKCE, tokens, userinfo."""

import base64
import hashlib
import json
import secrets
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, parse_qsl, urlencode, urlsplit

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa

CLIENT, SECRET = "pamoja", "a secret of the provider"


class Provider(ThreadingHTTPServer):
    """Vouches for one person at a time."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
        self.signs_with = self.key
        self.person: dict[str, Any] = {}
        self.codes: dict[str, dict[str, str]] = {}
        self.tokens: dict[str, dict[str, Any]] = {}

    @property
    def address(self) -> str:
        """Return the issuer."""
        return f"http://127.0.0.1:{self.server_port}"

    def authorise(self, url: str) -> str:
        """Stand for the person who signs in at the authorisation address; return where the browser is sent back."""
        asked = dict(parse_qsl(urlsplit(url).query))
        assert url.startswith(f"{self.address}/authorise?")
        assert (asked["client_id"], asked["response_type"], asked["code_challenge_method"]) == (CLIENT, "code", "S256")
        code = secrets.token_urlsafe(8)
        self.codes[code] = asked
        return f"{asked['redirect_uri']}?{urlencode({'code': code, 'state': asked['state']})}"

    def exchange(self, asked: dict[str, str]) -> tuple[int, dict[str, Any]]:
        """Return the tokens for a code, which works once and for who asked for it."""
        before = self.codes.pop(asked.get("code", ""), None)
        verifier = hashlib.sha256(asked.get("code_verifier", "").encode()).digest()
        challenge = base64.urlsafe_b64encode(verifier).rstrip(b"=").decode()
        if before is None or before["code_challenge"] != challenge or asked.get("client_secret") != SECRET:
            return 400, {"error": "invalid_grant"}
        access = secrets.token_urlsafe(8)
        self.tokens[access] = self.person
        now = int(time.time())
        told = {"iss": self.address, "aud": CLIENT, "iat": now, "exp": now + 300, **self.person}
        identity = jwt.encode(told, self.signs_with, algorithm="RS256", headers={"kid": "one"})
        return 200, {"access_token": access, "token_type": "Bearer", "id_token": identity}


class Handler(BaseHTTPRequestHandler):
    """Answers the requests of a client."""

    server: Provider

    def do_GET(self) -> None:
        """Answer discovery, keys and userinfo."""
        home = self.server.address
        if self.path == "/.well-known/openid-configuration":
            return self._say(200, {
                "issuer": home, "authorization_endpoint": f"{home}/authorise", "token_endpoint": f"{home}/token",
                "userinfo_endpoint": f"{home}/userinfo", "jwks_uri": f"{home}/keys",
                "token_endpoint_auth_methods_supported": ["client_secret_post"],
            })  # fmt: skip
        if self.path == "/keys":
            public = json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(self.server.key.public_key()))
            return self._say(200, {"keys": [{**public, "kid": "one", "alg": "RS256", "use": "sig"}]})
        token = self.headers.get("Authorization", "").removeprefix("Bearer ")
        person = self.server.tokens.get(token) if self.path == "/userinfo" else None
        return self._say(200, person) if person else self._say(401, {"error": "invalid_token"})

    def do_POST(self) -> None:
        """Answer the token address."""
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        self._say(*self.server.exchange({name: values[0] for name, values in parse_qs(body).items()}))

    def _say(self, status: int, told: dict[str, Any]) -> None:
        body = json.dumps(told).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_parts: Any) -> None:
        """Say nothing."""


@contextmanager
def serving() -> Iterator[Provider]:
    """Serve a provider on a port of its own."""
    with Provider() as provider:
        threading.Thread(target=provider.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
        yield provider
        provider.shutdown()
