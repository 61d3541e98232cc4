"""nbgrader's settings for this course: where things are, and our judge in place of nbgrader's execution."""

import importlib
import os
import sys
import warnings
from pathlib import Path

c = get_config()  # noqa: F821 - given by nbgrader
root = Path(__file__).resolve().parent
(root / "course").mkdir(mode=0o700, exist_ok=True)
if (root / "course").stat().st_uid == os.getuid():
    (root / "course").chmod(0o700)  # its owner's alone: grades, what was handed in, and the secret of the draws
if str(root) not in sys.path:
    sys.path.insert(0, str(root))  # where lstm_grader is
importlib.import_module("lstm_grader.course")  # puts alembic, which nbgrader runs, on the PATH
importlib.import_module("lstm_grader.collect.clock").teach_nbgrader()  # "20:00 +0200" is not 19:56:40 UTC
warnings.filterwarnings("ignore", "Object of type <Submitted")  # SQLAlchemy on nbgrader's own code; nothing is lost

c.CourseDirectory.course_id = "lstm"
c.CourseDirectory.root = str(root)
c.CourseDirectory.source_directory = "_build/source"  # written by `python -m lstm_grader release`, and only by it
c.CourseDirectory.release_directory = "exercises"
c.CourseDirectory.submitted_directory = "course/submitted"
c.CourseDirectory.autograded_directory = "course/autograded"
c.CourseDirectory.feedback_directory = "course/feedback"
c.CourseDirectory.db_url = f"sqlite:///{root / 'course' / 'gradebook.db'}"

c.IncludeHeaderFooter.header = ""
c.GenerateAssignment.preprocessors = [
    "nbgrader.preprocessors.IncludeHeaderFooter",
    "nbgrader.preprocessors.LockCells",
    "nbgrader.preprocessors.ClearSolutions",
    "nbgrader.preprocessors.ClearOutput",
    "nbgrader.preprocessors.CheckCellMetadata",
    "nbgrader.preprocessors.ComputeChecksums",
    "lstm_grader.gradebook.cells.AddCells",  # a question may be added while a term runs
    "nbgrader.preprocessors.ClearHiddenTests",
    "nbgrader.preprocessors.ClearMarkScheme",
    "nbgrader.preprocessors.ComputeChecksums",
    "nbgrader.preprocessors.CheckCellMetadata",
]
c.Autograde.exporter_class = "lstm_grader.nbgrader_seams.TolerantExporter"
c.Autograde.sanitize_preprocessors = ["lstm_grader.nbgrader_seams.Restore"]
c.Autograde.autograde_preprocessors = [
    "lstm_grader.nbgrader_seams.Judge",
    "nbgrader.preprocessors.LimitOutput",
    "lstm_grader.nbgrader_seams.SaveGrades",
    "nbgrader.preprocessors.AssignLatePenalties",
]
c.GenerateFeedback.exporter_class = "lstm_grader.nbgrader_seams.FeedbackExporter"
c.GenerateFeedback.preprocessors = ["nbgrader.preprocessors.GetGrades"]
# c.FeedbackExporter.book = "https://example.org/lstm/"  # your published book, for links; without it the one built here
c.HTMLExporter.preprocessors = ["lstm_grader.nbgrader_seams.StudentText"]  # what formgrader shows
c.TagRemovePreprocessor.enabled = True
c.TagRemovePreprocessor.remove_cell_tags = {"hide-input"}  # the self-check, the same long cell in every notebook

c.AssignLatePenalties.plugin_class = "lstm_grader.gradebook.late.PerDay"  # takes nothing off until a share is set:
# c.PerDay.share_per_day = 0.1  # each day begun costs 10 % of the points reached
# c.PerDay.grace_hours = 2.0  # after the due date, free of charge
# c.PerDay.at_most = 0.5  # never more than half
