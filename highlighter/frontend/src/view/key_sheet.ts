/** What the keyboard does. */

import type { Wording } from "../core/wording.ts";
import { el } from "./dom.ts";
import { type Binding, capsOf } from "./keys.ts";

/** Made from the same table that binds the keys: what it says is what they do. */
export function keySheet(bindings: readonly Binding[], words: Wording, letters: boolean): HTMLElement {
  const rows = bindings.filter((binding) => binding.say !== null && capsOf(binding, letters).length > 0).map((binding) =>
    el("div", { class: "fcw-r-key-row", "data-action": binding.action },
      el("span", { class: "fcw-r-caps" }, ...capsOf(binding, letters).map((cap) => el("kbd", { class: "fcw-r-key" }, cap))),
      el("span", {}, binding.name ?? words.say(binding.say as string))));
  return el("div", { class: "fcw-r-sheet" }, el("h2", {}, words.say("keys")),
    letters ? null : el("p", { class: "fcw-r-letters-off" }, words.say("letter_keys_off")), el("div", { class: "fcw-r-key-rows" }, ...rows));
}
