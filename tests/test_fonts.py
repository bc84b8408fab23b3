"""Fonts kept in memory draw what fonts read from their files draw, in every format."""

import subprocess
import sys

import pytest

DRAW = """
import io, sys
import matplotlib
matplotlib.use("agg")
import matplotlib.pyplot as plt
from matplotlib import font_manager
from libyaconflict.fonts import keep_fonts_in_memory
if sys.argv[2] == "memory":
    keep_fonts_in_memory()
    opened = font_manager.get_font(font_manager.findfont("DejaVu Sans"))
    assert not isinstance(opened.fname, str), "fonts are still read from their files"
plt.rcParams.update({"svg.hashsalt": "same", "pdf.fonttype": 42})
figure, ax = plt.subplots()
ax.set_title("Tarhouna, 5 June 2020: $x^2$ ترهونة")
dated = {"png": {}, "svg": {"Date": None}, "pdf": {"CreationDate": None}, "ps": {}}[sys.argv[1]]
figure.savefig(sys.stdout.buffer, format=sys.argv[1], metadata=dated or None)
"""


@pytest.mark.parametrize("form", ["png", "svg", "pdf"])
def test_a_figure_is_the_same_whichever_way_its_fonts_are_read(form):
    drawn = [
        subprocess.run([sys.executable, "-W", "ignore", "-c", DRAW, form, way], check=True, capture_output=True).stdout
        for way in ("file", "memory")
    ]
    assert len(drawn[0]) > 2000
    assert drawn[0] == drawn[1]
