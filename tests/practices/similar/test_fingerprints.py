"""What two texts are found to have in common."""

from hypothesis import given
from hypothesis import strategies as st

from practices.similar.fingerprints import (
    MOST,
    MOST_TITLE_WORDS,
    alike,
    passages,
    title_pairs,
    title_words,
)

WORDS = st.lists(st.text("abcdefgh", min_size=1, max_size=4), max_size=40)


def in_common(one: str, other: str) -> bool:
    return bool(passages([one]).keys() & passages([other]).keys())


@given(before=WORDS, after=WORDS, words=st.lists(st.text("xyz", min_size=1), min_size=8))
def test_a_sentence_of_eight_words_is_found_wherever_it_stands(
    before: list[str], after: list[str], words: list[str]
) -> None:
    sentence = " ".join(words)
    one = f"{' '.join(before)}. {sentence}. {' '.join(after)}"
    assert in_common(one, sentence)


@given(
    before=WORDS, after=WORDS, words=st.lists(st.text("xyz", min_size=1), min_size=12, max_size=30)
)
def test_twelve_words_in_a_row_are_found_within_any_sentence(
    before: list[str], after: list[str], words: list[str]
) -> None:
    assert in_common(
        " ".join([*before, *words, *after]), " ".join([*after, "in between", *words, *before])
    )


def test_seven_words_in_common_are_not_enough() -> None:
    assert not in_common("one two three four five six seven", "one two three four five six seven")
    assert in_common(
        "one two three four five six seven eight", "One, two three four FIVE six seven eight!"
    )


def test_letters_that_readers_take_for_the_same_are_the_same() -> None:
    assert in_common(
        "İSTANBUL’DA YAŞAYAN HERKES İÇİN AÇIK BİR KAPI VAR VE AÇIK KALIR",
        "istanbul'da yasayan herkes icin acik bir kapi var ve acik kalir",
    )


def test_a_figure_with_a_point_ends_no_sentence_and_a_single_line_break_neither() -> None:
    assert in_common(
        "They helped 5.000 families find\na home in their first year",
        "they helped 5.000 families find a home in their first year",
    )


def test_what_is_kept_of_a_long_text_is_bounded() -> None:
    assert len(passages([" ".join(str(number) for number in range(9000))])) == MOST
    words = title_words(" ".join(f"word{number}" for number in range(90)))
    assert len(title_pairs(words)) == MOST_TITLE_WORDS * (MOST_TITLE_WORDS - 1) / 2


def test_titles_are_alike_by_their_words_and_never_by_one_alone() -> None:
    def are_alike(one: str, other: str) -> bool:
        return alike(title_words(one), title_words(other))

    assert are_alike("The Migration Model of Gaziantep", "Gaziantep's migration model")
    assert not are_alike("Language courses in Izmir", "Language courses in Bursa for young mothers")
    assert not are_alike("GMM", "GMM")
    assert not are_alike("GMM and schools", "GMM and water")
    assert not are_alike("", "")
