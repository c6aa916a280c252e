/** What a key, a button or a card can do to the reading; each verb says aloud what it did. */

import type { Change } from "../core/reading.ts";
import type { Confidence, Evidence, Span } from "../core/types.ts";
import type { Unit } from "../core/units.ts";
import type { Wording } from "../core/wording.ts";
import type { Card, CardVerbs } from "./card.ts";
import type { KeyVerbs } from "./keys.ts";
import type { Stage } from "./stage.ts";

/** A touch on a tag may take the selection away before its click: it is remembered so long. */
const HOLD = 1000;
const NEXT_CONFIDENCE: Readonly<Record<Confidence | "none", Confidence | null>> = { none: "low", low: "medium", medium: "high", high: null };

export interface VerbsHost {
  readonly words: Wording;
  stage(): Stage | null;
  /** Says it to screen readers. */
  announce(sentence: string): void;
  /** Says it beside the save state, for everyone, while it is true. */
  notice(sentence: string, isTrue?: () => boolean): void;
  toggleGuidelines(): void;
  toggleKeySheet(): void;
  closePopover(): boolean;
  closeList(): boolean;
}

export class Verbs implements KeyVerbs, CardVerbs {
  readonly #host: VerbsHost;
  /** What a tag key means when nothing is selected: the open passage, or what is under the cursor. */
  #aim: "passage" | "cursor" = "cursor";
  /** The selection as it was when a finger came down on a tag. */
  #held: { readonly span: Span; readonly at: number } | null = null;

  constructor(host: VerbsHost) {
    this.#host = host;
  }

  tag(name: string): void {
    const stage = this.#host.stage();
    if (stage === null || this.#refused(stage)) return;
    const { span, isEmpty } = stage.selection();
    const held = this.#held !== null && Date.now() - this.#held.at < HOLD ? this.#held.span : null;
    const chosen = span ?? (isEmpty ? held : null);
    this.#held = null;
    if (chosen !== null) this.#tagSelection(stage, chosen, name);
    else if (!isEmpty) this.#host.notice(this.#host.words.say("white_space"));
    else if (this.#aim === "passage" && stage.active !== null) this.retag(stage.active, name);
    else if (stage.cursor.range !== null) this.#tagUnderCursor(stage, stage.cursor.range, name);
    else this.#host.notice(this.#host.words.say("nothing_selected"));
  }

  hold(): void {
    const span = this.#host.stage()?.selection().span ?? null;
    this.#held = span === null ? null : { span, at: Date.now() };
  }

  move(unit: Unit, step: 1 | -1): void {
    const stage = this.#host.stage();
    if (stage === null) return;
    this.#aim = "cursor";
    stage.activate(null);
    document.getSelection()?.removeAllRanges();
    stage.cursor.move(unit, step, stage.firstVisible());
    this.#followCursor(stage);
  }

  extend(unit: Unit, step: 1 | -1): boolean {
    const stage = this.#host.stage();
    if (stage === null || !stage.selection().isEmpty) return false;
    if (this.#aim === "passage" && stage.active !== null) return this.#moveEdge(stage, stage.active, "end", unit, step);
    stage.cursor.extend(unit, step, stage.firstVisible());
    this.#followCursor(stage);
    return true;
  }

  moveStart(step: 1 | -1): boolean {
    const stage = this.#host.stage();
    if (stage === null || stage.active === null) return false;
    return this.#moveEdge(stage, stage.active, "start", "word", step);
  }

  narrow(): void {
    this.#host.stage()?.cursor.narrow();
  }

  widen(): void {
    this.#host.stage()?.cursor.widen();
  }

  walk(step: 1 | -1): void {
    const stage = this.#host.stage();
    const all = stage?.passages.ordered() ?? [];
    if (stage === null || all.length === 0) return;
    const at = all.findIndex((one) => one.id === stage.active);
    const from = at === -1 && step === -1 ? 0 : at;
    const next = all[(from + step + all.length) % all.length];
    if (next === undefined) return;
    this.#open(stage, next.id);
    stage.reveal(next);
    stage.layout();
    stage.cards.card(next.id)?.element.focus({ preventScroll: true });
  }

  activate(id: string): void {
    const stage = this.#host.stage();
    if (stage === null) return;
    this.#open(stage, id);
    const passage = stage.passages.get(id);
    if (passage !== undefined) stage.reveal(passage);
  }

  /** A click in the text: on passages from the shortest to the longest, elsewhere the sentence. */
  pick(target: Element, position: number | null): void {
    const stage = this.#host.stage();
    if (stage === null) return;
    const ids = stage.article.passagesAt(target).map((one) => one.id);
    const next = ids[(ids.indexOf(stage.active ?? "") + 1) % Math.max(1, ids.length)];
    if (next !== undefined) {
      this.#open(stage, next);
      return;
    }
    this.#aim = "cursor";
    stage.activate(null);
    if (position !== null) stage.placeCursor(position);
  }

  retag(id: string, tag: string): void {
    this.#change((stage) => stage.reading.update(id, { tag }), "changed_tag", { tag });
  }

  note(id?: string, note?: string, merge = false): void {
    if (id === undefined || note === undefined) this.#withCard((card) => card.editNote());
    else this.#change((stage) => stage.reading.update(id, { note: note.trim() === "" ? null : note }, { merge }), null);
  }

  evidence(id?: string, items?: readonly Evidence[], merge = false): void {
    if (id === undefined || items === undefined) this.#withCard((card) => card.editEvidence());
    else this.#change((stage) => stage.reading.update(id, { evidence: items }, { merge }), null);
  }

  confidence(id: string | null = this.#host.stage()?.active ?? null): void {
    const annotation = id === null ? undefined : this.#host.stage()?.reading.get(id);
    if (id === null || annotation === undefined) {
      this.#host.notice(this.#host.words.say("no_passage"));
      return;
    }
    const confidence = NEXT_CONFIDENCE[annotation.confidence ?? "none"];
    this.#change((stage) => stage.reading.update(id, { confidence }, { merge: false }), `confidence_${confidence ?? "none"}`);
  }

  remove(id: string | null = this.#host.stage()?.active ?? null): boolean {
    const stage = this.#host.stage();
    if (stage === null || id === null) return false;
    const passage = stage.passages.get(id);
    const inCard = stage.cards.element.contains(document.activeElement);
    this.#change(() => stage.reading.remove(id), "deleted_passage");
    if (inCard) this.#toText(stage, passage);
    this.#aim = "cursor";
    return true;
  }

  undo(): void {
    this.#turn((stage) => stage.reading.undo(), "undone", "nothing_to_undo", "not_undone");
  }

  redo(): void {
    this.#turn((stage) => stage.reading.redo(), "redone", "nothing_to_redo", "not_redone");
  }

  /** The outbox lets go of what was refused before it takes what the person decided. */
  keepMine(id: string): void {
    this.#decide(id);
    this.#change((stage) => stage.reading.keepMine(id), null);
  }

  takeTheirs(id: string): void {
    const stage = this.#host.stage();
    this.#decide(id);
    stage?.reading.takeTheirs(id);
    stage?.refresh([id]);
  }

  tryAgain(id: string): void {
    this.keepMine(id);
  }

  discard(id: string): void {
    this.takeTheirs(id);
  }

  resized(): void {
    this.#host.stage()?.layoutSoon();
  }

  closed(id: string): void {
    const stage = this.#host.stage();
    stage?.cards.card(id)?.element.focus({ preventScroll: true });
    // While it was open, what was done to the passage elsewhere was not looked at.
    stage?.session.refetchSoon();
  }

  moved(id: string, span: Span): void {
    this.#change((stage) => stage.reading.update(id, stage.toCodePoints(span)), "moved_passage");
  }

  guidelines(): void {
    this.#host.toggleGuidelines();
  }

  keySheet(): void {
    this.#host.toggleKeySheet();
  }

  /** Escape: closes what is open, one thing at a time, and ends in the text. */
  leave(): boolean {
    const stage = this.#host.stage();
    if (this.#host.closePopover()) return true;
    if (stage === null) return false;
    if (stage.active !== null && stage.cards.card(stage.active)?.closeEditor() === true) return true;
    if (!stage.selection().isEmpty) {
      document.getSelection()?.removeAllRanges();
      return true;
    }
    const inCard = stage.cards.element.contains(document.activeElement);
    const closed = this.#host.closeList();
    if (stage.active === null && !inCard && !closed) {
      stage.cursor.place(null);
      return false;
    }
    const passage = stage.active === null ? undefined : stage.passages.get(stage.active);
    this.#toText(stage, passage);
    return true;
  }

  /** Back to the text, with the cursor where the passage was. */
  #toText(stage: Stage, passage: Span | undefined): void {
    stage.activate(null);
    this.#aim = "cursor";
    if (passage !== undefined) stage.placeCursor(passage.start);
    stage.article.element.focus({ preventScroll: true });
  }

  #open(stage: Stage, id: string): void {
    this.#aim = "passage";
    stage.cursor.place(null);
    stage.activate(id);
  }

  #tagSelection(stage: Stage, span: Span, tag: string): void {
    document.getSelection()?.removeAllRanges();
    stage.bar.hide();
    const id = this.#create(stage, span, tag);
    if (id === null) return;
    this.#open(stage, id);
    stage.uncover(id);
  }

  #tagUnderCursor(stage: Stage, range: Span, tag: string): void {
    const span = stage.trimmed(range);
    if (span === null) return;
    const { unit } = stage.cursor;
    const id = this.#create(stage, span, tag);
    stage.activate(id);
    if (stage.cursor.move(unit, 1, range.end)) this.#followCursor(stage);
  }

  #create(stage: Stage, span: Span, tag: string): string | null {
    const change = stage.reading.create(stage.toCodePoints(span), tag);
    const id = change.changed[0] ?? null;
    // Open before it is painted: once instead of twice.
    stage.active = id;
    stage.session.apply(change);
    this.#host.announce(this.#host.words.say("tagged", { tag }));
    return id;
  }

  #moveEdge(stage: Stage, id: string, edge: "start" | "end", unit: Unit, step: 1 | -1): boolean {
    const passage = stage.passages.get(id);
    if (passage === undefined || this.#refused(stage)) return true;
    const at = edge === "start" ? passage.start : passage.end;
    const beside = step === 1 ? stage.units.next(unit, { start: at, end: at }) : stage.units.previous(unit, { start: at, end: at });
    if (beside === null) return true;
    const position = edge === "start" ? (step === 1 ? (stage.units.next(unit, stage.units.at(unit, at))?.start ?? at) : beside.start)
      : (step === 1 ? beside.end : (stage.units.previous(unit, beside)?.end ?? at));
    const span = edge === "start" ? { start: position, end: passage.end } : { start: passage.start, end: position };
    if (span.start < span.end) this.#change(() => stage.reading.update(id, stage.toCodePoints(span), { merge: true }), "moved_passage");
    return true;
  }

  #change(make: (stage: Stage) => Change | null, say: string | null, values: Readonly<Record<string, string>> = {}): boolean {
    const stage = this.#host.stage();
    if (stage === null || this.#refused(stage)) return false;
    const change = make(stage);
    if (!stage.session.apply(change)) return false;
    if (say !== null) this.#host.announce(this.#host.words.say(say, values));
    return true;
  }

  #turn(make: (stage: Stage) => Change | null, done: string, nothing: string, skipped: string): void {
    const { words, announce, notice } = this.#host;
    const stage = this.#host.stage();
    if (stage === null || this.#refused(stage)) return;
    const change = make(stage);
    if (!stage.session.apply(change)) announce(words.say(nothing));
    else if (change?.skipped) notice(words.say(skipped));
    else announce(words.say(done));
  }

  #decide(id: string): void {
    const stage = this.#host.stage();
    const waiting = stage?.reading.conflict(id);
    if (waiting) stage?.session.outbox.release(waiting.mine.id);
  }

  #withCard(edit: (card: Card) => void): void {
    const stage = this.#host.stage();
    const card = stage === null || stage.active === null ? undefined : stage.cards.card(stage.active);
    if (card === undefined) this.#host.notice(this.#host.words.say("no_passage"));
    else {
      edit(card);
      stage?.revealCard();
    }
  }

  #followCursor(stage: Stage): void {
    stage.reveal(stage.cursor.range);
    const { range } = stage.cursor;
    if (range !== null) this.#host.announce(stage.article.text.slice(range.start, Math.min(range.end, range.start + 400)));
  }

  #refused(stage: Stage): boolean {
    if (stage.locked) this.#host.notice(this.#host.words.say("locked"), () => stage.locked);
    return stage.locked;
  }
}
