"""Rules of the house that no other tool checks."""

import re
import tomllib
from pathlib import Path

from bot import errors

ROOT = Path(__file__).resolve().parents[2]


def test_locks_pin_every_package_by_hash_and_name_no_url():
    for lock in (ROOT / "locks").glob("*.txt"):
        text = lock.read_text(encoding="utf-8")
        assert "://" not in text
        pinned = [line for line in text.splitlines() if line and not line.startswith((" ", "#"))]
        assert all("==" in line and line.endswith("\\") for line in pinned)


def test_locks_hold_every_dependency():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    wanted = {re.split(r"[\[<>=]", line)[0] for line in project["project"]["dependencies"]}
    locked = set(re.findall(r"^([\w.-]+)==", (ROOT / "locks" / "run.txt").read_text(encoding="utf-8"), re.M))
    assert wanted <= locked


def test_the_tree_of_errors_in_the_docstring_is_the_tree_of_errors():
    classes = {name for name, value in vars(errors).items() if isinstance(value, type)}
    drawn = set(re.findall(r"\b(\w+Error)\b(?=\s{2,}|$)", errors.__doc__ or "", re.M))
    assert classes == drawn


def test_only_settings_reads_the_environment_for_its_values():
    readers = [
        path.relative_to(ROOT).as_posix()
        for path in (ROOT / "bot").rglob("*.py")
        if re.search(r"os\.environ|getenv", path.read_text(encoding="utf-8"))
    ]
    assert set(readers) <= {"bot/settings.py", "bot/cli/console.py"}
