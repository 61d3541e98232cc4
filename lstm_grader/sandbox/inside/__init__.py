"""What runs inside the sandbox: these files and wire.py are bound into it, one by one, and nothing else."""
