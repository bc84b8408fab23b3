"""Compile the text coder into a wheel where LIBYACONFLICT_COMPILE is set.

    LIBYACONFLICT_COMPILE=1 pip install .

mypyc turns the typed modules of `libyaconflict/coder` into C; a C compiler and Python's headers must be there. What is
coded is the same to the byte, half as fast again. Without the variable the wheel is pure Python, which runs everywhere.
An editable install is never compiled, so that what runs is what was edited.
"""

import os
import shutil
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

#: Modules that wait for files, other processes or a reader, and the one whose class is a `str`, which C cannot extend.
LEFT = {"__init__", "batches", "command", "dataset", "explain", "progress", "scale", "spans"}


class CompileCoder(BuildHookInterface):
    """Add the compiled modules to a wheel; the Python ones stay beside them."""

    def dependencies(self):
        """Name what compiling needs, beyond a C compiler."""
        return ["mypy~=2.4", "setuptools>=75"] if self._wanted("standard") else []

    def initialize(self, version, build_data):
        """Compile, and say that the wheel is for this Python and machine alone."""
        if not self._wanted(version):
            return
        self.built = Path(tempfile.mkdtemp())
        try:
            compiled = compile_coder(self.root, self.built)
        except (Exception, SystemExit) as error:
            shutil.rmtree(self.built, ignore_errors=True)
            raise RuntimeError(
                f"the coder was not compiled: {error}. A C compiler and Python's headers must be there; "
                "without LIBYACONFLICT_COMPILE the wheel is plain Python and needs neither."
            ) from error
        for path in compiled:
            build_data["force_include"][str(path)] = str(path.relative_to(self.built / "lib"))
        build_data["pure_python"] = False
        build_data["infer_tag"] = True

    def finalize(self, version, build_data, artifact_path):
        """Remove what was written on the way."""
        if self._wanted(version):
            shutil.rmtree(self.built, ignore_errors=True)

    def _wanted(self, version):
        return self.target_name == "wheel" and version == "standard" and bool(os.environ.get("LIBYACONFLICT_COMPILE"))


def compile_coder(root, built):
    """Compile the coder's modules below a folder; give the paths of the extensions."""
    from mypyc.build import mypycify
    from setuptools import Distribution
    from setuptools.command.build_ext import build_ext

    class InParallel(build_ext):
        def build_extensions(self):
            if self.compiler.compiler_type == "unix":
                self.compiler.compile = lambda *args, **named: compile_sources(self.compiler, *args, **named)
            super().build_extensions()

    before = Path.cwd()
    os.chdir(root)
    try:
        modules = sorted(path for path in Path("libyaconflict/coder").glob("*.py") if path.stem not in LEFT)
        extensions = mypycify(
            ["--cache-dir", str(built / "cache"), *map(str, modules)],
            opt_level=os.environ.get("LIBYACONFLICT_OPTIMISE", "3"),
            debug_level="0",
            multi_file=True,
            target_dir=str(built / "c"),
            group_name="libyaconflict_coder",
        )
        command = InParallel(Distribution({"name": "libyaconflict", "ext_modules": extensions}))
        command.build_lib, command.build_temp = str(built / "lib"), str(built / "temp")
        command.ensure_finalized()
        command.run()
    finally:
        os.chdir(before)
    return sorted(path for path in (built / "lib").rglob("*") if path.is_file())


def compile_sources(
    compiler, sources, output_dir=None, macros=None, include_dirs=None, debug=0,
    extra_preargs=None, extra_postargs=None, depends=None,
):  # fmt: skip
    """Compile the sources of an extension on all cores; setuptools takes one after the other."""
    macros, objects, postargs, options, build = compiler._setup_compile(
        output_dir, macros, include_dirs, sources, depends, extra_postargs
    )
    arguments = compiler._get_cc_args(options, debug, extra_preargs)

    def one(path):
        compiler._compile(path, *build[path], arguments, postargs, options)

    with ThreadPoolExecutor(os.cpu_count()) as pool:
        list(pool.map(one, objects))
    return objects
