/** One passage in the margin: a line when folded, everything about it when open. */

import { firstLine } from "../core/markdown.ts";
import { openPrompts, usualStance } from "../core/prompts.ts";
import type { Conflict } from "../core/reading.ts";
import { readSources } from "../core/sources.ts";
import type { Evidence, SaveState } from "../core/types.ts";
import type { Wording } from "../core/wording.ts";
import { type CardAction, confidenceDots, deeds, evidenceList, named, type PartsHost, promptList, quoted, stateSign, tagChoices, talkSign, theirDeeds } from "./card_parts.ts";
import { conflictView, refusalView } from "./card_states.ts";
import { copied, LinkField } from "./copy_link.ts";
import { button, el, icon } from "./dom.ts";
import { EvidenceEditor, itemOf } from "./evidence.ts";
import { foldedNote, measureNote } from "./long_note.ts";
import { NoteEditor } from "./note.ts";
import { tellGone } from "./passage_gone.ts";
import type { Passage } from "./passages.ts";
import { Press } from "./press.ts";
import type { Tags } from "./tags.ts";
import type { Talking } from "./talking.ts";
import { Threads } from "./threads.ts";

/** So much of a quote is more than a folded card can show. */
const GIST = 400;

export interface CardVerbs {
  activate(id: string): void;
  retag(id: string, tag: string): void;
  note(id: string, note: string, merge: boolean): void;
  evidence(id: string, items: readonly Evidence[], merge: boolean): void;
  confidence(id: string): void;
  remove(id: string): void;
  /** Of the open passage: the same again under another tag, in two, as one with its neighbour. */
  duplicate(): void;
  split(): void;
  merge(): void;
  keepMine(id: string): void;
  takeTheirs(id: string): void;
  tryAgain(id: string): void;
  discard(id: string): void;
  /** An editor was opened: it is to be seen, and so is the passage. */
  edited(id: string): void;
  /** The card is higher or lower than it was. */
  resized(): void;
  /** An editor was closed: the keys belong to the card again. */
  closed(id: string): void;
}

export interface CardView {
  readonly passage: Passage;
  readonly state: SaveState;
  readonly open: boolean;
  /** The passage may be changed: it is the reader's own and the reading is not submitted. */
  readonly free: boolean;
  readonly conflict: Conflict | null;
  readonly refusal: Conflict | null;
  /** How much is said about it. */
  readonly talk: { readonly comments: number; readonly unread: number };
}

export interface CardHost {
  readonly words: Wording;
  readonly tags: Tags;
  readonly verbs: CardVerbs;
  readonly talking: Talking;
  readonly blind: boolean;
  cap(action: CardAction): string;
  /** Where the reader opens with this passage's card. */
  address(id: string): string;
}

type Editor = NoteEditor | EvidenceEditor | LinkField;

export class Card {
  readonly element: HTMLElement;
  readonly #id: string;
  readonly #host: CardHost;
  readonly #parts: PartsHost;
  /** What was just done in the card, heard as well as seen. */
  readonly #message: HTMLElement = el("div", { class: "fcw-r-said", role: "status" });
  readonly #press: Press;
  #view: CardView | null = null;
  #drawn = "";
  #editor: Editor | null = null;
  #threads: Threads | null = null;
  #merge = false;
  /** The tags to choose from are shown: only then, since a click beside the point must not retag. */
  #choosing = false;
  #warned = false;
  /** What is seldom done is shown. */
  #isMore = false;
  /** Its passage went while somebody wrote in it. */
  #isLeft = false;
  /** All of a long note is shown. */
  #isNoteWhole = false;

  constructor(id: string, host: CardHost) {
    const { verbs } = host;
    this.#id = id;
    this.#host = host;
    this.#parts = { words: host.words, tags: host.tags, blind: host.blind, cap: (action) => host.cap(action), run: (action) => this.#run(action) };
    this.element = el("div", { class: "fcw-r-card", "data-annotation": id, role: "group", tabindex: "0" });
    this.#press = new Press(this.element, () => { if (this.#view !== null) this.update(this.#view); });
    this.element.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && event.target === this.element) verbs.activate(id);
    });
    this.element.addEventListener("click", (event) => {
      if (this.#view?.open !== true && !(event.target as Element).closest("button, a")) verbs.activate(id);
    });
  }

  get open(): boolean {
    return this.#view !== null && (this.#view.open || this.#view.conflict !== null || this.#view.refusal !== null);
  }

  /** What it is about, or was: the passage may be gone (see `outlive`). */
  get passage(): Passage | undefined {
    return this.#view?.passage;
  }

  /** Its passage is gone: whether it stays all the same, since somebody writes in its talk, which can still be sent. */
  outlive(): boolean {
    const view = this.#view;
    if (view === null || this.#threads?.isWritten !== true) return false;
    this.#threads.update();
    if (!this.#isLeft) tellGone(this.element, this.#threads, view.passage.annotation, this.#host.words, () => this.#host.verbs.resized());
    this.#isLeft = true;
    return true;
  }

  get isEdited(): boolean {
    return this.#editor !== null;
  }

  update(told: CardView): void {
    // Whoever writes in it keeps it as it is, though the passage that is back is not open.
    const view = this.#isLeft && this.#threads?.isWritten === true ? { ...told, open: true } : told;
    if (this.#isLeft) this.#drawn = "";
    this.#isLeft &&= view !== told;
    this.element.removeAttribute("data-gone");
    if (!view.open) {
      this.#editor = null;
      this.#isMore = false;
      this.#isNoteWhole = false;
      this.#message.textContent = "";
      this.#threads?.close();
      this.#threads = null;
    } else this.#threads?.update();
    if (!view.open || view.passage.annotation.tag !== this.#view?.passage.annotation.tag) this.#choosing = false;
    this.#view = view;
    const { annotation } = view.passage;
    Object.assign(this.element.dataset, {
      tag: annotation.tag, start: String(annotation.start), end: String(annotation.end), state: view.state,
    });
    const drawn = JSON.stringify([annotation, view.state, view.open, view.free, view.conflict, view.refusal, view.talk, this.#editor !== null]);
    if (drawn === this.#drawn || this.#press.isOn) return;
    this.#drawn = drawn;
    this.#draw(view);
  }

  editNote(): void {
    const view = this.#view;
    if (view === null || !view.free) return;
    const { note } = view.passage.annotation;
    this.#edit(new NoteEditor(note ?? "", this.#host.words, {
      changed: (text, merge) => this.#host.verbs.note(this.#id, text, merge),
      closed: () => this.closeEditor(),
    }, this.#questions(view, "note")));
  }

  editEvidence(): void {
    const view = this.#view;
    if (view === null || !view.free) return;
    const { tag, evidence } = view.passage.annotation;
    this.#merge = false;
    this.#edit(new EvidenceEditor(evidence, usualStance(tag), this.#questions(view, "evidence"), this.#host.words, {
      changed: (items) => {
        this.#host.verbs.evidence(this.#id, items, this.#merge);
        this.#merge = true;
      },
      closed: () => this.closeEditor(),
      resized: () => this.#host.verbs.resized(),
    }));
  }

  /** Makes evidence of what was pasted, and says in the card what came of it. False: it is none of this card's. */
  paste(text: string): boolean {
    const view = this.#view;
    if (view === null || !view.open || !view.free || this.isEdited) return false;
    const { tag, evidence } = view.passage.annotation;
    const { sources, refused, secret, without } = readSources(text);
    const known = new Set(evidence.map((item) => item.url));
    const fresh = sources.filter(({ url }) => !known.has(url) && known.add(url));
    if (fresh.length > 0) this.#host.verbs.evidence(this.#id, [...evidence, ...fresh.map((source) => itemOf(source, usualStance(tag)))], false);
    const told: [string, number][] = [["pasted", fresh.length], ["pasted_known", sources.length - fresh.length], ["pasted_refused", refused.length], ["pasted_secret", secret]];
    // Of a text with an address in it, the rest was hardly meant.
    if (sources.length + refused.length + secret === 0) told.push(["pasted_without", without]);
    const shown = refused.map((address) => address.slice(0, 60)).join(" ");
    this.say(...told.filter(([, n]) => n > 0).map(([key, n]) => this.#host.words.say(key, { n, address: shown })));
    return true;
  }

  /** Copies the address of this passage; where the browser forbids it, shows it to be copied by hand. */
  async copyLink(): Promise<void> {
    const address = this.#host.address(this.#id);
    if (await copied(address)) this.say(this.#host.words.say("link_copied"));
    else if (this.#view?.open === true) this.#edit(new LinkField(address, this.#host.words));
  }

  /** Where something is said about the passage; at once where the card was just opened. */
  talk(): void {
    this.#threads?.focus();
  }

  /** Says it in the card until that is closed, or something else is said. */
  say(...sentences: readonly string[]): void {
    this.#message.textContent = sentences.join(" ");
    this.#host.verbs.resized();
  }

  /** A part that scrolls can be reached and scrolled with the keyboard. */
  measure(): void {
    measureNote(this.element);
    for (const part of this.element.querySelectorAll<HTMLElement>(".fcw-r-evidence-list")) {
      if (part.scrollHeight > part.clientHeight + 1) part.tabIndex = 0;
      else part.removeAttribute("tabindex");
    }
  }

  /** Keeps what is written so far; the editor stays. False when something in it is wrong. */
  commit(): boolean {
    return this.#editor?.commit() ?? true;
  }

  /**
   * Keeps what was written and goes back to the card; false when no editor was open. What is wrong
   * in it is said first, and given up only when it is closed once more.
   */
  closeEditor(): boolean {
    if (this.#threads?.leave() === true) return true;
    if (this.#editor === null) return false;
    if (!this.#editor.commit() && !this.#warned) {
      this.#warned = true;
      return true;
    }
    this.#editor = null;
    this.#redraw();
    this.#host.verbs.closed(this.#id);
    return true;
  }

  #run(action: CardAction): void {
    if (action === "note") this.editNote();
    else if (action === "evidence") this.editEvidence();
    else if (action === "confidence") this.#host.verbs.confidence(this.#id);
    else if (action === "copy_link") void this.copyLink();
    else if (action === "delete") this.#host.verbs.remove(this.#id);
    else this.#host.verbs[action]();
  }

  #questions(view: CardView, answer: "note" | "evidence"): readonly string[] {
    const { annotation } = view.passage;
    return openPrompts(this.#host.tags.get(annotation.tag), annotation).filter((prompt) => prompt.answer === answer).map(({ ask }) => ask);
  }

  #edit(editor: Editor): void {
    this.#editor?.commit();
    this.#editor = editor;
    this.#warned = false;
    this.#message.textContent = "";
    this.#redraw();
    editor.focus();
    this.#host.verbs.edited(this.#id);
  }

  #redraw(): void {
    this.#drawn = "";
    if (this.#view !== null) this.update(this.#view);
    this.#host.verbs.resized();
  }

  /** Everything but an open editor is made anew: whoever writes in it must keep the place. */
  #draw(view: CardView): void {
    const { annotation } = view.passage;
    const { words, tags } = this.#host;
    const element = this.element;
    element.style.setProperty("--fcw-r-c", tags.colour(annotation.tag, "underline"));
    element.classList.toggle("fcw-r-open", this.open);
    element.classList.toggle("fcw-r-active", view.open);
    element.classList.toggle("fcw-r-theirs", !view.passage.mine);
    element.classList.toggle("fcw-r-edited", this.#editor !== null);
    element.setAttribute("aria-label", words.say("card_label", { tag: annotation.tag, quote: annotation.quote }));
    const above: HTMLElement[] = [this.#head(view)];
    const below: HTMLElement[] = [];
    if (this.open) this.#details(view, above, below);
    const refocus = this.#heldFocus();
    const talk = this.#talk(view);
    const lasting = [...(this.#editor === null ? [] : [this.#editor.element]), ...(this.open ? [this.#message] : [])];
    for (const child of [...element.children]) if (child !== talk && !lasting.includes(child as HTMLElement)) child.remove();
    element.prepend(...above);
    let last = above[above.length - 1] as HTMLElement;
    for (const part of lasting) {
      if (part.parentNode !== element) last.after(part);
      last = part;
    }
    if (talk?.parentNode === element) talk.before(...below);
    else element.append(...below, ...(talk === null ? [] : [talk]));
    refocus?.();
  }

  /** What is said about the passage: an element that lasts as long as the card is open. */
  #talk(view: CardView): HTMLElement | null {
    if (!view.open) return null;
    this.#threads ??= new Threads(this.#id, this.#host.talking, this.#host.words, {
      resized: () => this.#host.verbs.resized(),
      isInSight: () => this.element.clientHeight > 0,
    });
    return this.#threads.element;
  }

  /** What gives the focus back to the part that had it, made anew; to the card where that is gone. */
  #heldFocus(): (() => void) | null {
    const at = document.activeElement;
    if (!(at instanceof HTMLElement) || at === this.element || !this.element.contains(at) || this.#editor?.element.contains(at) || this.#threads?.element.contains(at)) return null;
    const { part } = at.dataset;
    return () => {
      const again = part === undefined ? null : this.element.querySelector<HTMLElement>(`[data-part="${part}"]`);
      (again ?? this.element).focus({ preventScroll: true });
    };
  }

  #head(view: CardView): HTMLElement {
    const { annotation } = view.passage;
    const changes = view.open && view.free && view.conflict === null;
    const tag = changes ? this.#tagButton(annotation.tag) : el("span", { class: "fcw-r-card-tag" }, annotation.tag);
    tag.style.color = this.#host.tags.colour(annotation.tag, "ink");
    const name = view.passage.mine ? null : el("span", { class: "fcw-r-reviewer", dir: "auto" }, annotation.reviewer_name || annotation.reviewer);
    return el("div", { class: "fcw-r-card-head" }, this.#host.tags.swatch(annotation.tag), tag, name, this.#gist(view), ...this.#signs(view));
  }

  /** In one line: what the note begins with, else what was said. */
  #gist(view: CardView): HTMLElement {
    if (this.open) return el("span", { class: "fcw-r-gist" });
    const { note, quote } = view.passage.annotation;
    const line = note === null ? "" : firstLine(note);
    return line === "" ? el("span", { class: "fcw-r-gist fcw-r-gist-quote", dir: "auto" }, quoted(quote.slice(0, GIST))) : el("span", { class: "fcw-r-gist", dir: "auto" }, line);
  }

  #tagButton(tag: string): HTMLElement {
    const label = this.#host.words.say("change_tag");
    return button({ class: "fcw-r-card-tag", "data-part": "tag", "aria-expanded": String(this.#choosing), "aria-label": `${tag}: ${label}`, title: label }, () => {
      this.#choosing = !this.#choosing;
      this.#redraw();
      this.element.querySelector<HTMLElement>("button.fcw-r-card-tag")?.focus();
    }, tag);
  }

  #chooseTag(): void {
    if (this.#view?.open !== true) this.#host.verbs.activate(this.#id);
    this.#choosing = true;
    this.#redraw();
    this.element.querySelector<HTMLElement>("button.fcw-r-card-tag")?.focus();
  }

  #signs(view: CardView): Node[] {
    const { words } = this.#host;
    const { evidence, confidence } = view.passage.annotation;
    const signs: Node[] = [];
    const state = { saving: "sync", failed: "cloud_off", conflict: "sync_problem", saved: null }[view.state];
    if (state !== null) signs.push(stateSign(state, words.say(`state_${view.state}`)));
    const { comments, unread } = view.talk;
    if (!this.open && comments > 0) signs.push(talkSign(comments, unread, words));
    if (!this.open && evidence.length > 0) signs.push(named(icon("link"), words.say("evidence_count", { n: evidence.length })));
    if (confidence !== null) {
      const word = words.say(`confidence_${confidence}`);
      const dots = confidenceDots(confidence);
      signs.push(this.open ? el("span", { class: "fcw-r-confidence" }, dots, word) : named(dots, words.say("confidence_of", { confidence: word })));
    }
    return signs;
  }

  #details(view: CardView, above: HTMLElement[], below: HTMLElement[]): void {
    const { words, verbs } = this.#host;
    const { annotation } = view.passage;
    above.push(el("div", { class: "fcw-r-quote", dir: "auto" }, quoted(annotation.quote)));
    if (!(this.#editor instanceof NoteEditor) && annotation.note) above.push(...foldedNote(annotation.note, this.#isNoteWhole, words, () => { this.#isNoteWhole = !this.#isNoteWhole; this.#redraw(); }));
    if (!(this.#editor instanceof EvidenceEditor) && annotation.evidence.length > 0) above.push(evidenceList(annotation, words));
    if (view.conflict !== null) below.push(conflictView(view.passage, view.conflict, words, verbs));
    else if (view.refusal !== null) below.push(refusalView(view.passage, view.refusal, words, verbs, () => this.#chooseTag()));
    if (!view.open) return;
    const isFree = view.free && view.conflict === null;
    const prompts = isFree && !this.isEdited ? promptList(annotation, this.#parts) : null;
    if (prompts !== null) below.push(prompts);
    if (isFree && this.#choosing) below.push(tagChoices(annotation.tag, this.#parts, (tag) => verbs.retag(this.#id, tag)));
    below.push(isFree ? deeds(annotation, this.#parts, this.#isMore, () => { this.#isMore = !this.#isMore; this.#redraw(); }) : theirDeeds(annotation, this.#parts));
  }
}
