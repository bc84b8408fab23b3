"""From dispatch to coded events."""

from . import grammar
from .code import Coder, default_coder
from .coded import Coded
from .explain import explain

#: Whether the coder is compiled to C (`hatch_build.py`), which changes nothing but its speed.
COMPILED = not str(grammar.__file__).endswith(".py")

__all__ = ["COMPILED", "Coded", "Coder", "default_coder", "explain"]
