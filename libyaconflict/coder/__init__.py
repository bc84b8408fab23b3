"""From dispatch to coded events."""

from .code import Coder, default_coder
from .merge import Coded

__all__ = ["Coded", "Coder", "default_coder"]
