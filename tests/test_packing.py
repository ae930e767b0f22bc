import sys
from array import array

from hypothesis import given
from hypothesis import strategies as st

from glossary import packing

numbers = st.lists(st.integers(0, 2**32 - 1))


@given(numbers)
def test_what_is_packed_comes_back(given_numbers):
    stored = packing.pack(array("I", given_numbers))
    assert list(packing.unpack("I", stored)) == given_numbers


def test_bytes_are_little_endian_on_every_machine(monkeypatch):
    assert packing.pack(array("I", [258])) == b"\x02\x01\0\0"
    # As if the machine had its bytes the other way round.
    monkeypatch.setattr(sys, "byteorder", "big" if sys.byteorder == "little" else "little")
    own = array("I", [258])
    assert packing.pack(own) == own.tobytes()[::-1]
    assert packing.unpack("I", packing.pack(own)) == own
