"""A picture of flows: as many bands as flows, bars as high as their bands, all of it inside the frame."""

import re

from hypothesis import given
from hypothesis import strategies as st

from renewal_portal.shown.flows import HEIGHT, WIDTH, picture


def test_two_sources_flow_into_one_part():
    made = picture([("city", "roads", 300), ("owners", "roads", 100)])

    assert made.bars == ((0, 0, 113), (0, 121, 38), (348, 0, 151))
    assert made.bands == (
        "M12,0C180,0 180,0 348,0V113C180,113 180,113 12,113Z",
        "M12,121C180,121 180,113 348,113V151C180,151 180,159 12,159Z",
    )


def test_the_right_side_stands_in_the_order_of_its_names():
    made = picture([("city", "trees", 100), ("owners", "roads", 300)])

    assert [high for x, _, high in made.bars if x] == [113, 38]
    assert made.bands[0].split(" ")[2] == "348,121V159C180,159"


def test_without_flows_there_is_an_empty_picture():
    assert (picture([]).bands, picture([("city", "roads", 0)]).bars) == ((), ())


@given(st.lists(st.tuples(st.sampled_from("ABCDEF"), st.sampled_from("uvwxy"), st.integers(0, 10**12)), max_size=20))
def test_nothing_leaves_the_frame_and_every_flow_is_seen(flows):
    made = picture(flows)

    assert len(made.bands) == sum(1 for flow in flows if flow[2])
    assert all(y >= 0 and high > 0 and y + high <= HEIGHT for _, y, high in made.bars)
    numbers = [[int(number) for number in re.findall(r"\d+", path)] for path in made.bands]
    assert all(max(path) <= max(WIDTH, HEIGHT) for path in numbers)
