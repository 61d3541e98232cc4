"""Hostile and malformed submissions, a file for what they attack; what is right of each stands in `rows`."""
