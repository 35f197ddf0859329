"""The page and the mail: whatever a post holds, no element, address or attribute in them is its own."""

from email import message_from_string, policy
from html.parser import HTMLParser

import msgspec
import pytest
from hypothesis import given, settings
from tests.formats.hostile import load_format, queues, texts
from tests.formats.queues import make_empty, make_hard_queue, make_morning

from mentiontriage.formats import View
from mentiontriage.formats._chart import draw_bars, draw_blocks
from mentiontriage.formats._html import find_language, find_link
from mentiontriage.model import Queue

OURS = {
    *(
        "html",
        "head",
        "meta",
        "title",
        "style",
        "body",
        "div",
        "h1",
        "h2",
        "p",
        "br",
        "span",
        "strong",
        "ul",
        "li",
        "a",
    ),
    *("svg", "rect"),
}


class Elements(HTMLParser):
    """Collects what a page is made of."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.names: set[str] = set()
        self.links: list[str] = []
        self.attributes: set[str] = set()
        self.languages: list[str | None] = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.names.add(tag)
        self.attributes |= {name for name, _ in attrs}
        if ("dir", "auto") in attrs:
            self.languages.append(dict(attrs)["lang"])
        self.links += [value or "" for name, value in attrs if name in ("href", "src", "action")]


def check(page: str) -> None:
    elements = Elements(page)
    assert elements.names <= OURS
    assert all(link.startswith(("https://", "http://")) for link in elements.links)
    assert not any(name.startswith("on") for name in elements.attributes)
    assert not elements.attributes & {"src", "srcset", "background", "action", "formaction"}


def test_a_page_of_hard_situations_holds_only_what_is_ours() -> None:
    check(load_format("html").render(make_hard_queue(), View()))


@given(queues())
@settings(max_examples=60)
def test_a_page_of_any_texts_holds_only_what_is_ours(queue: Queue) -> None:
    check(load_format("html").render(queue, View()))


@given(queues())
@settings(max_examples=40)
def test_a_mail_of_any_texts_has_the_headers_that_we_wrote(queue: Queue) -> None:
    message = message_from_string(load_format("email").render(queue, View()), policy=policy.default)
    assert message.defects == []
    assert [name.lower() for name in message] == [
        *("from", "to", "subject", "date", "message-id", "list-id", "auto-submitted", "x-auto-response-suppress"),
        *("mime-version", "content-type"),
    ]
    assert [part.get_content_type() for part in message.walk()][1:] == ["text/plain", "text/html"]


@given(texts)
def test_an_address_is_a_link_only_if_it_leads_to_a_named_host(text: str) -> None:
    link = find_link(text)
    assert link is None or link.startswith(("https://", "http://"))
    assert link is None or not set(link) & set("\"'<> ")


@pytest.mark.parametrize(
    "url",
    [
        *("javascript:alert(1)", "data:text/html,x", "https:/nohost", "//host/x", "https://user:pw@bank.example/"),
        *("https://x.example/\n", "https://x.example/\u202e", 'https://x.example/"onclick=', "http://[::1", "", None),
    ],
)
def test_other_addresses_are_no_links(url: str | None) -> None:
    assert find_link(url) is None


def test_what_is_good_is_linked_and_told() -> None:
    page = load_format("html").render(make_morning(), View())
    assert Elements(page).links
    assert "Open on" in page
    assert "Nothing new" in load_format("html").render(make_empty(3, 0, None), View())


def test_what_is_no_language_is_not_written_as_one() -> None:
    assert [find_language(code) for code in ("de", "yue", "und", "", '"><b', "DE", "en\n")] == ["de", "yue", *[""] * 5]


def test_each_row_is_a_heading_by_which_it_is_found() -> None:
    page = load_format("html").render(make_morning(), View())
    assert page.count("<h2 ") == len(make_morning().items)


def test_pictures_of_counts_scale_to_the_largest() -> None:
    assert draw_blocks([0, 1, 4, 8]) == "·▁▄█"
    assert draw_blocks([]) == ""
    assert draw_bars([0, 0], "nothing").count("<rect") == 2


@pytest.mark.parametrize("form", ["html", "text"])
def test_only_a_desk_calls_its_mentions_open(form: str) -> None:
    render = load_format(form).render
    told = render(make_morning(), View())
    assert "1,232 mentions · 87 of them answered by us · 415 complaint" in " ".join(told.split())
    desk = render(msgspec.structs.replace(make_morning(), is_desk=True, answered=None), View())
    assert "1,232 open · 415 complaint" in " ".join(desk.split())
