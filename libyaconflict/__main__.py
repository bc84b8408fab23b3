"""``python -m libyaconflict`` is the command ``libyaconflict``."""

import sys

from .cli import entry

sys.exit(entry())
