/** What floats over the settling: its keys. */

import type { Wording } from "../core/wording.ts";
import { el } from "./dom.ts";
import { capOf } from "./keys.ts";
import type { SettleBinding } from "./settle_keys.ts";

/** Made from the table that binds the keys: what it says is what they do. */
export function keySheetOf(bindings: readonly SettleBinding[], words: Wording): HTMLElement {
  const rows = bindings.filter(({ say, strokes }) => say !== "" && strokes.length > 0).map(({ say, name, strokes, action }) =>
    el("div", { class: "fcw-r-key-row", "data-action": action },
      el("span", { class: "fcw-r-caps" }, ...strokes.map((stroke) => el("kbd", { class: "fcw-r-key" }, capOf(stroke)))),
      el("span", {}, say === null ? (name ?? "") : words.say(say))));
  return el("div", { class: "fcw-r-sheet" }, el("h2", {}, words.say("keys")), el("div", { class: "fcw-r-key-rows" }, ...rows));
}
