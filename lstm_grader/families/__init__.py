"""Shapes of functions that several exercises ask for: the right one in parts, its mistakes, draws and examples."""
