"""nbgrader's tables and ours: what is stored, and read again."""
