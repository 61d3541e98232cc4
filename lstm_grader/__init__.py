"""From the authored exercise to the grade: release, judge in a sandbox, name the mistake, record, show."""

import sys

# nbformat's jsonschema compiles a URI grammar when it finds this package, for seconds, and no notebook needs it.
sys.modules.setdefault("rfc3987_syntax", None)
