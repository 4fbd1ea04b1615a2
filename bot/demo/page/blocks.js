// Block Kit as nodes. `ctx` gives {names, act(element, value, node), post}.
import { el, emoji, icon, ICONS, link } from "./dom.js";
import { mrkdwn } from "./mrkdwn.js";

const DRAW = {
  header: (block) => el("h3", { class: "b-header" }, block.text.text),
  divider: () => el("hr", {}),
  section: (block, ctx) =>
    el(
      "div",
      { class: "b-section" },
      el(
        "div",
        { class: "b-section-text" },
        block.text ? el("div", { class: "mrkdwn" }, text(block.text, ctx)) : null,
        block.fields ? el("div", { class: "b-fields" }, block.fields.map((f) => el("div", { class: "mrkdwn" }, text(f, ctx)))) : null,
      ),
      block.accessory ? element(block.accessory, ctx) : null,
    ),
  context: (block, ctx) =>
    el(
      "div",
      { class: "b-context" },
      block.elements.map((part) => (part.type === "image" ? picture(part, "tiny") : el("span", { class: "mrkdwn" }, text(part, ctx)))),
    ),
  actions: (block, ctx) => el("div", { class: "b-actions" }, block.elements.map((part) => element(part, ctx))),
  context_actions: (block, ctx) => DRAW.actions(block, ctx),
  image: (block) =>
    el("figure", { class: "b-image" }, block.title ? el("figcaption", {}, block.title.text) : null, picture(block, "wide")),
  rich_text: (block, ctx) => el("div", { class: "b-rich" }, block.elements.map((part) => rich(part, ctx))),
  table: (block, ctx) => table(block, ctx),
  markdown: (block, ctx) => el("div", { class: "mrkdwn" }, mrkdwn(block.text.replace(/\*\*/g, "*"), ctx.names)),
};

export function blocks(list, ctx) {
  return list.map((block) => {
    const draw = DRAW[block.type];
    return draw ? draw(block, ctx) : el("p", { class: "unknown" }, `This page does not draw “${block.type}” blocks.`);
  });
}

const text = (object, ctx) => (object.type === "mrkdwn" ? mrkdwn(object.text, ctx.names) : object.text);

function picture(block, size) {
  const url = block.image_url ?? block.slack_file?.url ?? (block.slack_file?.id ? `/files/${block.slack_file.id}` : "");
  if (new URL(url, location.href).origin === location.origin) {
    return el("img", { src: url, alt: block.alt_text, class: `picture ${size}` });
  }
  // Pictures from elsewhere are not fetched: the page stays on this machine.
  return link(url, el("span", { class: `no-picture ${size}` }, icon(ICONS.picture), size === "tiny" ? "" : block.alt_text));
}

// ------------------------------------------------------------------ rich text

function rich(part, ctx) {
  const inside = () => part.elements.map((child) => inline(child, ctx));
  switch (part.type) {
    case "rich_text_section":
      return el("p", {}, inside());
    case "rich_text_quote":
      return el("blockquote", {}, inside());
    case "rich_text_preformatted":
      return el("pre", {}, inside());
    case "rich_text_list": {
      const items = part.elements.map((child) => el("li", {}, child.elements.map((leaf) => inline(leaf, ctx))));
      return el(part.style === "ordered" ? "ol" : "ul", { class: `indent-${part.indent ?? 0}`, start: part.offset ? part.offset + 1 : null }, items);
    }
    default:
      return null;
  }
}

const INLINE = {
  text: (leaf) => leaf.text,
  link: (leaf) => link(leaf.url, leaf.text || leaf.url),
  user: (leaf, ctx) => el("span", { class: "mention" }, `@${ctx.names.user(leaf.user_id)}`),
  channel: (leaf, ctx) => el("span", { class: "mention" }, `#${ctx.names.channel(leaf.channel_id)}`),
  emoji: (leaf) => emoji(leaf.name),
  broadcast: (leaf) => el("span", { class: "mention" }, `@${leaf.range}`),
  date: (leaf) => leaf.fallback ?? new Date(leaf.timestamp * 1000).toLocaleString(),
};

const STYLES = { bold: "strong", italic: "em", strike: "s", code: "code", underline: "u", highlight: "mark" };

function inline(leaf, ctx) {
  let node = (INLINE[leaf.type] ?? (() => ""))(leaf, ctx);
  for (const [style, tag] of Object.entries(STYLES)) {
    if (leaf.style?.[style]) node = el(tag, {}, node);
  }
  return node;
}

function table(block, ctx) {
  const settings = block.column_settings ?? [];
  const cell = (content, column, tag) =>
    el(
      tag,
      { class: `${settings[column]?.align ?? "left"}${settings[column]?.is_wrapped ? " wrapped" : ""}`, scope: tag === "th" ? "col" : null },
      content.type === "rich_text" ? content.elements.map((part) => rich(part, ctx)) : content.text,
    );
  const row = (cells, tag) => el("tr", {}, cells.map((content, column) => cell(content, column, tag)));
  const [head, ...body] = block.rows;
  return el(
    "div",
    { class: "b-table", tabindex: "0", role: "region", "aria-label": "Table" },
    el("table", {}, el("thead", {}, row(head, "th")), el("tbody", {}, body.map((cells) => row(cells, "td")))),
  );
}

// ------------------------------------------------------------------ things to press

function element(part, ctx) {
  if (part.type === "button") return button(part, ctx);
  if (part.type === "overflow") return overflow(part, ctx);
  if (part.type === "image") return picture(part, "small");
  if (part.options) return select(part, ctx);
  return el("span", { class: "unknown" }, `(${part.type})`);
}

function button(part, ctx) {
  const press = (event) => {
    if (part.url) window.open(part.url, "_blank", "noopener,noreferrer");
    ctx.act(part, null, event.currentTarget);
  };
  return el("button", { type: "button", class: `button ${part.style ?? ""}`, onclick: press, "aria-label": part.accessibility_label }, part.text.text);
}

function select(part, ctx) {
  const choices = part.options.map((option) => el("option", { value: option.value }, option.text.text));
  const choose = (event) => ctx.act(part, event.target.value, event.target);
  return el("select", { class: "button", onchange: choose, "aria-label": part.placeholder?.text ?? "Choose" }, choices);
}

function overflow(part, ctx) {
  const opener = el("button", { type: "button", class: "button more", "aria-haspopup": "menu", "aria-expanded": "false", "aria-label": "More actions" }, icon(ICONS.more));
  const items = part.options.map((option) =>
    el("button", { type: "button", role: "menuitem", tabindex: "-1", onclick: () => { close(); ctx.act(part, option.value, opener); } }, option.text.text),
  );
  const menu = el("div", { class: "menu", role: "menu", hidden: true }, items);
  const open = () => { menu.hidden = false; menu.scrollIntoView({ block: "nearest" }); opener.setAttribute("aria-expanded", "true"); items[0]?.focus(); };
  const close = () => { menu.hidden = true; opener.setAttribute("aria-expanded", "false"); opener.focus(); };
  opener.addEventListener("click", () => (menu.hidden ? open() : close()));
  menu.addEventListener("keydown", (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (event.key === "Escape") { event.stopPropagation(); close(); }
    if (step) {
      event.preventDefault();
      items[(items.indexOf(document.activeElement) + step + items.length) % items.length].focus();
    }
  });
  const box = el("div", { class: "overflow" }, opener, menu);
  box.addEventListener("focusout", (event) => {
    if (!box.contains(event.relatedTarget)) { menu.hidden = true; opener.setAttribute("aria-expanded", "false"); }
  });
  return box;
}
