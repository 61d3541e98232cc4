"""More time for one student, in nbgrader's own table: it reads what we wrote, and we what it wrote."""

import datetime
import multiprocessing

import pytest
from nbgrader.api import Gradebook

from lstm_grader import course
from lstm_grader.__main__ import main
from lstm_grader.exercise import spec
from lstm_grader.gradebook import extensions, late
from lstm_grader.gradebook.store import Store
from lstm_grader.grading import whole_class
from lstm_grader.pages.places import Places
from tests.lstm_grader.classes import NAME, hand_in
from tests.lstm_grader.collect.archive import FILE, MOODLE, notebook, pack, worksheet
from tests.lstm_grader.gradebook.test_address import room
from tests.lstm_grader.nbgrader_course import make_course

KINDS = ["sqlite", pytest.param("postgresql", marks=pytest.mark.database)]
DUE = datetime.datetime(2026, 11, 1, 12)
DAY = datetime.timedelta(days=1)
EXERCISE = spec.load(NAME)


@pytest.fixture
def address(request, tmp_path) -> str:
    kind = getattr(request, "param", "sqlite")
    return request.getfixturevalue("url") if kind == "postgresql" else f"sqlite:///{tmp_path}/grades.db"


@pytest.fixture
def folder(address, tmp_path, monkeypatch):
    """A course with ada, of whom nothing has come, and a due date."""
    made = make_course(tmp_path / "class", address)
    (made / "course" / "submitted").mkdir(parents=True)
    with Gradebook(address, "lstm") as book:
        book.update_or_create_assignment(NAME, duedate=DUE)
        book.update_or_create_student("ada")
    monkeypatch.chdir(made)
    return made


@pytest.mark.parametrize("address", KINDS, indirect=True)
def test_nbgrader_sees_an_extension_before_anything_was_handed_in(folder, address, capsys):
    assert main(["extend", "ada", NAME, "--days", "3"]) == 0
    assert "  ada: 3 days, until 2026-11-04 12:00 UTC" in capsys.readouterr().out
    with Gradebook(address, "lstm") as book:
        found = book.find_submission(NAME, "ada")
        assert (found.extension, found.duedate) == (3 * DAY, DUE + 3 * DAY)
        book.grant_extension(NAME, "ada", days=5)
    with Store(address) as store:
        assert extensions.read_extensions(store, NAME) == [extensions.Extension("ada", 5 * DAY, DUE)]


@pytest.mark.grading
@pytest.mark.parametrize("address", KINDS, indirect=True)
def test_what_is_handed_in_within_it_is_not_late(folder, address, monkeypatch):
    monkeypatch.setattr(late, "load_policy", lambda: late.PerDay(share_per_day=0.1))
    path = hand_in(folder / "course" / "submitted", "ada")
    path.with_name("timestamp.txt").write_text("2026-11-03 12:00 UTC")
    assert main(["grade", NAME, "--no-pages"]) == 0
    with Gradebook(address, "lstm") as book:
        assert book.find_submission(NAME, "ada").late_submission_penalty == 2
    assert main(["extend", "ada", NAME, "--until", "2026-11-03 12:00 Europe/London"]) == 0
    done = whole_class.grade(folder / "course" / "submitted", folder / "course", pages=False)
    assert (done.judged, [(one.seconds, one.penalty) for one in done.late_ones]) == (0, [])
    assert main(["extend", "ada", NAME, "--days", "1"]) == 0
    done = whole_class.grade(folder / "course" / "submitted", folder / "course", pages=False)
    assert [(one.seconds, one.penalty) for one in done.late_ones] == [(86400, 1.0)]


def test_it_takes_the_place_of_the_one_before_and_none_takes_it_back(folder, address, capsys):
    for days in ("2", "1.5"):
        assert main(["extend", "ada", NAME, "--days", days]) == 0
    assert "  ada: 1.5 days, until 2026-11-03 00:00 UTC" in capsys.readouterr().out
    assert main(["extend", "ada", NAME, "--days", "0"]) == 0
    assert f"nobody has more time for {NAME}" in capsys.readouterr().out
    with Gradebook(address, "lstm") as book:
        assert book.find_submission(NAME, "ada").extension is None


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["adda", NAME, "--days", "1"], "nobody is called adda; is it ada?"),
        (["ada", "06_gate", "--days", "1"], "06_gate"),
        (["ada", NAME, "--days", "-1"], "--days: expected 0 to 1000, got -1"),
        (["ada", NAME, "--days", "nan"], "--days: expected 0 to 1000, got nan"),
        (["ada", NAME, "--until", "Friday"], "--until: 'Friday' is no time"),
        (["ada", NAME, "--until", "2026-10-31 12:00 UTC"], "is due 2026-11-01 12:00 UTC, after 2026-10-31 12:00 UTC"),
        (["ada", "05_squashing", "--until", "2026-10-31 12:00 UTC"], "05_squashing has no due date"),
    ],
)
def test_what_makes_no_sense_is_refused_in_one_line_and_changes_nothing(folder, address, capsys, arguments, says):
    assert main(["extend", *arguments]) == 2
    said = capsys.readouterr().err
    assert says in said and said.count("\n") == 1
    with Store(address) as store:
        assert extensions.read_extensions(store, NAME) == []


def test_a_student_with_a_folder_only_may_have_one(folder, address):
    (folder / "course" / "submitted" / "emmy").mkdir()
    assert main(["extend", "emmy", NAME, "--days", "1"]) == 0
    with Gradebook(address, "lstm") as book:
        assert book.find_submission(NAME, "emmy").extension == DAY


LISTS = {
    "Moodle": "First name,Last name,Email address\nEmmy,Noether,emmy@x\nKurt,Gödel,kurt@x\n",
    "German": "Vorname;Nachname;E-Mail-Adresse\nEmmy;Noether;emmy@x\nKurt;Gödel;kurt@x\n",
    "Canvas": 'Student,ID,SIS Login ID,Section\n"Noether, Emmy",1201,emmy@x,S\n"Gödel, Kurt",1202,kurt@x,S\n',
}
ENTRIES = {"Canvas": f"noetheremmy_1201_88001_{FILE}"}


@pytest.mark.parametrize("platform", LISTS)
@pytest.mark.parametrize("called", ["emmy@x", "Emmy Noether", "noether, emmy"])
def test_who_is_in_the_class_list_alone_may_have_one_and_keeps_it_when_something_comes(
    folder, address, tmp_path, platform, called
):
    (tmp_path / "class.csv").write_text(LISTS[platform], encoding="utf-8")
    assert main(["extend", called, NAME, "--days", "1", "--roster", str(tmp_path / "class.csv")]) == 0
    assert main(["extend", called, NAME, "--days", "2"]) == 0  # from now on known without the list
    entry = ENTRIES.get(platform, f"Emmy Noether_7_{MOODLE}/{FILE}")
    assert main(["collect", NAME, str(pack(tmp_path / "a.zip", {entry: notebook(1)}))]) == 0
    (handed_in,) = (folder / "course" / "submitted").iterdir()
    with Store(address) as store:
        assert extensions.read_extensions(store, NAME) == [extensions.Extension(handed_in.name, 2 * DAY, DUE)]


def test_who_is_in_a_worksheet_or_a_group_alone_may_have_one(folder, address, tmp_path):
    sheet = worksheet(tmp_path / "sheet.csv", (7, "Emmy Noether", "emmy@x", "-"), (8, "Kurt", "kurt@x", "-"))
    files = {f"Kurt_8_{MOODLE}/{FILE}": notebook(1)}
    (folder / "course" / "groups.csv").write_text("group,student\nBlue,grace\n")
    assert main(["collect", NAME, str(pack(tmp_path / "a.zip", files)), "--worksheet", str(sheet)]) == 0
    for called in ("emmy@x", "grace"):
        assert main(["extend", called, NAME, "--days", "1"]) == 0
    with Store(address) as store:
        assert [one.student for one in extensions.read_extensions(store, NAME)] == ["Emmy Noether", "grace"]


@pytest.mark.parametrize(
    ("called", "says"),
    [
        ("zoe", "class.csv: nobody is called zoe"),
        ("Emmy Noether", "class.csv: Emmy Noether and Emmy Noether have one name; `collect` with --worksheet"),
        ("emmy@x", "class.csv: Emmy Noether and Emmy Noether have one name; `collect` with --worksheet"),
    ],
)
def test_whom_a_list_does_not_know_or_not_for_certain_is_told_in_one_line(folder, tmp_path, capsys, called, says):
    (tmp_path / "class.csv").write_text(LISTS["Moodle"] + "Emmy,Noether,emmy2@x\n", encoding="utf-8")
    assert main(["extend", called, NAME, "--days", "1", "--roster", str(tmp_path / "class.csv")]) == 2
    said = capsys.readouterr().err
    assert says in said and said.count("\n") == 1
    assert not (folder / "course" / "collected" / "people.csv").exists()


def test_whom_nobody_knows_is_told_where_they_may_be_found(folder, capsys):
    assert main(["extend", "zoe", NAME, "--days", "1"]) == 2
    said = capsys.readouterr().err
    assert "nobody is called zoe. Who is new is found in the class list that you name with --roster" in said


@pytest.mark.grading
def test_an_extension_alone_is_nothing_handed_in(folder, address):
    """Neither here, nor in what formgrader asks nbgrader for."""
    assert main(["extend", "ada", NAME, "--days", "1"]) == 0
    hand_in(folder / "course" / "submitted", "alan")
    done = whole_class.grade(folder / "course" / "submitted", folder / "course", [NAME])
    assert {record.student: record.absent for record in done.records} == {"ada": True, "alan": False}
    shown = {one["student"]: one for one in course.api(course.settings()).get_submissions(NAME)}
    assert list(shown) == ["alan"] and shown["alan"]["score"] == 10
    with Gradebook(address, "lstm") as book:
        assert book.notebook_submissions("forget_gate", NAME)[0].student.id == "alan"
        assert len(book.notebook_submissions("forget_gate", NAME)) == 1
        assert book.find_assignment(NAME).duedate == DUE


@pytest.mark.long
@pytest.mark.parametrize("address", KINDS, indirect=True)
def test_two_instructors_and_a_grading_at_once_lose_nothing(folder, address):
    students = [f"student{number:02}" for number in range(12)]
    for student in students:
        (folder / "course" / "submitted" / student).mkdir()
    context = multiprocessing.get_context("spawn")
    half = [context.Process(target=extend_all, args=(address, students[start::2])) for start in (0, 1)]
    grading = context.Process(target=grade_all, args=(address, students))
    for process in (*half, grading):
        process.start()
    for process in (*half, grading):
        process.join()
    assert [process.exitcode for process in (*half, grading)] == [0, 0, 0]
    with Store(address) as store:
        assert [one.student for one in extensions.read_extensions(store, NAME)] == students
        assert [record.student for record in store.latest(NAME)] == students


def extend_all(address: str, students: list[str]) -> None:
    with Store(address, "lstm") as store:
        for student in students:
            extensions.extend(store, student, EXERCISE, DAY)


def grade_all(address: str, students: list[str]) -> None:
    from lstm_grader.judging import judge
    from lstm_grader.selfcheck import Word

    with Store(address, "lstm") as store:
        for student in students:
            store.save([judge.without_run(student, EXERCISE, Word.REFUSED, "Refused.", None, b"secret").record])


def test_a_full_disk_is_one_line_and_the_same_command_goes_on(folder, address, capsys):
    with room(4):
        assert main(["extend", "ada", NAME, "--days", "1"]) == 2
    said = capsys.readouterr().err
    assert "the gradebook at" in said and "disk" in said and said.count("\n") == 1
    assert main(["extend", "ada", NAME, "--days", "1"]) == 0
    with Gradebook(address, "lstm") as book:
        assert book.find_submission(NAME, "ada").extension == DAY


@pytest.mark.database
@pytest.mark.parametrize("address", ["postgresql"], indirect=True)
def test_a_stopped_server_is_one_line_and_the_same_command_goes_on(folder, address, server, capsys, monkeypatch):
    """Its socket is looked for elsewhere, where nobody listens."""
    config = folder / "nbgrader_config.py"
    text = config.read_text()
    config.write_text(text.replace("host=", "host=/nowhere"))
    assert main(["extend", "ada", NAME, "--days", "1"]) == 2
    said = capsys.readouterr().err
    assert "cannot be opened" in said and said.count("\n") == 1
    config.write_text(text)
    assert main(["extend", "ada", NAME, "--days", "1"]) == 0
    assert Places(course.folder()).db_url == address
