"""Object stores that speak like S3: moto's server, which refuses strangers, and npm's s3rver, which keeps its objects
on disk and so can be stopped and started again. Neither checks the secret itself."""

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Self

import boto3
import httpx
from botocore.config import Config

from tests.ports import free_port

from .running import Server, brought_once

MOTO = "5.2.5"
BUCKET, KEY, SECRET, REGION = "pictures", "S3RVER", "S3RVER", "eu-west-2"


def install_moto() -> Path:
    """From PyPI, once, into an environment of its own."""
    with brought_once("moto") as folder:
        program = folder / "bin" / "moto_server"
        if not program.exists():
            subprocess.run([sys.executable, "-m", "venv", folder], check=True)
            subprocess.run([folder / "bin" / "pip", "install", "-q", f"moto[server,s3]=={MOTO}"], check=True)
    return program


def install_s3rver() -> Path:
    """From npm, once; nothing in it is run while it is installed."""
    with brought_once("s3rver") as folder:
        # npm writes this file when everything else is there.
        if not (folder / "node_modules" / ".package-lock.json").is_file():
            npm = shutil.which("npm")
            if npm is None:
                raise RuntimeError("There is no npm to bring s3rver.")
            folder.mkdir(parents=True, exist_ok=True)
            (folder / "package.json").write_text('{"private": true}')
            flags = ["--ignore-scripts", "--no-audit", "--no-fund", "--silent"]
            subprocess.run([npm, "install", *flags, "s3rver@3.7.1"], cwd=folder, check=True)
    return folder / "node_modules" / "s3rver" / "bin" / "s3rver.js"


class RealStore:
    """A running store with one bucket."""

    def __init__(self, folder: Path, *, is_kept_on_disk: bool = False) -> None:
        self._folder, self._is_kept_on_disk, self._port = folder, is_kept_on_disk, free_port()
        self.address = f"http://127.0.0.1:{self._port}"
        self._server: Server | None = None

    def start(self) -> None:
        if self._is_kept_on_disk:
            command = ["node", install_s3rver(), "-d", self._folder / "objects", "-a", "127.0.0.1"]
            command += ["-p", self._port, "--configure-bucket", BUCKET]
        else:
            command = [install_moto(), "-H", "127.0.0.1", "-p", self._port]
        self._server = Server([str(part) for part in command], self._folder / "store.log", {**os.environ})
        self._server.wait_until(self._answers)
        if not self._is_kept_on_disk:
            self.client().create_bucket(
                Bucket=BUCKET, CreateBucketConfiguration={"LocationConstraint": REGION}
            )

    def stop(self) -> None:
        if self._server is not None:
            self._server.end()
            self._server = None

    def client(self):
        """For what a test asks of the store past the program."""
        return boto3.client(
            "s3",
            endpoint_url=self.address,
            aws_access_key_id=KEY,
            aws_secret_access_key=SECRET,
            region_name=REGION,
            config=Config(s3={"addressing_style": "path"}, request_checksum_calculation="when_required"),
        )

    def objects(self) -> list[str]:
        found = self.client().list_objects_v2(Bucket=BUCKET).get("Contents", [])
        return sorted(one["Key"] for one in found)

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    def _answers(self) -> bool:
        try:
            return httpx.get(self.address).status_code < 500
        except httpx.HTTPError:
            return False
