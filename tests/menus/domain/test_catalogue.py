import pytest

from menus.domain.catalogue import LineageKey, Scope
from menus.domain.places import COMMUNITY, parts

PLACES = {Scope.COMMUNITY: COMMUNITY, Scope.BUILDING: "3", Scope.STAIRWELL: "3-2", Scope.ADJACENT: COMMUNITY}


@pytest.mark.parametrize("scope", Scope)
def test_the_depth_of_a_scope_is_that_of_its_places(scope):
    assert scope.depth == len(parts(PLACES[scope]))


def test_a_lineage_is_the_same_by_code_and_place():
    assert LineageKey("C1.01", "3") == LineageKey("C1.01", "3") == ("C1.01", "3")
