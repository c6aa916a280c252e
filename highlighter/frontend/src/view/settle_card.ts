/** The cards of a conflict: the gold there, and what each reviewer has. */

import type { Gold, ReadPassage, SubmittedReading } from "../core/settle_types.ts";
import { listed } from "../core/listed.ts";
import type { Settlement } from "../core/settlement.ts";
import type { Wording } from "../core/wording.ts";
import { evidenceList, lateWord, quoted } from "./card_parts.ts";
import { button, el, icon, keyCap } from "./dom.ts";
import { noteView } from "./markdown.ts";
import type { Tags } from "./tags.ts";

export interface SettleCardVerbs {
  accept(id: string): void;
  reject(id: string): void;
  unreject(id: string): void;
  retag(goldId: string, tag: string): void;
  editNote(goldId: string): void;
  takeBack(goldId: string): void;
}

export interface SettleCardHost {
  readonly words: Wording;
  readonly tags: Tags;
  readonly settlement: Settlement;
  readonly verbs: SettleCardVerbs;
  readonly isLocked: boolean;
  /** The project is read blind. */
  readonly blind: boolean;
  /** What stands on the key of an action; blank where it has none. */
  cap(action: "note" | "delete"): string;
}

/** A reviewer's passage; `place` is its number among the cards, which Shift accepts. */
export function readingCard(passage: ReadPassage, place: number, host: SettleCardHost): HTMLElement {
  const { words, tags, settlement } = host;
  const who = passage.reviewer_name || passage.reviewer;
  const gold = settlement.goldOf(passage.id);
  const rejection = settlement.rejection(passage.id);
  const late = lateWord(passage, host.blind, words);
  const decision = rejection !== null ? "rejected" : gold === undefined ? "open" : gold.origin === "changed" ? "changed" : "accepted";
  const card = cardFor(passage, "fcw-s-card", words.say("settle_card", { who, tag: passage.tag, quote: passage.quote }), host);
  card.dataset["decision"] = decision;
  const told = decision === "open" ? null : el("p", { class: "fcw-s-decided" }, icon(decision === "rejected" ? "close" : "check"),
    decision === "rejected" ? words.say("settle_rejected", { reason: words.say(`settle_reason_${rejection?.reason ?? ""}`) }) : words.say(`settle_is_${decision}`));
  card.append(el("div", { class: "fcw-s-head" }, el("span", { class: "fcw-s-who", dir: "auto" }, who), tagName(passage.tag, tags)),
    quote(passage.quote),
    ...[passage.note ? noteView(passage.note, words.say("note")) : null, passage.evidence.length > 0 ? evidenceList(passage, words) : null,
      late === null ? null : el("p", { class: "fcw-s-why" }, late),
      told, rejection?.note ? el("p", { class: "fcw-s-why", dir: "auto" }, rejection.note) : null].filter((part) => part !== null));
  if (!host.isLocked) card.append(deedsOf(passage.id, who, place, decision, host));
  return card;
}

function deedsOf(id: string, who: string, place: number, decision: string, { words, verbs }: SettleCardHost): HTMLElement {
  const accept = decision === "accepted" || decision === "changed" ? null
    : button({ class: "fcw-s-button", "data-part": `accept ${id}`, "aria-label": words.say("settle_accept_of", { who }), ...(place <= 9 ? { "aria-keyshortcuts": `Shift+${place}` } : {}) },
      () => verbs.accept(id), words.say("settle_accept"), place <= 9 ? el("kbd", { class: "fcw-r-key fcw-r-cap", "aria-hidden": "true", "data-cap": `⇧${place}` }) : null);
  const reject = decision === "rejected"
    ? button({ class: "fcw-s-quiet", "data-part": `reject ${id}` }, () => verbs.unreject(id), words.say("settle_unreject"))
    : button({ class: "fcw-s-quiet", "data-part": `reject ${id}`, "aria-haspopup": "dialog", "aria-label": words.say("settle_reject_of", { who }) }, () => verbs.reject(id), words.say("settle_reject_ask"));
  return el("div", { class: "fcw-s-deeds" }, accept, reject);
}

/** Somebody who has nothing there, and whether they had cleared it. */
export function emptyCard(reading: SubmittedReading, isCleared: boolean, words: Wording): HTMLElement {
  const who = reading.reviewer.name || reading.reviewer.handle;
  return el("div", { class: "fcw-s-card fcw-s-card-empty" },
    el("div", { class: "fcw-s-head" }, el("span", { class: "fcw-s-who", dir: "auto" }, who), el("span", { class: "fcw-s-none" }, words.say(isCleared ? "settle_cleared" : "settle_untagged"))));
}

/** A passage of the gold reading, which can be given another tag, a note, or be taken back. */
export function goldCard(gold: Gold, note: HTMLElement | null, host: SettleCardHost): HTMLElement {
  const { words, tags, verbs, settlement } = host;
  const origin = words.say(`settle_origin_${gold.origin}`, { who: listed(settlement.from(gold), words), by: gold.by });
  const card = cardFor(gold, "fcw-s-card fcw-s-card-gold", words.say("settle_gold_card", { tag: gold.tag, quote: gold.quote }), host);
  card.dataset["state"] = settlement.saveState(gold.id);
  card.append(el("div", { class: "fcw-s-head" }, el("span", { class: "fcw-s-who fcw-s-gold-word" }, el("span", { "aria-hidden": "true" }, "★ "), words.say("settle_gold")), tagName(gold.tag, tags)),
    quote(gold.quote), el("p", { class: "fcw-s-origin", dir: "auto" }, origin));
  if (note !== null) card.append(note);
  else if (gold.note) card.append(noteView(gold.note, words.say("note")));
  if (host.isLocked) return card;
  const choices = tags.offered().map((tag) => button({ class: "fcw-s-choice", "data-part": `retag ${gold.id} ${tag.name}`, "data-choose": tag.name, "aria-pressed": String(tag.name === gold.tag), "aria-keyshortcuts": tag.key },
    () => verbs.retag(gold.id, tag.name), tags.swatch(tag.name), tag.name));
  const hint = (action: "note" | "delete", word: string, run: () => void): HTMLElement => {
    const cap = host.cap(action);
    return button({ class: "fcw-r-hint", "data-part": `${action} ${gold.id}` }, run, cap === "" ? null : keyCap(cap), words.say(word));
  };
  card.append(el("div", { class: "fcw-s-choices", role: "group", "aria-label": words.say("change_tag") }, ...choices),
    el("div", { class: "fcw-s-deeds" }, hint("note", "note", () => verbs.editNote(gold.id)), hint("delete", "settle_take_back", () => verbs.takeBack(gold.id))));
  return card;
}

function cardFor(row: Gold | ReadPassage, classes: string, label: string, host: SettleCardHost): HTMLElement {
  const card = el("article", {
    class: classes, tabindex: "0", "aria-label": label, "data-part": `card ${row.id}`,
    "data-annotation": row.id, "data-tag": row.tag, "data-start": String(row.start), "data-end": String(row.end), "data-state": "saved",
  });
  card.style.setProperty("--fcw-r-c", host.tags.colour(row.tag, "underline"));
  return card;
}

function tagName(tag: string, tags: Tags): HTMLElement {
  const name = el("span", { class: "fcw-s-tag", dir: "auto" }, tags.swatch(tag), tag);
  name.style.color = tags.colour(tag, "ink");
  return name;
}

function quote(text: string): HTMLElement {
  return el("p", { class: "fcw-s-quote", dir: "auto" }, quoted(text));
}
