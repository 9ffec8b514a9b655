"""Classes of many places, by head: an invented fifty of them."""

import pandas as pd

from charts.map_subject import Subject, scales

SUBJECT = Subject("", "", 0, "same")


def invented(values: list[float], period: str) -> pd.DataFrame:
    return pd.DataFrame({"value": values, "period": period, "country": "BE"})


def test_of_many_places_each_class_gets_about_as_many_of_the_newest_figures():
    # 50 prices from 300 to 349 and a city of 900; ten years before they were a third of it.
    newest = [300.0 + step for step in range(50)] + [900.0]
    rows = pd.concat([invented([value / 3 for value in newest], "2014"), invented(newest, "2024")])
    classes = scales(rows, SUBJECT)[""]
    assert classes.edges == (100.0, 310.0, 320.0, 330.0, 340.0, 900.0)
    assert [sum(classes.of(value) == place for value in newest) for place in range(5)] == [10, 10, 10, 10, 11]


def test_a_loss_and_a_gain_are_never_in_one_class():
    rows = invented([-5.0 + step for step in range(50)] + [900.0], "2024")
    apart = scales(rows, SUBJECT._replace(comparability="not_comparable"))["BE"]
    assert 0.0 in apart.edges and 0.0 in scales(rows, SUBJECT, diverging=True)[""].edges


def test_few_places_keep_steps_that_are_even():
    assert scales(invented([300.0, 310.0, 320.0, 900.0], "2024"), SUBJECT)[""].edges == (
        200.0,
        400.0,
        600.0,
        800.0,
        1000.0,
    )
