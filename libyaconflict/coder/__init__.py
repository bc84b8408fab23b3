"""From dispatch to coded events."""

from .code import Coder, default_coder
from .coded import Coded
from .explain import explain

__all__ = ["Coded", "Coder", "default_coder", "explain"]
