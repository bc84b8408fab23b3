"""The forked engine: what a kernel would have put out, in a process of its own that leaks nothing and lies about nothing."""

import contextlib
import datetime as dt
import itertools
import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import nbformat
import pytest

from libyaconflict.engine.warm import Warm, call_in_child
from libyaconflict.errors import LibyaConflictError
from libyaconflict.execute import choose_engine, run_notebook
from libyaconflict.jupyter import with_package
from libyaconflict.locations import bundled
from libyaconflict.page import PageError

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="the forked engine needs Linux")
NOTEBOOKS = sorted(bundled("notebooks").glob("*.ipynb"))
BOTH = ["fork", "kernel"]
TRAPS = [
    "print('a'); 1 + 1",
    "import os, sys\nprint('err', file=sys.stderr)\nos.system('echo sub')\n_ = 0",
    "import subprocess\nsubprocess.run(['sh', '-c', 'echo out; echo err >&2'])\n_ = 0",
    "!echo shell",
    "from IPython.display import HTML, Markdown, clear_output, display\nh = display(HTML('<b>a</b>'), display_id='one')",
    "h.update(HTML('<b>b</b>'))",
    "print('gone'); clear_output(); print('stays')",
    "display(Markdown('*x*'), metadata={'text/markdown': {'alt': 'described'}})",
    "import warnings\nwarnings.warn('careful')",
    "await __import__('asyncio').sleep(0.01)\n'awaited'",
    "import matplotlib.pyplot as plt\nplt.plot([1, 2, 3])\nplt.title('inline')\nplt.show()",
    "fig, ax = plt.subplots(); ax.bar([1], [2]); fig",
    "%matplotlib inline\n%precision 3\n3.14159",
    "import pandas as pd\npd.DataFrame({'a': [1, 2]})",
    "get_ipython().__class__.__mro__[-1], __name__, In[1]",
    "import multiprocessing\nwith multiprocessing.Pool(2) as pool:\n    print(pool.map(abs, [-1, -2]))",
    "import threading\nt = threading.Thread(target=print, args=('from a thread',)); t.start(); t.join()",
    "?print",
    "try:\n    input('?')\nexcept Exception as error:\n    print(type(error).__name__)",
]
ENDS = [
    "def f(n):\n    return 1 / n\nf(0)",
    "this is no Python",
    "import sys\nsys.exit(3)",
    "raise KeyboardInterrupt",
    "async def g():\n    raise LookupError('inside')\nawait g()",
    "%no_such_magic",
    "class C:\n    def _repr_html_(self):\n        raise ValueError('in repr')\nC()",
]


def write(path, *sources, tags=()):
    cells = [nbformat.v4.new_code_cell(source) for source in sources]
    for number in tags:
        cells[number].metadata["tags"] = ["raises-exception"]
    nbformat.write(nbformat.v4.new_notebook(cells=cells), path)
    return path


def plain(value):
    """Leave out what two runs cannot share: process numbers, addresses, times, ids."""
    if isinstance(value, dict):
        return {key: plain(item) for key, item in value.items() if key not in ("papermill", "execution")}
    if isinstance(value, list):
        return [plain(item) for item in value]
    if isinstance(value, str):
        value = re.sub(r"ipykernel_\d+/\d+", "ipykernel", value)
        return re.sub(r"0x[0-9a-f]+", "0x", value)
    return value


def told(run):
    """Give the outputs of each cell; how stdout and stderr of another process are dealt out is a matter of timing."""
    return [(streams_joined(plain(cell.get("outputs"))), cell.get("execution_count")) for cell in run.notebook.cells]


def streams_joined(outputs):
    joined = []
    for streams, group in itertools.groupby(outputs or [], key=lambda output: output["output_type"] == "stream"):
        group = list(group)
        names = sorted({output["name"] for output in group}) if streams else []
        joined += [(name, "".join(o["text"] for o in group if o["name"] == name)) for name in names] or group
    return joined


def both(path, parameters=None, **options):
    return [run_notebook(path, parameters or {}, engine=engine, **options) for engine in BOTH]


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_every_notebook_comes_out_as_from_a_kernel(path):
    forked, kernel = both(path)
    assert forked.ok, forked.error
    assert told(forked) == told(kernel)
    assert plain(forked.notebook.metadata) == plain(kernel.notebook.metadata)


def test_what_notebooks_can_do_comes_out_as_from_a_kernel(tmp_path):
    forked, kernel = both(write(tmp_path / "traps.ipynb", *TRAPS))
    assert forked.ok, forked.error
    for source, mine, theirs in zip(TRAPS, told(forked), told(kernel), strict=True):
        assert mine == theirs, source


@pytest.mark.parametrize("source", ENDS)
def test_a_failing_cell_is_told_as_a_kernel_tells_it(tmp_path, source):
    forked, kernel = both(write(tmp_path / "ends.ipynb", "x = 1", source, "print('never')"))
    assert not forked.ok
    assert (forked.cell, forked.error) == (kernel.cell, kernel.error) == (2, forked.error)
    assert told(forked) == told(kernel)
    states = [cell.metadata.papermill.status for cell in forked.notebook.cells]
    assert states == ["completed", "failed", "pending"]


def test_a_cell_that_may_raise_does_not_end_the_run(tmp_path):
    path = write(tmp_path / "n.ipynb", "1 / 0", "print('after')", tags=[0])
    forked, kernel = both(path)
    assert forked.ok
    assert told(forked) == told(kernel)


DEATHS = {
    "import os\nos._exit(7)": "DeadKernelError: the kernel died: it exited with status 7",
    "import os, signal\nos.kill(os.getpid(), signal.SIGKILL)": "DeadKernelError: the kernel died: it was stopped or ran out",
    "import ctypes\nctypes.string_at(0)": "DeadKernelError: the kernel died: it crashed (signal 11)",
    "x = bytearray(3 << 30)": "MemoryError",
    "while True:\n    pass": "CellTimeoutError: the cell took longer than 3 s",
}


@pytest.mark.parametrize("source", DEATHS)
def test_a_run_that_dies_says_where_and_of_what(tmp_path, source):
    path = write(tmp_path / "n.ipynb", "print('before')", source, "print('never')")
    run = run_notebook(path, {}, engine="fork", cell_timeout=3, memory=2 << 30)
    assert not run.ok
    assert run.cell == 2
    assert run.error.startswith(DEATHS[source])
    assert [cell.metadata.papermill.status for cell in run.notebook.cells] == ["completed", "failed", "pending"]
    assert run.notebook.cells[0].outputs[0].text == "before\n"


@pytest.mark.parametrize("engine", BOTH)
def test_a_report_has_a_limit_of_its_own(tmp_path, engine):
    path = write(tmp_path / "n.ipynb", *["import time\ntime.sleep(1.5)"] * 4)
    run = run_notebook(path, {}, engine=engine, cell_timeout=60, report_timeout=4)
    assert (run.ok, run.error) == (False, "CellTimeoutError: the report took longer than 4 s")


def test_nothing_of_one_report_is_left_to_the_next(tmp_path):
    path = write(
        tmp_path / "n.ipynb",
        "import os, sys, random, logging, locale, warnings\nimport numpy as np, matplotlib as mpl, matplotlib.pyplot as plt\n"
        "import libyaconflict\n"
        "state = (os.getcwd(), os.environ.get('LEAK'), getattr(libyaconflict, 'leak', 0), logging.root.level, "
        "mpl.rcParams['lines.linewidth'], len(plt.get_fignums()), 'leak' in sys.modules, warnings.filters[0][0], "
        "'secret' in globals())\nprint(state)",
        "print(random.random(), np.random.rand())",
        "os.environ['LEAK'] = '1'; libyaconflict.leak = 1; logging.root.setLevel(1); mpl.rcParams['lines.linewidth'] = 9\n"
        "plt.figure(); sys.modules['leak'] = sys; warnings.simplefilter('error'); secret = 1; os.chdir('/')\nplt.close('all')",
    )
    first, second = (run_notebook(path, {}, engine="fork") for _ in range(2))
    assert first.ok, first.error
    lines = [[cell.outputs[0].text for cell in run.notebook.cells[:2]] for run in (first, second)]
    assert lines[0][0] == lines[1][0]
    assert str(tmp_path) in lines[0][0]
    numbers = {number for _, drawn in lines for number in drawn.split()}
    assert len(numbers) == 4  # random, and not the same random numbers for all


def test_what_a_report_started_ends_with_it(tmp_path):
    path = write(
        tmp_path / "n.ipynb", "import subprocess\nother = subprocess.Popen(['sleep', '600'])\nprint(other.pid)"
    )
    run = run_notebook(path, {}, engine="fork")
    pid = int(run.notebook.cells[0].outputs[0].text)
    assert gone(pid)


def test_no_process_outlives_its_owner(tmp_path):
    path = write(
        tmp_path / "n.ipynb", "import os\nopen('pids', 'w').write(f'{os.getpid()} {os.getppid()}')", "while True: pass"
    )
    program = "import sys\nfrom pathlib import Path\nfrom libyaconflict.execute import run_notebook\nrun_notebook(Path(sys.argv[1]), {}, engine='fork')"
    owner = subprocess.Popen([sys.executable, "-c", program, str(path)], env=with_package(dict(os.environ)))
    pids = tmp_path / "pids"
    wait_for(lambda: pids.exists() and len(pids.read_text().split()) == 2)
    owner.send_signal(signal.SIGKILL)
    owner.wait()
    assert all(gone(int(pid)) for pid in pids.read_text().split())


def test_a_plain_script_may_render_without_a_guard(tmp_path):
    path = write(tmp_path / "n.ipynb", "print('ran')")
    script = tmp_path / "script.py"
    script.write_text(
        "print('script')\nfrom pathlib import Path\nfrom libyaconflict.execute import run_notebook\n"
        f"print(run_notebook(Path({str(path)!r}), {{}}, engine='fork').notebook.cells[0].outputs[0].text)\n"
    )
    done = subprocess.run(
        [sys.executable, str(script)], env=with_package(dict(os.environ)), capture_output=True, text=True, check=True
    )
    assert done.stdout.split() == ["script", "ran"]
    assert done.stderr == ""


def test_an_unknown_engine_is_refused_and_other_kernels_are_not_forked():
    with pytest.raises(LibyaConflictError, match="'spoon'. Known: auto, fork, kernel"):
        choose_engine("spoon")
    other = nbformat.v4.new_notebook(metadata={"kernelspec": {"name": "ir", "language": "R", "display_name": "R"}})
    assert (choose_engine("auto"), choose_engine("auto", other)) == ("fork", "kernel")


def gone(pid):
    def dead():
        try:
            return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] == "Z"
        except FileNotFoundError:
            return True

    return wait_for(dead)


def wait_for(condition, seconds=20):
    last = time.monotonic() + seconds
    while time.monotonic() < last:
        if condition():
            return True
        time.sleep(0.05)
    return False


def page_of(warm, source, **about):
    cell = nbformat.v4.new_markdown_cell(source)
    told = dict.fromkeys(("title", "description", "period", "name", "version"), "a")
    told |= {"parameters": [], "provenance": {"data": "", "lines": []}, "built": dt.datetime(2020, 6, 5)}
    return call_in_child(warm, "report_files", (nbformat.v4.new_notebook(cells=[cell]),), {**told, **about})[".html"]


def test_pages_are_made_by_one_child_until_it_dies():
    with contextlib.closing(Warm()) as warm:
        first = page_of(warm, "# A\n\nthe town fell")
        assert b"the town fell" in first
        (caller,) = warm._idle
        assert page_of(warm, "# A\n\nthe town held") == first.replace(b"fell", b"held")
        assert (warm._idle, caller.calls) == ([caller], 2)
        caller._child.kill()
        assert page_of(warm, "# A\n\nthe town fell") == first
        assert caller not in warm._idle


def test_a_page_that_cannot_be_made_says_why_and_the_next_one_can():
    with contextlib.closing(Warm()) as warm:
        with pytest.raises(PageError, match="no alt text"):
            page_of(warm, '# A\n\n<img src="data:image/png;base64,AA==">')
        assert b"the town held" in page_of(warm, "# A\n\nthe town held")
        with pytest.raises(LibyaConflictError, match="did not come to an end"):
            call_in_child(warm, "report_files", (Exits(),), {"formats": (), "title": "", "name": ""})


class Exits:
    """Ends the process that copies it."""

    def __deepcopy__(self, memo):
        os._exit(7)
