"""A class at once: who judges, on how many processors, and what need not be judged again."""
