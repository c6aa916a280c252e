/** What a card shows when its passage could not simply be saved. */

import type { Conflict } from "../core/reading.ts";
import type { Evidence } from "../core/types.ts";
import type { Wording } from "../core/wording.ts";
import type { CardVerbs } from "./card.ts";
import { quoted } from "./card_parts.ts";
import { button, el } from "./dom.ts";
import { sourceName } from "./evidence_row.ts";
import type { Passage } from "./passages.ts";

interface Side {
  readonly tag: string;
  readonly quote?: string | undefined;
  readonly note?: string | null | undefined;
  readonly confidence?: string | null | undefined;
  readonly evidence?: readonly Evidence[] | undefined;
}

/** Both values side by side; the person decides. */
export function conflictView(passage: Passage, conflict: Conflict, words: Wording, verbs: CardVerbs): HTMLElement {
  const mine = conflict.mine.kind === "delete" ? null : { ...conflict.mine.annotation, quote: passage.annotation.quote };
  return el("div", { class: "fcw-r-conflict" },
    el("div", { class: "fcw-r-message", role: "alert" }, conflict.message),
    el("div", { class: "fcw-r-sides" }, side(words.say("mine"), mine, words), side(words.say("theirs"), conflict.theirs, words)),
    el("div", { class: "fcw-r-decide" },
      button({ class: "fcw-r-button" }, () => verbs.keepMine(passage.id), words.say("keep_mine")),
      button({ class: "fcw-r-button" }, () => verbs.takeTheirs(passage.id), words.say("take_theirs"))));
}

function side(heading: string, value: Side | null, words: Wording): HTMLElement {
  const rows = value === null ? [el("div", {}, words.say("deleted"))] : [
    el("div", { class: "fcw-r-side-tag" }, value.tag),
    ...(value.quote ? [el("div", { class: "fcw-r-quote", dir: "auto" }, quoted(value.quote))] : []),
    ...(value.note ? [el("div", { class: "fcw-r-side-note", dir: "auto" }, value.note)] : []),
    ...(value.confidence ? [el("div", { class: "fcw-r-quiet-text" }, words.say(`confidence_${value.confidence}`))] : []),
    ...(value.evidence ?? []).map((item) => el("div", { class: "fcw-r-quiet-text", dir: "auto" }, `${sourceName(item)} · ${words.say(`stance_${item.stance}`)}`)),
  ];
  return el("div", { class: "fcw-r-side" }, el("div", { class: "fcw-r-side-head" }, heading), ...rows);
}

/** The server's sentence, what was wanted and what is stored, and what can be done about it. */
export function refusalView(passage: Passage, refused: Conflict, words: Wording, verbs: CardVerbs, choose: () => void): HTMLElement {
  const { message, theirs, waiting } = refused;
  const { id } = passage;
  // The server's sentence as it is; what the reader itself found out is one of its own words.
  const sentence = message.startsWith("reason_") ? words.say(message) : message;
  const mine = refused.mine.kind === "delete" ? null : { ...refused.mine.annotation, quote: passage.annotation.quote };
  const asksTag = mine !== null && mine.tag !== theirs?.tag;
  return el("div", { class: "fcw-r-refusal" },
    el("div", { class: "fcw-r-message", role: "alert" }, sentence),
    theirs === null ? null : el("div", { class: "fcw-r-sides" }, side(words.say("mine"), mine, words), side(words.say("stored"), theirs, words)),
    el("div", { class: "fcw-r-decide" },
      button({ class: "fcw-r-button" }, () => verbs.tryAgain(id), words.say("try_again")),
      asksTag ? button({ class: "fcw-r-button" }, choose, words.say("choose_tag")) : null,
      button({ class: "fcw-r-button" }, () => verbs.discard(id), words.say("discard", { n: waiting }))));
}
