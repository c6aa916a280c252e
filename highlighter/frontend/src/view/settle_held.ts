/** A decision that was refused or met another's: what was wanted, what is stored, and what to do about it. */

import { isAboutGold, isRejection } from "../core/operation.ts";
import type { Held } from "../core/outbox.ts";
import { aboutOf, type Settlement } from "../core/settlement.ts";
import type { Gold, HeldChoice, Rejection, SettlingOperation } from "../core/settle_types.ts";
import { overlap, type Stop } from "../core/stops.ts";
import type { Span } from "../core/types.ts";
import type { Wording } from "../core/wording.ts";
import { quoted } from "./card_parts.ts";
import { button, el } from "./dom.ts";
import type { Popover } from "./popover.ts";
import type { SettleSession } from "./settle_session.ts";

/** Of what waits for a decision that which is about this place. */
export function heldAt(held: readonly Held[], here: Stop | null, settlement: Settlement): readonly Held[] {
  return here === null ? [] : held.filter((one) => {
    const span = placeOf(one, settlement);
    return span !== null && overlap(span, here);
  });
}

/** Where it is in the text; null: nobody knows any more. */
export function placeOf({ operation, result }: Held, settlement: Settlement): Span | null {
  const asked = operation as SettlingOperation;
  if (isRejection(asked)) return settlement.passage(asked.rejection.annotation_id) ?? null;
  const stored = result.gold ?? settlement.gold().find(({ id }) => id === aboutOf(asked));
  if (stored !== undefined) return stored;
  const { start, end } = isAboutGold(asked) ? asked.gold : asked.unclear;
  return start === undefined || end === undefined ? null : { start, end };
}

/** In the panel, above the cards of its place. */
export function heldCard(held: Held, settlement: Settlement, words: Wording, decide: (choice: HeldChoice) => void): HTMLElement {
  const { title, body } = partsOf(held, settlement, words, decide);
  return el("section", { class: "fcw-s-card fcw-s-met", "aria-label": title, "data-state": held.result.status === "conflict" ? "conflict" : "failed", "data-part": `met ${held.operation.id}`, tabindex: "-1" },
    el("h3", { class: "fcw-s-met-title" }, title), ...body);
}

/** The first of them, wherever one is. */
export function askAboutHeld(session: SettleSession, words: Wording, popover: Popover, anchor: HTMLElement): void {
  const held = session.held()[0];
  if (held === undefined || session.settlement === null) return;
  const { title, body, first } = partsOf(held, session.settlement, words, (choice) => { popover.close(); session.decide(held, choice); });
  popover.toggle(anchor, title, el("div", { class: "fcw-r-sheet fcw-r-question-sheet", "data-question": "" }, el("h2", {}, title), ...body), first);
}

function partsOf(held: Held, settlement: Settlement, words: Wording, decide: (choice: HeldChoice) => void): { title: string; body: HTMLElement[]; first: HTMLElement } {
  const operation = held.operation as SettlingOperation;
  const isConflict = held.result.status === "conflict";
  const first = button({ class: "fcw-r-primary", "data-part": `again ${operation.id}` }, () => decide("mine"), words.say(isConflict ? "keep_mine" : "try_again"));
  const other = button({ class: "fcw-r-button", "data-part": `let go ${operation.id}` }, () => decide("theirs"), words.say(isConflict ? "take_theirs" : "discard", { n: 1 }));
  const both = isBesides(operation, held) ? button({ class: "fcw-r-button", "data-part": `both ${operation.id}` }, () => decide("both"), words.say("settle_keep_both")) : null;
  const sides = isConflict ? [el("div", { class: "fcw-r-sides" }, side(words.say("mine"), mineOf(operation, held, settlement, words)), side(words.say("theirs"), theirsOf(held, words)))] : [];
  return {
    title: words.say("settle_held", { what: words.say(`settle_kind_${operation.kind}`) }), first,
    body: [el("p", {}, held.result.message ?? ""), ...sides, el("div", { class: "fcw-r-question-buttons" }, first, other, both)],
  };
}

/** New gold met gold that was made of other passages: both can stay. */
function isBesides(operation: SettlingOperation, { result }: Held): boolean {
  if (result.status !== "conflict" || !isAboutGold(operation) || operation.kind !== "gold_create" || !result.gold) return false;
  const { sources, id } = result.gold;
  return id !== operation.gold.id && !sources.some((one) => operation.gold.sources?.includes(one) === true);
}

type Side = readonly [word: string, more: string | null];

function mineOf(operation: SettlingOperation, { result }: Held, settlement: Settlement, words: Wording): Side {
  if (isRejection(operation)) {
    const { reason, note, annotation_id } = operation.rejection;
    return reason === undefined ? [words.say("settle_not_rejected"), settlement.passage(annotation_id)?.quote ?? null] : rejected({ reason, note: note ?? null }, words);
  }
  if (!isAboutGold(operation)) return [words.say(`settle_kind_${operation.kind}`), null];
  if (operation.kind === "gold_delete") return [words.say("settle_gold_gone"), null];
  const { start, end, tag, note } = { ...result.gold, ...operation.gold };
  const quote = start === undefined || end === undefined ? "" : settlement.quote({ start, end });
  return [tag ?? "", [quoted(quote), note ?? ""].filter((part) => part !== "").join(" · ")];
}

function theirsOf({ result: { gold, rejection } }: Held, words: Wording): Side {
  if (rejection !== undefined) return rejected(rejection, words);
  if (!gold) return [words.say("settle_not_rejected"), null];
  if (gold.deleted_at !== undefined) return [words.say("settle_gold_gone"), goldWords(gold)];
  return [gold.tag, goldWords(gold)];
}

function goldWords(gold: Gold): string {
  return [quoted(gold.quote), gold.note ?? "", gold.by].filter((part) => part !== "").join(" · ");
}

function rejected({ reason, note }: Rejection, words: Wording): Side {
  return [words.say("settle_rejected", { reason: words.say(`settle_reason_${reason}`) }), note];
}

function side(head: string, [word, more]: Side): HTMLElement {
  return el("div", { class: "fcw-r-side" }, el("div", { class: "fcw-r-side-head" }, head), el("div", { class: "fcw-r-side-tag", dir: "auto" }, word), more === null ? null : el("div", { dir: "auto" }, more));
}
