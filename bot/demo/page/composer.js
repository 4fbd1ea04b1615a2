// The message box: Enter sends, Shift+Enter breaks the line; "/" offers commands and "@" people.
import { el } from "./dom.js";

/** options(): [{insert, label, hint, when}] in the present state; send(text) resolves to true where it was taken. */
export function composer({ id, label, options, send }) {
  const list = el("div", { class: "suggest", role: "listbox", id: `${id}-list`, hidden: true, "aria-label": "Suggestions" });
  const box = el("textarea", {
    id, rows: "1", "aria-label": label, placeholder: label, autocomplete: "off", maxlength: "10000",
    role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": `${id}-list`,
  });
  const button = el("button", { type: "submit", class: "send", disabled: true }, "Send");
  let chosen = 0;
  let offers = [];

  const grow = () => {
    box.style.height = "auto";
    box.style.height = `${Math.min(box.scrollHeight, 160)}px`;
    button.disabled = !box.value.trim();
  };
  const offer = () => {
    const before = box.value.slice(0, box.selectionStart);
    const word = before.match(/(^\/\S*(?: \S*)?|@[\p{L}-]*)$/u)?.[0] ?? "";
    const wanted = word.toLowerCase();
    offers = word ? options().filter((o) => o.insert.toLowerCase().startsWith(wanted) && o.insert.toLowerCase() !== wanted) : [];
    chosen = 0;
    draw();
  };
  const draw = () => {
    list.replaceChildren(
      ...offers.map((o, number) =>
        el("div", {
          role: "option", id: `${id}-${number}`, "aria-selected": String(number === chosen), class: "offer",
          onmousedown: (event) => { event.preventDefault(); take(o); },
        }, el("strong", {}, o.label), el("span", {}, o.hint)),
      ),
    );
    list.hidden = !offers.length;
    list.children[chosen]?.scrollIntoView({ block: "nearest" });
    box.setAttribute("aria-expanded", String(offers.length > 0));
    if (offers.length) box.setAttribute("aria-activedescendant", `${id}-${chosen}`);
    else box.removeAttribute("aria-activedescendant");
  };
  const take = (o) => {
    const before = box.value.slice(0, box.selectionStart).replace(/(^\/\S*(?: \S*)?|@[\p{L}-]*)$/u, `${o.insert} `);
    box.value = before + box.value.slice(box.selectionStart);
    box.setSelectionRange(before.length, before.length);
    offers = [];
    draw();
    grow();
  };
  const submit = async () => {
    const text = box.value.trim();
    if (!text) return;
    box.value = "";
    offers = [];
    draw();
    grow();
    if (!(await send(text))) {
      box.value = text;
      grow();
    }
  };
  box.addEventListener("input", () => { grow(); offer(); });
  box.addEventListener("blur", () => { offers = []; draw(); });
  box.addEventListener("keydown", (event) => {
    if (offers.length && ["ArrowDown", "ArrowUp"].includes(event.key)) {
      event.preventDefault();
      chosen = (chosen + (event.key === "ArrowDown" ? 1 : -1) + offers.length) % offers.length;
      draw();
    } else if (offers.length && event.key === "Tab") {
      event.preventDefault();
      take(offers[chosen]);
    } else if (offers.length && event.key === "Escape") {
      event.stopPropagation();
      offers = [];
      draw();
    } else if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
      event.preventDefault();
      submit();
    }
  });
  const form = el("form", { class: "composer", onsubmit: (event) => { event.preventDefault(); submit(); } }, list, box, button);
  return {
    form,
    focus: () => box.focus(),
    label: (words) => { box.placeholder = words; box.setAttribute("aria-label", words); },
    fill: (text) => { box.value = text; grow(); box.focus(); },
  };
}
