"""The picture of what is near holds what the list holds, each thing in its direction and nothing on top of another."""

from __future__ import annotations

import math

from hypothesis import given
from hypothesis import strategies as st

from search.near_me import MIDDLE, SIZE, TOO_CLOSE, picture

HERE = (53.365, -2.005)


def test_north_is_up_east_is_right_and_miles_are_rings():
    drawn = picture(
        HERE, [(1, "North", (53.379, -2.005)), (2, "East", (53.365, -1.981)), (3, "Nowhere", None)], radius=10
    )
    north, east = drawn.pins
    assert (round(north.x), north.y < MIDDLE) == (MIDDLE, True)
    assert (east.x > MIDDLE, round(east.y)) == (True, MIDDLE)
    assert [ring.words for ring in drawn.rings] == ["0.5 miles", "1 mile"]
    assert math.isclose((MIDDLE - north.y) / north.miles, drawn.rings[1].radius, abs_tol=0.1)


def test_nothing_near_is_no_picture():
    assert picture(HERE, [(1, "Far", (55.0, -2.0)), (2, "Nowhere", None)], radius=5) is None
    assert picture(HERE, [], radius=5) is None


def test_things_in_one_place_are_moved_apart():
    drawn = picture(HERE, [(at, "Hall", (53.37, -2.0)) for at in range(1, 6)], radius=5)
    pins = drawn.pins
    assert all(abs(a.x - b.x) + abs(a.y - b.y) >= TOO_CLOSE / 2 for a in pins for b in pins if a is not b)


@given(
    st.lists(st.tuples(st.floats(53.2, 53.5), st.floats(-2.3, -1.7)), max_size=10), st.sampled_from([1, 2, 5, 10, 20])
)
def test_every_number_is_within_the_picture(points, radius):
    drawn = picture(HERE, [(at, "x", point) for at, point in enumerate(points, 1)], radius=radius)
    for pin in drawn.pins if drawn else ():
        assert 0 < pin.x < SIZE
        assert 0 < pin.y < SIZE
