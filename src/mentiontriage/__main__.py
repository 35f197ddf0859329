"""`python -m mentiontriage` is `triage`."""

from mentiontriage.cli import main

main()
