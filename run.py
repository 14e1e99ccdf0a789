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
#: To build takes a fraction of what it takes to test: the tests read each download with programs of other makers.
BUILD, ALL = "requirements.txt", "requirements-dev.txt"


def main(arguments: list[str]) -> int:
    """Run one of COMMANDS, or any other arguments of Python, in the environment; its exit code."""
    if sys.version_info < (3, 11):  # noqa: UP036 (an older Python is told so instead of crashing)
        print(f"run.py: Python 3.11 or later is needed, this is {sys.version.split()[0]}", file=sys.stderr)
        return 2
    if not arguments:
        print("usage: python3 run.py build | test | ARGUMENTS OF PYTHON", file=sys.stderr)
        return 2
    prepare(BUILD if arguments[0] == "build" else ALL)
    command = COMMANDS.get(arguments[0], arguments[:1])
    return subprocess.run([PYTHON, *command, *arguments[1:]], cwd=HERE, check=False).returncode


def prepare(lock: str) -> None:
    """Make the environment, unless it is there and was made from these very requirements, or from all."""
    stamp = ENVIRONMENT / "made-from"
    made = stamp.read_text().split() if stamp.exists() else []
    due = {name: _hash(name) for name in (BUILD, ALL)}
    if due[lock] in made or due[ALL] in made:
        return
    print(f"making the environment in {ENVIRONMENT.name}/ (once)", file=sys.stderr, flush=True)
    venv.create(ENVIRONMENT, with_pip=True, clear=due[BUILD] not in made)
    pip = [str(PYTHON), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    subprocess.run([*pip, "--require-hashes", "-r", str(HERE / lock)], check=True)
    # The package itself is not installed but found: what is edited is what runs, from any directory.
    ask = [str(PYTHON), "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"]
    folder = subprocess.run(ask, check=True, capture_output=True, text=True).stdout.strip()
    Path(folder, "fasail.pth").write_text(f"{HERE}\n")
    stamp.write_text(due[lock])


def _hash(lock: str) -> str:
    return hashlib.sha256(b"".join((HERE / name).read_bytes() for name in (lock, "pyproject.toml"))).hexdigest()


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except subprocess.CalledProcessError as error:
        print(f"run.py: could not install the requirements (exit code {error.returncode})", file=sys.stderr)
        sys.exit(2)
    except KeyboardInterrupt:
        sys.exit(130)
