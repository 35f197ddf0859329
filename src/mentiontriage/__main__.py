"""`triage`, which is also `python -m mentiontriage`."""

import sys


def main() -> None:
    """Load the command and run it; whoever stops it while it still loads is told no more than later."""
    try:
        from mentiontriage.cli import main as run
    except KeyboardInterrupt:
        sys.stderr.write("triage: stopped\n")
        sys.exit(130)
    run()


if __name__ == "__main__":
    main()
