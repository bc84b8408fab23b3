"""The explorer: its controls, the map, and what holds them together."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import ipywidgets as widgets
import pandas as pd
import traitlets

from ..case import Case
from ..control import CERTAINTIES
from ..errors import LibyaConflictError, ParameterError
from ..maps.frames import find_frame, load_frames
from ..webmap import webmap_data
from .changes import days_of_change
from .dossier import Dossiers
from .parts import MapView
from .saving import KINDS, picture_of, save_view
from .view import View

RULES = {
    "certain": "only what is certain",
    "likely": "what is at least likely",
    "claimed only": "one side's claims too",
    "inferred": "all, what is inferred too",
}
STEP_MS = 100  # from one day to the next while it plays
_ONE_DAY = pd.Timedelta(days=1)


class Explorer(widgets.VBox):
    """A map of control with its controls; made by `explore`.

    Attributes
    ----------
    view : View
        What is shown. It changes with every step; set it by `show`.
    """

    view = traitlets.Instance(View)

    def __init__(
        self,
        case: Case,
        periods: pd.DataFrame,
        view: View,
        *,
        study: str | Path | None = None,
        belief: str = "balanced",
    ) -> None:
        self._case, self._periods, self._study, self._belief = case, periods, study, belief
        self._first = periods["start"].min()
        self._dossiers = Dossiers(case, periods)
        self._all = webmap_data(case, periods)
        self._busy = False
        self._make_controls()
        super().__init__(self._rows(), view=view, layout=widgets.Layout(width="100%"))
        self.add_class("lyc-explorer")
        self.show(view)
        self._listen()

    def show(self, view: View | None = None, **changes: Any) -> None:
        """Show a view, or the present one with changes: ``show(on="2020-05-18", place="Gharyan")``.

        Raises
        ------
        ParameterError
            With every value that is wrong; nothing is changed then.
        """
        values = vars(self.view if view is None else view) | changes
        view = View.of(self._case, self._periods, **values)
        day = (pd.Timestamp(view.on) - self._first).days
        data = self._data_of(view.theatre)
        self._busy = True  # the controls are set here, not heard
        try:
            if data is not self.map.data:
                self.map.data = data
            # The browser links the three; here each is told, so that a page not yet drawn begins right.
            self.play.value, self.slider.index, self.map.day = day, day, day
            self.map.frame = self.frames.value = view.frame
            self.map.belief = self.rule.value = view.minimum_certainty
            self.map.language = self.language.value = view.language
            self.theatre.value = view.theatre
            self.search.value = view.place
            self.map.place = self._case.gazetteer.resolve(view.place) if view.place else ""
        finally:
            self._busy = False
        self._take(view)

    def held(self) -> pd.DataFrame:
        """Give the table of what the map shows, as `View.held` does."""
        return self._dossiers.held(self.view)

    def save(self, kind: str, *, folder: str | Path | None = None) -> Path:
        """Write the present view to a new file: png, svg, csv, geojson or html; see `save_view`."""
        return save_view(self.view, kind, self._case, self._periods, folder=folder)

    def code(self) -> str:
        """Give the Python that makes the present view again."""
        return self.view.code(study=self._study, belief=self._belief)

    def _repr_mimebundle_(self, **options: Any) -> tuple[dict[str, Any], dict[str, Any]]:
        """Give the widget, and a picture of the view with its words for wherever no widget can live."""
        bundle = super()._repr_mimebundle_(**options)
        data = bundle[0] if isinstance(bundle, tuple) else bundle
        picture, alt = picture_of(self.view, self.held())
        return data | {"image/png": picture, "text/plain": alt}, {"image/png": {"alt": alt}}

    def _make_controls(self) -> None:
        gazetteer, last = self._case.gazetteer, self._all["days"] - 1
        days = pd.date_range(self._first, periods=last + 1).strftime("%Y-%m-%d").tolist()
        wide = {"description_width": "initial"}
        self.play = widgets.Play(min=0, max=last, interval=STEP_MS, show_repeat=False, description="Play the days")
        self.slider = widgets.SelectionSlider(
            options=days, description="Day", continuous_update=True, style=wide,
            layout=widgets.Layout(flex="1 1 420px", width="auto"),
        )  # fmt: skip
        self.back = _button("◀ Change", "Go to the last day before this one on which a place on the map changed hands")
        self.on = _button("Change ▶", "Go to the next day on which a place on the map changed hands")
        self.frames = _choice("Frame", [(frame.title, frame.id) for frame in load_frames().values()])
        theatres = sorted(set(gazetteer.places.loc[gazetteer.settled, "theatre"]))
        self.theatre = _choice("Theatre", ["all", *theatres])
        beliefs = reversed(CERTAINTIES[: CERTAINTIES.index("inferred") + 1])
        self.rule = _choice("Believe", [(RULES[name], name) for name in beliefs])
        self.language = _choice("Names", [("English", "en"), ("العربية", "ar")])
        self.search = widgets.Combobox(
            options=sorted(gazetteer.name(place) for place in gazetteer.settled), description="Place",
            placeholder="any spelling", continuous_update=False, style=wide, layout=widgets.Layout(width="230px"),
        )  # fmt: skip
        self.clear = _button("No place", "Close the dossier of the place")
        self.map = MapView(layout=widgets.Layout(width="100%"))
        self.buttons = {kind: _button(kind.upper(), f"Write this view to a new .{kind} file") for kind in KINDS}
        self.buttons["geojson"].description = "GeoJSON"
        self.python = widgets.ToggleButton(
            description="Python", tooltip="Show the code that makes this view again",
            layout=widgets.Layout(width="auto"),
        )  # fmt: skip
        self.script = widgets.Textarea(
            description="Code", rows=6, disabled=False, layout=widgets.Layout(width="100%", display="none"), style=wide
        )
        self.status = widgets.Label("", layout=widgets.Layout(flex="1 1 200px", width="auto"))
        # In the browser: a step of the day asks nothing of the kernel but the dossier.
        widgets.jslink((self.play, "value"), (self.map, "day"))
        widgets.jslink((self.slider, "index"), (self.map, "day"))

    def _rows(self) -> list[widgets.Widget]:
        rows = [
            widgets.HBox([self.frames, self.theatre, self.rule, self.language, self.search, self.clear]),
            widgets.HBox([self.play, self.back, self.on, self.slider]),
            self.map,
            widgets.HBox([widgets.Label("Save this view:"), *self.buttons.values(), self.python, self.status]),
            self.script,
        ]
        for row in rows:
            if isinstance(row, widgets.HBox):
                row.add_class("lyc-bar")
        return rows

    def _listen(self) -> None:
        heard = {
            (self.map, "day"): lambda day: {"on": self._iso(day)},
            (self.map, "frame"): lambda frame: {"frame": frame},
            (self.map, "place"): lambda place: {"place": self._case.gazetteer.name(place) if place else ""},
            (self.frames, "value"): lambda frame: {"frame": frame},
            (self.theatre, "value"): lambda theatre: {"theatre": theatre},
            (self.rule, "value"): lambda rule: {"minimum_certainty": rule},
            (self.language, "value"): lambda language: {"language": language},
            (self.search, "value"): lambda place: {"place": place},
        }
        for (widget, name), change in heard.items():
            widget.observe(lambda event, change=change: self._hear(**change(event["new"])), name)
        self.back.on_click(lambda _: self._jump(-1))
        self.on.on_click(lambda _: self._jump(1))
        self.clear.on_click(lambda _: self._hear(place=""))
        self.python.observe(lambda event: self._show_code(event["new"]), "value")
        for kind, button in self.buttons.items():
            button.on_click(lambda _, kind=kind: self._save(kind))

    def _hear(self, **changes: Any) -> None:
        """Take over what the reader did. A day is not set back into the slider: it may have gone on since."""
        if self._busy:
            return
        try:
            if set(changes) == {"on"}:
                if changes["on"] != self.view.on:
                    self._take(View(**vars(self.view) | changes))
            else:
                self.show(**changes)
        except ParameterError as error:
            self.status.value = "; ".join(error.faults)

    def _take(self, view: View) -> None:
        self.view = view
        self.status.value = ""
        self.map.told = self._dossiers.page(view, self._shown())
        if self.python.value:
            self.script.value = self.code()

    def _shown(self) -> list[str]:
        """Give the ids of the places on the map."""
        frame = find_frame(self.view.frame)
        return [
            place["id"] for place in self.map.data["places"]
            if frame.holds(place["lon"], place["lat"]) and place["kind"] not in frame.hides
        ]  # fmt: skip

    def _data_of(self, theatre: str) -> dict[str, Any]:
        if theatre == "all":
            return self._all
        if self.map.data and self.view.theatre == theatre and self.map.data is not self._all:
            return self.map.data
        kept = set(View(theatre=theatre).place_ids(self._case))
        return self._all | {"places": [place for place in self._all["places"] if place["id"] in kept]}

    def _jump(self, way: int) -> None:
        days = days_of_change(self._dossiers.states, self._shown(), minimum_certainty=self.view.minimum_certainty)
        now = pd.Timestamp(self.view.on)
        found = days[days > now][:1] if way > 0 else days[days < now][-1:]
        if len(found):
            self.show(on=f"{found[0]:%Y-%m-%d}")
        else:
            self.status.value = f"No {'later' if way > 0 else 'earlier'} change of hands on this map."

    def _save(self, kind: str) -> None:
        self.status.value = f"Writing .{kind} …"
        try:
            path = self.save(kind)
            self.status.value = f"Written beside the notebook: {path.name} ({path.stat().st_size / 1000:,.0f} kB)"
        except LibyaConflictError as error:
            self.status.value = str(error)

    def _show_code(self, wanted: bool) -> None:
        self.script.value = self.code() if wanted else ""
        self.script.layout.display = "flex" if wanted else "none"

    def _iso(self, day: int) -> str:
        return f"{self._first + day * _ONE_DAY:%Y-%m-%d}"


def _button(text: str, tooltip: str) -> widgets.Button:
    return widgets.Button(description=text, tooltip=tooltip, layout=widgets.Layout(width="auto"))


def _choice(label: str, options: list) -> widgets.Dropdown:
    return widgets.Dropdown(
        options=options, description=label, style={"description_width": "initial"}, layout=widgets.Layout(width="auto")
    )
