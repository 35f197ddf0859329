"""What incidents are found in exports, and how many in the same posts shuffled, where there are none.

    python benchmarks/incidents.py [--shuffles 100] EXPORT...

In the order of their times posts may tell of events; shuffled they cannot, so that each incident found then is false.
Prints for each export what is found, the false ones, and how long looking takes.
"""

import argparse
import random
import time
from datetime import UTC, datetime
from pathlib import Path

from mentiontriage.collect import Collection
from mentiontriage.config import Settings
from mentiontriage.grouping import Newest, Post, make_voice
from mentiontriage.incidents import find_events
from mentiontriage.inputs import name_file
from mentiontriage.scoring import Scorer
from mentiontriage.terms import Voice


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("exports", nargs="+")
    parser.add_argument("--shuffles", type=int, default=100)
    arguments = parser.parse_args()
    for export in arguments.exports:
        measure(export, arguments.shuffles)


def measure(export: str, shuffles: int) -> None:
    voices = read_voices(export)
    begin = time.perf_counter()
    events = find_events(voices)
    taken = time.perf_counter() - begin
    print(f"{export}: {len(voices):,} posts that ask for an answer, {len(events)} incidents in {taken:.2f} s")
    for event in events:
        people = len({voices[place].author for place in event.places})
        print(f"  {people} people, {len(event.places)} of {event.asked} posts: {', '.join(event.words)}")
    rng = random.Random(20261122)  # any would do; the same one shuffles alike
    false = []
    for _ in range(shuffles):
        shuffled = list(voices)
        rng.shuffle(shuffled)
        false.append(len(find_events(shuffled)))
    print(f"  shuffled {shuffles} times: {sum(map(bool, false))} times an incident, {sum(false)} in all")


def read_voices(export: str) -> list[Voice]:
    scorer = Scorer(Settings(), datetime(2030, 1, 1, tzinfo=UTC))
    newest: Newest[None] = Newest()
    for mention in Collection([name_file(Path(export))], {}).read_all():
        measured = scorer.measure(mention)
        if measured is not None:
            newest.take(Post(mention, measured.lane, None))
    return list(map(make_voice, newest.posts))


if __name__ == "__main__":
    main()
