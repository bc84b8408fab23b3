"""Map and lab: a map of control in the form that a file's ending names, and JupyterLab in a study."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import Any

from ..errors import LibyaConflictError
from .shared import OK, study_of, usage

PICTURES, TABLES, FILMS, PAGES = (".png", ".svg", ".pdf"), (".geojson", ".json", ".kml", ".gpkg", ".csv"), \
    (".gif", ".mp4"), (".html",)  # fmt: skip
CERTAINTIES = ("certain", "likely", "claimed only", "inferred")
LANGUAGES = ("en", "ar", "both", "none")


def add(commands: argparse._SubParsersAction) -> None:
    """Declare the commands."""
    map_ = commands.add_parser(
        "map",
        help="draw who held what on a day, or write it for GIS",
        epilog="A picture is .png, .svg or .pdf; .html is a page with a slider over all days; .gif and .mp4 are moving "
        "maps; .geojson, .kml, .gpkg and .csv go on in GIS. With --from, a picture sets that day against the last, "
        "with a sign where a place was contested or lost in between, and regained; a film or page begins there, and a "
        "file for GIS holds every state from there on.",
    )
    map_.add_argument("--on", metavar="DATE", required=True, help="the day, such as 2020-06-05")
    map_.add_argument("--from", dest="since", metavar="DATE", help="an earlier day to begin with")
    map_.add_argument("--frame", metavar="FRAME", help="libya, northwest, tripoli or sirte-jufra (default: libya)")
    map_.add_argument("--out", metavar="FILE", required=True, help="where it goes; the ending says in what form")
    map_.add_argument("--names", choices=LANGUAGES, default="en", help="language of the places' names (default: en)")
    map_.add_argument(
        "--at-least", choices=CERTAINTIES, default="inferred", metavar="CERTAINTY",
        help="leave a place blank, and say so, unless its holder is attested at least so well: certain, likely, "
        "claimed only, inferred (default)",
    )  # fmt: skip
    map_.add_argument(
        "--surface", action="store_true",
        help="shade by the nearest attested place: an interpolation, blank where another holder is nearly as near",
    )  # fmt: skip
    map_.add_argument(
        "--belief", metavar="NAME", default="balanced",
        help="whose word is enough: balanced (default), cautious, each_side:GNA or each_side:LNA",
    )  # fmt: skip
    map_.add_argument("--title", default="", help="heading of the map")
    map_.add_argument("--study", metavar="DIR", help="a case folder of your own")
    map_.set_defaults(run=_map)

    lab = commands.add_parser("lab", help="open JupyterLab in a study, with its notebooks ready")
    lab.add_argument("--study", metavar="DIR", help="the study (default: the one here)")
    lab.add_argument("--port", type=int, metavar="N", help="the port (default: one that is free)")
    lab.add_argument("--no-browser", action="store_true", help="print the address, open no browser")
    lab.set_defaults(run=_lab)


def _map(arguments: argparse.Namespace) -> int:
    out = Path(arguments.out)
    ending = out.suffix.lower()
    known = (*PICTURES, *PAGES, *FILMS, *TABLES)
    if ending not in known:
        raise LibyaConflictError(f"a map cannot be written as {out.name!r}: the name must end in {', '.join(known)}.")
    if arguments.surface and ending not in PICTURES:
        return usage(f"--surface is for a picture ({', '.join(PICTURES)}), not for {ending}.")
    if arguments.surface and arguments.since:
        return usage("give either --surface or --from: a map of changes is not shaded.")
    if ending in TABLES and arguments.frame:
        return usage("a file for GIS holds every place; --frame is for pictures, films and pages.")
    if ending in FILMS and not arguments.since:
        return usage(f"say on which day the film begins: --from 2019-04-04 --on {arguments.on}.")
    from ..dates import parse_day
    from ..errors import ParameterError
    from ..lookup import rebuilt

    case, periods = rebuilt(study_of(arguments), belief=arguments.belief)
    on = parse_day(arguments.on)
    since = parse_day(arguments.since) if arguments.since else None
    if since and since >= on:
        raise ParameterError([f"--from {since} does not lie before --on {on}."])
    write = _picture if ending in PICTURES else _table if ending in TABLES else _film if ending in FILMS else _page
    write(case, periods, out, on, since, arguments)
    print(out)
    return OK


def _picture(case: Any, periods: Any, out: Path, on: Any, since: Any, arguments: argparse.Namespace) -> None:
    import matplotlib

    matplotlib.use("agg")
    from ..fonts import keep_fonts_in_memory
    from ..mapped import held_on
    from ..maps import describe_change_map, describe_map, plot_change_map, plot_map, save_figure
    from ..shifts import find_shifts

    keep_fonts_in_memory()

    frame = _frame(case, arguments)
    held = held_on(periods, case.gazetteer, on, minimum_certainty=arguments.at_least)
    language = "en" if arguments.names == "none" else arguments.names
    look = {"frame": frame, "language": language, "title": arguments.title}
    if since is None:
        ax = plot_map(held, on=on, labels=arguments.names != "none", surface=arguments.surface, **look)
        save_figure(ax, out, alt=describe_map(held, frame, on, surface=arguments.surface))
        return
    before = held_on(periods, case.gazetteer, since, minimum_certainty=arguments.at_least)
    days = (since, on)
    moved = find_shifts(
        periods, start=since, end=on, place_ids=case.gazetteer.settled, minimum_certainty=arguments.at_least
    )
    ax = plot_change_map(before, held, days=days, moved=moved, **look)
    save_figure(ax, out, alt=describe_change_map(before, held, frame=frame, days=days, moved=moved))


def _table(case: Any, periods: Any, out: Path, on: Any, since: Any, arguments: argparse.Namespace) -> None:
    import pandas as pd

    from ..gis import export_control, place_states
    from ..mapped import held_on

    if since is None:
        held = held_on(periods, case.gazetteer, on, minimum_certainty=arguments.at_least)
        export_control(held, out, on=on)
        return
    states = place_states(periods, case.gazetteer, minimum_certainty=arguments.at_least)
    within = (states["end"] >= pd.Timestamp(since)) & (states["start"] <= pd.Timestamp(on))
    export_control(states[within].reset_index(drop=True), out)


def _film(case: Any, periods: Any, out: Path, on: Any, since: Any, arguments: argparse.Namespace) -> None:
    from ..fonts import keep_fonts_in_memory
    from ..maps import animate_map

    keep_fonts_in_memory()

    said = sys.stderr.isatty()
    animate_map(
        periods,
        case.gazetteer,
        out,
        frame=_frame(case, arguments),
        start=since,
        end=on,
        language="en" if arguments.names == "none" else arguments.names,
        minimum_certainty=arguments.at_least,
        phases=case.phases,
        title=arguments.title,
        progress=(lambda done, days: print(f"\r{done} of {days} days", end="", file=sys.stderr)) if said else None,
    )
    if said:
        print(file=sys.stderr)


def _page(case: Any, periods: Any, out: Path, on: Any, since: Any, arguments: argparse.Namespace) -> None:
    from ..webmap import write_map_page

    write_map_page(
        case,
        periods,
        out,
        on=on,
        frame=_frame(case, arguments),
        start=since,
        title=arguments.title,
        minimum_certainty=arguments.at_least,
        language="ar" if arguments.names == "ar" else "en",
    )


def _frame(case: Any, arguments: argparse.Namespace) -> Any:
    """Give the frame asked for, of the study's own frames where it has some."""
    from ..maps import find_frame

    return find_frame(arguments.frame or "libya", case.folder)


def _lab(arguments: argparse.Namespace) -> int:
    from ..lab import open_lab

    return open_lab(arguments.study, port=arguments.port, browser=not arguments.no_browser)
