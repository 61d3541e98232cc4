"""What runs inside the sandbox: these files and wire.py are bound into it, one by one, and nothing else."""

MAX_HEADER = 4 * 2**20  # of a reply: JSON takes many times its length when it is read
