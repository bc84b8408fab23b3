"""From dispatch to coded events."""

from .code import Coder, default_coder
from .explain import explain
from .merge import Coded

__all__ = ["Coded", "Coder", "default_coder", "explain"]
