"""The explorer of control for JupyterLab: a day, a frame, a rule of belief, and what stands behind each mark."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from ..errors import LibyaConflictError
from ..frames import Frame, load_frames
from ..locations import IN_REPORT
from .view import View

if TYPE_CHECKING:
    import datetime as dt

    from .board import Explorer

__all__ = ["View", "explore"]


def explore(
    study: str | Path | None = None,
    *,
    on: str | dt.date = "2020-06-05",
    frame: str | Frame = "northwest",
    theatre: str = "all",
    place: str = "",
    minimum_certainty: str = "inferred",
    language: str = "en",
    belief: str = "balanced",
) -> Explorer | None:
    """Open the explorer of a case: as the last line of a notebook's cell it shows itself.

    While `libyaconflict render` makes a report, no kernel will stand behind the page: there the interactive map is
    displayed instead, and nothing is returned.

    Parameters
    ----------
    study : path, optional
        A case folder of one's own; else the bundled case.
    on : str or date
        The day to begin with, such as ``2020-06-05``.
    frame : str or Frame
        ``libya``, ``northwest``, ``tripoli`` or ``sirte-jufra``. The explorer has no other; of a frame of a study's own
        it shows all of Libya, and the map in a report that frame.
    theatre : str
        ``all``, or a theatre of the gazetteer: only its places are drawn.
    place : str
        A place whose dossier is open, in any spelling of the gazetteer; empty for none.
    minimum_certainty : {"certain", "likely", "claimed only", "inferred"}
        The standard of proof: what is less well attested is drawn as such, without its holder.
    language : {"en", "ar"}
        Of the names on the map.
    belief : {"balanced", "cautious", "each_side:GNA", "each_side:LNA"}
        Whose word is enough; see `reconstruct_control`.

    Returns
    -------
    Explorer
        A widget. `view` gives what it shows as a `View`, ``show(view)`` sets it, ``save(kind)`` writes it to a file.

    Raises
    ------
    ParameterError
        With every value that is wrong.
    LibyaConflictError
        The case cannot be read, or the widgets are not installed.
    """
    from ..lookup import rebuilt

    case, periods = rebuilt(study, belief=belief)
    window = frame
    if isinstance(frame, Frame):
        frame = frame.id if frame in load_frames().values() else "libya"
    view = View.of(
        case, periods, on=on, frame=frame, theatre=theatre, place=place, minimum_certainty=minimum_certainty,
        language=language,
    )  # fmt: skip
    if os.environ.get(IN_REPORT):
        from ..webmap import show_map

        show_map(
            case,
            periods,
            on=view.on,
            frame=window,
            minimum_certainty=view.minimum_certainty,
            language=view.language,
        )
        return None
    try:
        from .board import Explorer
    except ModuleNotFoundError as error:
        if (error.name or "").startswith("libyaconflict"):
            raise
        raise LibyaConflictError(
            f"the explorer needs {error.name}, which is not installed. Run: pip install 'libyaconflict[lab]'"
        ) from error
    return Explorer(case, periods, view, study=study, belief=belief)
