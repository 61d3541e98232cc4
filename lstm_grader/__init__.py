"""From the authored exercise to the grade: release, judge in a sandbox, name the mistake, record, show."""

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]

# nbformat's jsonschema compiles a URI grammar when it finds this package, for seconds, and no notebook needs it.
sys.modules.setdefault("rfc3987_syntax", None)
