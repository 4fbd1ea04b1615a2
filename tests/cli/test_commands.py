import json
import os
import shlex
import subprocess
import sys
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.demo.newsroom import Newsroom
from bot.demo.slack import LoopbackSlack
from bot.flows.matching import stamp_of
from bot.model import LOCAL, Article, Item, Quote, QuoteKind, Reading, Span, Timetable, Topic
from storage import open_store

READOUT = [sys.executable, "-c", "from bot.cli import main; main()"]
SAID = "The crane came by rail on Tuesday, said Ida Holm. Two ships had waited since March. It cost 4 million euros."
COMMANDS = [
    [], ["run"], ["demo"], ["web"], ["worker"], ["track"], ["untrack"], ["topics"], ["brief"], ["ask"], ["replay"],
    ["collect"], ["feed"], ["feed", "add"], ["feed", "list"], ["feed", "import"], ["feed", "export"], ["feed", "check"],
    ["feed", "remove"], ["read"], ["doctor"], ["migrate"], ["rejoin"], ["backup"], ["migrate-store"], ["editions"],
]  # fmt: skip


@pytest.fixture
def readout(tmp_path):
    kept = {key: value for key, value in os.environ.items() if not key.startswith(("SLACK_", "READOUT_", "DATABASE"))}

    def call(*args: str, text: str = "", **around: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [*READOUT, *args],
            input=text,
            capture_output=True,
            text=True,
            env=kept | {"READOUT_DATA_DIR": str(tmp_path / "data"), "COLUMNS": "100"} | around,
            timeout=60,
            check=False,
        )

    return call


@pytest.fixture
def stocked(tmp_path) -> Path:
    """A store in which Ida Holm is quoted, an hour before midnight UTC, in topics of two time zones."""
    (tmp_path / "data").mkdir()
    last_night = datetime.now(UTC).replace(hour=23, minute=0) - timedelta(days=1)
    with closing(open_store(f"sqlite:///{tmp_path}/data/readout.sqlite")) as store:
        feed = store.add_feed("https://wire.example/feed")
        url = "https://wire.example/1"
        (item,) = store.add_items(feed.id, [Item(url, "Crane", (f"url:{url}",))], last_night, baseline=False)
        found = Article(url, "Crane", SAID, "Brill Courier", published=last_night, first_seen=last_night)
        article = store.add_article(found)
        store.mark_item(item.id, article_id=article.id)
        quote = Quote((Span(0, 33),), "Ida Holm", QuoteKind.INDIRECT, Span(40, 48), cue=Span(35, 39), confidence=0.99)
        store.add_reading(article, Reading(quotes=(quote,)), "quiet")
        for name, zone in (("Cranes", "Asia/Tokyo"), ("Rail", "America/Lima")):
            muted = ("Ostray Echo",) if name == "Cranes" else ()
            topic = store.add_topic(Topic(LOCAL, "terminal", name, name[:-1], Timetable(zone=zone), muted=muted))
            store.add_topic_feed(LOCAL, topic.id, feed.id)
            store.mark_matches(topic, stamp_of(topic), {article.id: True})
    return tmp_path


def test_times_are_those_of_the_topic_that_is_asked_else_of_no_zone_in_particular(readout, stocked):
    asked = {topic: readout("who", "Holm", *topic).stdout for topic in ((), ("--topic", "Cranes"), ("--topic", "Rail"))}
    assert "23:00" in asked[()]
    assert "08:00" in asked["--topic", "Cranes"]
    assert "18:00" in asked["--topic", "Rail"]


def test_a_topic_without_feeds_is_told_what_to_type_and_gets_one(readout):
    with Newsroom() as room:
        feed, opened = room.opml_url.replace("feeds.opml", "circuitry/feed.json"), room.address.split("//")[-1]
        typed = "readout feed add URL --topic 'Robot arms'"
        assert typed in readout("track", "Robot arms", "--query", "robots").stdout
        assert typed in readout("brief", "robot arms", "--dry-run").stderr
        added = readout("feed", "add", feed, "--topic", "robot arms", READOUT_ALLOW=opened)
    assert "“Robot arms” follows what was added" in added.stdout, added.stderr
    briefed = readout("brief", "Robot arms", "--dry-run")
    assert "1 feed" in briefed.stdout
    assert "no feeds" not in briefed.stderr


def test_of_several_feeds_each_that_is_refused_is_named(readout):
    with Newsroom() as room:
        good, opened = room.opml_url.replace("feeds.opml", "circuitry/feed.json"), room.address.split("//")[-1]
        wrong = good.replace("circuitry", "nowhere")
        done = readout("feed", "add", good, wrong, "http://nowhere.invalid/feed", READOUT_ALLOW=opened)
    assert done.returncode == 1
    assert good in done.stdout
    assert f"{wrong}: There is nothing at this address.\n" in done.stderr
    assert "http://nowhere.invalid/feed: The name nowhere.invalid is not known." in done.stderr
    assert "whether this machine has a network" in done.stderr


def test_what_is_no_longer_tracked_is_tracked_again_by_the_command_that_is_printed(readout, stocked):
    twice = readout("track", "cranes")
    assert twice.returncode == 2
    assert "readout untrack Cranes" in twice.stderr
    gone = readout("untrack", "cranes")
    assert gone.returncode == 0, gone.stderr
    assert "“Cranes” is no longer tracked" in gone.stdout
    assert "(not in it: left out Ostray Echo)" in gone.stdout
    assert "Cranes" not in readout("topics").stdout
    line = gone.stdout.splitlines()[-1]
    assert shlex.split(line)[:3] == ["readout", "track", "Cranes"]
    with closing(open_store(f"sqlite:///{stocked}/data/readout.sqlite")) as store:
        known = store.list_feeds()
        store.mark_feed(replace(known[0], last_success=datetime.now(UTC)))
    again = readout(*shlex.split(line)[1:])
    assert again.returncode == 0, again.stderr
    assert "08:00 on weekdays (Asia/Tokyo)" in again.stdout


def test_every_command_explains_itself(capsys):
    from bot.cli import app

    for command in COMMANDS:
        with pytest.raises(SystemExit) as ended:
            app([*command, "--help"])
        shown = capsys.readouterr().out
        assert ended.value.code == 0
        assert "Usage" in shown
        assert len(shown.splitlines()) > 4


def test_read_gives_json_lines_with_offsets_in_code_points(readout):
    text = "Ünal Aydın, the harbour’s pilot, said that the quay 🚢 was too short. It costs €4.2 million."
    done = readout("read", "--jsonl", text=json.dumps({"id": "a", "text": text}) + "\n")
    assert done.returncode == 0, done.stderr
    row = json.loads(done.stdout)
    (quote,) = row["quotes"]
    assert row["id"] == "a"
    assert quote["speaker"] == "Ünal Aydın"
    assert text[slice(*quote["content"][0])].startswith("the quay 🚢 was too short")
    (figure,) = row["figures"]
    assert (figure["value"], figure["unit"]) == (4200000, "EUR")
    assert "4.2 million" in text[figure["start"] : figure["end"]]


@pytest.mark.parametrize(
    ("args", "code", "says"),
    [
        (["brief", "nothing"], 2, "No topic"),
        (["read", "/no/such/file"], 2, "cannot be read"),
        (["replay", "7"], 2, "No edition 7"),
        (["track", " "], 2, "needs a name"),
        (["ask", " "], 2, "no question"),
        (["who", " "], 2, "example: readout who “Haruka"),
        (["figure", "of"], 2, "example: readout figure “AI"),
        (["brief", "x", "--days=-3"], 2, "greater than"),
        (["--log", "LOUD", "topics"], 2, "LOUD"),
        (["demo", "--port", "99999"], 2, "65535"),
        (["track", "Harbour", "--zone", "Mars/Olympus"], 2, "Mars/Olympus"),
        (["track", "Harbour", "--at", "25:00"], 2, "25:00"),
        (["feed", "add", "ftp://example.org/x"], 1, "ftp"),
        (["feed", "add", "http://127.0.0.1:9/feed"], 1, "127.0.0.1"),
        (["feed", "import", "/no/such.opml"], 2, "cannot be read"),
    ],
)
def test_a_wrong_call_says_what_is_wrong_and_exits_with_its_code(readout, args, code, says):
    done = readout(*args)
    assert done.returncode == code, done.stderr
    assert says in done.stderr
    assert "Traceback" not in done.stderr


def test_feeds_and_opinions_of_an_empty_store_say_so(readout):
    for args, says in ((["feed", "list"], "No feeds yet"), (["feedback"], "Nobody has said")):
        done = readout(*args)
        assert done.returncode == 0, done.stderr
        assert says in done.stdout


def test_a_look_up_without_a_topic_shows_nothing_and_exits_with_3(readout):
    done = readout("who", "Holm")
    assert done.returncode == 3, done.stderr
    assert "No topics yet" in done.stdout


@pytest.mark.parametrize(
    ("args", "code", "says"),
    [
        (["who", "Holm"], 0, "Ida Holm"),
        (["who", "Zzyzx"], 3, "not quoted"),
        (["who", "Hulm"], 3, "not quoted"),
        (["figure", "ferry fares"], 3, "No figure"),
        (["brief", "Rail", "--dry-run"], 0, "Crane"),
        (["brief", "Rail", "--dry-run", "--days", "0.01"], 3, "Nothing new"),
        (["brief", "Rail", "--days", "0.01"], 3, "Nothing new"),
    ],
)
def test_what_finds_nothing_exits_with_3(readout, stocked, args, code, says):
    done = readout(*args)
    assert done.returncode == code, done.stderr
    assert says in done.stdout


def test_doctor_says_what_to_do_without_slack(readout):
    done = readout("doctor")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "readout demo" in done.stdout
    assert "READOUT_CONTACT" in done.stdout
    assert "0 articles, 0 quotes" in " ".join(done.stdout.split())


def test_doctor_names_channels_where_nothing_can_be_posted(readout):
    with LoopbackSlack() as slack:

        def tracked(channel):
            return readout(
                "track", "tides", "--workspace", slack.team_id, "--channel", channel, **slack.environment
            ).stdout

        assert "/invite" not in tracked("C0ENERGY01")
        assert "#energy-desk: nothing hinders posting there" in readout("doctor", **slack.environment).stdout
        assert "/invite @readout" in tracked("C0HALLWAY1")
        done = readout("doctor", **slack.environment)
    assert done.returncode == 1
    assert "Channel #hallway" in done.stdout
    assert "/invite @readout" in done.stdout


@pytest.mark.parametrize(
    ("changed", "level", "todo"),
    [({}, "good", ""), ({"check": "row 3 missing"}, "bad", "backup"), ({"schema": "outdated"}, "note", "migrate")],
)
def test_doctor_does_not_call_a_damaged_database_good(tmp_path, changed, level, todo):
    from bot.cli.doctor import database_finding

    store = open_store(f"sqlite:///{tmp_path / 'one.sqlite'}")
    finding = database_finding({**store.health(), **changed})
    store.close()
    assert finding.level.value == level
    assert todo in finding.todo


def test_how_much_is_logged_comes_from_the_environment_too(monkeypatch, tmp_path):
    monkeypatch.setenv("READOUT_LOG", "nonsense")
    done = subprocess.run(
        [*READOUT, "topics"],
        capture_output=True,
        text=True,
        env=os.environ | {"READOUT_DATA_DIR": str(tmp_path)},
        check=False,
    )
    assert done.returncode == 2
    assert "READOUT_LOG" in done.stderr


def test_a_wrong_setting_is_named(tmp_path):
    done = subprocess.run(
        [*READOUT, "doctor"],
        capture_output=True,
        text=True,
        env=os.environ | {"READOUT_ALLOW": "nonsense", "READOUT_DATA_DIR": str(tmp_path)},
        check=False,
    )
    assert done.returncode == 1
    assert "READOUT_ALLOW" in done.stderr
    assert "Traceback" not in done.stderr


def test_backup_is_a_checked_copy(readout, tmp_path):
    readout("migrate")
    assert readout("backup", str(tmp_path / "copy.sqlite")).returncode == 0
    assert (tmp_path / "copy.sqlite").stat().st_size > 0
    again = readout("backup", str(tmp_path / "copy.sqlite"))
    assert again.returncode == 2
    assert "exists" in again.stderr
    assert Path(tmp_path / "copy.sqlite").exists()


def test_speakers_are_joined_anew(readout):
    readout("migrate")
    done = readout("rejoin")
    assert (done.returncode, done.stdout) == (0, "0 names and groups of names joined anew.\n"), done.stderr


def test_a_store_is_copied_whole(readout, tmp_path):
    readout("track", "Harbour")
    copied = readout("migrate-store", f"sqlite:///{tmp_path}/copy.sqlite")
    assert copied.returncode == 0, copied.stderr
    assert "copied and verified" in copied.stdout
    again = readout("migrate-store", f"sqlite:///{tmp_path}/copy.sqlite")
    assert again.returncode == 1
    assert "Traceback" not in again.stderr
