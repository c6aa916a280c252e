/** What an open card is made of, beside its head and its editors. */

import { lacksEvidence, openPrompts } from "../core/prompts.ts";
import type { Annotation, Confidence } from "../core/types.ts";
import type { Wording } from "../core/wording.ts";
import { button, el, icon, keyCap } from "./dom.ts";
import { evidenceRow } from "./evidence_row.ts";
import type { Tags } from "./tags.ts";

/** What a card's buttons do; each is named by the action of its key. */
export type CardAction = "note" | "evidence" | "confidence" | "delete" | "duplicate" | "split" | "merge" | "copy_link";

const WORDS: Readonly<Record<CardAction, string>> = {
  note: "note", evidence: "evidence", confidence: "confidence", delete: "delete",
  duplicate: "hint_duplicate", split: "hint_split", merge: "hint_merge", copy_link: "copy_link",
};
const OFTEN = ["note", "evidence", "confidence", "delete"] as const;
const SELDOM = ["duplicate", "split", "merge", "copy_link"] as const;

export interface PartsHost {
  readonly words: Wording;
  readonly tags: Tags;
  /** What stands on the key of an action; blank where it has none. */
  cap(action: CardAction): string;
  run(action: CardAction): void;
  /** The project is read blind. */
  readonly blind: boolean;
}

const DOTS: Readonly<Record<Confidence, string>> = { low: "●○○", medium: "●●○", high: "●●●" };

export function confidenceDots(confidence: Confidence): HTMLElement {
  return el("span", { class: "fcw-r-dots", "aria-hidden": "true" }, DOTS[confidence]);
}

export function evidenceList(annotation: Annotation, words: Wording): HTMLElement {
  return el("ul", { class: "fcw-r-evidence-list", "aria-label": words.say("evidence") },
    ...annotation.evidence.map((item) => evidenceRow(item, words)));
}

/** The questions of the tag that are not answered yet; an answer is one press away. */
export function promptList(annotation: Annotation, host: PartsHost): HTMLElement | null {
  const tag = host.tags.get(annotation.tag);
  const prompts = openPrompts(tag, annotation).map(({ ask, answer }, index) =>
    button({ class: "fcw-r-prompt", "data-part": `prompt-${index}` }, () => host.run(answer), el("span", { class: "fcw-r-ask", dir: "auto" }, ask), keyCap(host.cap(answer))));
  if (lacksEvidence(tag, annotation)) {
    prompts.push(button({ class: "fcw-r-prompt fcw-r-prompt-quiet", "data-part": "prompt-evidence" }, () => host.run("evidence"),
      el("span", { class: "fcw-r-ask" }, host.words.say("evidence_asked")), keyCap(host.cap("evidence"))));
  }
  return prompts.length === 0 ? null : el("div", { class: "fcw-r-prompts" }, ...prompts);
}

/** What can be done with the reader's own passage; what is seldom done is there once it is asked for. */
export function deeds(annotation: Annotation, host: PartsHost, isMore: boolean, more: () => void): HTMLElement {
  const toggle = button({ class: "fcw-r-hint fcw-r-more", "data-part": "more", "aria-expanded": String(isMore) }, more, host.words.say("more"), icon(isMore ? "expand_less" : "expand_more"));
  const rows = [OFTEN, ...(isMore ? [SELDOM] : [])].map((actions) => el("div", { class: "fcw-r-hints" }, ...actions.map((action) => hint(action, host))));
  return el("div", { class: "fcw-r-deeds" }, ...rows, foot(annotation, host.words, toggle));
}

/** Somebody else's passage can only be told of. */
export function theirDeeds(annotation: Annotation, host: PartsHost): HTMLElement {
  const late = lateWord(annotation, host.blind, host.words);
  return el("div", { class: "fcw-r-deeds" }, late === null ? null : el("p", { class: "fcw-r-late" }, late), foot(annotation, host.words, hint("copy_link", host)));
}

/** That it may not be what its reviewer thought at first; null where nothing speaks for that. */
export function lateWord({ after_submission, others_seen }: Annotation, blind: boolean, words: Wording): string | null {
  if (after_submission) return words.say("late");
  return blind && others_seen ? words.say("not_blind") : null;
}

/** Who tagged it and when, and the way to what happened to it. */
function foot(annotation: Annotation, words: Wording, last: HTMLElement): HTMLElement {
  const history = el("a", { class: "fcw-r-history", "data-part": "history", href: historyAddress(annotation.id) }, words.say("history"));
  return el("div", { class: "fcw-r-who" }, el("span", {}, whoAndWhen(annotation, words)), history, last);
}

/** The page beside the reader's that tells every change of the passage. */
function historyAddress(passage: string): string {
  return `history?${new URLSearchParams({ passage }).toString()}`;
}

export function tagChoices(current: string, host: PartsHost, choose: (tag: string) => void): HTMLElement {
  const choices = host.tags.offered().map((tag) =>
    button({ class: "fcw-r-choice", "data-choose": tag.name, "aria-pressed": String(tag.name === current) },
      () => choose(tag.name), host.tags.swatch(tag.name), tag.name));
  return el("div", { class: "fcw-r-choices", role: "group", "aria-label": host.words.say("change_tag") }, ...choices);
}

function hint(action: CardAction, host: PartsHost): HTMLElement {
  const cap = host.cap(action);
  return button({ class: "fcw-r-hint", "data-part": action }, () => host.run(action), cap === "" ? null : keyCap(cap), host.words.say(WORDS[action]));
}

/** To make one takes a millisecond, and an open card comes with every tag. */
const formats = new Map<string, Intl.DateTimeFormat>();

function dateFormat(locale: string): Intl.DateTimeFormat {
  const format = formats.get(locale) ?? new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeStyle: "short" });
  formats.set(locale, format);
  return format;
}

function whoAndWhen(annotation: Annotation, words: Wording): string {
  const when = new Date(annotation.updated_at || annotation.created_at);
  const date = Number.isNaN(when.valueOf()) ? "" : dateFormat(words.say("locale")).format(when);
  return words.say("who_and_when", { who: annotation.reviewer_name || annotation.reviewer, when: date });
}

export function named(sign: HTMLElement, name: string): HTMLElement {
  return el("span", { class: "fcw-r-sign", role: "img", "aria-label": name, title: name }, sign);
}

/** How many comments there are, and whether one is unread. */
export function talkSign(comments: number, unread: number, words: Wording): HTMLElement {
  const sign = named(el("span", { class: "fcw-r-talk-sign" }, icon("forum"), String(comments)), `${words.say("talk_count", { n: comments })}${unread > 0 ? `, ${words.say("talk_new_count", { n: unread })}` : ""}`);
  sign.toggleAttribute("data-new", unread > 0);
  return sign;
}

export function stateSign(state: string, name: string): HTMLElement {
  return named(icon(state), name);
}

/** In quotation marks, unless the passage begins with its own. */
export function quoted(text: string): string {
  return /^[“”„«»‘’"「『]/u.test(text) ? text : `“${text}”`;
}
