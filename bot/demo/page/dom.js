// Elements are made here, and texts become text nodes: nothing on this page is ever parsed as HTML.

/** el("p", {class: "x", onclick: f, "aria-label": "…"}, child, "text", null) */
export function el(tag, props = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(props)) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else if (name === "style") Object.assign(node.style, value);
    else node.setAttribute(name, value === true ? "" : value);
  }
  node.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== ""));
  return node;
}

const SVG = "http://www.w3.org/2000/svg";

/** A line icon from path data on a 24 × 24 grid. */
export function icon(path) {
  const svg = document.createElementNS(SVG, "svg");
  for (const [name, value] of Object.entries({ viewBox: "0 0 24 24", class: "icon", "aria-hidden": "true" })) {
    svg.setAttribute(name, value);
  }
  const line = document.createElementNS(SVG, "path");
  line.setAttribute("d", path);
  svg.append(line);
  return svg;
}

export const ICONS = {
  reply: "M4 5h16v11H9l-5 4z",
  search: "M10 4a6 6 0 1 0 0 12 6 6 0 0 0 0-12zM15 15l5 5",
  pen: "M5 19l1-4L16 5l3 3L9 18z",
  bin: "M5 7h14M10 7V5h4v2M7 7l1 12h8l1-12",
  close: "M6 6l12 12M18 6L6 18",
  more: "M6 12h.01M12 12h.01M18 12h.01",
  eye: "M2 12s4-7 10-7 10 7 10 7-4 7-10 7S2 12 2 12zM12 9a3 3 0 1 0 0 6 3 3 0 0 0 0-6z",
  picture: "M4 5h16v14H4zM4 16l5-5 4 4 3-3 4 4M15 9h.01",
  file: "M6 3h8l4 4v14H6zM14 3v4h4",
};

/** A link that may be followed, or its text alone where the address is no http(s). */
export function link(url, ...children) {
  let parsed = null;
  try {
    parsed = new URL(url);
  } catch {
    return el("span", {}, ...children);
  }
  if (!["http:", "https:", "mailto:"].includes(parsed.protocol)) return el("span", {}, ...children);
  return el("a", { href: parsed.href, target: "_blank", rel: "noopener noreferrer", title: parsed.href }, ...children);
}

const EMOJI = {
  "+1": "👍", "-1": "👎", thumbsup: "👍", thumbsdown: "👎", eyes: "👀", bell: "🔔", warning: "⚠️", newspaper: "📰",
  white_check_mark: "✅", x: "❌", mag: "🔍", calendar: "📅", speech_balloon: "💬", bar_chart: "📊", tada: "🎉",
  hourglass_flowing_sand: "⏳", mute: "🔇", clock8: "🕗", arrow_upper_right: "↗️", information_source: "ℹ️",
};

export const emoji = (name) => EMOJI[name] ?? `:${name}:`;
