"""What a fault came from."""

from collections.abc import Iterator


def causes_of(error: BaseException | None) -> Iterator[BaseException]:
    """The fault itself, and those it came from, as Python would show them; each once."""
    seen: set[int] = set()
    while error is not None and id(error) not in seen:
        yield error
        seen.add(id(error))
        error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
