/** Where a passage begins and ends: moving an end, cutting it in two, joining it with its neighbour. */

import type { Span } from "../core/types.ts";
import type { Unit } from "../core/units.ts";
import { endAfter, endBefore, startAfter, startBefore } from "../core/word_edges.ts";
import type { CutMark } from "./cut_mark.ts";
import type { Passage } from "./passages.ts";
import { caretIn } from "./positions.ts";
import type { Stage } from "./stage.ts";
import type { VerbContext } from "./verb_context.ts";

/** What may stand between two passages that become one: white space and signs, no words. */
const BETWEEN = /^[\p{White_Space}\p{P}\p{S}\u200b\ufeff]{0,40}$/u;

export class Extents {
  readonly #context: VerbContext;
  /** The passage that is being cut, and where. */
  #cutting: { readonly passage: Passage; at: number } | null = null;

  constructor(context: VerbContext) {
    this.#context = context;
  }

  moved(id: string, span: Span): void {
    this.#context.change((stage) => stage.reading.update(id, stage.toCodePoints(span)), "moved_passage");
  }

  /** Moves one end by a unit; always true: the key is ours, whether there is room or not. */
  moveEdge(stage: Stage, id: string, edge: "start" | "end", unit: Unit, step: 1 | -1): boolean {
    const passage = stage.passages.get(id);
    if (passage === undefined || this.#context.refused(stage)) return true;
    const position = edge === "start" ? movedStart(stage, passage.start, unit, step) : movedEnd(stage, passage.end, unit, step);
    if (position === null) return true;
    const span = edge === "start" ? { start: position, end: passage.end } : { start: passage.start, end: position };
    if (span.start < span.end) this.#context.change(() => stage.reading.update(id, stage.toCodePoints(span), { merge: true }), "moved_passage");
    return true;
  }

  /** Asks where: arrows move the mark by words, a click puts it, Enter cuts, Escape leaves. */
  split(): void {
    const context = this.#context;
    const stage = context.stage;
    const passage = context.subject();
    if (stage === null || passage === null || context.refused(stage)) {
      if (passage === null) context.notice("no_passage");
      return;
    }
    // A new half would need the tag anew.
    if (context.isRetired(stage, passage.tag)) return;
    const at = firstCut(stage, passage);
    if (at === null) {
      context.notice("one_word");
      return;
    }
    context.open(stage, passage.id);
    stage.reveal(passage);
    // On a button the arrows would be the button's.
    stage.article.element.focus({ preventScroll: true });
    this.#cutting = { passage, at };
    context.begin({ hear: (stroke) => this.#hear(stage, stage.cut, stroke), end: () => { this.#cutting = null; stage.cut.hide(); } });
    this.#place(stage, at);
    context.notice("split_where", {}, () => this.#cutting !== null);
  }

  cut(): void {
    const context = this.#context;
    const stage = context.stage;
    const cutting = this.#cutting;
    context.endMode();
    if (stage === null || cutting === null) return;
    const { id } = cutting.passage;
    const at = stage.toCodePoints({ start: cutting.at, end: cutting.at }).start;
    if (context.change(() => stage.reading.split(id, at), "split")) this.#keepCard(stage, id);
  }

  /** A click while a passage is being cut puts the mark there; false where none is. */
  aimCut(position: number): boolean {
    const stage = this.#context.stage;
    const cutting = this.#cutting;
    if (stage === null || cutting === null) return false;
    const word = stage.units.at("word", position);
    const near = position - word.start > word.end - position ? (stage.units.next("word", word)?.start ?? word.start) : word.start;
    if (!isInside(cutting.passage, near)) return false;
    this.#place(stage, near);
    return true;
  }

  /** Joins the passage with the next one of the same tag beside it, else with the one before. */
  merge(): void {
    const context = this.#context;
    const stage = context.stage;
    const passage = context.subject();
    if (stage === null || passage === null) {
      context.notice("no_passage");
      return;
    }
    const beside = neighbour(stage, passage);
    if (beside === null) {
      context.notice("no_neighbour", { tag: passage.tag });
      return;
    }
    const [first] = passage.start <= beside.start ? [passage] : [beside];
    const inCard = stage.cards.element.contains(document.activeElement);
    if (!context.change(() => stage.reading.merge([passage.id, beside.id]), "merged", { tag: passage.tag })) return;
    const kept = stage.passages.get(first.id) ?? stage.passages.overlapping(passage).find((one) => one.mine && one.tag === passage.tag);
    if (kept === undefined) return;
    context.open(stage, kept.id);
    if (inCard) this.#keepCard(stage, kept.id);
  }

  #keepCard(stage: Stage, id: string): void {
    this.#context.open(stage, id);
    stage.layout();
    stage.cards.card(id)?.element.focus({ preventScroll: true });
  }

  #hear(stage: Stage, mark: CutMark, stroke: string): boolean {
    const cutting = this.#cutting;
    if (cutting === null) return false;
    const back = mark.isRightToLeft ? "ArrowRight" : "ArrowLeft";
    if (stroke === "Enter") this.cut();
    else if (stroke === "Escape") this.#context.endMode();
    else if (/^Arrow/.test(stroke)) this.#step(stage, cutting, stroke === back || stroke === "ArrowUp" ? -1 : 1);
    else return false;
    return true;
  }

  #step(stage: Stage, { passage, at }: { readonly passage: Passage; readonly at: number }, step: 1 | -1): void {
    const here = { start: at, end: at };
    const next = step === -1 ? stage.units.previous("word", here) : stage.units.next("word", { start: at, end: stage.units.at("word", at).end });
    if (next !== null && isInside(passage, next.start)) this.#place(stage, next.start);
  }

  #place(stage: Stage, at: number): void {
    const cutting = this.#cutting;
    if (cutting === null) return;
    cutting.at = at;
    stage.cut.show(cutting.passage, at);
    this.#context.say("cut_before", { word: stage.article.text.slice(at, stage.units.at("word", at).end) });
  }
}

function isInside(passage: Span, at: number): boolean {
  return at > passage.start && at < passage.end;
}

/** Where a cut is offered first: at the caret, at a sentence's begin, at the word in the middle. */
function firstCut(stage: Stage, passage: Passage): number | null {
  const caret = caretIn(stage.article);
  const wanted = [
    caret === null || !isInside(passage, caret) ? null : stage.units.at("word", caret).start,
    stage.units.next("sentence", stage.units.at("sentence", passage.start))?.start ?? null,
    stage.units.at("word", (passage.start + passage.end) >> 1).start,
    stage.units.next("word", stage.units.at("word", passage.start))?.start ?? null,
  ];
  return wanted.find((at) => at !== null && isInside(passage, at)) ?? null;
}

function neighbour(stage: Stage, passage: Passage): Passage | null {
  const { text } = stage.article;
  const all = stage.passages.ordered();
  const at = all.findIndex((one) => one.id === passage.id);
  const fits = (one: Passage): boolean => one.mine && one.tag === passage.tag && one.id !== passage.id;
  const touches = (from: number, to: number): boolean => from >= to || BETWEEN.test(text.slice(from, to));
  const after = all.slice(at + 1).find(fits);
  if (after !== undefined && touches(passage.end, after.start)) return after;
  const before = all.slice(0, Math.max(0, at)).reverse().find(fits);
  return before !== undefined && touches(before.end, passage.start) ? before : null;
}

function movedStart(stage: Stage, at: number, unit: Unit, step: 1 | -1): number | null {
  if (unit === "word") return step === 1 ? startAfter(stage.units, at) : startBefore(stage.units, at);
  const here = { start: at, end: at };
  if (step === -1) return stage.units.previous(unit, here)?.start ?? null;
  return stage.units.next(unit, stage.units.at(unit, at))?.start ?? null;
}

function movedEnd(stage: Stage, at: number, unit: Unit, step: 1 | -1): number | null {
  if (unit === "word") return step === 1 ? endAfter(stage.units, at) : endBefore(stage.units, at);
  const here = { start: at, end: at };
  if (step === 1) return stage.units.next(unit, here)?.end ?? null;
  const last = stage.units.previous(unit, here);
  return last === null ? null : (stage.units.previous(unit, last)?.end ?? null);
}
