"""Whom our replies in threads answer: files and the desk tell the same, whatever comes first."""

from collections.abc import Collection, Sequence
from contextlib import closing

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
from tests.stories import NOON, post
from tests.test_merging import read

from mentiontriage.model import Author, Mention
from mentiontriage.store import transaction
from mentiontriage.store._connection import connect
from mentiontriage.store._schema import migrate
from mentiontriage.store.records import Finding
from mentiontriage.store.saving import save_findings

PEOPLE = st.sampled_from([Author("ada"), Author("ben"), Author(name="Ada Moon"), Author("ben", "Ada Moon")])
BEGINNINGS = ["@ada ", "@ben: ", "@cy ", "@acme @ben ", "@ada moon ", "Ada Moon, ", "Ada Moon and ", ""]


@st.composite
def threads(draw: st.DrawFn) -> list[Mention]:
    """Draw the posts of a thread, its first and others' and ours, in any order; some may be of another thread."""
    source = draw(st.sampled_from(["youtube", "facebook", "x"]))
    posts = []
    for number in range(draw(st.integers(1, 6))):
        ours = number > 0 and draw(st.booleans())
        above = draw(st.sampled_from(["p0", "p0", "p1"])) if number else None
        hours = draw(st.sampled_from([None, 1.0, 2.0, 3.0]))
        text = draw(st.sampled_from(BEGINNINGS)) + "so sorry"
        one = post(f"p{number}", text, source=source, hours_ago=hours, in_reply_to=above, ours=ours, followers=None)
        author = Author("acme") if ours else draw(PEOPLE)
        posts.append(Mention(**{name: getattr(one, name) for name in one.__struct_fields__} | {"author": author}))
    return draw(st.permutations(posts))


@given(threads())
def test_the_desk_and_a_ranking_of_files_tell_the_same_posts_as_answered(posts: Sequence[Mention]) -> None:
    told = {mention.id for mention in read(posts)[1] if mention.is_answered and not mention.ours}
    for shares in ([posts], [[one] for one in posts]):
        kept, waiting = save(shares)
        assert kept == told
        assert kept <= waiting


def test_another_account_of_ours_is_nobody_whom_a_reply_is_for() -> None:
    asked, again = (post(f"p{n}", "so late", by=by, source="youtube") for n, by in enumerate(("ada", "ben")))
    again = replace(again, in_reply_to="p0")
    ours = post("p2", "@acme @ben sorry", by="acme_help", source="youtube", hours_ago=0.5, in_reply_to="p0", ours=True)
    assert save([[asked, again, ours]], own=("acme", "acme_help"))[0] == {"p1"}
    assert save([[asked, again, ours]])[0] == set()  # who is not known to be ours may be anybody


def save(shares: Sequence[Sequence[Mention]], own: Collection[str] = ()) -> tuple[set[str], set[str]]:
    """Save posts, one share after the other; gives which are answered, and which the desk is told to look at."""
    sql = "SELECT id FROM mention JOIN answer ON (answer.source, of) = (mention.source, id) WHERE ours = 0"
    with closing(connect(":memory:")) as db:
        migrate(db)
        for share in shares:
            with transaction(db):
                save_findings(db, [Finding(one) for one in share], NOON, own=own)
        stirred = db.execute("SELECT id FROM replied JOIN mention ON no = mention")
        return {row[0] for row in db.execute(sql)}, {row[0] for row in stirred}
