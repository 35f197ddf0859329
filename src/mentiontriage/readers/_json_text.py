"""What JSON text may hold that JSON may not: other encodings, halves of characters, marks."""

import re


def strip_start(line: bytes) -> bytes:
    """Take off what may stand before a line's first character: marks, NUL bytes, blanks."""
    return line.lstrip(b"\xef\xbb\xbf\x00\x1e \t\r\n")


# Python reads no number of more than 4,300 digits from text, and its own words for that are for programmers.
ENDLESS_NUMBER = "it holds a number of thousands of digits, as no post does"
TOO_DEEP = "nested too deeply to be a post"


_MANGLED = re.compile("[\xc2-\xf4][\x80-\xbf]")


def mend_mangled(text: str) -> str:
    r"""Mend a text of which each byte of its UTF-8 was written as a character, as Meta's downloads are.

    An a with two dots is `\u00c3\u00a4` there. A text that is not such as a whole stays as it is.
    """
    if text.isascii() or not _MANGLED.search(text):
        return text
    try:
        return text.encode("latin-1").decode("utf-8")
    except UnicodeError:
        return text


# An escaped half of a character (UTF-16's surrogates) without its other half beside it.
HALF = re.compile(r"\\u[dD](?:[89abAB]..(?!\\u[dD][c-fC-F])|[c-fC-F]..(?<!\\u[dD][89abAB]..\\u[dD][c-fC-F]..))")
