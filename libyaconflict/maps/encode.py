"""Pictures to a moving file: GIF through Pillow, MP4 through ffmpeg, each frame written as it comes."""

from __future__ import annotations

import shutil
import struct
import subprocess
import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np
from PIL import GifImagePlugin, Image

from ..errors import LibyaConflictError

COLOURS = 96  # of a GIF: a drawing has few, and text needs shades between ink and ground
_CLEAR = 255  # index of the palette that leaves a pixel as it was


def write_gif(
    path: Path,
    pictures: Iterable[np.ndarray],
    centiseconds: Sequence[int],
    *,
    samples: Sequence[np.ndarray],
    keep: Sequence[tuple[int, int, int]] = (),
    comment: str = "",
) -> None:
    """Write a GIF that plays for ever; of each frame only the pixels that changed are stored.

    Parameters
    ----------
    path : Path
    pictures : iterable of array, shape (height, width, 3), uint8
    centiseconds : sequence of int
        How long each is shown, in hundredths of a second, the format's unit.
    samples : sequence of array
        Pictures from which the one palette is taken; nothing is dithered, so what stands still does not flicker.
    keep : sequence of (red, green, blue)
        Colours that must come out exact.
    """
    palette = make_palette(samples, keep)
    nearest = np.full(1 << 24, _CLEAR, dtype=np.uint8)
    before: np.ndarray | None = None
    with open(path, "wb") as stream:
        for picture, shown in zip(pictures, centiseconds, strict=True):
            packed = picture.astype(np.uint32)
            packed = (packed[..., 0] << 16) | (packed[..., 1] << 8) | packed[..., 2]
            indices = nearest[packed]
            if (indices == _CLEAR).any():
                _learn(nearest, packed[indices == _CLEAR], palette)
                indices = nearest[packed]
            if before is None:
                stream.write(_head(indices.shape, palette, comment))
                corner, part = (0, 0), indices
            else:
                corner, part = _changed(before, indices)
            image = Image.fromarray(part)
            image.putpalette(palette.tobytes())
            options = {"duration": 10 * shown, "disposal": 1} | ({} if before is None else {"transparency": _CLEAR})
            stream.writelines(GifImagePlugin.getdata(image.convert("P"), corner, **options))
            before = indices
        stream.write(b";")


def make_palette(samples: Sequence[np.ndarray], keep: Sequence[tuple[int, int, int]] = ()) -> np.ndarray:
    """Give the colours of a GIF, shape (256, 3), uint8: those to keep, then the ones that suit the samples best."""
    whole = Image.fromarray(np.concatenate(list(samples), axis=0))
    found = whole.quantize(COLOURS, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE).getpalette()
    colours = np.concatenate([np.reshape(list(keep), (-1, 3)), np.reshape(found, (-1, 3))]).astype(np.uint8)
    palette = np.zeros((256, 3), dtype=np.uint8)
    palette[:] = colours[0]
    palette[: len(colours)] = colours
    return palette


def write_mp4(path: Path, pictures: Iterable[np.ndarray], repeats: Sequence[int], *, fps: int, title: str = "") -> None:
    """Write an MP4 (H.264, yuv420p, index at the head) that every browser and slide program plays.

    Parameters
    ----------
    path : Path
    pictures : iterable of array, shape (height, width, 3), uint8
        Height and width are even.
    repeats : sequence of int
        For how many frames each is shown.

    Raises
    ------
    LibyaConflictError
        There is no ffmpeg, or it failed.
    """
    program = find_ffmpeg()
    process, works = None, True
    with tempfile.TemporaryFile() as told:
        try:
            for picture, times in zip(pictures, repeats, strict=True):
                if process is None:
                    command = _command(program, picture.shape, fps, title, path)
                    process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=told, stderr=told)
                works = works and _feed(process, picture, times)
            works = process is not None and _feed(process, None, 0) and process.wait() == 0
        finally:
            if process is not None and process.poll() is None:
                process.kill()
                process.wait()
        if not works:
            told.seek(0)
            last = told.read().decode(errors="replace").strip().splitlines()[-1:] or ["it gave no reason"]
            raise LibyaConflictError(f"ffmpeg could not write the film: {last[0]}")


def _feed(process: subprocess.Popen, picture: np.ndarray | None, times: int) -> bool:
    """Hand ffmpeg a picture so many times, or the end of the film; tell whether it took it."""
    try:
        for _ in range(times):
            process.stdin.write(np.ascontiguousarray(picture).data)
        if picture is None:
            process.stdin.close()
    except OSError:  # it has stopped: why, it has told
        return False
    return True


def find_ffmpeg() -> str:
    """Give the path of an ffmpeg: that of imageio-ffmpeg, else the system's.

    Raises
    ------
    LibyaConflictError
        There is neither.
    """
    try:
        from imageio_ffmpeg import get_ffmpeg_exe

        return get_ffmpeg_exe()
    except (ImportError, RuntimeError):
        program = shutil.which("ffmpeg")
    if program is None:
        raise LibyaConflictError(
            "To write an MP4, ffmpeg is needed: pip install 'libyaconflict[video]' brings one. A .gif needs nothing more."
        )
    return program


def _command(program: str, shape: tuple[int, ...], fps: int, title: str, path: Path) -> list[str]:
    size = f"{shape[1]}x{shape[0]}"
    bt709 = ["-colorspace", "bt709", "-color_primaries", "bt709", "-color_trc", "bt709", "-color_range", "tv"]
    return [
        program, "-y", "-loglevel", "error", "-f", "rawvideo", "-pix_fmt", "rgb24", "-s", size, "-r", str(fps),
        "-i", "-", "-vf", "scale=out_color_matrix=bt709:out_range=tv,format=yuv420p", *bt709, "-c:v", "libx264",
        "-preset", "fast", "-crf", "20", "-tune", "animation", "-movflags", "+faststart", "-map_metadata", "-1",
        "-metadata", f"title={title}", "-fflags", "+bitexact", "-f", "mp4", str(path),
    ]  # fmt: skip


def _learn(nearest: np.ndarray, packed: np.ndarray, palette: np.ndarray) -> None:
    """Look up for colours that have not been met the index of the palette's nearest."""
    new = np.unique(packed)
    colours = np.stack([new >> 16, (new >> 8) & 255, new & 255], axis=1).astype(np.int32)
    distance = ((colours[:, None, :] - palette[None, :_CLEAR].astype(np.int32)) ** 2).sum(axis=2)
    nearest[new] = distance.argmin(axis=1)


def _changed(before: np.ndarray, now: np.ndarray) -> tuple[tuple[int, int], np.ndarray]:
    """Give the corner and the pixels of the smallest box that holds all changes; the unchanged in it are clear."""
    differ = before != now
    rows, columns = np.flatnonzero(differ.any(axis=1)), np.flatnonzero(differ.any(axis=0))
    if not len(rows):
        return (0, 0), np.full((1, 1), _CLEAR, dtype=np.uint8)
    box = np.s_[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]
    return (int(columns[0]), int(rows[0])), np.where(differ[box], now[box], np.uint8(_CLEAR))


def _head(shape: tuple[int, ...], palette: np.ndarray, comment: str) -> bytes:
    """Give the head of a GIF89a: screen, colours, the wish to play for ever, a comment."""
    screen = struct.pack("<HHBBB", shape[1], shape[0], 0xF7, 0, 0)  # 0xF7: 256 colours for all frames
    forever = b"!\xff\x0bNETSCAPE2.0\x03\x01\x00\x00\x00"
    text = comment.encode()
    parts = [text[n : n + 255] for n in range(0, len(text), 255)]
    said = b"!\xfe" + b"".join(bytes([len(part)]) + part for part in parts) + b"\x00" if parts else b""
    return b"GIF89a" + screen + palette.tobytes() + forever + said
