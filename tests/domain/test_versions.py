"""Differences between two versions, and between two texts."""

from random import Random

from portal.domain.versions import (
    Change,
    Difference,
    Mark,
    Told,
    changes,
    differences,
    pieces,
)


def steps(keys: str, **said: str) -> list[Told]:
    return [Told(key, {"action": said.get(key, f"step {key}")}) for key in keys]


def test_equal_versions_differ_in_nothing() -> None:
    assert changes(steps("abc"), steps("abc")) == {}
    assert changes([], []) == {}


def test_each_step_says_what_became_of_it() -> None:
    assert changes(steps("abcdef"), steps("axcefd", c="new words")) == {
        "b": Change.REMOVED,
        "c": Change.CHANGED,
        "d": Change.MOVED,
        "x": Change.ADDED,
    }


def test_step_that_only_has_another_number_is_as_it_was() -> None:
    assert changes(steps("abc"), steps("xabc")) == {"x": Change.ADDED}
    assert changes(steps("abc"), steps("bc")) == {"a": Change.REMOVED}


def test_fewest_steps_are_said_to_have_moved() -> None:
    assert changes(steps("abcdef"), steps("bcdefa")) == {"a": Change.MOVED}
    assert changes(steps("abcdef"), steps("fabcde")) == {"f": Change.MOVED}


def test_step_that_moved_and_changed_is_changed_and_says_both() -> None:
    (found,) = differences(steps("abc"), steps("bca", a="else"))
    wanted = Difference("a", Change.CHANGED, 1, 3, moved=True, fields=("action",))
    assert found == wanted


def test_steps_stand_in_their_order_now_and_removed_ones_last() -> None:
    found = differences(steps("abcd"), steps("xbdy", b="else"))
    assert [one.key for one in found] == ["x", "b", "y", "a", "c"]
    assert [(one.before, one.after) for one in found][-1] == (3, None)


def test_two_hundred_steps_in_any_order_are_compared() -> None:
    chance = Random(5)
    keys = [f"s{n}" for n in range(200)]
    mixed = chance.sample(keys, 200)
    before = [Told(key, {}) for key in keys]
    after = [Told(key, {}) for key in mixed]
    moved = set(changes(before, after))
    left = [key for key in mixed if key not in moved]
    assert left == sorted(left, key=keys.index)


def said(before: str, after: str) -> list[tuple[str, str]]:
    return [(piece.mark.value, piece.text) for piece in pieces(before, after)]


def test_words_that_went_stand_before_those_that_came() -> None:
    assert said("Call the duty officer now.", "Call the nurse now.") == [
        ("same", "Call the "),
        ("out", "duty officer "),
        ("in", "nurse "),
        ("same", "now."),
    ]


def test_texts_that_have_little_in_common_are_told_whole() -> None:
    assert said("One two three.", "Зови одмах.") == [
        ("out", "One two three."),
        ("in", "Зови одмах."),
    ]


def test_text_that_came_or_went_is_one_piece() -> None:
    assert said("", "All of it.") == [("in", "All of it.")]
    assert said("All of it.", "") == [("out", "All of it.")]
    assert said("", "") == []


def test_pieces_give_back_both_texts() -> None:
    chance = Random(7)
    words = ["a", "bb", "ccc", "dd\n", "e", "f.", "g,", "h"]
    for _ in range(300):
        old, new = (" ".join(chance.choices(words, k=9)) for _ in range(2))
        found = pieces(old, new)
        kept = [p.text for p in found if p.mark != Mark.OUT]
        assert "".join(kept) == new
        went = [p.text for p in found if p.mark != Mark.IN]
        assert " ".join(went).split() == old.split()
