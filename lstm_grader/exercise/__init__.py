"""What is asked and what is known: checks, mistakes and their words, the calls, the released notebook."""
