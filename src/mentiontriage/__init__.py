"""mentiontriage: decide which complaint to answer first."""
