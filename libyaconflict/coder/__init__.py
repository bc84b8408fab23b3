"""From dispatch to coded events."""

from .code import Coder, default_coder
from .explain import explain
from .frame import code_documents
from .merge import Coded

__all__ = ["Coded", "Coder", "code_documents", "default_coder", "explain"]
