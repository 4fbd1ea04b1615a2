// The page of the loopback Slack: fetches what one person sees, draws it, sends what they do.
import { blocks } from "./blocks.js";
import { composer } from "./composer.js";
import { el, icon, ICONS } from "./dom.js";
import { mrkdwn } from "./mrkdwn.js";

const $ = (id) => document.getElementById(id);
const stored = (key, fallback) => localStorage.getItem(`readout.${key}`) ?? fallback;
const store = (key, value) => localStorage.setItem(`readout.${key}`, value);

const view = { me: stored("me", ""), channel: "", thread: null, target: null, data: null, seen: {}, sent: false, editing: null };

// ------------------------------------------------------------------ names and times

const person = (id) => view.data.people.find((p) => p.id === id) ?? { id, name: id, handle: id, bot: false };
const channelOf = (id) => view.data.channels.find((c) => c.id === id);
const names = { user: (id) => person(id).name, channel: (id) => channelOf(id)?.name ?? id };
const zone = () => person(view.data.me).zone;
const moment = (ts) => new Date(Number(ts) * 1000);
const clock = (ts) => moment(ts).toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit", timeZone: zone() });
const day = (at) => at.toLocaleDateString("en-CA", { timeZone: zone() });

function dayName(ts) {
  const today = new Date();
  if (day(moment(ts)) === day(today)) return "Today";
  if (day(moment(ts)) === day(new Date(today - 86400000))) return "Yesterday";
  return moment(ts).toLocaleDateString("en-GB", { weekday: "long", day: "numeric", month: "long", timeZone: zone() });
}

// ------------------------------------------------------------------ talking to the server

async function load() {
  const { me, channel } = view;
  const answer = await fetch(`/page/state?${new URLSearchParams({ user: me, channel })}`);
  const data = await answer.json();
  if (view.me !== me || view.channel !== channel) return; // somebody chose another meanwhile: the next answer is theirs
  view.data = data;
  view.me = view.data.me;
  view.channel = view.data.channel;
  draw();
}

let loading = null;
let again = false;
function refresh() {
  if (loading) {
    again = true;
    return loading;
  }
  loading = load().finally(() => {
    loading = null;
    if (again) {
      again = false;
      refresh();
    }
  });
  return loading;
}

async function act(wish) {
  try {
    if (!view.data) await refresh(); // what a quick hand sends before the page knows who and where it is
    const answer = await fetch("/page/act", {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ user: view.me, channel: view.channel, ...wish }),
    });
    const outcome = await answer.json();
    view.sent = wish.do !== "fault"; // what follows from it is to be seen, wherever the person has scrolled to
    if (!outcome.ok) toast(outcome.error);
    return outcome.ok;
  } catch {
    toast("The demo does not answer. Is it still running?");
    return false;
  }
}

function toast(words) {
  const node = el("p", { class: "toast" }, words);
  $("toasts").append(node);
  setTimeout(() => node.remove(), 6000);
}

// ------------------------------------------------------------------ one message

function avatar(author) {
  if (author.handle === "readout") return el("img", { class: "avatar", src: "/page/icon.svg", alt: "" });
  const initials = author.name.split(" ").map((part) => part[0]).join("").slice(0, 2);
  const hue = [...author.id].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) % 360, 7);
  return el("span", { class: "avatar", "aria-hidden": "true", style: { background: `hsl(${hue} 38% 42%)` } }, initials);
}

function body(post) {
  const ctx = { names, act: (part, value, node) => press(post, part, value, node) };
  const drawn = post.blocks?.length ? blocks(post.blocks, ctx) : [el("div", { class: "mrkdwn" }, mrkdwn(post.text ?? "", names))];
  const files = (post.files ?? []).map((file) => el("a", { class: "file", href: `/files/${file.id}`, target: "_blank", rel: "noopener" }, icon(ICONS.file), file.title));
  return el("div", { class: "body" }, drawn, files, post.edited ? el("span", { class: "edited" }, "(edited)") : null);
}

async function press(post, part, value, node) {
  node.setAttribute("aria-busy", "true");
  await act({ do: "click", ts: post.ts, action_id: part.action_id, value: value ?? undefined });
  node.removeAttribute("aria-busy");
}

const tool = (name, label, press, words) => el("button", { type: "button", onclick: press, "aria-label": label, title: label }, icon(ICONS[name]), words ? el("span", {}, words) : null);

function messageTools(post, inThread) {
  const [[, shortcut]] = view.data.shortcuts;
  const own = post.user === view.me;
  return [
    inThread ? null : tool("reply", "Reply in thread", () => openThread(post.thread_ts ?? post.ts), "Reply"),
    tool("search", shortcut, () => act({ do: "shortcut", ts: post.ts })),
    own ? tool("pen", "Edit this message", () => beginEdit(post, inThread)) : null,
    own ? tool("bin", "Delete this message", () => act({ do: "remove", ts: post.ts })) : null,
  ];
}

/** What is in the box next is the message's new text; Escape leaves it as it was. */
function beginEdit(post, inThread) {
  view.editing = { ts: post.ts, box: inThread ? reply : main };
  view.editing.box.fill(plainText(post.text));
  toast("Change the message and press Enter; Escape leaves it as it was.");
}

function endEdit() {
  if (!view.editing) return false;
  view.editing.box.fill("");
  view.editing = null;
  return true;
}

const plainText = (text) => view.data.people.reduce((line, p) => line.replaceAll(`<@${p.id}>`, `@${p.name}`), text ?? "").replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&");

function sendEdit(text) {
  const { ts } = view.editing;
  view.editing = null;
  return act({ do: "edit", ts, text: withMentions(text) });
}

function message(post, compact, inThread) {
  const author = person(post.user);
  const whisper = Boolean(post.ephemeral_to);
  const tools = el("div", { class: "tools" }, whisper ? tool("close", "Dismiss this message", () => act({ do: "dismiss", ts: post.ts })) : messageTools(post, inThread));
  return el(
    "article",
    { class: `message${compact ? " compact" : ""}${whisper ? " whisper" : ""}`, "data-ts": post.ts, "aria-label": `${author.name} at ${clock(post.ts)}` },
    compact ? el("time", { class: "margin-time" }, clock(post.ts)) : avatar(author),
    el(
      "div",
      { class: "main" },
      whisper ? el("p", { class: "only-you" }, icon(ICONS.eye), "Only visible to you") : null,
      compact ? null : el("p", { class: "author" }, el("strong", {}, author.name), author.bot ? el("span", { class: "badge" }, "APP") : null, el("time", {}, clock(post.ts))),
      body(post),
      el("div", { class: "foot-of-message" }),
    ),
    post.subtype === "tombstone" ? null : tools,
  );
}

function footer(post, inThread) {
  const parts = (post.reactions ?? []).map((r) => el("span", { class: "reaction" }, `:${r.name}: ${r.count}`));
  if (!inThread && post.reply_count) {
    const faces = (post.reply_users ?? []).slice(0, 3).map((id) => avatar(person(id)));
    const count = `${post.reply_count} ${post.reply_count === 1 ? "reply" : "replies"}`;
    parts.push(
      el("button", { type: "button", class: "summary", onclick: () => openThread(post.ts) }, el("span", { class: "faces" }, faces), el("strong", {}, count), el("span", {}, `Last reply ${clock(post.latest_reply)}`)),
    );
  }
  if (!inThread && view.data.statuses[post.ts]) parts.push(working(view.data.statuses[post.ts]));
  return parts;
}

const working = (words) => el("p", { class: "working", role: "status" }, el("span", { class: "dots", "aria-hidden": "true" }), `Readout ${words}`);

// ------------------------------------------------------------------ the list of messages

/** Keeps the nodes that did not change, so that focus, open menus and the reading place stay. */
function reconcile(box, entries) {
  const old = new Map([...box.children].map((node) => [node.dataset.key, node]));
  const nodes = entries.map(({ key, sign, make }) => {
    const kept = old.get(key);
    if (kept?.dataset.sign === sign) return kept;
    const made = make();
    made.dataset.key = key;
    made.dataset.sign = sign;
    return made;
  });
  nodes.forEach((node, at) => {
    if (box.children[at] !== node) box.insertBefore(node, box.children[at] ?? null);
  });
  while (box.children.length > nodes.length) box.lastChild.remove();
}

function drawPosts(box, posts, inThread) {
  const atEnd = box.scrollHeight - box.scrollTop - box.clientHeight < 90;
  const before = box.lastElementChild?.dataset.key;
  const entries = [];
  posts.forEach((post, at) => {
    const last = posts[at - 1];
    const newDay = !last || day(moment(last.ts)) !== day(moment(post.ts));
    if (newDay && !inThread) entries.push({ key: `day-${post.ts}`, sign: dayName(post.ts), make: () => el("p", { class: "day" }, el("span", {}, dayName(post.ts))) });
    const compact = Boolean(last && !newDay && last.user === post.user && post.ts - last.ts < 300 && !post.blocks?.some((b) => b.type === "header") && Boolean(last.ephemeral_to) === Boolean(post.ephemeral_to) && !(inThread && at === 1));
    const { reply_count, reply_users, reply_users_count, latest_reply, thread_ts, reactions, ...content } = post;
    entries.push({ key: post.ts, sign: JSON.stringify([content, compact, zone()]), make: () => message(post, compact, inThread) });
    if (inThread && at === 0) entries.push({ key: "rule", sign: String(posts.length), make: () => el("p", { class: "rule" }, el("span", {}, posts.length > 1 ? `${posts.length - 1} ${posts.length === 2 ? "reply" : "replies"}` : "No replies yet")) });
  });
  const status = inThread ? view.data.statuses[view.thread] : null;
  if (status) entries.push({ key: "working", sign: status, make: () => working(status) });
  if (!entries.length) entries.push({ key: "empty", sign: view.channel, make: empty });
  reconcile(box, entries);
  posts.forEach((post) => {
    const foot = box.querySelector(`[data-ts="${post.ts}"] .foot-of-message`);
    const parts = footer(post, inThread);
    const sign = JSON.stringify([post.reply_count, post.latest_reply, post.reactions, view.data.statuses[post.ts]]);
    if (foot.dataset.sign !== sign) {
      foot.replaceChildren(...parts);
      foot.dataset.sign = sign;
    }
  });
  if (box.lastElementChild?.dataset.key === before) return;
  if (atEnd || view.sent) toEnd(box, before ? 1 : 4);
  else if (before) $("below").hidden = inThread;
}

/** To the end; but a long message among the last `look` ones, a briefing, is shown from its head. */
function toEnd(box, look = 1) {
  if (box === $("log")) $("below").hidden = true;
  box.scrollTop = box.scrollHeight;
  const long = [...box.querySelectorAll(".message")].slice(-look).findLast((node) => node.offsetHeight > box.clientHeight * 0.6);
  if (long) box.scrollTop = Math.min(box.scrollTop, long.offsetTop - box.offsetTop - 12);
}

function empty() {
  const channel = channelOf(view.channel);
  const words = channel.kind === "im" ? `This is the beginning of your messages with ${channel.name}.` : `This is the beginning of #${channel.name}. Type / to see what Readout can do.`;
  return el("p", { class: "empty" }, words);
}

// ------------------------------------------------------------------ everything

const isReply = (post) => post.thread_ts && post.thread_ts !== post.ts;

function draw() {
  const { data } = view;
  const channel = channelOf(view.channel);
  view.seen[channel.id] = channel.latest;
  document.title = `${channel.kind === "im" ? "" : "#"}${channel.name} · Readout demo`;
  drawSidebar();
  $("name").replaceChildren(channel.kind === "im" ? "" : channel.kind === "group" ? "🔒 " : "# ", channel.name);
  $("purpose").textContent = channel.purpose;
  $("members").textContent = channel.kind === "im" ? "" : `${channel.members} members`;
  $("absent").replaceChildren(...absence(channel));
  main.label(channel.kind === "im" ? `Message ${channel.name}` : `Message #${channel.name}`);
  drawPosts($("log"), data.posts.filter((post) => !isReply(post) || post.subtype === "thread_broadcast"), false);
  drawThread();
  follow();
}

function absence(channel) {
  if (!channel.has_bot) {
    return [el("p", { class: "notice" }, "Readout is not in this channel. Type ", el("code", {}, "/invite @Readout"), " to bring it in.")];
  }
  if (!channel.hears) return [el("p", { class: "notice" }, "Readout does not read messages here; it hears its command ", el("code", {}, "/readout"), ".")];
  return [];
}

function drawThread() {
  const parent = view.data.posts.find((post) => post.ts === view.thread);
  if (!parent) view.thread = null;
  $("thread").hidden = !parent;
  document.body.classList.toggle("with-thread", Boolean(parent));
  if (!parent) return;
  const channel = channelOf(view.channel);
  $("thread-where").textContent = channel.kind === "im" ? channel.name : `#${channel.name}`;
  drawPosts($("replies"), view.data.posts.filter((post) => post.ts === view.thread || post.thread_ts === view.thread), true);
}

function drawSidebar() {
  const { data } = view;
  $("team").textContent = data.team;
  $("connected").textContent = data.connected ? "Readout is connected" : "Readout is not connected";
  $("connected").className = data.connected ? "on" : "off";
  const entry = (channel) => {
    const fresh = channel.id !== view.channel && channel.latest > (view.seen[channel.id] ?? "");
    const mark = { im: el("img", { src: "/page/icon.svg", alt: "" }), group: "🔒", channel: "#" }[channel.kind];
    return el("li", {}, el("button", { type: "button", class: fresh ? "fresh" : "", "aria-current": channel.id === view.channel ? "page" : null, onclick: () => go(channel.id) }, el("span", { class: "mark", "aria-hidden": "true" }, mark), channel.name, fresh ? el("span", { class: "dot", role: "img", "aria-label": "new messages" }) : null));
  };
  const sign = JSON.stringify([data.channels, view.channel, view.me, view.seen]);
  if ($("channels").dataset.sign !== sign) {
    $("channels").dataset.sign = sign;
    $("channels").replaceChildren(...data.channels.filter((c) => c.kind !== "im").map(entry));
    $("directs").replaceChildren(...data.channels.filter((c) => c.kind === "im").map(entry));
  }
  const people = data.people.filter((p) => !p.bot);
  if ($("me").children.length !== people.length) $("me").replaceChildren(...people.map((p) => el("option", { value: p.id }, p.name)));
  $("me").value = data.me;
  const mine = person(data.me);
  $("zone").textContent = `${mine.title} · ${clock(Date.now() / 1000)} in ${mine.zone.split("/").pop().replace("_", " ")}`;
  drawFaults();
}

const FAULTS = {
  ratelimited: "Rate limit (429)", drop_before: "Lose the call", drop_after: "Lose the answer", server_error: "500, not done",
  server_error_after: "500, yet done", delay: "Answer late", delay_before: "Act late", refuse: "Refuse: not_in_channel",
  disconnect: "Close the socket", resend: "Next event twice", stale_trigger: "Next trigger expired", clear: "No more faults",
};

function drawFaults() {
  const { kinds, waiting } = view.data.faults;
  const sign = JSON.stringify(waiting);
  if ($("fault-list").dataset.sign === sign) return;
  $("fault-list").dataset.sign = sign;
  const button = ([kind, label]) => el("button", { type: "button", class: "plain", title: kinds[kind], onclick: () => act({ do: "fault", kind }) }, label);
  $("fault-list").replaceChildren(
    el("p", {}, waiting.length ? `Waiting: ${waiting.map((kind) => FAULTS[kind] ?? kind).join(", ")}` : "Each strikes the next message that Readout posts, once."),
    ...Object.entries(FAULTS).map(button),
  );
}

// ------------------------------------------------------------------ going about

function go(channel) {
  endEdit();
  view.channel = channel;
  view.thread = null;
  showSidebar(false);
  $("log").replaceChildren();
  refresh().then(() => toEnd($("log"), 4));
}

function openThread(ts) {
  view.thread = ts;
  draw();
  toEnd($("replies"));
  reply.focus();
}

function closeThread() {
  const from = view.thread;
  view.thread = null;
  draw();
  document.querySelector(`#log [data-ts="${from}"] button`)?.focus();
}

function showSidebar(shown) {
  document.body.classList.toggle("with-sidebar", shown);
  $("menu").setAttribute("aria-expanded", String(shown));
}

/** A permalink (/archives/C…/p…) opens its channel and thread and shows its message, once. */
function follow() {
  if (!view.target) return;
  const { ts, thread } = view.target;
  view.target = null;
  if (thread) openThread(thread);
  const node = document.querySelector(`${thread ? "#replies" : "#log"} [data-ts="${ts}"]`);
  node?.classList.add("pointed");
  node?.scrollIntoView({ block: "center" });
}

function readAddress() {
  const [, channel, digits] = location.pathname.match(/^\/archives\/(\w+)(?:\/p(\d+))?$/) ?? [];
  if (!channel) return;
  view.channel = channel;
  const thread = new URLSearchParams(location.search).get("thread_ts");
  if (digits) view.target = { ts: `${digits.slice(0, -6)}.${digits.slice(-6)}`, thread };
}

// ------------------------------------------------------------------ writing

function withMentions(text) {
  return view.data.people.reduce((line, p) => line.replaceAll(`@${p.name}`, `<@${p.id}>`).replaceAll(`@${p.handle}`, `<@${p.id}>`), text);
}

const people = () => view.data.people.filter((p) => p.id !== view.me).map((p) => ({ insert: `@${p.name}`, label: `@${p.name}`, hint: p.title ?? "" }));
const commands = () => view.data.commands.map(([command, verb, words]) => ({ insert: `${command} ${verb}`, label: `${command} ${verb}`, hint: words }));

const main = composer({
  id: "text",
  label: "Message",
  options: () => [...commands(), ...people()],
  send: (text) => view.editing ? sendEdit(text) : act(text.startsWith("/") ? { do: "command", text } : { do: "say", text: withMentions(text) }),
});
const reply = composer({
  id: "reply",
  label: "Reply…",
  options: people,
  send: async (text) => {
    if (view.editing) return sendEdit(text);
    if (text.startsWith("/")) {
      toast("Slash commands do not run in threads. Write a plain reply, or use the channel.");
      return false;
    }
    return act({ do: "say", text: withMentions(text), thread_ts: view.thread });
  },
});

// ------------------------------------------------------------------ light and dark

const THEMES = { auto: "Theme: as the system", light: "Theme: light", dark: "Theme: dark" };

function setTheme(theme) {
  store("theme", theme);
  if (theme === "auto") delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme;
  $("theme").textContent = THEMES[theme];
}

// ------------------------------------------------------------------ beginning

function start() {
  $("box").append(main.form);
  $("thread-box").append(reply.form);
  setTheme(stored("theme", "auto"));
  $("theme").addEventListener("click", () => {
    const order = Object.keys(THEMES);
    setTheme(order[(order.indexOf(stored("theme", "auto")) + 1) % order.length]);
  });
  $("me").addEventListener("change", (event) => {
    view.me = event.target.value;
    view.thread = null;
    store("me", view.me);
    $("log").replaceChildren();
    refresh().then(() => toEnd($("log"), 4));
  });
  $("below").addEventListener("click", () => toEnd($("log")));
  for (const move of ["wheel", "touchmove", "keydown"]) $("log").addEventListener(move, () => (view.sent = false), { passive: true });
  $("log").addEventListener("scrollend", () => {
    if ($("log").scrollHeight - $("log").scrollTop - $("log").clientHeight < 90) $("below").hidden = true;
  });
  $("close").addEventListener("click", closeThread);
  $("menu").addEventListener("click", () => showSidebar(!document.body.classList.contains("with-sidebar")));
  $("channel").addEventListener("click", (event) => {
    if (!$("menu").contains(event.target)) showSidebar(false);
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || endEdit()) return;
    if (document.body.classList.contains("with-sidebar")) showSidebar(false);
    else if (view.thread) closeThread();
  });
  readAddress();
  const live = new EventSource("/page/live");
  live.addEventListener("message", refresh);
  live.addEventListener("error", () => {
    $("connected").textContent = "The demo has stopped";
    $("connected").className = "off";
  });
  if (matchMedia("(min-width: 720px)").matches) main.focus();
}

start();
