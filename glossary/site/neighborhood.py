"""A small picture of an entry among its relations, as SVG.

On the left stands what it builds on, on the right what builds on it, below what it is
confused with. The same links stand in words on the page, so that the picture is hidden from
screen readers and left out of the order of focus.
"""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from typing import Any

LEFT = ("broader", "part_of", "derived_from", "supersedes", "requires")
RIGHT = ("narrower", "has_part", "derivatives", "superseded_by", "required_by")
BELOW = ("contrasts",)

_MOST_BESIDE, _MOST_BELOW = 5, 3
_WIDTH, _BOX, _HEIGHT, _STEP = 720, 200, 30, 42  # pixels
_TOP = 20
_GAP = 14
_LETTERS = 26  # that a box has room for


class _Box(NamedTuple):
    label: str
    address: str
    left: float
    top: float

    @property
    def middle(self) -> float:
        return self.top + _HEIGHT / 2


def draw(
    record: Mapping[str, Any], find_term: Callable[[str], str], find_address: Callable[[str], str]
) -> str:
    """The picture of an entry's neighborhood; nothing where it has no relations."""

    def boxes(fields: Iterable[str], most: int) -> list[tuple[str, str]]:
        ids = dict.fromkeys(one for field in fields for one in _related(record, field))
        return [(find_term(one), find_address(one)) for one in ids][:most]

    left, right = boxes(LEFT, _MOST_BESIDE), boxes(RIGHT, _MOST_BESIDE)
    below = boxes(BELOW, _MOST_BELOW)
    if not left and not right and not below:
        return ""
    rows = max(len(left), len(right), 1)
    height = _TOP * 2 + rows * _STEP + (_STEP + _GAP if below else 0)
    center = _Box(record["term"], "", (_WIDTH - _BOX) / 2, _TOP + (rows * _STEP - _HEIGHT) / 2)
    parts = [
        *_side(left, center, rows, at=0),
        *_side(right, center, rows, at=_WIDTH - _BOX),
        *_row(below, center, top=height - _TOP - _HEIGHT),
        _write_box(center),
    ]
    return (
        f'<svg class="neighborhood" viewBox="0 0 {_WIDTH} {height}" width="{_WIDTH}" '
        f'height="{height}" aria-hidden="true" focusable="false">{"".join(parts)}</svg>'
    )


def _related(record: Mapping[str, Any], field: str) -> Iterator[str]:
    yield from record.get("relations", {}).get(field, ())
    yield from record.get("derived", {}).get(field, ())


def _side(names: list[tuple[str, str]], center: _Box, rows: int, *, at: float) -> Iterator[str]:
    first = _TOP + (rows - len(names)) * _STEP / 2 + (_STEP - _HEIGHT) / 2
    for number, (label, address) in enumerate(names):
        box = _Box(label, address, at, first + number * _STEP)
        start, end = (at + _BOX, center.left) if at == 0 else (center.left + _BOX, at)
        half = (start + end) / 2
        ours, theirs = (box.middle, center.middle) if at == 0 else (center.middle, box.middle)
        curve = f"{half:g} {ours:g} {half:g} {theirs:g} {end:g} {theirs:g}"
        yield f'<path d="M{start:g} {ours:g}C{curve}"/>'
        yield _write_box(box)


def _row(names: list[tuple[str, str]], center: _Box, *, top: float) -> Iterator[str]:
    first = (_WIDTH - len(names) * (_BOX + 40) + 40) / 2
    for number, (label, address) in enumerate(names):
        box = _Box(label, address, first + number * (_BOX + 40), top)
        start, end = center.left + _BOX / 2, box.left + _BOX / 2
        level = top - _GAP  # below all that stands on the sides, so that nothing is crossed
        yield (
            f'<path class="contrast" d="M{start:g} {center.top + _HEIGHT:g}'
            f'V{level:g}H{end:g}V{top:g}"/>'
        )
        yield _write_box(box)


def _write_box(box: _Box) -> str:
    label = box.label if len(box.label) <= _LETTERS else box.label[: _LETTERS - 1] + "…"
    shape = (
        f'<rect x="{box.left:g}" y="{box.top:g}" width="{_BOX}" height="{_HEIGHT}" rx="6"/>'
        f'<text x="{box.left + _BOX / 2:g}" y="{box.middle + 4.5:g}">{escape(label)}</text>'
    )
    if not box.address:
        return f'<g class="self">{shape}</g>'
    return f'<a href="{escape(box.address)}" tabindex="-1">{shape}</a>'
