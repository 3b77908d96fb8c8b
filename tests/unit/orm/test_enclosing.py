from dataflow_app.orm.enclosing import enclosing, take_enclosed


def test_the_first_change_within_is_a_whole_one_and_what_lies_within_it_is_not() -> None:
    with enclosing(is_whole=True):
        assert take_enclosed()
        assert not take_enclosed()
    assert not take_enclosed()


def test_a_change_that_nothing_encloses_is_no_whole_one() -> None:
    with enclosing(is_whole=False):
        assert not take_enclosed()
    assert not take_enclosed()
