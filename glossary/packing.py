"""Numbers as bytes, the same on every machine: how the index holds its postings."""

from __future__ import annotations

import sys
from array import array


def pack(numbers: array[int]) -> bytes:
    """Numbers as little-endian bytes.

    >>> pack(array("I", [1, 258])).hex()
    '0100000002010000'
    """
    if sys.byteorder == "big":
        numbers = array(numbers.typecode, numbers)
        numbers.byteswap()
    return numbers.tobytes()


def unpack(typecode: str, stored: bytes) -> array[int]:
    """The numbers that were packed, of a typecode of `array`."""
    numbers: array[int] = array(typecode)
    numbers.frombytes(stored)
    if sys.byteorder == "big":
        numbers.byteswap()
    return numbers
