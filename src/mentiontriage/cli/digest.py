"""`triage digest`: what is new since the last one, printed or mailed."""

import os
from contextlib import nullcontext
from typing import TYPE_CHECKING, Annotated

import typer

from mentiontriage.cli._desk import Desk, NamedBrand, Store
from mentiontriage.cli._options import Config, Incidents, Now, Redact, Top, choose_lanes

if TYPE_CHECKING:
    from mentiontriage.digests import Order
    from mentiontriage.errors import SendError

_PRINTED = "-"


def digest(
    top: Top = 10,
    format_: Annotated[
        str | None,
        typer.Option(
            "--format", "-f", metavar="NAME", help="Print it in this format; see `triage formats`. Default: text."
        ),
    ] = None,
    lane: Annotated[
        list[str] | None,
        typer.Option(
            "--lane",
            metavar="LANE",
            help="Show this lane (repeat for more, `all` for every one). Default: threat and complaint.",
        ),
    ] = None,
    brand: NamedBrand = None,
    to: Annotated[
        str | None,
        typer.Option("--to", metavar="A,B", help="Recipients' mail addresses; each gets a digest of its own."),
    ] = None,
    smtp: Annotated[
        str | None,
        typer.Option(
            "--smtp",
            metavar="URL",
            help="Mail it by smtp://HOST:PORT or smtps://HOST. With --to, the default is TRIAGE_SMTP.",
        ),
    ] = None,
    sender: Annotated[
        str, typer.Option("--from", metavar="ADDRESS", envvar="TRIAGE_MAIL_FROM", help="The sender's mail address.")
    ] = "triage@localhost",
    timeout: Annotated[
        float, typer.Option("--timeout", min=1, max=3600, help="Seconds to wait for each answer of the mail server.")
    ] = 30,
    always: Annotated[bool, typer.Option("--always", help="Send or print it even if nothing is new.")] = False,
    peek: Annotated[bool, typer.Option("--peek", help="Print it, but do not count it as told.")] = False,
    incidents: Incidents = None,
    redact: Redact = False,
    store: Store = None,
    config: Config = None,
    now: Now = None,
) -> None:
    """Report what is new or newly urgent since the recipient's last digest.

    If nothing is new, nothing is printed or sent. With --smtp it is mailed, and counts as told once the
    server has taken it. So it is with --to alone where the environment sets TRIAGE_SMTP, unless --format or
    --peek asks to print it. User and password come from TRIAGE_SMTP_USER and TRIAGE_SMTP_PASSWORD.

    Example: triage digest --to team@acme.example --smtp smtp://mail.acme.example:587
    """
    from mentiontriage.cli._console import print_error
    from mentiontriage.cli._filters import find_brand
    from mentiontriage.digests import LANES, Order
    from mentiontriage.errors import UsageError
    from mentiontriage.formats._message import read_address

    recipients = [address.strip() for address in (to or "").split(",") if address.strip()]
    if to is not None and not recipients:
        raise UsageError("--to is empty; give the recipients' mail addresses, or leave it out to print a digest")
    for address in (*recipients, sender):
        read_address(address)
    server = _choose_server(smtp, recipients, format_, peek=peek)
    desk = Desk(store, config, now)
    lanes, brand = choose_lanes(lane) if lane else LANES, find_brand(desk, brand)

    def order(recipient: str) -> Order:
        return Order(recipient, top or None, lanes, brand, incidents=incidents, redact=redact)

    if server is None or peek:
        # What is printed is one digest for all, but a look at what would be mailed is a look at each.
        for shared in [[recipient] for recipient in recipients] if server else [recipients]:
            ordered = order(",".join(sorted(shared)) or _PRINTED)
            _print(desk, ordered, sender, shared, format_ or "text", always=always, peek=peek)
        return
    failed: list[SendError] = []
    for recipient in recipients:
        failure = _send(desk, order(recipient), sender, server, timeout, always=always)
        failed += [failure] if failure else []
    for other in failed[:-1]:
        print_error(str(other))
    if failed:
        raise failed[-1]


def _choose_server(smtp: str | None, recipients: list[str], format_: str | None, *, peek: bool) -> str | None:
    """Choose the mail server: what is asked for, else that of the environment unless something else is asked for.

    Raises UsageError where a server is asked for beside what contradicts it.
    """
    from mentiontriage.errors import UsageError

    if smtp is None:
        is_mail = bool(recipients) and (peek or format_ is None)
        return os.environ.get("TRIAGE_SMTP") or None if is_mail else None
    if not recipients:
        raise UsageError("--smtp needs --to, with the mail addresses to send it to")
    if format_ is not None and not peek:
        raise UsageError("--format is for what is printed; what --smtp sends is text and HTML in one message")
    return smtp


def _print(
    desk: Desk,
    order: "Order",
    sender: str,
    recipients: list[str],
    format_: str,
    *,
    always: bool,
    peek: bool,
) -> None:
    """Print a digest; it counts as told once it is written and, where a pipe's reader can be seen, read."""
    from msgspec.structs import replace

    from mentiontriage import formats, plugins
    from mentiontriage.cli._console import Progress, await_reader, make_view, write_result
    from mentiontriage.digests import begin, compose_digest, finish, hold

    renderer = plugins.load(formats.__name__, format_, formats.Format)
    # Who only looks is in nobody's way.
    with nullcontext(True) if peek else hold(desk.path, order.recipient) as held:
        if not held:
            _tell_busy(order.recipient)
            return
        with Progress("scoring") as progress:
            composed = compose_digest(desk.db, desk.scorer, order, progress)
            progress(len(composed.queue.items), "writing")
            envelope = formats.Envelope(sender, tuple(recipients), composed.message_id)
            shown = renderer.render(composed.queue, replace(make_view(None), envelope=envelope))
        if not composed.queue.items and not always:
            return
        number = None if peek else begin(desk.db, order.recipient, composed)
        write_result(shown, None)
        if number is not None:
            await_reader()
            finish(desk.db, number, desk.now)


def _send(desk: Desk, order: "Order", sender: str, smtp: str, timeout: float, *, always: bool) -> "SendError | None":
    """Send a recipient's digest; gives what went wrong, so that the others' are sent all the same."""
    from mentiontriage.cli._console import Progress
    from mentiontriage.digests import begin, compose_digest, finish, hold
    from mentiontriage.errors import SendError
    from mentiontriage.formats import Envelope
    from mentiontriage.formats._message import write_message
    from mentiontriage.mailing import read_server, send_message

    user, password = os.environ.get("TRIAGE_SMTP_USER"), os.environ.get("TRIAGE_SMTP_PASSWORD")
    server = read_server(smtp, user, password, timeout)
    with hold(desk.path, order.recipient) as held:
        if not held:
            _tell_busy(order.recipient)
            return None
        with Progress("scoring") as progress:
            composed = compose_digest(desk.db, desk.scorer, order, progress)
        if not composed.queue.items and not always:
            return None
        message = write_message(composed.queue, Envelope(sender, (order.recipient,), composed.message_id))
        number = begin(desk.db, order.recipient, composed)
        try:
            send_message(message, sender, order.recipient, server)
        except SendError as error:
            return SendError(f"not sent to {order.recipient}: {error}; the next run sends it in full")
        finish(desk.db, number, desk.now)
    return None


def _tell_busy(recipient: str) -> None:
    from mentiontriage.cli._console import print_note

    print_note(f"another run is already making the digest for {recipient}, so this one does not")
