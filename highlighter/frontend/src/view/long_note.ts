/** A note as an open card shows it: a long one by its begin, and whole once that is asked for. */

import type { Wording } from "../core/wording.ts";
import { button } from "./dom.ts";
import { noteView } from "./markdown.ts";

/** The note, and what folds and unfolds it, which stays hidden until the note is known to be long. */
export function foldedNote(note: string, isWhole: boolean, words: Wording, toggle: () => void): readonly HTMLElement[] {
  const view = noteView(note, words.say("note"));
  view.classList.toggle("fcw-r-whole", isWhole);
  const attributes = { class: "fcw-r-hint fcw-r-note-more", "data-part": "note-more", "aria-expanded": String(isWhole), ...(isWhole ? {} : { hidden: "" }) };
  return [view, button(attributes, toggle, words.say(isWhole ? "note_less" : "note_more"))];
}

/** Shows that there is more of a note than fits. */
export function measureNote(card: HTMLElement): void {
  const note = card.querySelector<HTMLElement>(".fcw-r-note:not(.fcw-r-whole)");
  const more = card.querySelector<HTMLElement>(".fcw-r-note-more");
  if (note === null || more === null) return;
  const isCut = note.scrollHeight > note.clientHeight + 1;
  note.classList.toggle("fcw-r-cut-short", isCut);
  if (more.hidden === isCut) more.hidden = !isCut;
}
