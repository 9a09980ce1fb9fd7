import pytest
from hypothesis import given
from hypothesis import strategies as st

from cutset.errors import FormulaError, InputError
from cutset.world.formula import AllOf, AnyOf, AtLeast, Formula, Need, Unnamed, needed_ids, parse_formula

IDS = st.sampled_from(["I-A", "I-B", "F-C", "x1"])


def formulas() -> st.SearchStrategy[Formula]:
    return st.recursive(
        st.builds(Need, IDS) | st.just(Unnamed()),
        lambda inner: st.one_of(
            st.builds(AllOf, st.lists(inner, min_size=2, max_size=3).map(tuple)),
            st.builds(AnyOf, st.lists(inner, min_size=2, max_size=3).map(tuple)),
            st.lists(inner, min_size=1, max_size=3).flatmap(
                lambda parts: st.builds(AtLeast, st.integers(1, len(parts)), st.just(tuple(parts)))
            ),
        ),
        max_leaves=8,
    )


@given(formulas())
def test_a_printed_formula_reads_back_to_the_same_print(formula: Formula) -> None:
    assert str(parse_formula(str(formula))) == str(formula)


@given(st.text(max_size=60))
def test_any_text_is_read_or_refused_with_a_place(text: str) -> None:
    try:
        parse_formula(text)
    except FormulaError as error:
        assert error.faults[0].code in ("formula-syntax", "negated-need")
        assert "character" in error.faults[0].sentence


def test_and_binds_before_or() -> None:
    assert parse_formula("a or b and c") == AnyOf((Need("a"), AllOf((Need("b"), Need("c")))))


def test_k_of_n_counts() -> None:
    assert parse_formula("2 of (a, b and c, ?)") == AtLeast(2, (Need("a"), AllOf((Need("b"), Need("c"))), Unnamed()))


def test_ids_come_in_the_order_in_which_they_stand() -> None:
    assert list(needed_ids(parse_formula("b and (a or 1 of (c, b))"))) == ["b", "a", "c", "b"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "empty"),
        ("a and", "the formula ends"),
        ("a b", "did not expect 'b'"),
        ("(a or b", "closing parenthesis"),
        ("a)", "did not expect ')'"),
        ("3 of (a, b)", "cannot hold"),
        ("0 of (a, b)", "cannot hold"),
        ("two of (a, b)", "no number"),
        ("not a", "negated"),
        ("a and not b", "negated"),
        ("(" * 300 + "a" + ")" * 300, "nested"),
    ],
)
def test_a_faulty_formula_says_what_was_expected(text: str, said: str) -> None:
    with pytest.raises(InputError, match=said.replace("(", r"\(").replace(")", r"\)")):
        parse_formula(text)


@pytest.mark.parametrize("opened", ["(", "1 of ("])
def test_what_is_nested_too_deep_is_refused_without_a_crash(opened: str) -> None:
    assert parse_formula(opened * 200 + "a" + ")" * 200)
    with pytest.raises(FormulaError, match="nested more than 200 deep"):
        parse_formula(opened * 2000 + "a" + ")" * 2000)
