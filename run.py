"""Run a command in an environment of its own: `python3 run.py build` or `python3 run.py test`.

The environment, `.venv/` beside this file, is made from the locked requirements when it is missing or older than they
are. Needs Python 3.11 or later and nothing else.
"""

from __future__ import annotations

import hashlib
import subprocess
import sys
import venv
from pathlib import Path

HERE = Path(__file__).resolve().parent
ENVIRONMENT = HERE / ".venv"
PYTHON = ENVIRONMENT / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
COMMANDS = {
    "build": ["-m", "fasail", "build"],
    "test": ["-m", "pytest"],
}


def main(arguments: list[str]) -> int:
    """Run one of COMMANDS, or any other arguments of Python, in the environment; its exit code."""
    if sys.version_info < (3, 11):  # noqa: UP036 (an older Python is told so instead of crashing)
        print(f"run.py: Python 3.11 or later is needed, this is {sys.version.split()[0]}", file=sys.stderr)
        return 2
    if not arguments:
        print("usage: python3 run.py build | test | ARGUMENTS OF PYTHON", file=sys.stderr)
        return 2
    prepare()
    command = COMMANDS.get(arguments[0], arguments[:1])
    return subprocess.run([PYTHON, *command, *arguments[1:]], cwd=HERE, check=False).returncode


def prepare() -> None:
    """Make the environment, unless it is there and was made from these very requirements."""
    locked = b"".join((HERE / name).read_bytes() for name in ("requirements.txt", "pyproject.toml"))
    stamp = ENVIRONMENT / "made-from"
    due = hashlib.sha256(locked).hexdigest()
    if stamp.exists() and stamp.read_text() == due:
        return
    print(f"making the environment in {ENVIRONMENT.name}/ (once)", file=sys.stderr, flush=True)
    venv.create(ENVIRONMENT, with_pip=True, clear=True)
    pip = [str(PYTHON), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    subprocess.run([*pip, "--require-hashes", "-r", str(HERE / "requirements.txt")], check=True)
    subprocess.run([*pip, "--no-deps", "--no-build-isolation", "--editable", str(HERE)], check=True)
    stamp.write_text(due)


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except subprocess.CalledProcessError as error:
        print(f"run.py: could not install the requirements (exit code {error.returncode})", file=sys.stderr)
        sys.exit(2)
    except KeyboardInterrupt:
        sys.exit(130)
