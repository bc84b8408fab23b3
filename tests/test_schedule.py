"""Ready files for schedulers, held against the schedulers' own parsers."""

import ast
import datetime as dt
import getpass
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from croniter import croniter

from libyaconflict import cli
from libyaconflict.errors import LibyaConflictError, ParameterError
from libyaconflict.locations import PARTS
from libyaconflict.schedule import KINDS, OFTEN, schedule_files, write_schedule

AWKWARD = "Jo's 100% study {{ x }} $HOME"


@pytest.fixture(params=["study", AWKWARD])
def study(request, tmp_path):
    folder = tmp_path / request.param
    for part in PARTS:
        (folder / part).mkdir(parents=True)
    return folder


def only(files):
    (text,) = files.values()
    return text


def cron_line(text):
    (line,) = [line for line in text.splitlines() if not line.startswith("#")]
    return line.split(None, 5)


def as_cron_runs_it(command):
    """Cron ends a command at the first percent sign that has no backslash, and takes the backslash off the others."""
    assert not re.search(r"(?<!\\)%", command)
    return shlex.split(command.replace(r"\%", "%"))


@pytest.mark.parametrize(
    ("every", "after", "runs"),
    [
        ("hour", "2020-06-05 06:31", ["2020-06-05 07:30", "2020-06-05 08:30"]),
        ("day", "2020-06-05 06:29", ["2020-06-05 06:30", "2020-06-06 06:30"]),
        ("week", "2020-06-05 12:00", ["2020-06-08 06:30", "2020-06-15 06:30"]),
        ("month", "2020-06-05 12:00", ["2020-07-01 06:30", "2020-08-01 06:30"]),
    ],
)
def test_a_crontab_line_runs_when_it_says(study, every, after, runs):
    *when, _ = cron_line(only(schedule_files("cron", study=study, every=every, at="06:30")))
    times = croniter(" ".join(when), dt.datetime.fromisoformat(after))
    assert [f"{times.get_next(dt.datetime):%Y-%m-%d %H:%M}" for _ in runs] == runs


def test_cron_runs_the_program_of_this_environment_on_the_study_whatever_its_name(study):
    command = cron_line(only(schedule_files("cron", study=study)))[5]
    words = as_cron_runs_it(command)
    assert words[1:] == ["update", "--study", str(study), "--quiet"]
    assert Path(words[0]) == Path(sys.executable).parent / "libyaconflict"
    said = subprocess.run([words[0], "--version"], capture_output=True, text=True, check=True).stdout
    assert said.startswith("libyaconflict ")


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="systemd is not installed here")
@pytest.mark.parametrize("command", ["render", "update"])
def test_systemd_takes_the_units_without_a_word(study, tmp_path, command):
    folder = tmp_path / "units"
    files = write_schedule(schedule_files("systemd", study=study, command=command), folder)
    asked = ["systemd-analyze", "verify", "--man=no", *map(str, files)]
    done = subprocess.run(asked, capture_output=True, text=True, cwd=folder)
    assert (done.returncode, done.stderr.strip()) == (0, "")


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="systemd is not installed here")
@pytest.mark.parametrize("every", OFTEN)
def test_systemd_reads_the_calendar_as_cron_does(study, every):
    files = schedule_files("systemd", study=study, every=every, at="06:30")
    calendar = next(
        re.search("^OnCalendar=(.*)$", text, re.MULTILINE)[1] for text in files.values() if "[Timer]" in text
    )
    asked = ["systemd-analyze", "calendar", "--base-time=2020-06-05 12:00:00", "--iterations=2", calendar]
    said = subprocess.run(asked, capture_output=True, text=True, check=True, env={"TZ": "UTC", "PATH": "/usr/bin:/bin"})
    days = re.findall(r"\d{4}-\d\d-\d\d \d\d:\d\d", said.stdout.partition("Next elapse")[2])
    *when, _ = cron_line(only(schedule_files("cron", study=study, every=every, at="06:30")))
    times = croniter(" ".join(when), dt.datetime(2020, 6, 5, 12))
    expected = [f"{times.get_next(dt.datetime):%Y-%m-%d %H:%M}" for _ in range(2)]
    assert list(dict.fromkeys(days)) == expected


def test_a_service_is_run_by_its_user_may_write_to_the_study_alone_and_is_made_up_for(study):
    service, timer = schedule_files("systemd", study=study).values()
    entries = dict(line.split("=", 1) for line in service.splitlines() if "=" in line and not line.startswith("#"))
    assert entries["Type"] == "oneshot"
    assert entries["User"] == getpass.getuser()
    assert entries["ProtectSystem"] == "strict"
    assert entries["ReadWritePaths"].replace("%%", "%") == f'"{study}"'
    assert "Persistent=true" in timer


@pytest.mark.parametrize("command", ["render", "update"])
def test_the_github_workflow_fits_its_schema_and_pins_every_action(study, tmp_path, command):
    files = schedule_files("github", study=study, command=command)
    (path,) = write_schedule(files, tmp_path / "workflows")
    checked = subprocess.run(
        [sys.executable, "-m", "check_jsonschema", "--builtin-schema", "vendor.github-workflows", str(path)],
        capture_output=True,
        text=True,
    )
    assert checked.returncode == 0, checked.stdout + checked.stderr
    flow = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
    (job,) = flow["jobs"].values()
    used = [step["uses"] for step in job["steps"] if "uses" in step]
    assert [name.partition("@")[0] for name in used] == [
        "actions/checkout", "actions/setup-python", "actions/cache", "actions/upload-artifact",
    ]  # fmt: skip
    assert all(re.fullmatch("[0-9a-f]{40}", name.partition("@")[2]) for name in used)
    (step,) = [step for step in job["steps"] if step.get("name") == f"libyaconflict {command}"]
    assert step["run"].startswith(f"libyaconflict {command} --study . --summary ")
    assert flow["permissions"] == {"contents": "read"}
    (upload,) = [step for step in job["steps"] if "upload-artifact" in step.get("uses", "")]
    assert upload["with"]["path"] == "reports/out"
    assert any("GITHUB_STEP_SUMMARY" in step.get("run", "") for step in job["steps"])
    assert str(tmp_path) not in path.read_text(encoding="utf-8")


def keywords(call):
    return {word.arg: word.value for word in call.keywords}


@pytest.mark.parametrize("command", ["render", "update"])
def test_the_airflow_dag_runs_the_command_by_bash_on_the_same_cron_times(study, command):
    tree = ast.parse(only(schedule_files("airflow", study=study, every="week", at="06:30", command=command)))
    calls = {node.func.id: keywords(node) for node in ast.walk(tree) if isinstance(node, ast.Call)
             and isinstance(node.func, ast.Name)}  # fmt: skip
    assert calls["DAG"]["schedule"].value == "30 6 * * 1"
    assert calls["DAG"]["catchup"].value is False
    assert calls["DAG"]["max_active_runs"].value == 1
    from jinja2 import Environment

    line = Environment().from_string(calls["BashOperator"]["bash_command"].value).render()  # as Airflow does
    assert shlex.split(line)[1:] == [command, "--study", str(study), "2>&1"]


@pytest.mark.parametrize("command", ["render", "update"])
def test_the_prefect_flow_calls_the_package_on_the_study(study, command):
    tree = ast.parse(only(schedule_files("prefect", study=study, command=command)))
    (where,) = [
        node.value.value for node in tree.body if isinstance(node, ast.Assign) and node.targets[0].id == "STUDY"
    ]
    assert where == str(study)
    called = {f"{node.func.value.id}.{node.func.attr}" for node in ast.walk(tree) if isinstance(node, ast.Call)
              and isinstance(node.func, ast.Attribute) and isinstance(node.func.value, ast.Name)}  # fmt: skip
    assert f"lc.{command}" in called
    assert f"lc.{'update' if command == 'render' else 'render'}" not in called


def test_a_summary_and_a_webhook_go_into_the_line_and_only_where_there_is_one(study):
    told = {"summary": "last 5%.txt", "webhook": "https://example.org/a%20b"}
    words = as_cron_runs_it(cron_line(only(schedule_files("cron", study=study, **told)))[5])
    assert words[2:] == [
        "--study", str(study), "--summary", str(study / "last 5%.txt"), "--webhook", told["webhook"], "--quiet"
    ]  # fmt: skip
    service = schedule_files("systemd", study=study, **told)
    assert any('"--webhook" "https://example.org/a%%20b"' in text for text in service.values())
    with pytest.raises(ParameterError, match="github tells what came of a run itself"):
        schedule_files("github", study=study, webhook="https://example.org")


def test_every_fault_of_a_schedule_is_told_at_once(study):
    with pytest.raises(ParameterError) as error:
        schedule_files("at", study=study, every="minute", at="25:00", command="erase")
    assert len(error.value.faults) == 4
    assert "one of cron, systemd, github, airflow, prefect" in str(error.value)
    assert "'25:00' is no time of day: write it as 06:00." in str(error.value)


def test_a_path_with_a_line_break_is_refused(tmp_path):
    for part in PARTS:
        (tmp_path / "a\n* * * * * rm" / part).mkdir(parents=True)
    with pytest.raises(LibyaConflictError, match="line break"):
        schedule_files("cron", study=tmp_path / "a\n* * * * * rm")


def test_files_of_somebody_else_are_left_alone(study, tmp_path):
    files = schedule_files("systemd", study=study)
    paths = write_schedule(files, tmp_path / "units")
    assert write_schedule(files, tmp_path / "units") == paths
    paths[1].write_text("mine", encoding="utf-8")
    paths[0].unlink()
    with pytest.raises(LibyaConflictError, match="there already"):
        write_schedule(files, tmp_path / "units")
    assert not paths[0].exists()


@pytest.mark.parametrize("kind", KINDS)
def test_the_command_prints_or_writes_the_files(study, tmp_path, capsys, kind):
    assert cli.main(["schedule", kind, "--study", str(study)]) == 0
    printed = capsys.readouterr().out
    assert cli.main(["schedule", kind, "--study", str(study), "--out", str(tmp_path / "out")]) == 0
    paths = [Path(line) for line in capsys.readouterr().out.splitlines()]
    assert {path.name for path in paths} == set(schedule_files(kind, study=study))
    for path in paths:
        assert path.read_text(encoding="utf-8").strip() in printed


def test_the_bundled_case_is_not_scheduled(capsys, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert cli.main(["schedule", "cron"]) == 1
    assert "libyaconflict new DIR" in capsys.readouterr().err
