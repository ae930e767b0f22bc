"""XML of a stranger as a small tree with line numbers: no DTD, no entities, nothing fetched."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.parsers import expat

if TYPE_CHECKING:
    from collections.abc import Iterator

MAX_DEPTH = 100


class Element:
    """An element: its name without namespace, attributes, children, and the line it begins on."""

    __slots__ = ("attributes", "children", "line", "name", "words")

    def __init__(self, name: str, attributes: dict[str, str], line: int) -> None:
        self.name = name.rpartition(" ")[2]
        self.attributes = {key.rpartition(" ")[2]: value for key, value in attributes.items()}
        self.line = line
        self.children: list[Element] = []
        self.words: list[str] = []

    @property
    def text(self) -> str:
        """All text within, that of its children included."""
        return "".join(self.words)

    def find_all(self, *names: str) -> Iterator[Element]:
        """Every element of these names below this one, in order."""
        for child in self.children:
            if child.name in names:
                yield child
            yield from child.find_all(*names)


class RefusedXMLError(ValueError):
    """XML that is not well-formed, or that holds what no file of ours may."""

    def __init__(self, reason: str, line: int, fix: str) -> None:
        self.reason = reason
        self.line = line
        self.fix = fix
        super().__init__(f"line {line}: {reason}")


def parse(contents: bytes) -> Element:
    """The root of a document. Raises `RefusedXMLError`, with the line."""
    builder = _Builder()
    try:
        builder.parser.Parse(contents, True)  # noqa: FBT003 -- expat's own
    except expat.ExpatError as error:
        reason = f"not valid XML: {expat.ErrorString(error.code)} (column {error.offset + 1})"
        raise RefusedXMLError(reason, error.lineno, "Mend the XML there.") from error
    return builder.top.children[0]


class _Builder:
    """Builds the tree from what expat meets."""

    def __init__(self) -> None:
        self.parser = expat.ParserCreate(namespace_separator=" ")
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self.start
        self.parser.EndElementHandler = self.end
        self.parser.CharacterDataHandler = self.take
        self.parser.StartDoctypeDeclHandler = self.refuse
        self.top = Element("", {}, 0)
        self.open = [self.top]

    def start(self, name: str, attributes: dict[str, str]) -> None:
        line = self.parser.CurrentLineNumber
        if len(self.open) > MAX_DEPTH:
            reason = "nested too deeply"
            raise RefusedXMLError(reason, line, "Flatten the elements.")
        child = Element(name, attributes, line)
        self.open[-1].children.append(child)
        self.open.append(child)

    def end(self, _name: str) -> None:
        closed = self.open.pop()
        # Markup within a text is passed over, not the words that it is around.
        self.open[-1].words.extend(closed.words)

    def take(self, words: str) -> None:
        self.open[-1].words.append(words)

    def refuse(self, *_: object) -> None:
        reason = "a document type (DTD) is not read, nor are its entities"
        fix = "Remove the <!DOCTYPE …> and write the characters themselves."
        raise RefusedXMLError(reason, self.parser.CurrentLineNumber, fix)
