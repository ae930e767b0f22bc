"""The prose of a text in each format, with its exact place in the source; and links in it.

One module a format. Each reads a source by a real parser (`read`), and says how a link
is written (`write_link`) and where none may stand (`refusal`).
"""

from __future__ import annotations

from glossary.errors import UsageError

TYPE_CHECKING = False  # as everywhere in this package
if TYPE_CHECKING:
    from typing import Protocol

    from glossary.linking.prose.passage import Passage

    class Format(Protocol):
        """What the module of a format provides."""

        def read(self, source: str) -> list[Passage]:
            """The prose of a source, in order, a passage a block."""

        def write_link(self, shown: str, target: str) -> str:
            """The source of a link: what it shows stays as it is in the source."""

        def write_role(self, shown: str, role: str, term: str) -> str:
            """The source of a role of Sphinx. Raises `UsageError` where there are none."""

        def keeps(self, source: str, linked: str, places: list[int]) -> bool:
            """Whether the links that begin at these places are all that differs."""

        def refusal(self, source: str, start: int, end: int) -> str | None:
            """The rule that refuses a link at a place, or `None` where one may stand."""


FORMATS = {"text": "plain", "markdown": "markdown", "html": "html", "rst": "restructured"}
"""Every format and the module that knows it."""

SUFFIXES = {
    ".md": "markdown",
    ".markdown": "markdown",
    ".mdx": "markdown",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".rst": "rst",
    ".txt": "text",
}
"""The format of a file by its suffix."""


_loaded: dict[str, Format] = {}


def no_roles(format: str) -> UsageError:  # noqa: A002 -- as in the public functions
    """The error of a format that has no roles."""
    return UsageError(
        f"{format} has no roles, so ':term:' is no target for it; give an address, "
        "such as 'glossary.html#{id}'"
    )


def load(name: str) -> Format:
    """The module of a format. Raises `UsageError` where there is none of that name."""
    known = _loaded.get(name)
    if known is not None:
        return known
    if name not in FORMATS:
        msg = f"there is no format {name!r}; choose from {', '.join(FORMATS)}"
        raise UsageError(msg)
    module: Format = __import__(f"{__name__}.{FORMATS[name]}", fromlist=("read",))
    _loaded[name] = module
    return module
