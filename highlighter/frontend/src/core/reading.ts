/** The reading: what its reviewer did to a revision, shown at once and answered later. */
import type { Change, Conflict, HeldStates, KeptHistory, NewHistory } from "./change.ts";
import { Cleared, statesOf } from "./cleared.ts";
import type { HeldSentences, States } from "./cleared.ts";
import { Deciding } from "./deciding.ts";
import { halves, joined } from "./editing.ts";
import { History, turned } from "./history.ts";
import type { Step, Turn } from "./history.ts";
import { sameValues, valuesOf } from "./item.ts";
import type { HeldPassage, Values } from "./item.ts";
import { Items } from "./items.ts";
import type { ItemsOptions } from "./items.ts";
import { inText } from "./in_order.ts";
import { isAboutPassage, isAboutSentences, revisionOf } from "./operation.ts";
import type { Held } from "./outbox.ts";
import { patched } from "./patch.ts";
import type { Patch } from "./patch.ts";
import type { Annotation, AnnotationOperation, Operation, ReadingOperation, Result, SaveState, Span } from "./types.ts";

// So many sentences the server takes in one operation.
const MOST_SENTENCES = 10_000;

export type { Change, Conflict, HeldStates, KeptHistory, NewHistory } from "./change.ts";
export type { Patch } from "./patch.ts";
export type ReadingOptions = ItemsOptions;

/** What an annotation is to be; null: deleted. */
interface Want {
  readonly id: string;
  readonly wanted: Values | null;
}

export class Reading {
  readonly #options: ReadingOptions;
  readonly #history = new History();
  readonly #items: Items;
  readonly #cleared = new Cleared();
  readonly #deciding: Deciding;

  constructor(options: ReadingOptions) {
    this.#options = options;
    this.#items = new Items(options);
    this.#deciding = new Deciding(this.#items, this.#history, options.newId);
  }

  /**
   * The server's rows and cleared sentences, with what is queued and what waits for the person
   * applied on top. One that somebody writes in (`edited`) stays as it was seen: what is written
   * then meets what was done to it elsewhere as a conflict, instead of going with it or over it.
   */
  load(
    annotations: readonly Annotation[],
    pending: readonly Operation[],
    held: readonly Held[],
    edited: string | null = null,
    cleared: readonly number[] = [],
  ): void {
    const here = pending.filter((operation) => this.#isHere(operation));
    const waiting = held.filter(({ operation }) => this.#isHere(operation));
    this.#items.load(annotations, here.filter(isAboutPassage), waiting.filter(isHeldPassage), edited);
    this.#cleared.load(cleared, here.filter(isAboutSentences), waiting.filter(areHeldSentences));
  }

  /** The live annotations by start, end and id, as they are now and will be. */
  all(): readonly Annotation[] {
    return this.#items.live();
  }

  /** The annotation, if it is live. */
  get(id: string): Annotation | undefined {
    const item = this.#items.get(id);
    return item?.live ? item.local : undefined;
  }

  /** Whether it is this reviewer's own, and may be changed. */
  mine(id: string): boolean {
    return this.#items.own(id) !== undefined;
  }

  saveState(id: string): SaveState {
    const item = this.#items.get(id);
    if (item?.held[0]) return item.held[0].result.status === "conflict" ? "conflict" : "failed";
    return item && item.queue.length > 0 ? "saving" : "saved";
  }

  conflict(id: string): Conflict | null {
    const item = this.#items.get(id);
    const [first, last] = [item?.held[0], item?.chain().at(-1)];
    if (!item || !first || !last) return null;
    const { operation } = last;
    const mine = { ...operation, annotation: { ...operation.annotation, ...item.wanted() } };
    return { mine, theirs: item.stored, message: first.result.message ?? "", waiting: this.#deciding.together(id).ids.size };
  }

  /** Whether the reviewer read the sentence and cleared it, whatever its tags. */
  isCleared(sentence: number): boolean {
    return this.#cleared.has(sentence);
  }

  /** Clears the sentences or takes them for unread again; null where all of them are so already. */
  clear(sentences: readonly number[], cleared: boolean): Change | null {
    const states = { sentences: this.#cleared.others(sentences, cleared), cleared };
    if (states.sentences.length === 0) return null;
    this.#history.add({ fields: "", turns: [], states });
    return { operations: this.#set(states), changed: [], sentences: states.sentences };
  }

  /** Tags the span. RangeError for one that is empty or outside the text. */
  create(span: Span, tag: string): Change {
    return this.createAll([span], tag);
  }

  /** Tags the spans in one step. RangeError where one is empty or outside the text: none is tagged. */
  createAll(spans: readonly Span[], tag: string): Change {
    const wrong = spans.find((span) => !this.#isInText(span));
    if (wrong) throw new RangeError(`No passage lies at [${wrong.start}, ${wrong.end}).`);
    return this.#do(spans.map(({ start, end }) => {
      const after: Values = { start, end, tag, note: null, confidence: null, evidence: [] };
      return { id: this.#options.newId(), before: null, after };
    }));
  }

  /** The same extent again under another tag, with note, confidence and evidence. */
  duplicate(id: string, tag: string): Change | null {
    const item = this.#items.own(id);
    if (!item?.live || item.local.tag === tag) return null;
    return this.#do([{ id: this.#options.newId(), before: null, after: { ...valuesOf(item.local), tag } }]);
  }

  /**
   * Cuts the passage in two at `at`, a code point inside it; the first part keeps its id, and
   * both keep all else. Null where a part would be without words, or the passage is not this
   * reviewer's.
   */
  split(id: string, at: number): Change | null {
    const item = this.#items.own(id);
    const before = item?.live ? valuesOf(item.local) : null;
    const parts = before && halves(before, at, this.#options.points);
    if (!parts) return null;
    const [first, second] = parts;
    return this.#do([
      { id, before, after: first },
      { id: this.#options.newId(), before: null, after: second },
    ]);
  }

  /**
   * Makes one passage of several, from where the first begins to where the last ends. Null where
   * they are fewer than two, not this reviewer's or of different tags.
   */
  merge(ids: readonly string[]): Change | null {
    const rows = [...new Set(ids)].map((id) => (this.mine(id) ? this.get(id) : undefined));
    if (!rows.every((row) => row !== undefined)) return null;
    const [first, ...others] = rows.sort(inText);
    if (!first || others.length === 0 || others.some(({ tag }) => tag !== first.tag)) return null;
    const union = joined([valuesOf(first), ...others.map(valuesOf)]);
    const gone = others.map((row) => ({ id: row.id, before: valuesOf(row), after: null }));
    return this.#do([{ id: first.id, before: valuesOf(first), after: union }, ...gone]);
  }

  /**
   * Changes what the patch names. Null where that changes nothing, the annotation is not live or
   * not this reviewer's, or its span would be empty or outside the text. With `merge`, it is undone
   * together with the update before, if that one named the same fields of the same annotation.
   */
  update(id: string, patch: Patch, options: { readonly merge?: boolean } = {}): Change | null {
    const item = this.#items.own(id);
    if (!item?.live) return null;
    const before = valuesOf(item.local);
    const after = patched(before, patch);
    if (!this.#isInText(after) || sameValues(before, after)) return null;
    return this.#do([{ id, before, after }], Object.keys(patch).sort().join(), options.merge);
  }

  /** Deletes the annotation; null where it is not live or not this reviewer's. */
  remove(id: string): Change | null {
    const item = this.#items.own(id);
    // Whoever presses the key again while it waits has asked for it already.
    if (!item?.live || (item.held.length > 0 && item.outcome() === null)) return null;
    return this.#do([{ id, before: valuesOf(item.local), after: null }]);
  }

  /** Brings a deleted annotation back; null where it was not deleted here or not this reviewer's. */
  restore(id: string): Change | null {
    const item = this.#items.own(id);
    return item && !item.live ? this.#do([{ id, before: null, after: valuesOf(item.local) }]) : null;
  }

  /**
   * Undoes the newest step by new operations; null where nothing is left to undo. A step whose
   * work was changed elsewhere since is left out, and said to be.
   */
  undo(): Change | null {
    return this.#turn(this.#history.back(), true);
  }

  /** Does again what was undone last, by new operations; null where there is nothing. */
  redo(): Change | null {
    return this.#turn(this.#history.forward(), false);
  }

  canUndo(): boolean {
    return this.#history.canUndo();
  }

  canRedo(): boolean {
    return this.#history.canRedo();
  }

  /**
   * The server's answer. Newer changes of the same annotation that it has not answered stay, and
   * so does the one that somebody writes in (`edited`), whatever another tab had saved of it.
   */
  settle(operation: Operation, result: Result, edited: string | null = null): void {
    if (!this.#isHere(operation)) return;
    if (isAboutPassage(operation)) this.#items.settle(operation, result, edited);
    else if (isAboutSentences(operation)) this.#cleared.settle(operation, result);
  }

  /** Takes over what waits for the person as another tab left it. */
  reconcile(held: readonly Held[]): Change {
    const waiting = held.filter(({ operation }) => this.#isHere(operation));
    const changed = this.#items.reconcile(waiting.filter(isHeldPassage));
    const before = this.#cleared.held();
    const areOther = this.#cleared.reconcile(waiting.filter(areHeldSentences));
    const states = areOther ? [...before, ...this.#cleared.held()] : [];
    return { operations: [], changed, sentences: states.flatMap(({ operation }) => statesOf(operation).sentences) };
  }

  /** Lets go of what waits although it asks for no more than what is stored; null where nothing does. */
  agreed(): Change | null {
    return this.#deciding.agreed();
  }

  /**
   * Sends what this reviewer wants again, upon the stored row and with the patch on top (another
   * tag in the place of a retired one); one deleted meanwhile is restored. Null where nothing
   * waits. What was overridden comes back by an undo.
   */
  keepMine(id: string, patch: Patch = {}): Change | null {
    return this.#deciding.keepMine(id, patch);
  }

  /** Adopts the stored row; null where nothing waits. */
  takeTheirs(id: string): Change | null {
    return this.#deciding.takeTheirs(id);
  }

  /** The sentences whose state the server refused; null where none waits. */
  heldStates(): HeldStates | null {
    const held = this.#cleared.held();
    if (!held[0]) return null;
    const sentences = [...new Set(held.flatMap(({ operation }) => statesOf(operation).sentences))];
    const { operation, result } = held[0];
    const waiting = held.map((each) => each.operation.id);
    return { sentences: sentences.sort((a, b) => a - b), operation, waiting, message: result.message ?? "" };
  }

  /** Asks again for the states that were refused; null where none were. As in `keepMine`. */
  keepStates(): Change | null {
    const wanted = this.#cleared.release();
    if (wanted.length === 0) return null;
    const operations = wanted.flatMap((states) => this.#set(states));
    return { operations, changed: [], sentences: wanted.flatMap(({ sentences }) => sentences) };
  }

  /** Shows the sentences as the server has them; gives those whose states were let go. */
  dropStates(): readonly number[] {
    return this.#cleared.release().flatMap(({ sentences }) => sentences);
  }

  /** The undo history, with the deleted annotations that it can bring back. */
  history(): KeptHistory {
    return { ...this.#history.kept(), gone: this.#items.dead() };
  }

  /** What of the history is new since the last call. */
  newHistory(): NewHistory {
    return { ...this.#history.changes(), gone: this.#items.newlyDead() };
  }

  /** Takes over what `history` gave; anything else is an empty history. */
  restoreHistory(kept: unknown): void {
    this.#history.take(kept);
    const { gone } = (kept ?? {}) as { gone?: unknown };
    for (const row of Array.isArray(gone) ? (gone as Annotation[]) : []) this.#items.bury(row);
  }

  /** One step: each annotation becomes what its turn says. */
  #do(turns: readonly Turn[], fields = "", joins = false): Change {
    const made = this.#bring(turns.map(({ id, after }) => ({ id, wanted: after })), false);
    if (joins) this.#history.join({ fields, turns });
    else this.#history.add({ fields, turns });
    return { ...made, changed: [...turns.map(({ id }) => id), ...made.changed], sentences: [] };
  }

  #turn(step: Step | undefined, isBack: boolean): Change | null {
    if (!step) return null;
    const turns = isBack ? [...step.turns].reverse() : step.turns;
    const asked = turns.map(({ id, before, after }) => {
      const item = this.#items.own(id);
      const now = item && (item.live ? valuesOf(item.local) : null);
      return { id, wanted: isBack ? turned(now, after, before) : turned(now, before, after) };
    });
    const changed = turns.map(({ id }) => id);
    const left = { operations: [], changed, sentences: [], skipped: true } as const;
    if (asked.some(({ wanted }) => wanted === "elsewhere")) return left;
    const states = this.#statesOf(step, isBack);
    const made = this.#bring(asked.flatMap(({ id, wanted }) => this.#wantedBy(id, wanted)), true);
    const operations = [...made.operations, ...this.#set(states)];
    // A step that was taken back elsewhere must not make an older one of another passage go instead.
    if (operations.length + made.released.length === 0) return left;
    return { operations, released: made.released, changed: [...changed, ...made.changed], sentences: states.sentences };
  }

  /**
   * Whatever shortens or deletes a passage goes after what takes its place, and only once that is
   * saved: the server never has less than both sides of a step. What was refused is let go of
   * where it is to be deleted or (`anew`) is to be something else, with all that was made upon it.
   */
  #bring(wants: readonly Want[], anew: boolean): { operations: AnnotationOperation[]; released: string[]; changed: string[] } {
    const gone = wants.filter(({ id, wanted }) => (anew || wanted === null) && this.saveState(id) === "failed").map(({ id }) => this.#deciding.letGo(id));
    const isLess = ({ id, wanted }: Want): boolean => {
      const now = this.get(id);
      return now !== undefined && (wanted === null || wanted.start > now.start || wanted.end < now.end);
    };
    const make = (some: readonly Want[], after: readonly string[]): AnnotationOperation[] => some.flatMap(({ id, wanted }) =>
      wanted !== null && !this.#items.get(id) ? [this.#items.ask("create", id, wanted, undefined, after)] : this.#items.bring(id, wanted, after));
    const less = new Set(wants.filter(isLess));
    const operations = make(wants.filter((want) => !less.has(want)), []);
    operations.push(...make([...less], operations.map(({ id }) => id)));
    return { operations, released: gone.flatMap(({ ids }) => [...ids]), changed: gone.flatMap(({ changed }) => changed) };
  }

  /** What the step asks of its sentences; one that was changed back elsewhere stays as it is. */
  #statesOf({ states }: Step, isBack: boolean): States {
    if (!states) return { sentences: [], cleared: false };
    const cleared = states.cleared !== isBack;
    return { sentences: this.#cleared.others(states.sentences, cleared), cleared };
  }

  #wantedBy(id: string, wanted: ReturnType<typeof turned>): Want[] {
    if (wanted === null || wanted === "elsewhere") return [];
    if (wanted === "restore") return [{ id, wanted: valuesOf(this.#items.get(id)!.local) }];
    return [{ id, wanted: wanted === "delete" ? null : wanted }];
  }

  #set({ sentences, cleared }: States): ReadingOperation[] {
    const operations: ReadingOperation[] = [];
    for (let at = 0; at < sentences.length; at += MOST_SENTENCES) {
      const some = sentences.slice(at, at + MOST_SENTENCES);
      const reading = { revision_id: this.#options.revisionId, sentences: some };
      const operation: ReadingOperation = { id: this.#options.newId(), kind: cleared ? "clear" : "unclear", reading };
      this.#cleared.apply(operation);
      operations.push(operation);
    }
    return operations;
  }

  #isHere(operation: Operation): boolean {
    return revisionOf(operation) === this.#options.revisionId;
  }

  #isInText({ start, end }: Span): boolean {
    const whole = Number.isInteger(start) && Number.isInteger(end);
    return whole && 0 <= start && start < end && end <= this.#options.points.length;
  }
}

function isHeldPassage(held: Held): held is HeldPassage {
  return isAboutPassage(held.operation);
}

function areHeldSentences(held: Held): held is HeldSentences {
  return isAboutSentences(held.operation);
}
