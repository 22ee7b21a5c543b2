"""A real OpenID Connect provider (npm's oidc-provider) with people whose accounts a test describes."""

import json
import os
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any, Self
from urllib.parse import urljoin

import httpx

from tests.ports import free_port

from .running import PATIENCE_S, TOOLS, Server, brought_once

HERE = Path(__file__).resolve().parent
PACKAGES = TOOLS / "oidc-provider"
VERSION = "9.13.3"


def install() -> None:
    """From npm, once; nothing in it is run while it is installed."""
    with brought_once(PACKAGES.name):
        # npm writes this file when everything else is there.
        if not (PACKAGES / "node_modules" / ".package-lock.json").is_file():
            _bring()


def _bring() -> None:
    npm = shutil.which("npm")
    if npm is None:
        raise RuntimeError("There is no npm to bring oidc-provider.")
    PACKAGES.mkdir(parents=True, exist_ok=True)
    (PACKAGES / "package.json").write_text('{"private": true}')
    subprocess.run(
        [
            npm,
            "install",
            "--ignore-scripts",
            "--no-audit",
            "--no-fund",
            "--silent",
            f"oidc-provider@{VERSION}",
        ],
        cwd=PACKAGES,
        check=True,
    )


class RealProvider:
    """Runs until its `with` ends. `people` are accounts: name to what the token says of them."""

    def __init__(self, folder: Path, redirect: str) -> None:
        self._folder, self._redirect, self._port = folder, redirect, free_port()
        self.issuer = f"http://127.0.0.1:{self._port}"
        self._people: dict[str, dict[str, Any]] = {}
        self._server: Server | None = None

    def has(self, number: str, **claims: Any) -> None:
        """Somebody has an account there."""
        self._people[number] = claims
        (self._folder / "people.json").write_text(json.dumps(self._people))

    def __enter__(self) -> Self:
        install()
        self.has("nobody")
        self._server = Server(
            [
                "node",
                str(HERE / "provider.mjs"),
                str(self._port),
                self._redirect,
                str(self._folder / "people.json"),
            ],
            self._folder / "provider.log",
            {"PROVIDER_PACKAGES": str(PACKAGES), "NODE_ENV": "production", "PATH": os.environ["PATH"]},
        )
        self._server.wait_until(self._answers)
        return self

    def __exit__(self, *_: object) -> None:
        if self._server is not None:
            self._server.end()

    def _answers(self) -> bool:
        try:
            return httpx.get(f"{self.issuer}/.well-known/openid-configuration").status_code == 200
        except httpx.HTTPError:
            return False

    def sign_in(self, address: str, name: str) -> str:
        """Somebody in a browser signs in there and agrees; the address to which they are sent back."""
        with httpx.Client(timeout=PATIENCE_S) as browser:
            page = browser.get(address)
            for _ in range(12):
                if page.has_redirect_location:
                    onward = urljoin(str(page.url), page.headers["location"])
                    if onward.startswith(self._redirect):
                        return onward
                    page = browser.get(onward)
                    continue
                action = re.search(r'action="([^"]+)"', page.text)
                prompt = re.search(r'name="prompt" value="(\w+)"', page.text)
                assert action is not None, page.text[:1000]
                assert prompt is not None, page.text[:1000]
                said = {"prompt": prompt[1], "login": name, "password": "x"}
                page = browser.post(urljoin(str(page.url), action[1]), data=said)
        raise AssertionError("the provider never sent them back")
