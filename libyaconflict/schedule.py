"""Ready files that run render or update by the clock: cron, systemd, GitHub Actions, Airflow, Prefect."""

from __future__ import annotations

import getpass
import re
import shlex
import sys
from collections.abc import Mapping
from pathlib import Path

from . import __version__
from .errors import LibyaConflictError, ParameterError
from .files import whole_file
from .locations import Study, find_study

KINDS = {
    "cron": {"crontab": "crontab.j2"},
    "systemd": {"{unit}.service": "service.j2", "{unit}.timer": "timer.j2"},
    "github": {"{unit}.yml": "workflow.yml.j2"},
    "airflow": {"{python}_dag.py": "airflow.py.j2"},
    "prefect": {"{python}_flow.py": "prefect.py.j2"},
}
OFTEN = {
    "hour": ("{minute} * * * *", "*-*-* *:{minute:02}:00", "every hour at minute {minute}"),
    "day": ("{minute} {hour} * * *", "*-*-* {hour:02}:{minute:02}:00", "every day at {hour:02}:{minute:02}"),
    "week": ("{minute} {hour} * * 1", "Mon *-*-* {hour:02}:{minute:02}:00", "every Monday at {hour:02}:{minute:02}"),
    "month": (
        "{minute} {hour} 1 * *", "*-*-01 {hour:02}:{minute:02}:00",
        "on the first of every month at {hour:02}:{minute:02}",
    ),
}  # fmt: skip
COMMANDS = ("render", "update")
TOLD = ("cron", "systemd", "airflow")  # whose line takes a summary and a webhook
_TEMPLATES = Path(__file__).resolve().parent / "templates" / "schedule"


def schedule_files(
    kind: str,
    *,
    study: str | Path | None = None,
    every: str = "day",
    at: str = "06:00",
    command: str = "update",
    summary: str | Path | None = None,
    webhook: str = "",
    program: Path | None = None,
) -> dict[str, str]:
    """Write, for one scheduler, the files that run a command on a study by the clock.

    Parameters
    ----------
    kind : {"cron", "systemd", "github", "airflow", "prefect"}
    study : path, optional
        A study of one's own; else the current folder. For GitHub the study is the repository itself.
    every : {"hour", "day", "week", "month"}
        Weeks run on Monday, months on their first day.
    at : str
        The time of day, ``HH:MM``; of an hourly run only the minute counts. Local time, but UTC for GitHub, and for
        Airflow and Prefect the zone that they are set to.
    command : {"render", "update"}
    summary : path, optional
        Where each run writes its summary; a relative path starts in the study.
    webhook : str
        Where each run posts it. Both are for cron, systemd and airflow; the others tell it in their own way.
    program : path, optional
        The `libyaconflict` to run; that of the running interpreter when left out.

    Returns
    -------
    dict of str to str
        Name of each file, and its text.

    Raises
    ------
    ParameterError
        With every fault of what was asked for.
    LibyaConflictError
        There is no study of one's own, or its path cannot stand in such a file.
    """
    time = re.fullmatch(r"([01]?\d|2[0-3]):([0-5]\d)", at)
    asked = (("scheduler", kind, KINDS), ("interval", every, OFTEN), ("command", command, COMMANDS))
    faults = [
        f"unknown {what} {value!r}. It is one of {', '.join(known)}."
        for what, value, known in asked
        if value not in known
    ]
    faults += [] if time else [f"{at!r} is no time of day: write it as 06:00."]
    if (summary or webhook) and kind not in TOLD:
        faults.append(
            f"a summary or a webhook can be given for {', '.join(TOLD)}; {kind} tells what came of a run itself."
        )
    if faults:
        raise ParameterError(faults)
    hour, minute = int(time[1]), int(time[2])
    cron, calendar, often = (text.format(hour=hour, minute=minute) for text in OFTEN[every])
    if kind == "github":
        often += " UTC"
    place = _study(study, kind)
    folder = "." if place is None else str(place.folder)
    words = [*_program(program), command, "--study", folder]
    if summary and place is not None:
        words += ["--summary", str(place.folder / Path(summary).expanduser())]
    words += ["--webhook", webhook] if webhook else []
    unit = "-".join(filter(None, ("libyaconflict", command, "" if place is None else _slug(place.folder.name))))
    values = {
        "command": command,
        "often": often,
        "cron": cron,
        "calendar": calendar,
        "study": folder,
        "study_unit": _percent(folder),
        "study_quoted": _quoted(folder),
        "unit": unit,
        "unit_text": "a study" if place is None else _percent(place.folder.name),
        "user": getpass.getuser(),
        "crontab_line": shlex.join([*words, "--quiet"]).replace("%", r"\%"),
        "unit_line": " ".join(f'"{_quoted(word)}"' for word in words).replace("$", "$$"),
        "airflow_line": f"{_plain_jinja(shlex.join(words))} 2>&1",  # a line that ends in .sh would be read as a file
        "description": f"libyaconflict {command}, {often}",
        "version": __version__,
        "python_version": f"{sys.version_info.major}.{sys.version_info.minor}",
    }
    names = {"unit": unit, "python": unit.replace("-", "_")}
    return {name.format(**names): _fill(template, values) for name, template in KINDS[kind].items()}


def write_schedule(files: Mapping[str, str], folder: Path) -> list[Path]:
    """Write the files into a folder, each whole, and give their paths.

    Raises
    ------
    LibyaConflictError
        One of them is there already with another text, or cannot be written.
    """
    paths = {folder / name: text for name, text in files.items()}
    for path, text in paths.items():
        if path.exists() and path.read_text(encoding="utf-8") != text:
            raise LibyaConflictError(f"{path} is there already, with another text. Delete it, or give another --out.")
    for path, text in paths.items():
        with whole_file(path) as draft:
            draft.write_text(text, encoding="utf-8")
    return list(paths)


def _study(study: str | Path | None, kind: str) -> Study | None:
    """Give the study; for GitHub it is the repository, wherever that is checked out."""
    if kind == "github" and study is None:
        return None
    place = find_study(study)
    if place.bundled:
        raise LibyaConflictError(
            "a schedule is for a study of your own. 'libyaconflict new DIR' makes one; then go there, or give "
            "--study DIR."
        )
    if any(ord(sign) < 32 for sign in str(place.folder)):
        raise LibyaConflictError(f"{str(place.folder)!r} has a line break or the like, which no such file can hold.")
    return None if kind == "github" else place


def _program(program: Path | None) -> list[str]:
    """Give the command of the environment that runs now, by its absolute path."""
    script = program or Path(sys.executable).absolute().parent / "libyaconflict"
    if program or script.exists():
        return [str(script)]
    return [str(Path(sys.executable).absolute()), "-c", "from libyaconflict.cli import entry; entry()"]


def _fill(template: str, values: Mapping[str, str]) -> str:
    from jinja2 import Environment, StrictUndefined

    environment = Environment(
        variable_start_string="[[", variable_end_string="]]", block_start_string="[%", block_end_string="%]",
        comment_start_string="[#", comment_end_string="#]", undefined=StrictUndefined, keep_trailing_newline=True,
        autoescape=False,
    )  # fmt: skip
    environment.filters["repr"] = lambda value: _double(repr(value))
    return environment.from_string((_TEMPLATES / template).read_text(encoding="utf-8")).render(values)


def _double(literal: str) -> str:
    """Give a Python text its double quotes, where it holds none."""
    return f'"{literal[1:-1]}"' if literal.startswith("'") and '"' not in literal and "\\'" not in literal else literal


def _percent(text: str) -> str:
    return text.replace("%", "%%")


def _quoted(text: str) -> str:
    """Write a text to stand in double quotes in a unit of systemd."""
    return _percent(text.replace("\\", "\\\\").replace('"', '\\"'))


def _plain_jinja(text: str) -> str:
    """Keep Airflow, which fills in templates, from reading any into a path."""
    return f"{{% raw %}}{text}{{% endraw %}}" if re.search(r"\{[{%#]", text) else text


def _slug(text: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")
