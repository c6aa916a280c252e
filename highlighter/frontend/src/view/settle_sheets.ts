/** What floats over the settling: its keys, and decisions that the server did not take. */

import { aboutOf } from "../core/settlement.ts";
import type { SettlingOperation } from "../core/settle_types.ts";
import type { Wording } from "../core/wording.ts";
import { quoted } from "./card_parts.ts";
import { button, el } from "./dom.ts";
import { capOf } from "./keys.ts";
import type { Popover } from "./popover.ts";
import type { SettleBinding } from "./settle_keys.ts";
import type { SettleSession } from "./settle_session.ts";

/** Made from the table that binds the keys: what it says is what they do. */
export function keySheetOf(bindings: readonly SettleBinding[], words: Wording): HTMLElement {
  const rows = bindings.filter(({ say, strokes }) => say !== "" && strokes.length > 0).map(({ say, name, strokes, action }) =>
    el("div", { class: "fcw-r-key-row", "data-action": action },
      el("span", { class: "fcw-r-caps" }, ...strokes.map((stroke) => el("kbd", { class: "fcw-r-key" }, capOf(stroke)))),
      el("span", {}, say === null ? (name ?? "") : words.say(say))));
  return el("div", { class: "fcw-r-sheet" }, el("h2", {}, words.say("keys")), el("div", { class: "fcw-r-key-rows" }, ...rows));
}

/** The first decision that was refused or met another: what was wanted, what is stored, and what to do about it. */
export function askAboutHeld(session: SettleSession, words: Wording, popover: Popover, anchor: HTMLElement): void {
  const held = session.held()[0];
  if (held === undefined) return;
  const operation = held.operation as SettlingOperation;
  const decide = (again: boolean) => (): void => { popover.close(); session.decide(held, again); };
  const first = button({ class: "fcw-r-primary" }, decide(true), words.say(held.result.status === "conflict" ? "keep_mine" : "try_again"));
  const title = words.say("settle_held", { what: words.say(`settle_kind_${operation.kind}`) });
  const stored = held.result.gold ?? null;
  const wanted = "gold" in operation ? operation.gold.tag : undefined;
  const sides = stored === null ? null : el("div", { class: "fcw-r-sides" },
    side(words.say("mine"), wanted ?? stored.tag, operation, session), el("div", { class: "fcw-r-side" }, el("div", { class: "fcw-r-side-head" }, words.say("theirs")), el("div", { class: "fcw-r-side-tag" }, stored.tag), el("div", { dir: "auto" }, quoted(stored.quote))));
  popover.toggle(anchor, title, el("div", { class: "fcw-r-sheet fcw-r-question-sheet", "data-question": "" },
    el("h2", {}, title), el("p", {}, held.result.message ?? ""), sides,
    el("div", { class: "fcw-r-question-buttons" }, first, button({ class: "fcw-r-button" }, decide(false), words.say(held.result.status === "conflict" ? "take_theirs" : "discard", { n: 1 })))), first);
}

function side(head: string, tag: string, operation: SettlingOperation, session: SettleSession): HTMLElement {
  const about = session.settlement?.gold().find(({ id }) => id === aboutOf(operation));
  return el("div", { class: "fcw-r-side" }, el("div", { class: "fcw-r-side-head" }, head), el("div", { class: "fcw-r-side-tag" }, tag), about === undefined ? null : el("div", { dir: "auto" }, quoted(about.quote)));
}
