"""Rebuild who held which place on which day of the 2019-20 offensive on Tripoli, and on whose word.

Names are looked up when first used, so that importing the package reads no file and loads no plotting
or notebook library.
"""

from importlib import import_module
from importlib.metadata import PackageNotFoundError, version
from typing import TYPE_CHECKING

_HOMES = {
    # evidence
    "load_case": "case",
    "Case": "case",
    "check_case": "check",
    "Gazetteer": "gazetteer",
    "parse_edtf": "dates",
    "describe_span": "dates",
    # reports as files
    "Document": "documents",
    "Skipped": "documents",
    "read_documents": "documents",
    # timeline
    "merge_timeline": "timeline",
    "select_events": "timeline",
    "places_of": "timeline",
    "at_least": "timeline",
    "rival_accounts": "timeline",
    "lead_happenings": "timeline",
    "label_happenings": "timeline",
    "count_tempo": "timeline",
    "list_tolls": "timeline",
    "bibliography": "timeline",
    # coded events of reports
    "code_documents": "coder.frame",
    "explain": "coder.explain",
    "mark_dispatch": "marked",
    # coded events of many reports
    "gather_happenings": "corroborate",
    "weigh_against_record": "weigh",
    # doubt
    "claims_ledger": "ledger",
    "measure_agreement": "ledger",
    "list_toll_voices": "tolls",
    "BELIEFS": "beliefs",
    "compare_beliefs": "compare",
    "leave_out": "compare",
    "control_probability": "probability",
    "probability_on": "probability",
    "explain_control": "probability",
    "voice_reliability": "probability",
    # control
    "reconstruct_control": "control",
    "who_held": "lookup",
    "control_on": "lookup",
    "annotate_control": "lookup",
    "rebuilt": "lookup",
    "rebuilt_timeline": "lookup",
    "find_shifts": "shifts",
    "select_periods": "shifts",
    "surest": "shifts",
    "count_held": "shifts",
    "count_turnover": "shifts",
    "measure_front": "shifts",
    "read_key": "score",
    "read_keys": "score",
    "score_control": "score",
    "score_probability": "score",
    "measure_delays": "score",
    "summarise_scores": "score",
    "calibrate": "score",
    # maps
    "held_on": "mapped",
    "daily_states": "mapped",
    "key_days": "keydays",
    "place_states": "gis",
    "to_geojson": "gis",
    "periods_to_geojson": "gis",
    "export_control": "gis",
    "held_on_days": "mapped",
    "spread_days": "mapped",
    "changes_between": "mapped",
    "count_events_at": "placed",
    "list_foreign_presence": "placed",
    "map_page": "webmap",
    "write_map_page": "webmap",
    "show_map": "webmap",
    # explorer, in JupyterLab
    "explore": "explorer",
    "View": "explorer.view",
    # reports
    "render": "report",
    "update": "update",
    "new_study": "study",
    # errors
    "LibyaConflictError": "errors",
    "CaseError": "errors",
    "DateError": "errors",
    "ParameterError": "errors",
    "UnknownPlaceError": "errors",
    "AmbiguousPlaceError": "errors",
}
__all__ = ["__version__", *_HOMES]

try:
    __version__ = version("libyaconflict")
except PackageNotFoundError:  # pragma: no cover - a source tree that was never installed
    __version__ = "0+unknown"

if TYPE_CHECKING:
    from .beliefs import BELIEFS
    from .case import Case, load_case
    from .check import check_case
    from .coder.explain import explain
    from .coder.frame import code_documents
    from .compare import compare_beliefs, leave_out
    from .control import reconstruct_control
    from .corroborate import gather_happenings
    from .dates import describe_span, parse_edtf
    from .documents import Document, Skipped, read_documents
    from .errors import (
        AmbiguousPlaceError,
        CaseError,
        DateError,
        LibyaConflictError,
        ParameterError,
        UnknownPlaceError,
    )
    from .explorer import View, explore
    from .gazetteer import Gazetteer
    from .gis import export_control, periods_to_geojson, place_states, to_geojson
    from .keydays import key_days
    from .ledger import claims_ledger, measure_agreement
    from .lookup import annotate_control, control_on, rebuilt, rebuilt_timeline, who_held
    from .mapped import changes_between, daily_states, held_on, held_on_days, spread_days
    from .marked import mark_dispatch
    from .placed import count_events_at, list_foreign_presence
    from .probability import control_probability, explain_control, probability_on, voice_reliability
    from .report import render
    from .score import (
        calibrate,
        measure_delays,
        read_key,
        read_keys,
        score_control,
        score_probability,
        summarise_scores,
    )
    from .shifts import count_held, count_turnover, find_shifts, measure_front, select_periods, surest
    from .study import new_study
    from .timeline import (
        at_least,
        bibliography,
        count_tempo,
        label_happenings,
        lead_happenings,
        list_tolls,
        merge_timeline,
        places_of,
        rival_accounts,
        select_events,
    )
    from .tolls import list_toll_voices
    from .update import update
    from .webmap import map_page, show_map, write_map_page
    from .weigh import weigh_against_record


def __getattr__(name: str) -> object:
    if name in _HOMES:
        value = getattr(import_module(f".{_HOMES[name]}", __name__), name)
        globals()[name] = value
        return value
    raise AttributeError(f"module 'libyaconflict' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted(__all__)
