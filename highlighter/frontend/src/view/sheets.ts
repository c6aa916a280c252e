/** What the popovers say: guidelines, keys, text size. */

import type { Wording } from "../core/wording.ts";
import { el, keyCap } from "./dom.ts";
import { type Binding, capsOf } from "./keys.ts";
import type { Tags } from "./tags.ts";

/** What each tag means, with an example, a counter-example, and where it ends. */
export function guidelinesSheet(tags: Tags, words: Wording): HTMLElement {
  const parts = tags.offered().map((tag) => {
    const name = el("span", { class: "fcw-r-card-tag" }, tag.name);
    name.style.color = tags.colour(tag.name, "ink");
    const line = (key: string, text: string): HTMLElement | null => text === "" ? null : el("p", {}, el("b", {}, words.say(key)), " ", text);
    return el("section", { class: "fcw-r-guideline" },
      el("h3", {}, tags.swatch(tag.name), name, keyCap(tag.key)),
      el("p", {}, tag.description),
      ...tag.examples.map((example) => line("example", example)),
      line("counter_example", tag.counter_example),
      line("boundary", tag.boundary));
  });
  return el("div", { class: "fcw-r-sheet fcw-r-guidelines" }, el("h2", {}, words.say("guidelines")), ...parts);
}

/** Made from the same table that binds the keys: what it says is what they do. */
export function keySheet(bindings: readonly Binding[], words: Wording): HTMLElement {
  const rows = bindings.filter((binding) => binding.say !== null).map((binding) =>
    el("div", { class: "fcw-r-key-row" },
      el("span", { class: "fcw-r-caps" }, ...capsOf(binding).map((cap) => el("kbd", { class: "fcw-r-key" }, cap))),
      el("span", {}, binding.name ?? words.say(binding.say as string))));
  return el("div", { class: "fcw-r-sheet" }, el("h2", {}, words.say("keys")), el("div", { class: "fcw-r-key-rows" }, ...rows));
}

export const TEXT_SIZES = [16, 17, 18, 19, 20, 22, 24] as const;

export function textSizeSheet(current: number, words: Wording, choose: (size: number) => void): HTMLElement {
  const range = el("div", { class: "fcw-r-sizes", role: "radiogroup", "aria-label": words.say("text_size") });
  for (const size of TEXT_SIZES) {
    const option = el("button", { type: "button", class: "fcw-r-size", role: "radio", "aria-checked": String(size === current), "aria-label": words.say("size_of", { n: size }) }, "A");
    option.style.fontSize = `${size}px`;
    option.addEventListener("click", () => {
      for (const other of range.children) other.setAttribute("aria-checked", String(other === option));
      choose(size);
    });
    range.append(option);
  }
  return el("div", { class: "fcw-r-sheet" }, range);
}
