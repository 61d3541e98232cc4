"""From the authored exercise to the grade: release, judge in a sandbox, name the mistake, record, show."""
