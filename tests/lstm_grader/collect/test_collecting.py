"""A class comes in: archives in, a folder a person out, and a row for every entry."""

import io
import unicodedata
import zipfile

import pytest

from lstm_grader import ROOT
from lstm_grader.collect import collecting, table, timestamps
from tests.lstm_grader.collect.archive import FILE, MOODLE, NAME, notebook, pack, worksheet


@pytest.fixture
def submitted(tmp_path):
    return tmp_path / "course" / "submitted"


def collected(submitted, *archives, **more):
    return collecting.collect(NAME, archives, submitted, **more)


def folders(submitted):
    return sorted(path.name for path in submitted.iterdir())


def counting(submitted, student):
    return (submitted / student / NAME / FILE).read_bytes()


def outcomes(done):
    return {row.entry: row.outcome for row in done.rows}


def state(submitted):
    """Every file below the course, with its bytes and the moment it was written."""
    found = [path for path in submitted.parent.rglob("*") if path.is_file() and path.name != ".lock"]
    return {path.relative_to(submitted.parent): (path.read_bytes(), path.stat().st_mtime_ns) for path in found}


PACKED = {
    "in a folder": (f"Ada Lovelace_123_{MOODLE}/{FILE}", "Ada Lovelace"),
    "in a folder, with a sign behind": (f"Ada Lovelace_123_{MOODLE}_/{FILE}", "Ada Lovelace"),
    "in folders below": (f"Ada Lovelace_123_{MOODLE}/work/final/{FILE}", "Ada Lovelace"),
    "flat": (f"Ada Lovelace_123_{MOODLE}_{FILE}", "Ada Lovelace"),
    "blind": (f"Participant_2001_{MOODLE}/{FILE}", "Participant 2001"),
    "blind in German": (f"Teilnehmerin_2001_{MOODLE}/{FILE}", "Teilnehmerin 2001"),
    "a group": (f"Group A_31_{MOODLE}/{FILE}", "Group A"),
    "no group": (f"Default group_{MOODLE}/{FILE}", "Default group"),
    "an apostrophe and brackets": (f"Seán O’Neill (Sr) [x]_125_{MOODLE}/{FILE}", "Seán O’Neill (Sr) (x)"),
    "accents apart": (unicodedata.normalize("NFD", f"José Núñez_126_{MOODLE}/{FILE}"), "José Núñez"),
    "vowel signs": (f"मीरा शर्मा_127_{MOODLE}/{FILE}", "मीरा शर्मा"),
    "Canvas": (f"lovelaceada_1201_88001_{FILE}", "lovelaceada 1201"),
    "Canvas, late, the second": ("lovelaceada_LATE_1201_88001_forget_gate-1.ipynb", "lovelaceada 1201"),
    "Canvas, any script": (f"शर्मामीरा_1202_88001_{FILE}", "शर्मामीरा 1202"),
    "Canvas, no letters": (f"_1203_88001_{FILE}", "1203"),
    "Canvas, anonymous": (f"anon_aB3xY_88001_{FILE}", "anon aB3xY"),
    "Canvas, anonymous, late": (f"LATE_anon_aB3xY_88001_{FILE}", "anon aB3xY"),
    "Canvas, anonymous, late behind": (f"anon_aB3xY_LATE_88001_{FILE}", "anon aB3xY"),
    "a folder": (f"ada/{FILE}", "ada"),
    "nbgrader's own": (f"ada/{NAME}/{FILE}", "ada"),
    "a file with a name": ("forget_gate_ada.ipynb", "ada"),
    "a file of a name": ("ada.ipynb", "ada"),
}


@pytest.mark.parametrize(("entry", "student"), PACKED.values(), ids=PACKED)
def test_a_name_that_a_platform_gives_leads_to_one_folder(tmp_path, submitted, entry, student):
    done = collected(submitted, pack(tmp_path / "a.zip", {entry: notebook(1)}))
    assert folders(submitted) == [student]
    assert counting(submitted, student) == notebook(1)
    assert outcomes(done) == {entry: table.COUNTS}


def test_namesakes_stay_apart(tmp_path, submitted):
    files = {f"Ada Lovelace_{number}_{MOODLE}/{FILE}": notebook(number) for number in (7, 11)}
    collected(submitted, pack(tmp_path / "a.zip", files))
    assert folders(submitted) == ["Ada Lovelace 11", "Ada Lovelace 7"]
    assert [counting(submitted, name) for name in folders(submitted)] == [notebook(11), notebook(7)]


def test_the_number_decides_when_a_name_changes(tmp_path, submitted):
    collected(submitted, pack(tmp_path / "a.zip", {f"Ada Byron_7_{MOODLE}/{FILE}": notebook(1)}))
    done = collected(submitted, pack(tmp_path / "b.zip", {f"Ada Lovelace_7_{MOODLE}/{FILE}": notebook(2)}))
    assert folders(submitted) == ["Ada Byron"]
    assert counting(submitted, "Ada Byron") == notebook(2)
    assert done.replaced == ["Ada Byron"]


def test_a_namesake_who_comes_later_gets_a_folder_of_her_own(tmp_path, submitted):
    collected(submitted, pack(tmp_path / "a.zip", {f"Ada_7_{MOODLE}/{FILE}": notebook(1)}))
    collected(submitted, pack(tmp_path / "b.zip", {f"Ada_11_{MOODLE}/{FILE}": notebook(2)}))
    assert counting(submitted, "Ada") == notebook(1)
    assert counting(submitted, "Ada 11") == notebook(2)


def test_the_next_exercise_finds_the_same_person_by_the_address_or_a_name_of_one(tmp_path, submitted):
    files = {f"Ada_7_{MOODLE}/{FILE}": b"", f"Ada_11_{MOODLE}/{FILE}": b"", f"Alan_13_{MOODLE}/{FILE}": b""}
    rows = [(7, "Ada", "a@x.org", "-"), (11, "Ada", "b@x.org", "-"), (13, "Alan", "c@x.org", "-")]
    collected(submitted, pack(tmp_path / "a.zip", files), worksheet=worksheet(tmp_path / "a.csv", *rows))
    files = {f"Ada_71_{MOODLE}/squashing.ipynb": b"", f"Alan_72_{MOODLE}/squashing.ipynb": b""}
    sheet = worksheet(tmp_path / "b.csv", (71, "Ada", "b@x.org", "-"), (72, "Alan", "", "-"))
    collecting.collect("05_squashing", [pack(tmp_path / "b.zip", files)], submitted, sheet)
    assert folders(submitted) == ["Ada 11", "Ada 7", "Alan"]
    assert {path.parts[-3] for path in submitted.rglob("squashing.ipynb")} == {"Ada 11", "Alan"}


def test_an_address_that_two_share_makes_them_no_one_person(tmp_path, submitted):
    files = {f"{name}_{number}_{MOODLE}/{FILE}": notebook(number) for number, name in ((7, "Ada"), (11, "Alan"))}
    sheet = worksheet(tmp_path / "w.csv", (7, "Ada", "lab@x.org", "-"), (11, "Alan", "lab@x.org", "-"))
    collected(submitted, pack(tmp_path / "a.zip", files), worksheet=sheet)
    assert [counting(submitted, name) for name in ("Ada", "Alan")] == [notebook(7), notebook(11)]


def test_the_last_upload_of_a_name_counts_and_the_first_is_kept(tmp_path, submitted):
    whose = f"Ada_7_{MOODLE}"
    files = {f"{whose}/forget_gate (1).ipynb": notebook(2), f"{whose}/{FILE}": notebook(1)}
    done = collected(submitted, pack(tmp_path / "a.zip", files))
    assert counting(submitted, "Ada") == notebook(2)
    (kept,) = (submitted / "Ada" / NAME / "earlier").iterdir()
    assert kept.read_bytes() == notebook(1)
    assert [row.outcome for row in done.rows] == [table.COUNTS, table.EARLIER]


def test_the_attempts_of_canvas_are_ordered_by_its_numbers_whichever_archive_came_first(tmp_path, submitted):
    new = pack(tmp_path / "new.zip", {"lovelaceada_1201_88100_forget_gate-1.ipynb": notebook(2)})
    old = pack(tmp_path / "old.zip", {f"lovelaceada_1201_88001_{FILE}": notebook(1)})
    collected(submitted, new)
    collected(submitted, old)
    assert counting(submitted, "lovelaceada 1201") == notebook(2)


def test_the_notebook_of_the_exercise_counts_and_what_lies_beside_it_is_told(tmp_path, submitted):
    other = (ROOT / "exercises" / "05_squashing" / "squashing.ipynb").read_bytes()
    whose = f"Ada_7_{MOODLE}"
    files = {f"{whose}/a.ipynb": other, f"{whose}/my work.ipynb": notebook(1), f"{whose}/data.csv": b"1"}
    done = collected(submitted, pack(tmp_path / "a.zip", files))
    assert counting(submitted, "Ada") == notebook(1)
    assert outcomes(done) == dict(zip(files, [table.BESIDE, table.COUNTS, table.LEFT], strict=True))
    assert {path.name for path in (submitted / "Ada" / NAME).iterdir()} == {FILE, "a.ipynb"}


def test_a_notebook_in_a_zip_in_a_zip_is_found(tmp_path, submitted):
    inner = pack(tmp_path / "inner.zip", {f"work/{FILE}": notebook(1)})
    middle = pack(tmp_path / "middle.zip", {"inner.zip": inner.read_bytes()})
    collected(submitted, pack(tmp_path / "a.zip", {f"Ada_7_{MOODLE}/all.zip": middle.read_bytes()}))
    assert counting(submitted, "Ada") == notebook(1)


def test_without_a_notebook_what_came_is_kept_and_told(tmp_path, submitted):
    files = {f"Kurt_7_{MOODLE}/work.pdf": b"%PDF", "Kurt_7_assignsubmission_onlinetext/onlinetext.html": b"<p>"}
    files |= {f"Kurt_7_{MOODLE}/timestamp.txt": b"2020-01-01 00:00 UTC"}
    done = collected(submitted, pack(tmp_path / "a.zip", files))
    assert set(outcomes(done).values()) == {table.KEPT}
    there = {path.name for path in (submitted / "Kurt" / NAME).iterdir()}
    assert {"work.pdf", "onlinetext.html"} < there
    assert timestamps.NAME not in there


def test_the_same_command_again_changes_nothing(tmp_path, submitted):
    files = {
        f"Ada_7_{MOODLE}/{FILE}": notebook(1),
        f"Ada_7_{MOODLE}/forget_gate (1).ipynb": notebook(2),
        "x.ipynb": b"",
    }
    sheet = worksheet(tmp_path / "w.csv", (7, "Ada", "a@x.org", "Sunday, 1 November 2026, 8:03 PM"))
    archive = pack(tmp_path / "a.zip", files)
    for _ in range(2):
        done = collected(submitted, archive, worksheet=sheet, zone="UTC")
        before = state(submitted)
    collected(submitted, archive, worksheet=sheet, zone="UTC")
    after = state(submitted)
    assert {path: data for path, (data, _) in after.items()} == {path: data for path, (data, _) in before.items()}
    assert all(after[path] == before[path] for path in after if path.parts[0] == "submitted")
    assert done.replaced == []


def test_another_archive_adds(tmp_path, submitted):
    collected(submitted, pack(tmp_path / "a.zip", {f"Ada_7_{MOODLE}/{FILE}": notebook(1)}))
    done = collected(submitted, pack(tmp_path / "b.zip", {f"Alan_11_{MOODLE}/{FILE}": notebook(2)}))
    assert folders(submitted) == ["Ada", "Alan"]
    assert [row.archive for row in done.rows] == ["a.zip", "b.zip"]


def test_an_archive_that_was_collected_does_not_take_the_place_of_a_newer_one(tmp_path, submitted):
    old = pack(tmp_path / "a.zip", {f"Ada_7_{MOODLE}/{FILE}": notebook(1)})
    new = pack(tmp_path / "b.zip", {f"Ada_7_{MOODLE}/{FILE}": notebook(2)})
    collected(submitted, old)
    collected(submitted, new)
    done = collected(submitted, old)
    assert counting(submitted, "Ada") == notebook(2)
    assert done.replaced == []


def test_what_somebody_put_there_stays_until_something_newer_comes_and_is_kept_then(tmp_path, submitted):
    archive = pack(tmp_path / "a.zip", {f"Ada_7_{MOODLE}/{FILE}": notebook(1)})
    collected(submitted, archive)
    (submitted / "Ada" / NAME / FILE).write_bytes(notebook(5))
    collected(submitted, archive)
    assert counting(submitted, "Ada") == notebook(5)
    done = collected(submitted, pack(tmp_path / "b.zip", {f"Ada_7_{MOODLE}/{FILE}": notebook(2)}))
    assert counting(submitted, "Ada") == notebook(2)
    kept = {path.read_bytes() for path in (submitted / "Ada" / NAME / "earlier").iterdir()}
    assert kept == {notebook(1), notebook(5)}
    assert sorted(row.outcome for row in done.rows) == [table.COUNTS, table.EARLIER, table.EARLIER]


def test_times_come_from_the_worksheet_and_no_attempt_has_the_time_of_another(tmp_path, submitted):
    old = pack(tmp_path / "a.zip", {f"Ada_7_{MOODLE}/{FILE}": notebook(1)})
    sheet = worksheet(tmp_path / "w.csv", (7, "Ada", "a@x.org", "Sunday, 1 November 2026, 8:03 PM"))
    collected(submitted, old, worksheet=sheet, zone="Europe/Berlin")
    assert f"{timestamps.read(submitted / 'Ada' / NAME)}" == "2026-11-01 19:03:00"
    done = collected(submitted, pack(tmp_path / "b.zip", {f"Ada_7_{MOODLE}/{FILE}": notebook(2)}))
    assert timestamps.stamp(submitted / "Ada" / NAME) == ""
    assert [row.came for row in done.rows] == ["2026-11-01 19:03:00 UTC", ""]


def test_the_same_file_again_keeps_its_time(tmp_path, submitted):
    files = {f"Ada_7_{MOODLE}/{FILE}": notebook(1)}
    sheet = worksheet(tmp_path / "w.csv", (7, "Ada", "a@x.org", "Sunday, 1 November 2026, 8:03 PM"))
    collected(submitted, pack(tmp_path / "a.zip", files), worksheet=sheet, zone="UTC")
    done = collected(submitted, pack(tmp_path / "b.zip", files | {f"Alan_8_{MOODLE}/{FILE}": notebook(2)}))
    assert {(row.student, row.outcome): row.came for row in done.rows} == {
        ("Ada", table.EARLIER): "2026-11-01 20:03:00 UTC",
        ("Ada", table.COUNTS): "2026-11-01 20:03:00 UTC",
        ("Alan", table.COUNTS): "",
    }


def test_a_groups_time_is_that_of_its_members(tmp_path, submitted):
    head = "Identifier,Full name,Email address,Status,Group,Grade,Last modified (submission)"
    rows = ["Participant 31,Sofia,s@x,-,Red,-,-", 'Participant 7,Ada,a@x,-,Blue,-,"Sunday, 1 November 2026, 8:03 PM"']
    (tmp_path / "w.csv").write_text("\n".join([head, *rows]))
    files = {f"Blue_31_{MOODLE}/{FILE}": notebook(1)}
    done = collected(submitted, pack(tmp_path / "a.zip", files), worksheet=tmp_path / "w.csv", zone="UTC")
    assert folders(submitted) == ["Blue"]
    assert [row.came for row in done.rows] == ["2026-11-01 20:03:00 UTC"]


@pytest.mark.limits
def test_nobody_has_more_unpacked_than_anybody_needs(tmp_path, submitted):
    """Forty small archives of 38 MB each, unpacked."""
    bomb = pack(tmp_path / "bomb.zip", {"zeros.bin": bytes(38 * 2**20)}).read_bytes()
    files = {f"Ada_7_{MOODLE}/{number}.zip": bomb for number in range(40)}
    files |= {f"Alan_8_{MOODLE}/{FILE}": notebook(2)}
    done = collected(submitted, pack(tmp_path / "a.zip", files))
    said = [row.why for row in done.rows if row.student == "Ada"]
    assert said.count("more than 200 MB of one person") >= 34
    assert counting(submitted, "Alan") == notebook(2)


def test_a_time_without_a_zone_is_told_and_not_guessed(tmp_path, submitted):
    sheet = worksheet(tmp_path / "w.csv", (7, "Ada", "a@x.org", "Sunday, 1 November 2026, 8:03 PM"))
    done = collected(submitted, pack(tmp_path / "a.zip", {f"Ada_7_{MOODLE}/{FILE}": notebook(1)}), worksheet=sheet)
    assert not (submitted / "Ada" / NAME / timestamps.NAME).exists()
    assert "8:03 PM" in done.rows[0].why


def test_late_in_canvas_is_recorded(tmp_path, submitted):
    files = {f"lovelaceada_LATE_1201_88001_{FILE}": notebook(1), f"turingalan_1202_88002_{FILE}": notebook(2)}
    collected(submitted, pack(tmp_path / "a.zip", files))
    assert table.marked_late(submitted, NAME) == {"lovelaceada 1201"}


def test_what_a_mac_adds_is_nobodys_work(tmp_path, submitted):
    files = {f"Ada_7_{MOODLE}/{FILE}": notebook(1), f"__MACOSX/Ada_7_{MOODLE}/._{FILE}": b"x", ".DS_Store": b"x"}
    done = collected(submitted, pack(tmp_path / "a.zip", files))
    assert list(outcomes(done).values()).count(table.LEFT) == 2
    assert folders(submitted) == ["Ada"]


def test_an_archive_that_is_none_stops_no_other(tmp_path, submitted):
    broken = tmp_path / "broken.zip"
    broken.write_bytes(b"PK\x03\x04 half of it")
    done = collected(submitted, broken, pack(tmp_path / "a.zip", {f"Ada_7_{MOODLE}/{FILE}": notebook(1)}))
    assert folders(submitted) == ["Ada"]
    assert len(done.failed) == 1
    assert "expected a zip archive" in done.failed[0]


def test_a_folder_is_collected_as_an_archive_is(tmp_path, submitted):
    folder = tmp_path / "unpacked" / f"Ada_7_{MOODLE}"
    folder.mkdir(parents=True)
    (folder / FILE).write_bytes(notebook(1))
    (folder / "link.ipynb").symlink_to("/etc/passwd")
    done = collected(submitted, tmp_path / "unpacked")
    assert counting(submitted, "Ada") == notebook(1)
    assert sorted(outcomes(done).values()) == [table.COUNTS, table.REFUSED]


def test_nothing_is_written_outside_of_the_course(tmp_path, submitted):
    files = {
        f"../{FILE}": notebook(1),
        f"/etc/{FILE}": notebook(1),
        f"C:\\x\\{FILE}": notebook(1),
        f"Ada_7_{MOODLE}/../../{FILE}": notebook(1),
        f"Ada_7_{MOODLE}/{FILE}": notebook(2),
        f".._8_{MOODLE}/{FILE}": notebook(3),
    }
    done = collected(submitted, pack(tmp_path / "a.zip", files))
    assert sorted(row.outcome for row in done.rows) == [table.COUNTS] * 2 + [table.REFUSED] * 4
    assert folders(submitted) == ["8", "Ada"]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.zip", "course"]


def test_a_link_a_bomb_and_a_locked_file_have_a_reason_and_stop_nobody(tmp_path, submitted):
    archive, whose = tmp_path / "a.zip", f"Ada_7_{MOODLE}"
    link = zipfile.ZipInfo(f"{whose}/link.ipynb")
    link.external_attr = 0o120777 << 16
    bomb = io.BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("zeros.ipynb", bytes(50 * 2**20))
        packed.writestr(FILE, notebook(1))
    many = io.BytesIO()
    with zipfile.ZipFile(many, "w") as packed:
        for number in range(1001):
            packed.writestr(f"{number}.ipynb", b"")
    deep = bomb.getvalue()
    for level in range(4):
        outer = io.BytesIO()
        with zipfile.ZipFile(outer, "w") as packed:
            packed.writestr(f"{level}.zip", deep)
        deep = outer.getvalue()
    with zipfile.ZipFile(archive, "w") as packed:
        packed.writestr(link, "/etc/passwd")
        packed.writestr(f"{whose}/bomb.zip", bomb.getvalue())
        packed.writestr(f"{whose}/many.zip", many.getvalue())
        packed.writestr(f"{whose}/deep.zip", deep)
        packed.writestr(f"{whose}/no.zip", b"none")
        packed.writestr(zipfile.ZipInfo(f"{whose}/lzma.ipynb"), b"x" * 100, zipfile.ZIP_LZMA)
        packed.writestr(f"Alan_8_{MOODLE}/{FILE}", notebook(2))
    done = collected(submitted, archive)
    said = {row.entry.removeprefix(f"{whose}/"): row.why for row in done.rows}
    assert said["link.ipynb"] == "refused: a link, not a file"
    assert said["bomb.zip/zeros.ipynb"] == "larger than 40 MB unpacked"
    assert said["many.zip"] == "not opened: it holds more than 1000 files"
    assert "not opened: an archive in 2 archives" in said.values()
    assert said["no.zip"].startswith("damaged")
    assert said["lzma.ipynb"].startswith("packed in a way")
    assert (counting(submitted, "Ada"), counting(submitted, "Alan")) == (notebook(1), notebook(2))
