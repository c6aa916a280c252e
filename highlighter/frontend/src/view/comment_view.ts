/** One comment: who said it when, what was said, and what its author can do with it. */

import { markdownOf } from "../core/mention.ts";
import type { Said } from "../core/talk.ts";
import type { Wording } from "../core/wording.ts";
import { stateSign } from "./card_parts.ts";
import { button, el } from "./dom.ts";
import { noteView } from "./markdown.ts";

export interface CommentDeeds {
  /** The comment is the person's own, and something can be said here. */
  readonly isFree: boolean;
  edit(): void;
  remove(): void;
  restore(): void;
  decide(again: boolean): void;
}

/** `isNew`: it was unread when it came into sight, and stands out for as long as it is there. */
export function commentView(comment: Said, isNew: boolean, words: Wording, deeds: CommentDeeds): HTMLElement {
  const parts = comment.deleted_at !== null ? [gone(comment, words, deeds)] : [
    head(comment, isNew, words, deeds),
    noteView(markdownOf(comment.body, comment.mentions), words.say("talk_said", { name: comment.author_name })),
    ...(comment.waiting === null ? [] : [refusal(comment.waiting.result.message ?? "", words, deeds)]),
  ];
  return el("li", { class: "fcw-r-comment", "data-comment": comment.id, "data-state": comment.state, ...(isNew ? { "data-new": "" } : {}) }, ...parts);
}

function head(comment: Said, isNew: boolean, words: Wording, deeds: CommentDeeds): HTMLElement {
  const edited = comment.edited_at === null ? "" : ` · ${words.say("talk_edited")}`;
  const mine = deeds.isFree && comment.state === "saved" ? [
    button({ class: "fcw-r-comment-deed", "data-part": `edit-${comment.id}` }, () => deeds.edit(), words.say("talk_edit")),
    button({ class: "fcw-r-comment-deed", "data-part": `delete-${comment.id}` }, () => deeds.remove(), words.say("talk_delete")),
  ] : [];
  return el("div", { class: "fcw-r-comment-head" },
    el("b", { dir: "auto" }, comment.author_name),
    el("span", { class: "fcw-r-quiet-text" }, `${moment(comment.created_at, words)}${edited}`),
    isNew ? el("span", { class: "fcw-r-new" }, words.say("talk_new")) : null,
    comment.state === "saving" ? stateSign("sync", words.say("state_saving")) : null,
    ...mine);
}

/** Its place stays, so that what was answered to it still answers something. */
function gone(comment: Said, words: Wording, deeds: CommentDeeds): HTMLElement {
  return el("div", { class: "fcw-r-comment-gone" }, words.say("talk_gone", { name: comment.author_name }),
    deeds.isFree ? button({ class: "fcw-r-comment-deed", "data-part": `restore-${comment.id}` }, () => deeds.restore(), words.say("talk_undo")) : null);
}

function refusal(message: string, words: Wording, deeds: CommentDeeds): HTMLElement {
  const sentence = message.startsWith("reason_") ? words.say(message) : message;
  return el("div", { class: "fcw-r-refusal" }, el("div", { class: "fcw-r-message", role: "alert" }, sentence),
    el("div", { class: "fcw-r-decide" },
      button({ class: "fcw-r-button" }, () => deeds.decide(true), words.say("try_again")),
      button({ class: "fcw-r-button" }, () => deeds.decide(false), words.say("talk_discard"))));
}

const formats = new Map<string, readonly [Intl.DateTimeFormat, Intl.DateTimeFormat]>();

/** The time of something said today, the day of what was said before. */
function moment(at: string, words: Wording): string {
  const locale = words.say("locale");
  const known = formats.get(locale) ?? [new Intl.DateTimeFormat(locale, { timeStyle: "short" }), new Intl.DateTimeFormat(locale, { dateStyle: "medium" })] as const;
  formats.set(locale, known);
  const when = new Date(at);
  if (Number.isNaN(when.valueOf())) return "";
  return when.toDateString() === new Date().toDateString() ? known[0].format(when) : known[1].format(when);
}
