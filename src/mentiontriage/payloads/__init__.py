"""Payloads: what each network's replies hold, as mentions. Pure; one file a network.

A reader meets these shapes in files and a source meets them on the network; both call the same
functions, so that a post is the same mention whichever way it came.
"""
