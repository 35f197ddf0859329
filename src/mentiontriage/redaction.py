"""Mask what would let a stranger reach the person who wrote a post: e-mail addresses and phone numbers.

For what leaves the team, such as a digest. It errs on the side of masking: an order number that is
written like a phone number goes too. Names and handles stay, since an answer is addressed to them, unless
they are an address or a number themselves.
"""

import re

EMAIL_MASK = "[e-mail]"
PHONE_MASK = "[phone]"

# `@anna@social.example` is a handle; so nothing that comes after an `@` is an address. A match can
# only begin where a run of these letters begins: that keeps the search linear on hostile texts.
_EMAIL = re.compile(r"(?<![\w.+%'@-])[\w.+%'-]{1,64}(?:@|\s?[\[(]at[\])]\s?)[\w-]{1,63}(?:\.[\w-]{1,63})+", re.I)

_GAP = r"[\s.()/\u00a0\u202f-]{0,3}"
# +44 20 7946 0958, 0049 30 1234567, 020 7946 0958, 07700900123, (555) 010-9999, 555-010-9999.
_PHONE = re.compile(
    rf"(?<![\w/=.,#@$\u20ac\u00a3-])(?:(?:\+|00)[1-9](?:{_GAP}\d){{6,14}}|\(?0[1-9](?:{_GAP}\d){{6,12}}"
    rf"|(?:1{_GAP})?\(\d{{3}}\)\s?\d{{3}}[-. ]\d{{4}}|(?:1[-. ])?\d{{3}}[-. ]\d{{3}}[-. ]\d{{4}})(?![\w/@]|[.,]\d)"
)
# 01.02.2026 10:00, 2026-02-01: dates begin like phone numbers.
_DATE = re.compile(r"\d{1,2}([./-])\d{1,2}\1(?:\d{4}|\d{2})(?!\d)")


def redact(text: str) -> str:
    """Mask the e-mail addresses and phone numbers in a text."""
    if "@" in text or "at" in text:
        text = _EMAIL.sub(EMAIL_MASK, text)
    return _PHONE.sub(_mask_phone, text)


def _mask_phone(match: re.Match[str]) -> str:
    return match[0] if _DATE.match(match[0]) else PHONE_MASK
