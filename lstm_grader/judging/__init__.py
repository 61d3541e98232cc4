"""One notebook becomes verdicts."""
