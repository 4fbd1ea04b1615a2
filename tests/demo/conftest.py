import logging
from collections.abc import Iterator

import pytest
from slack_bolt import App
from slack_bolt.adapter.socket_mode import SocketModeHandler
from slack_sdk import WebClient

from bot.demo.slack import LoopbackSlack


@pytest.fixture
def card():
    """A header, a button and a menu."""
    button = {"type": "button", "text": {"type": "plain_text", "text": "Ask"}, "action_id": "ask", "value": "topic-7"}
    options = [
        {"text": {"type": "plain_text", "text": "Less of this"}, "value": "less"},
        {"text": {"type": "plain_text", "text": "Mute for a week"}, "value": "mute"},
    ]
    menu = {"type": "overflow", "action_id": "more", "options": options}
    return [
        {"type": "header", "text": {"type": "plain_text", "text": "Harbour cranes"}},
        {"type": "actions", "elements": [button, menu]},
    ]


@pytest.fixture
def slack() -> Iterator[LoopbackSlack]:
    with LoopbackSlack(ack_seconds=2.0, retry_seconds=(0.0, 0.1, 0.1)) as running:
        yield running


@pytest.fixture
def client(slack) -> WebClient:
    return WebClient(slack.bot_token, base_url=slack.api_url)


@pytest.fixture
def app(slack, client) -> App:
    """A small app with one listener of each kind, as slack-bolt makes them."""
    logging.getLogger("slack_bolt").setLevel(logging.CRITICAL)
    app = App(client=client, signing_secret=slack.signing_secret)

    @app.command("/readout")
    def command(ack, respond, body):
        ack()
        respond(f"you asked for {body['text']}")

    @app.event("app_mention")
    def mention(event, say):
        say("You called?", thread_ts=event["ts"])

    @app.event("message")
    def message(event, client):
        if event.get("thread_ts") and not event.get("bot_id"):
            client.chat_postMessage(channel=event["channel"], thread_ts=event["thread_ts"], text="An answer")

    @app.action("ask")
    def ask(ack, action, respond):
        ack()
        respond(f"pressed {action['value']}")

    @app.action("more")
    def more(ack, action, respond):
        ack()
        respond(f"chose {action['selected_option']['value']}")

    @app.message_shortcut("readout_about")
    def about(ack):
        ack()

    return app


@pytest.fixture
def connected(slack, app) -> Iterator[LoopbackSlack]:
    """The loopback Slack with that app on its socket."""
    handler = SocketModeHandler(app, slack.app_token)
    handler.connect()
    slack.wait_connected()
    yield slack
    handler.close()
