"""Hard texts and hard mentions, in one place: whatever shows or reads a post must survive all of them."""

from mentiontriage.model import Author, Engagement, Mention, Spreader

ESCAPE_CODES = {
    "colour": "my order \x1b[31mis red\x1b[0m now",
    "clear screen": "\x1b[2J\x1b[H you see nothing",
    "hyperlink": "\x1b]8;;https://evil.example/\x1b\\click\x1b]8;;\x1b\\",
    "clipboard": "\x1b]52;c;cm0gLXJmIC8=\x07 now paste",
    "window title": "\x1b]0;owned\x07",
    "c1 introducer": "\x9b31mred\x9b0m and \x9d0;title\x9c",
    "bell and backspace": "beep\x07 safe\x08\x08\x08\x08evil",
    "carriage return": "refund paid\rrefund NOT paid",
    "nul and delete": "a\x00b\x7fc",
    "shift out": "\x0elqqqk\x0f",
}
DIRECTIONS = {
    "right-to-left text": "השירות שלכם נורא ואני עדיין מחכה להחזר",
    "arabic": "أين طلبي؟ أنتظر منذ أسبوع",
    "override": "please open photo\u202egnp.exe",
    "isolates": "\u2067 user \u2066 // admin \u2069 \u2066",
    "marks": "a\u200eb\u200fc\u061cd",
    "persian joiner": "نمی\u200cخواهم",
}
INVISIBLE = {
    "zero width": "re\u200bfu\u200cnd\u2060 me\ufeff",
    "soft hyphen": "cus\u00adtomer ser\u00advice",
    "tags": "hello\U000e0041\U000e0042\U000e007f",
    "filler": "\u3164\u115f\uffa0",
    "line separators": "one\u2028two\u2029three\x85four\x0bfive\x0csix",
    "piled marks": "Z" + "\u0335\u0321\u0353" * 20 + "algo support",
}
MARKUP = {
    "script": "<script>alert(1)</script><img src=x onerror=alert(1)>",
    "rich": "[red]all[/red] [link=https://evil.example]here[/link] [/] :smile:",
    "link and image": "[pay here](https://evil.example) ![x](https://evil.example/pixel.png) <https://evil.example>",
    "table": "| a | b |\n|---|---|\n| c | d |",
    "backticks": "``` `code` ``` and \\` and \\| and `|`",
    "heading and list": "# big\n- one\n1. two\n> quote\n---",
    "handles": "@octocat @org/team a@b.example #12 owner/repo#34 GH-5 www.evil.example http://evil.example",
    "emphasis": "*a* **b** _c_ ~~d~~ $x^2$ &lt; &amp; &#64;",
    "entities": "&lt;script&gt; &copy; &#x202e;",
}
FORMULAS = {
    "equals": '=HYPERLINK("https://evil.example","click")',
    "plus": "+1 terrible",
    "minus": "-2+3+cmd|' /C calc'!A0",
    "at": "@SUM(1+1)*cmd|' /C calc'!A0",
    "tab": "\t=1+1",
    "return": "\r=1+1",
    "blank before": "  =1+1",
    "hidden before": "\u200b=1+1",
    "full width": "＝1+1",
    "behind a semicolon": "=no refund;=1+1; \"-2+3+cmd|' /C calc'!A0;''=1",
    "on a line of its own": "@brand\n=1+1\n \n + 2\r\n'=3",
}
SHAPES = {
    "empty": "",
    "blank": " \n\t ",
    "commas and lines": "first, \"second\"\nthird, 'fourth';\r\nfifth",
    "emoji": "Worst. Airline. Ever. 😡😡 👨‍👩‍👧 👍🏽 🇩🇪 ❤️ 1️⃣",
    "wide": "返金してください。三週間も返事がありません。最悪の対応です。",
    "word without end": "a" * 3_000,
    "very long": "I have waited and waited. " * 400 + "Where is my refund?",
    "lone surrogate": "half \ud83d of an emoji",
    "taken apart": "\ud83d\ude21 in two halves",
    "no character": "\ufdd0\uffff\U0010ffff",
}
TEXTS = {**SHAPES, **ESCAPE_CODES, **DIRECTIONS, **INVISIBLE, **MARKUP, **FORMULAS}
"""Every hard text by its name."""


def make_mentions() -> list[Mention]:
    """Make a mention of each hard text, and one with the same text in every field that holds any."""
    plain = [Mention(id=f"plain-{name}", source="x", text=text) for name, text in TEXTS.items()]
    return plain + [make_hostile(name, text) for name, text in TEXTS.items()]


def make_hostile(name: str, text: str) -> Mention:
    """Make a mention that says the same hard thing wherever somebody else may write."""
    return Mention(
        id=f"everywhere-{name}-{text}",
        source=text or "x",
        text=text,
        author=Author(handle=text, name=text, followers=None, verified=None),
        engagement=Engagement(likes=0),
        url=f"https://example.com/{text}",
        lang=text,
        in_reply_to=text,
        quotes=text,
        rating=1.0,
        vendor_sentiment=text,
        spread=(Spreader(text, 10),),
    )
