"""From the authored exercise to the grade: release, run in a sandbox, compare with lstm_ref, name the mistake, record."""
