"""The picture of the house in CONTRIBUTING.md."""

import pytest

from press.measure import house


def test_the_picture_is_that_of_the_imports():
    """Run `make house` when this fails."""
    text = house.PAGE.read_text("utf8")
    assert house.rewrite(text, house.draw(house.find_arrows())) == text


def test_rooms_are_modules_at_the_top_and_folders():
    arrows = house.find_arrows()
    assert {"tables", "language", "figures", "book/page"} <= set(arrows)
    assert arrows["catalogues"] == set()
    assert "tables" in arrows["estimates"]
    assert house.circles(arrows) == set()


def test_an_arrow_that_a_longer_way_goes_is_counted_and_not_drawn():
    drawn = house.draw({"a": {"b", "c"}, "b": {"c"}, "c": set(), "book/d": set()})
    assert "a --> b" in drawn
    assert "a --> c" not in drawn
    assert 'book_d["book/d"]' in drawn
    assert "4 rooms, 3 arrows, no circle;" in drawn


def test_a_circle_is_seen():
    arrows = {"a": {"b"}, "b": {"c"}, "c": {"b"}}
    assert house.circles(arrows) == {frozenset("bc")}
    assert "1 circle;" in house.draw(arrows)


def test_a_page_without_its_place_is_refused():
    with pytest.raises(ValueError, match="no place"):
        house.rewrite("nothing here", "drawing")
