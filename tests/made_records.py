"""Records of many reports, as a run leaves them, without running one."""

import datetime as dt
import itertools
import json

from libyaconflict.state import write_record

PLACES = ["Tarhouna", "Bani Walid", "Sirte", "Gharyan", "Ain Zara", "Abu Salim", "Tripoli international airport", "Hun"]
FIRST = dt.date(2019, 4, 1)


def write_records(out, count, *, failed=3, changed=40):
    """Write `count` records of dossiers by place and week; the first `failed` failed, the next `changed` changed."""
    pairs = itertools.cycle(itertools.product(range(80), PLACES))
    for number, (week, place) in zip(range(count), pairs, strict=False):
        start = FIRST + dt.timedelta(weeks=week)
        end, name = start + dt.timedelta(days=6), f"{'weeks' if number % 7 else 'dossiers'}-{number:04d}"
        record = {
            "name": name,
            "title": f"{place}, week of {start.isoformat()}",
            "description": f"What was reported of {place} that week, and who held it. No. {number}",
            "period": f"{start.day} {start:%B} to {end.day} {end:%B %Y}",
            "batch": "weeks" if number % 7 else "dossiers",
            "source": "03-place.ipynb",
            "built": (dt.datetime(2026, 11, 1, tzinfo=dt.UTC) + dt.timedelta(minutes=number)).isoformat(),
            "seconds": 1.0,
            "engine": "fork",
            "parameters": {"place": place, "start": start.isoformat(), "end": end.isoformat()},
            "places": [place],
            "key": {"notebook": "0" * 64, "evidence": "1" * 64},
            "data": "2" * 64,
        }
        good = {"ok": True, "changes": [], "files": dict.fromkeys((".html", ".ipynb", ".bib"), "3" * 64)}
        if number < failed:
            write_record(out / f"{name}.failed.json", {**record, "ok": False, "cell": 4, "error": "KeyError: 'side'"})
            (out / f"{name}.failed.txt").touch()
            continue
        if number < failed + changed:
            good["changes"] = [f"{place}: LNA to GNA on 5 June 2020"]
            (out / f"{name}.changes.html").touch()
        write_record(out / f"{name}.json", {**record, **good})
        for ending in good["files"]:
            (out / f"{name}{ending}").touch()
    line = {"time": "2026-11-29T10:00:00+00:00", "run": "one"}
    events = [
        {"event": "start", "reports": 6},
        *[{"event": "made"}] * 3,
        *[{"event": "fresh"}] * 2,
        {"event": "failed"},
    ]
    text = "".join(json.dumps({**line, **event}) + "\n" for event in events)
    (out / "runs.jsonl").write_text(text + '{"time": "cut sho')
