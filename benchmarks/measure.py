"""What a command takes, for the benchmarks that compare one with another."""

from __future__ import annotations

import os
import time


def measure(*command: str) -> tuple[float, float]:
    """Wall seconds and peak memory in MB of a command that must succeed, its output thrown away."""
    started = time.perf_counter()
    child = os.posix_spawn(
        command[0], command, os.environ, file_actions=[(os.POSIX_SPAWN_OPEN, 1, os.devnull, os.O_WRONLY, 0)]
    )
    _, status, usage = os.wait4(child, 0)
    if status:
        raise SystemExit(f"{' '.join(command)} failed")
    return time.perf_counter() - started, usage.ru_maxrss / 1024
