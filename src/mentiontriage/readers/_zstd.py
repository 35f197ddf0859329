"""Zstandard, by the standard library's module where it has one; loaded where a packed input is met."""

import sys

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

__all__ = ["zstd"]
