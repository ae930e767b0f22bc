"""Plain text: all of it is prose, and it has no links."""

from __future__ import annotations

from glossary.errors import UsageError
from glossary.linking.prose.passage import Passage

TYPE_CHECKING = False  # as everywhere in this package
if TYPE_CHECKING:
    from typing import NoReturn


def read(source: str) -> list[Passage]:
    """The text as one passage."""
    return [Passage([(source, 0, len(source))])]


def write_link(shown: str, target: str) -> NoReturn:
    """Never returns: raises `UsageError`."""
    msg = f"plain text has no links, so {shown!r} cannot lead to {target!r}; name another format"
    raise UsageError(msg)


def write_role(shown: str, role: str, term: str) -> NoReturn:  # noqa: ARG001 -- a format's form
    """Never returns: raises `UsageError`."""
    msg = f"plain text has no roles, so {shown!r} cannot have one; name another format"
    raise UsageError(msg)


def keeps(source: str, linked: str, places: list[int]) -> bool:  # noqa: ARG001 -- a format's form
    """Always."""
    return True


def refusal(source: str, start: int, end: int) -> str | None:  # noqa: ARG001 -- a format's form
    """Nothing is refused."""
    return None
