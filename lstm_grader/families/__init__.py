"""Shapes of functions that several exercises ask for: the right one in parts, its slips, draws and examples."""
