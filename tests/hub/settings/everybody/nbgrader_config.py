"""nbgrader for everybody on the hub: this file stands in a folder of JUPYTER_CONFIG_PATH.

The teacher's project folder has its own `nbgrader_config.py`, which is read after this one.
"""

c = get_config()  # noqa: F821 - given by nbgrader
c.CourseDirectory.course_id = "lstm"
c.Exchange.root = "/srv/nbgrader/exchange"  # everybody may write there: mode 0777
c.Exchange.timezone = "UTC"
