import subprocess
import sys
import zipfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def test_the_wheel_holds_code_templates_and_page_and_renders_from_itself(tmp_path):
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)],
        cwd=ROOT,
        check=True,
        capture_output=True,
    )
    (wheel,) = tmp_path.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
        archive.extractall(tmp_path / "site")
    templates = {path.name for path in (ROOT / "templates").glob("*.j2")}
    assert templates
    assert {f"bot/templates/{name}" for name in templates} <= names
    assert any(name.startswith("bot/demo/page/") for name in names)
    assert any(name.startswith("bot/demo/news/") and name.endswith(".md") for name in names)
    assert not any(name.startswith(("tests/", "bench/")) for name in names)
    found = subprocess.run(
        [sys.executable, "-c", "import bot.render.engine as e; print(e.template_folder())"],
        cwd=tmp_path / "site",
        check=True,
        capture_output=True,
        text=True,
    )
    assert Path(found.stdout.strip()) == tmp_path / "site" / "bot" / "templates"
