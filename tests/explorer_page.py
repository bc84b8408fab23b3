"""The explorer in a browser, as a reader has it: open the notebook, run it, look at the map."""

from pathlib import Path

import nbformat
from lab_server import TOKEN

from libyaconflict.study import new_study

CELLS = (
    "import libyaconflict as lc\nexplorer = lc.explore('..', on='2020-06-05')\nexplorer",
    "explorer.show(on='2019-06-26', place='Gharyan', frame='libya', language='ar', minimum_certainty='likely')",
)


def lay_out(folder: Path) -> Path:
    """Make a study with one more notebook, ``explorer.ipynb``."""
    study = new_study(folder)
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(source) for source in CELLS])
    notebook.metadata.kernelspec = {"name": "python3", "display_name": "Python 3 (ipykernel)", "language": "python"}
    nbformat.write(notebook, study / "notebooks" / "explorer.ipynb")
    return study


def open_notebook(page, address: str) -> None:
    """Open the notebook in JupyterLab and run its first cell."""
    page.goto(f"{address}/lab/tree/notebooks/explorer.ipynb?token={TOKEN}&reset")
    page.get_by_text("Python 3 (ipykernel) | Idle").wait_for(timeout=90_000)
    run_cell(page, 0)
    page.locator(".lcm-picture").wait_for(timeout=90_000)


def run_cell(page, number: int) -> None:
    page.locator(".jp-CodeCell .cm-content").nth(number).click()
    page.keyboard.press("Shift+Enter")


def shown_day(page) -> str:
    return page.locator(".lcm-date").get_attribute("datetime")


def marks(page) -> dict[str, tuple[str, str]]:
    """Give holder and certainty of each mark of the map by the place's id."""
    read = "marks => Object.fromEntries(marks.map(m => [m.dataset.place, [m.dataset.holder, m.dataset.certainty]]))"
    return {place: tuple(look) for place, look in page.locator(".lcm-place").evaluate_all(read).items()}


def settles(page, wanted: dict[str, tuple[str, str]]) -> None:
    """Wait until the marks are those, place by place; say which are not."""
    for _ in range(200):
        if marks(page) == wanted:
            return
        page.wait_for_timeout(100)
    shown = marks(page)
    places = shown.keys() | wanted.keys()
    wrong = {place: (shown.get(place), wanted.get(place)) for place in places if shown.get(place) != wanted.get(place)}
    chosen = page.locator("select").evaluate_all("all => all.map(one => one.value)")
    assert wrong == {}, f"{len(wrong)} of {len(places)} places; chosen: {chosen}"
