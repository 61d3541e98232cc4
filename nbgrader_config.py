"""nbgrader's settings for this course: where things are, and our judge in place of nbgrader's execution."""

from pathlib import Path

c = get_config()  # noqa: F821 - given by nbgrader
root = Path(__file__).resolve().parent
(root / "course").mkdir(exist_ok=True)

c.CourseDirectory.course_id = "lstm"
c.CourseDirectory.root = str(root)
c.CourseDirectory.source_directory = "_build/source"  # written by `python -m lstm_grader release`, nothing else is in it
c.CourseDirectory.release_directory = "exercises"
c.CourseDirectory.submitted_directory = "course/submitted"
c.CourseDirectory.autograded_directory = "course/autograded"
c.CourseDirectory.feedback_directory = "course/feedback"
c.CourseDirectory.db_url = f"sqlite:///{root / 'course' / 'gradebook.db'}"

c.IncludeHeaderFooter.header = ""
c.Autograde.exporter_class = "lstm_grader.nbgrader_seams.TolerantExporter"
c.Autograde.sanitize_preprocessors = [
    "lstm_grader.nbgrader_seams.Restore",
    "nbgrader.preprocessors.OverwriteKernelspec",
    "nbgrader.preprocessors.OverwriteCells",
    "nbgrader.preprocessors.CheckCellMetadata",
]
c.Autograde.autograde_preprocessors = [
    "lstm_grader.nbgrader_seams.Judge",
    "nbgrader.preprocessors.LimitOutput",
    "lstm_grader.nbgrader_seams.SaveGrades",
    "nbgrader.preprocessors.AssignLatePenalties",
    "nbgrader.preprocessors.CheckCellMetadata",
]
c.GenerateFeedback.exporter_class = "lstm_grader.nbgrader_seams.FeedbackExporter"
c.GenerateFeedback.preprocessors = ["nbgrader.preprocessors.GetGrades"]
