"""The queue as a mail message (RFC 5322): plain text and HTML, with headers that nobody can add to."""

from datetime import datetime
from email.errors import MessageError
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime

from mentiontriage.errors import UsageError
from mentiontriage.formats import Envelope
from mentiontriage.formats._clean import clean_line
from mentiontriage.formats._mail_page import write_page
from mentiontriage.formats._plain import write_plain
from mentiontriage.formats._telling import say_subject
from mentiontriage.model import Queue

NOBODY = "undisclosed-recipients:;"
_LIST = "digest.mentiontriage"
_BOUNDARY = "=_mentiontriage_part"  # quoted-printable never writes "=_", so no text can end a part


def write_message(queue: Queue, envelope: Envelope) -> EmailMessage:
    """Write the message. Raises UsageError for what is no mail address."""
    sender = read_address(envelope.sender)
    message = EmailMessage(policy=SMTP)
    message["From"] = sender
    if envelope.recipients:
        message["To"] = tuple(map(read_address, envelope.recipients))
    else:
        message["To"] = NOBODY
    message["Subject"] = clean_line(say_subject(queue))
    message["Date"] = format_datetime(queue.now)
    message["Message-ID"] = f"<{envelope.message_id or _name_by(queue.now)}@{sender.domain}>"
    message["List-Id"] = f"Mention triage digest <{_LIST}.{sender.domain}>"
    message["Auto-Submitted"] = "auto-generated"
    message["X-Auto-Response-Suppress"] = "All"
    message.set_content(write_plain(queue), cte="quoted-printable")
    message.add_alternative(write_page(queue), subtype="html", cte="quoted-printable")
    message.set_boundary(_BOUNDARY)
    return message


def read_address(text: str) -> Address:
    """Read a bare mail address. Raises UsageError for anything else, a line end in it above all."""
    address = _parse_address(text.strip()) if text.isprintable() and text.isascii() else None
    if address is None or not address.username or not ("." in address.domain or address.domain == "localhost"):
        raise UsageError(f"{clean_line(text)!r} is no mail address; write it like team@acme.example")
    return address


def _parse_address(text: str) -> Address | None:
    try:
        return Address(addr_spec=text)
    except (ValueError, IndexError, MessageError):
        return None


def _name_by(moment: datetime) -> str:
    return f"queue.{moment:%Y%m%d%H%M%S%f}"
