"""The page in a real headless Chromium, with a real slack-bolt app behind it."""

import os
import re
import shutil
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from bot.demo.slack import LoopbackSlack

pytestmark = pytest.mark.browser

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--no-first-run",
]
HOSTILE = "<img src=x onerror=alert(1)> *not bold* <https://evil.example|click>"


def text(words, **style):
    return {"type": "text", "text": words, **({"style": style} if style else {})}


def section(*elements):
    return {"type": "rich_text_section", "elements": list(elements)}


def cell(words):
    return {"type": "rich_text", "elements": [section(text(words))]}


SAID = section(text("Petra Lindqvist", bold=True), text(", harbour master, "), text("said", italic=True))
SOURCE = {"type": "link", "url": "https://news.example/b", "text": "Quay Post ↗"}
COUNTED = {"type": "rich_text_list", "style": "bullet", "elements": [section(text("€40m", bold=True), SOURCE)]}
WINDOW = "Since *Friday* · <https://news.example/a|Quay Post>"
BRIEFING = [
    {"type": "header", "text": {"type": "plain_text", "text": "Harbour cranes · Monday"}},
    {"type": "context", "elements": [{"type": "mrkdwn", "text": WINDOW}]},
    {"type": "divider"},
    {"type": "rich_text", "elements": [SAID, {"type": "rich_text_quote", "elements": [text(HOSTILE)]}, COUNTED]},
    {"type": "table", "rows": [[cell("Figure"), cell("Measures")], [cell("€40m"), cell("two cranes")]]},
    {"type": "image", "image_url": "https://pictures.example/x.png", "alt_text": "A crane"},
]
NAMELESS = """[...document.querySelectorAll("button, select, textarea, img")]
    .filter((e) => !e.textContent.trim() && !e.getAttribute("aria-label") && !e.closest("label") && e.alt === undefined)
    .map((e) => e.outerHTML)"""

SLOW_STATE = """const quick = window.fetch;
window.fetch = async (url, ...more) => {
    if (String(url).includes("/page/state?")) await new Promise((goOn) => setTimeout(goOn, 400));
    return quick(url, ...more);
};"""


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    if CHROMIUM is None:
        words = "no Chromium on this machine: the page was not tested"
        if os.environ.get("READOUT_NEED_BROWSER"):
            pytest.fail(words)
        pytest.skip(words)
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield started
        started.close()


@pytest.fixture
def make_page(browser, slack) -> Iterator:
    """Opens the page; at the end nothing may have been asked of another machine and nothing have gone wrong in it."""
    contexts, troubles = [], []

    def make(path="", width=1280, height=800, **options) -> Page:
        context = browser.new_context(viewport={"width": width, "height": height}, **options)
        contexts.append(context)
        page = context.new_page()
        page.on("request", lambda r: troubles.append(r.url) if not r.url.startswith(slack.page_url) else None)
        page.on("console", lambda m: troubles.append(m.text) if m.type in ("error", "warning") else None)
        page.on("pageerror", lambda e: troubles.append(str(e)))
        page.goto(slack.page_url + path)
        page.locator("#name", has_text=re.compile(r"\w")).wait_for()
        return page

    yield make
    for context in contexts:
        context.close()
    assert troubles == []


def write(page, words, box="#text"):
    page.fill(box, words)
    page.press(box, "Enter")


def test_a_briefing_is_drawn_and_hostile_words_stay_words(slack, client, card, make_page):
    client.chat_postMessage(channel="C0INDUSTRY", text="briefing", blocks=[*BRIEFING, *card[1:]])
    page = make_page()
    message = page.get_by_role("article")
    expect(message.get_by_role("heading", name="Harbour cranes · Monday")).to_be_visible()
    expect(message.locator("blockquote")).to_have_text(HOSTILE)
    expect(message.locator("blockquote *")).to_have_count(0)
    expect(message.locator("strong", has_text="Friday")).to_be_visible()
    expect(message.locator("table td")).to_have_text(["€40m", "two cranes"])
    expect(message.get_by_text("A crane")).to_be_visible()
    links = message.get_by_role("link").all()
    assert {link.get_attribute("rel") for link in links} == {"noopener noreferrer"}
    assert [link.get_attribute("href") for link in links][:2] == ["https://news.example/a", "https://news.example/b"]


def test_markup_in_a_plain_text_message_makes_no_element_and_no_foreign_scheme(slack, client, make_page):
    words = "&lt;script&gt;x&lt;/script&gt; <javascript:alert(1)|press> *bold* <@U0INES0001> 2*3*4 snake_case_name"
    client.chat_postMessage(channel="C0INDUSTRY", text=words)
    body = make_page().locator(".message .body")
    expect(body).to_have_text("<script>x</script> press bold @Ines Okafor 2*3*4 snake_case_name")
    expect(body.locator("a, script, em")).to_have_count(0)
    expect(body.locator("strong")).to_have_text("bold")


def test_a_message_in_mrkdwn_is_drawn_as_slack_draws_it(slack, client, make_page):
    words = "> quoted\n> twice\nthen ~gone~ `a_b_c`\n```two\n  *lines*```\nend :eyes:"
    client.chat_postMessage(channel="C0INDUSTRY", text=words)
    body = make_page().locator(".message .body")
    expect(body.locator("blockquote")).to_have_text("quoted\ntwice")
    expect(body.locator("pre")).to_have_text("two\n  *lines*")
    expect(body.locator("s")).to_have_text("gone")
    expect(body.locator("code")).to_have_text("a_b_c")
    expect(body).to_contain_text("end 👀")


def test_a_command_is_offered_typed_and_answered_for_its_asker_alone(connected, make_page):
    page = make_page()
    page.type("#text", "/readout n")
    expect(page.locator("#box").get_by_role("option")).to_have_count(1)
    page.press("#text", "Tab")
    expect(page.locator("#text")).to_have_value("/readout now ")
    page.press("#text", "Enter")
    whisper = page.locator(".whisper")
    expect(whisper).to_contain_text("Only visible to you")
    expect(whisper).to_contain_text("you asked for now")
    page.select_option("#me", label="Tomás Villar")
    expect(page.locator("#zone")).to_contain_text("New York")
    expect(whisper).to_have_count(0)
    page.select_option("#me", label="Ines Okafor")
    page.get_by_role("button", name="Dismiss this message").click(force=True)
    expect(whisper).to_have_count(0)


def test_a_question_in_the_thread_is_answered_live(connected, client, make_page):
    root = client.chat_postMessage(channel="C0INDUSTRY", text="A briefing")["ts"]
    page = make_page()
    page.get_by_role("article").hover()
    page.get_by_role("button", name="Reply in thread").click()
    expect(page.locator("#reply")).to_be_focused()
    write(page, "/readout now", "#reply")
    expect(page.get_by_role("alert")).to_contain_text("do not run in threads")
    write(page, "And then?", "#reply")
    thread = page.locator("#replies")
    expect(thread.get_by_text("An answer")).to_be_visible()
    expect(page.locator("#log").get_by_role("button", name="2 replies")).to_be_visible()
    assert [post["text"] for post in connected.thread("industry-watch", root)] == ["And then?", "An answer"]
    page.keyboard.press("Escape")
    expect(page.locator("#thread")).to_be_hidden()


def test_buttons_and_menus_work_by_mouse_and_by_keyboard(connected, client, card, make_page):
    client.chat_postMessage(channel="C0INDUSTRY", text="card", blocks=card)
    page = make_page()
    page.get_by_role("button", name="Ask").click()
    expect(page.get_by_text("pressed topic-7")).to_be_visible()
    page.get_by_role("button", name="More actions").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("menuitem", name="Less of this")).to_be_focused()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.get_by_text("chose mute")).to_be_visible()
    page.keyboard.press("Enter")
    page.keyboard.press("Escape")
    expect(page.get_by_role("menu")).to_be_hidden()


def test_a_button_that_nobody_answers_says_so(slack, client, card, make_page):
    client.chat_postMessage(channel="C0INDUSTRY", text="card", blocks=card)
    page = make_page()
    expect(page.locator("#connected")).to_have_text("Readout is not connected")
    page.get_by_role("button", name="Ask").click()
    expect(page.get_by_role("alert")).to_contain_text("did not answer")


def test_work_in_a_thread_is_seen_until_the_answer(slack, client, make_page):
    root = client.chat_postMessage(channel="C0INDUSTRY", text="A briefing")["ts"]
    page = make_page()
    client.assistant_threads_setStatus(channel_id="C0INDUSTRY", thread_ts=root, status="is reading 14 articles …")
    expect(page.get_by_text("Readout is reading 14 articles …")).to_be_visible()
    client.chat_postMessage(channel="C0INDUSTRY", thread_ts=root, text="Found")
    expect(page.get_by_text("is reading")).to_have_count(0)


def test_a_mention_typed_by_name_reaches_the_app(connected, make_page):
    page = make_page()
    write(page, "@Readout are you there?")
    expect(page.locator(".mention")).to_have_text("@Readout")
    expect(page.get_by_role("button", name="1 reply")).to_be_visible()


def test_readout_is_invited_where_it_is_missing(slack, make_page):
    page = make_page()
    page.get_by_role("button", name="hallway").click()
    expect(page.get_by_text("Readout is not in this channel")).to_be_visible()
    write(page, "/invite @Readout")
    expect(page.get_by_text("Readout is not in this channel")).to_have_count(0)
    assert slack.bot_user in slack.channels["hallway"].members


def test_a_direct_message_says_what_readout_hears_there(browser):
    with LoopbackSlack(scopes=["chat:write"]) as deaf:
        page = browser.new_page()
        page.goto(deaf.page_url)
        page.get_by_label("Workspace").get_by_role("button", name="Readout").click()
        expect(page.get_by_text("Readout does not read messages here")).to_be_visible()
        page.close()


def test_a_message_is_edited_deleted_and_asked_about_from_its_own_menu(connected, make_page):
    page = make_page()
    write(page, "A typo heer")
    mine = page.locator(".message", has_text="A typo heer")
    mine.hover()
    mine.get_by_role("button", name="Edit this message").click()
    expect(page.locator("#text")).to_have_value("A typo heer")
    write(page, "No typo here")
    expect(page.locator(".message", has_text="No typo here").get_by_text("(edited)")).to_be_visible()
    page.locator(".message", has_text="No typo here").hover()
    page.get_by_role("button", name="What do we have on this?").click()
    sent = connected.wait_for(lambda: [d for d in connected.dispatches() if d.payload.get("type") == "message_action"])
    assert sent[0].payload["message"]["text"] == "No typo here"
    page.get_by_role("button", name="Delete this message").click()
    expect(page.locator(".message", has_text="No typo here")).to_have_count(0)
    changes = [d.payload["event"].get("subtype") for d in connected.dispatches("events_api")]
    assert changes[-2:] == ["message_changed", "message_deleted"]


def test_escape_leaves_a_message_as_it_was(connected, make_page):
    page = make_page()
    write(page, "As it was")
    page.locator(".message", has_text="As it was").hover()
    page.get_by_role("button", name="Edit this message").click()
    page.fill("#text", "Something else")
    page.press("#text", "Escape")
    expect(page.locator("#text")).to_have_value("")
    write(page, "Another one")
    expect(page.locator(".message", has_text="As it was")).to_be_visible()


def test_a_permalink_opens_the_thread_at_its_message(slack, client, make_page):
    root = client.chat_postMessage(channel="C0ENERGY01", text="A briefing")["ts"]
    reply = client.chat_postMessage(channel="C0ENERGY01", text="The answer", thread_ts=root)["ts"]
    link = client.chat_getPermalink(channel="C0ENERGY01", message_ts=reply)["permalink"]
    page = make_page(link.removeprefix(slack.page_url))
    expect(page.locator("#replies .pointed")).to_contain_text("The answer")
    expect(page.locator("#name")).to_contain_text("energy-desk")


def test_a_message_elsewhere_marks_its_channel(slack, make_page):
    page = make_page()
    slack.say("energy-desk", "tomas", "Prices")
    expect(page.get_by_role("button", name="energy-desk").get_by_label("new messages")).to_be_visible()


def test_a_long_channel_stays_where_it_is_read_and_tells_of_what_is_new(slack, make_page):
    for number in range(60):
        slack.say("industry-watch", "tomas", f"line {number}")
    page = make_page()
    expect(page.get_by_text("line 59")).to_be_in_viewport()
    page.locator("#log").evaluate("box => box.scrollTo(0, 0)")
    slack.say("industry-watch", "mina", "newest")
    page.get_by_role("button", name="New messages below").click()
    expect(page.get_by_text("newest")).to_be_in_viewport()


def test_a_phone_shows_all_of_it_without_sideways_scrolling(connected, client, card, make_page):
    ts = client.chat_postMessage(channel="C0INDUSTRY", text="briefing", blocks=[*BRIEFING, *card[1:]])["ts"]
    client.chat_postMessage(channel="C0INDUSTRY", text="reply", thread_ts=ts)
    page = make_page(width=390, height=844, has_touch=True)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    page.get_by_role("button", name="1 reply").click()
    expect(page.locator("#reply")).to_be_in_viewport()
    expect(page.locator("#channel")).to_be_hidden()
    page.get_by_role("button", name="Close the thread").click()
    page.get_by_role("button", name="Channels").click()
    page.get_by_role("button", name="energy-desk").click()
    expect(page.locator("#name")).to_contain_text("energy-desk")
    expect(page.locator("#sidebar")).to_be_hidden()


def test_light_and_dark_follow_the_system_until_a_person_chooses(slack, make_page):
    page = make_page(color_scheme="dark")
    background = "getComputedStyle(document.body).backgroundColor"
    dark = page.evaluate(background)
    page.get_by_role("button", name="Theme: as the system").click()
    assert page.evaluate(background) != dark
    page.reload()
    expect(page.get_by_role("button", name="Theme: light")).to_be_visible()
    page.get_by_role("button", name="Theme: light").click()
    assert page.evaluate(background) == dark


def test_faults_are_ordered_from_the_page(slack, make_page):
    page = make_page()
    page.get_by_text("Make Slack misbehave").click()
    page.get_by_role("button", name="Lose the answer").click()
    expect(page.get_by_text("Waiting: Lose the answer")).to_be_visible()
    page.get_by_role("button", name="No more faults").click()
    expect(page.get_by_text("Waiting:")).to_have_count(0)
    assert slack.faults.waiting == []


def test_everything_that_can_be_pressed_has_a_name(connected, client, card, make_page):
    client.chat_postMessage(channel="C0INDUSTRY", text="card", blocks=card)
    page = make_page()
    expect(page.get_by_role("button", name="Ask")).to_be_visible()
    assert page.evaluate(NAMELESS) == []


def test_an_unknown_command_is_told_at_once_and_kept_in_the_box(slack, browser):
    page = browser.new_page()
    page.goto(slack.page_url)
    write(page, "/redout now")
    expect(page.get_by_role("alert")).to_contain_text("/redout is not a command here")
    expect(page.locator("#text")).to_have_value("/redout now")
    assert slack.dispatches() == []
    page.close()


def test_a_quick_hand_is_not_too_quick_for_the_page(slack, browser):
    page = browser.new_page()
    page.add_init_script(SLOW_STATE)
    page.goto(slack.page_url, wait_until="domcontentloaded")
    write(page, "/redout now")
    expect(page.get_by_role("alert")).to_contain_text("/redout is not a command here")
    page.close()


def test_the_page_tells_that_the_demo_stopped_and_finds_it_again(slack, browser):
    page = browser.new_page()
    page.goto(slack.page_url)
    expect(page.locator("#connected")).to_have_text("Readout is not connected")
    slack.stop()
    expect(page.locator("#connected")).to_have_text("The demo has stopped")
    slack.start()
    slack.say("industry-watch", "mina", "Back again")
    expect(page.get_by_text("Back again")).to_be_visible()
    expect(page.locator("#connected")).to_have_text("Readout is not connected")
    page.close()


def test_the_socket_is_closed_from_the_page_and_the_app_comes_back(connected, make_page):
    page = make_page()
    expect(page.locator("#connected")).to_have_text("Readout is connected")
    page.get_by_text("Make Slack misbehave").click()
    page.get_by_role("button", name="Close the socket").click()
    connected.wait_for(lambda: len(connected.calls("apps.connections.open")) == 2 and connected.connections)
    page.get_by_role("button", name="Next event twice").click()
    write(page, "Hello")
    connected.wait_for(lambda: [d.attempts for d in connected.dispatches("events_api")] == [2])
