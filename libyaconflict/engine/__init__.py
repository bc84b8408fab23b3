"""A fast engine for notebooks: a warm process forks a fresh child for each report, in which an IPython shell runs it."""
