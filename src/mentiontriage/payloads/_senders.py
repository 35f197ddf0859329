"""Who sent a mail or wrote an entry of a feed, as mails name people: `Ada Moon <ada@mail.example>`.

The name is kept, and the address is not: it is nobody's business.
"""

from email.errors import HeaderParseError
from email.header import decode_header, make_header
from email.utils import parseaddr

from mentiontriage.text import EMAIL

_LONGEST_ENCODED = 1_000  # characters; what is longer is no line of a mail's head, and takes long to look through
_LONGEST_SENDER = 200  # characters; in a longer one brackets could be nested too deeply to be looked through


def decode_words(cell: str) -> str:
    """Decode what a mail's head encodes (RFC 2047), `=?UTF-8?Q?J=C3=BCrgen?=`; what is no such thing stays as it is."""
    if "=?" not in cell or len(cell) > _LONGEST_ENCODED:
        return cell
    try:
        return " ".join(str(make_header(decode_header(cell))).split())
    except (LookupError, ValueError, HeaderParseError):
        return cell


def leave_out_address(cell: str) -> str:
    """Leave out the address of a mail's sender, `Ada Moon <ada@mail.example>`, also where it is the name as well."""
    shown = decode_words(parseaddr(cell)[0]) if len(cell) <= _LONGEST_SENDER else ""
    if shown and EMAIL.search(cell) and not EMAIL.search(shown):
        return shown
    return EMAIL.sub("", decode_words(cell)).strip(" <>()\"'")
