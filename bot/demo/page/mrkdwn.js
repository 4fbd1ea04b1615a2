// Slack's mrkdwn as nodes: *bold* _italic_ ~strike~ `code` ```pre``` > quote <url|label> <@U…> <#C…> <!here> :emoji:
import { el, emoji, link } from "./dom.js";

const unescape = (text) => text.replace(/&lt;/g, "<").replace(/&gt;/g, ">").replace(/&amp;/g, "&");

const INLINE = new RegExp(
  [
    "`([^`\\n]+)`",
    "<([^<>\\n]+)>",
    ":([a-z0-9_+-]+):",
    "(?<![\\p{L}\\p{N}*])\\*(?=\\S)([^*\\n]*\\S)\\*(?![\\p{L}\\p{N}*])",
    "(?<![\\p{L}\\p{N}_])_(?=\\S)([^_\\n]*\\S)_(?![\\p{L}\\p{N}_])",
    "(?<![\\p{L}\\p{N}~])~(?=\\S)([^~\\n]*\\S)~(?![\\p{L}\\p{N}~])",
  ].join("|"),
  "gu",
);

/** `names` gives {user(id), channel(id)} as shown. */
export function mrkdwn(text, names) {
  const out = document.createDocumentFragment();
  // The odd parts stood between fences.
  text.split(/\n?```\n?([\s\S]+?)\n?```\n?/).forEach((part, number) => {
    out.append(number % 2 ? el("pre", {}, unescape(part)) : lines(part, names));
  });
  return out;
}

function lines(text, names) {
  const out = document.createDocumentFragment();
  let quoted = [];
  const flush = () => {
    if (quoted.length) out.append(el("blockquote", {}, inline(quoted.join("\n"), names)));
    quoted = [];
  };
  text.split("\n").forEach((line, number) => {
    if (/^(&gt;|>)/.test(line)) quoted.push(line.replace(/^(&gt;|>)\s?/, ""));
    else {
      const afterQuote = quoted.length > 0;
      flush();
      if (number > 0 && !afterQuote) out.append("\n");
      out.append(inline(line, names));
    }
  });
  flush();
  return out;
}

export function inline(text, names) {
  const out = document.createDocumentFragment();
  let last = 0;
  for (const match of text.matchAll(INLINE)) {
    out.append(unescape(text.slice(last, match.index)), node(match, names));
    last = match.index + match[0].length;
  }
  out.append(unescape(text.slice(last)));
  return out;
}

function node([whole, code, entity, smile, bold, italic, strike], names) {
  if (code !== undefined) return el("code", {}, unescape(code));
  if (entity !== undefined) return special(entity, names);
  if (smile !== undefined) return document.createTextNode(emoji(smile));
  if (bold !== undefined) return el("strong", {}, inline(bold, names));
  if (italic !== undefined) return el("em", {}, inline(italic, names));
  if (strike !== undefined) return el("s", {}, inline(strike, names));
  return document.createTextNode(whole);
}

function special(entity, names) {
  const bar = entity.indexOf("|");
  const [code, label] = bar < 0 ? [entity, ""] : [entity.slice(0, bar), entity.slice(bar + 1)];
  if (code.startsWith("@")) return el("span", { class: "mention" }, `@${names.user(code.slice(1))}`);
  if (code.startsWith("#")) return el("span", { class: "mention" }, `#${names.channel(code.slice(1))}`);
  if (code.startsWith("!date^")) return document.createTextNode(unescape(label));
  if (code.startsWith("!")) return el("span", { class: "mention" }, `@${code.slice(1)}`);
  const url = unescape(code);
  return link(url, unescape(label) || url);
}
