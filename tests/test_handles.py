"""Handles are one and the same however they are written."""

from mentiontriage.handles import fold_handle, fold_handles, fold_read_handle, read_handle


def test_handles_lose_what_some_exports_write_before_them() -> None:
    assert [read_handle(value) for value in ("@ada", "u/ada", "/u/ada", "ada", "under", "@", "user@host")] == [
        *("ada", "ada", "ada", "ada", "under"),
        None,
        "user@host",
    ]


def test_a_handle_is_compared_without_case_marks_or_letters_that_look_alike() -> None:
    assert {fold_handle(typed) for typed in ("@Ada", " u/ADA ", "\uff20\uff21da", "ada")} == {"ada"}
    assert fold_handle(" @ ") == ""
    assert fold_handles(("@Ada", "ada", "")) == {"ada"}


def test_a_handle_that_was_read_meets_the_one_that_somebody_typed() -> None:
    for typed in ("Ada", "\uff21da", "Stra\u00dfe"):
        assert fold_read_handle(read_handle(typed) or "") == fold_handle(typed)
