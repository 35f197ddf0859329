"""Tell a program or a chat about rows: JSON to a command's input, or to a web hook as Slack takes it."""

import json
import re
import shlex
import subprocess
import threading
from collections.abc import Sequence
from typing import Any
from urllib.parse import urlsplit

from mentiontriage.deadlines import run_within
from mentiontriage.errors import SendError, UsageError
from mentiontriage.formats._amounts import format_wait
from mentiontriage.formats._clean import clean_line
from mentiontriage.formats._excerpt import NO_TEXT, cut_text
from mentiontriage.formats._html import find_link
from mentiontriage.formats._incidents import list_shown
from mentiontriage.formats._record import encode, to_record
from mentiontriage.formats._telling import list_marks, say_author, say_subject
from mentiontriage.model import Queue, QueueItem
from mentiontriage.proxies import describe_proxy_fault
from mentiontriage.sources._limits import read_retry_after

_LONGEST_TEXT = 280
_TIMEOUT = 20.0
# Slack reads <!channel>, <@user> and <link|text>; its documentation names these three signs as all to be escaped.
_SLACK = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}
# By these Mattermost, Rocket.Chat and Discord call everybody, as Slack does by <!channel> and the like.
_EVERYBODY = r"@(?=(?:all|channel|everyone|here)\b)"
_CALL = re.compile(_EVERYBODY, re.I)
_MAIL = rf"(?<![\w.+@-])(?!www\.)[\w.+-]+(?!{_EVERYBODY})@[\w-]+(?:\.[\w-]+)+"
# Where a space without width parts what calls people, is made a link or picture, or begins code or a cover over several
# rows: handles, addresses, [text](address), ``` and ||. Mail addresses stay whole, for people to copy.
_LIVELY = re.compile(
    rf"({_MAIL})|(?<=@)(?=\w)|(?=://)|(?<=www)(?=\.)|(?<=\w)(?=\.[^\W\d_]{{2}})|(?<=\])(?=\()|(?<=`)(?=`)|(?<=\|)(?=\|)",
    re.I,
)
_NO_WIDTH = "\u200b"
_WEB = re.compile("https?://", re.I)


def check_target(target: str) -> None:
    """Raise UsageError for a target that is neither an address nor a command; it is not told what was given."""
    if _WEB.match(target):
        try:
            place = urlsplit(target)
            host = place.hostname or ""
            host.encode("idna")  # as connecting does: hooks..acme.example is none
            place.port  # noqa: B018 (raises for one that is none)
        except ValueError as error:
            raise UsageError("--notify is an address whose host or port can be none") from error
        if not host:
            raise UsageError("--notify is an address without a host")
        return
    try:
        words = shlex.split(target)
    except ValueError as error:
        raise UsageError(f"--notify is no command: {error}") from error
    if not words:
        raise UsageError("--notify is empty; name a command or an address")
    if "://" in words[0]:  # or it would be told as a command that cannot be run
        raise UsageError("--notify is an address, but not one that begins with https:// or http://; leave out quotes")


def notify(target: str, queue: Queue, stopped: threading.Event) -> None:
    """Hand over the rows; it returns only after the command succeeded or the hook took them.

    Raises SendError, for a hook also soon after `stopped` was set. An address is not told in it: web
    hooks are secrets.
    """
    told: dict[str, Any] = {"text": write_text(queue), "items": list(map(to_record, queue.items))}
    if queue.incidents is not None:
        told["incidents"] = queue.incidents
    body = encode(told)
    if _WEB.match(target):
        _post(target, body, stopped)
    else:
        _run(shlex.split(target), body)


def write_text(queue: Queue) -> str:
    """Write what a chat shows: no post in it calls anybody, or becomes a link or picture but by its own address."""
    heads = map(_escape, (say_subject(queue), *list_shown(queue)))
    return "\n".join((*heads, *(_write_item(item, queue) for item in queue.items)))


def _write_item(item: QueueItem, queue: Queue) -> str:
    marks = ", ".join(list_marks(item, queue))
    wait = format_wait(item.score)
    head = f"{item.rank}. [{item.score.priority:.0f}] {say_author(item)}, {wait}{f', {marks}' if marks else ''}"
    first = _write_post(head, item.mention.text, item.score.words, item.mention.url)
    news = item.handling.news if item.handling else ()
    return "\n".join((first, *(_write_post(clean_line(told.why), told.text, (), told.url) for told in news)))


def _write_post(head: str, text: str, words: Sequence[str], url: str | None) -> str:
    shown = cut_text(clean_line(text), words, _LONGEST_TEXT) or NO_TEXT
    link = f" <{_CALL.sub('%40', url).replace('&', _SLACK['&'])}|open>" if url and find_link(url) else ""
    return _escape(f"{head}: {shown}") + link


def _escape(text: str) -> str:
    shown = re.sub("[&<>]", lambda sign: _SLACK[sign[0]], text)
    return _LIVELY.sub(lambda match: match[1] or _NO_WIDTH, shown)


def _run(words: list[str], told: bytes) -> None:
    try:
        # What is run is what the user said; what posts hold goes to its input only.
        finished = subprocess.run(words, input=told, timeout=_TIMEOUT, check=False, stdout=subprocess.DEVNULL)  # noqa: S603
    except subprocess.TimeoutExpired as error:
        raise SendError(f"{words[0]} did not end within {_TIMEOUT:g} s") from error
    except OSError as error:
        raise SendError(f"{words[0]} cannot be run: {error.strerror}") from error
    if finished.returncode:
        raise SendError(f"{words[0]} ended with {finished.returncode}")


def _post(url: str, told: bytes, stopped: threading.Event) -> None:
    """Post to a web hook. The time-out is that of each byte, so that the whole has an end of its own."""
    import httpx  # slow to load, and a command needs none

    host = urlsplit(url).hostname
    headers = {"Content-Type": "application/json"}
    content = _make_plain(told)
    answers: list[httpx.Response] = []

    def ask() -> None:
        with client.stream("POST", url, content=content, headers=headers) as answer:
            answers.append(answer)  # whatever a hook goes on to say, its head tells

    try:
        client = httpx.Client(timeout=_TIMEOUT, follow_redirects=False)
    except (httpx.InvalidURL, ValueError, ImportError):  # the library's words quote the proxy's address
        raise SendError(describe_proxy_fault()) from None
    try:
        with client:
            run_within(_TIMEOUT, ask, client.close, stopped)
    except (httpx.TimeoutException, TimeoutError) as error:
        why = "before we were stopped" if stopped.is_set() else f"within {_TIMEOUT:g} s"
        raise SendError(f"{host} did not answer {why}") from error
    except (httpx.NetworkError, httpx.ProxyError) as error:
        raise SendError(f"{host} cannot be reached ({type(error).__name__})") from error
    except (httpx.HTTPError, httpx.InvalidURL, ValueError) as error:
        raise SendError(f"{host} broke off, or cannot be asked ({type(error).__name__})") from error
    answer = answers[0]
    if not answer.is_success:
        wait = read_retry_after(answer.headers) or 0.0
        asks = f" and asks to be left alone for {wait:,.0f} s" if wait else ""
        raise SendError(f"{host} answered {answer.status_code}{asks}", wait)


def _make_plain(told: bytes) -> bytes:
    """Write JSON in ASCII, which every hook reads alike."""
    value: Any = json.loads(told)
    return json.dumps(value).encode()
