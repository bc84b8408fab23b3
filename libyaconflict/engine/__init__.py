"""A fast engine: a warm process forks a fresh child for each report, in which an IPython shell runs the cells."""
