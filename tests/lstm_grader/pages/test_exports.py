"""grades.csv: the fixed columns, a row a check, and nothing that a spreadsheet would run."""

import csv

from lstm_grader.pages.exports import COLUMNS, write_csv
from lstm_grader.records import CheckRecord, Record


def record(student, assignment="06_forget_gate", message="keep: right on all 8 calls.", mistake=""):
    rows = (
        CheckRecord("keep", 2.0, 2.0, "right", mistake, message),
        CheckRecord("answer_1", 0.0, 0.5, "wrong", "C3+C12a", 'one\ntwo, "three"'),
    )
    return Record(student, assignment, "forget_gate", rows)


def read(path):
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


def test_a_row_for_every_check_in_a_fixed_order(tmp_path):
    path = tmp_path / "new" / "grades.csv"
    write_csv([record("zoe"), record("ada"), record("ada", "05_squashing")], path)
    header, *rows = read(path)
    assert ",".join(header) == "student,assignment,check,score,max_score,verdict,mistake,message"
    assert header == [*COLUMNS]
    assert [row[:3] for row in rows] == [
        [student, assignment, check]
        for student, assignment in (("ada", "05_squashing"), ("ada", "06_forget_gate"), ("zoe", "06_forget_gate"))
        for check in ("keep", "answer_1")
    ]
    assert rows[0][3:] == ["2", "2", "right", "", "keep: right on all 8 calls."]
    assert rows[1][3:] == ["0", "0.5", "wrong", "C3+C12a", 'one\ntwo, "three"']


def test_any_end_of_line_stays_inside_its_field(tmp_path):
    write_csv([record("ada", message="one\r\ntwo\r=three")], tmp_path / "grades.csv")
    assert [row[7] for row in read(tmp_path / "grades.csv")[1:]] == ["one\ntwo\n=three", 'one\ntwo, "three"']


def test_the_order_of_the_records_changes_nothing(tmp_path):
    write_csv([record("ada"), record("zoe")], tmp_path / "one.csv")
    write_csv([record("zoe"), record("ada")], tmp_path / "two.csv")
    assert (tmp_path / "one.csv").read_bytes() == (tmp_path / "two.csv").read_bytes()


def test_formulas_are_made_inert_and_normal_values_stay(tmp_path):
    for text in ("=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\n=1"):
        write_csv([record(text, message=text)], tmp_path / "grades.csv")
        row = read(tmp_path / "grades.csv")[1]
        assert row[0] == row[7] == "'" + text
    write_csv([record("ada.l+1@uni.example", message="1 - 2 = -1")], tmp_path / "grades.csv")
    assert read(tmp_path / "grades.csv")[1][0] == "ada.l+1@uni.example"
    assert read(tmp_path / "grades.csv")[1][7] == "1 - 2 = -1"


def test_a_text_that_is_not_unicode_stops_nobody(tmp_path):
    write_csv([record("ada", message="\ud800 ="), record("zoe")], tmp_path / "grades.csv")
    rows = read(tmp_path / "grades.csv")
    assert rows[1][7] == "\\ud800 =" and len(rows) == 5


def test_no_draft_is_left_behind(tmp_path):
    write_csv([record("ada")], tmp_path / "grades.csv")
    assert [path.name for path in tmp_path.iterdir()] == ["grades.csv"]
