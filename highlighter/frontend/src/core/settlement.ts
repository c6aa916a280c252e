/** The settling of an article: all readings, and what its editor decides, shown at once and answered later. */
import type { CodePoints } from "./offsets.ts";
import { isAboutGold, isRejection, isSettling, revisionOf } from "./operation.ts";
import type { Held } from "./outbox.ts";
import { SettleHistory } from "./settle_history.ts";
import type { GoldValues, SettleTurn, UnclearValues } from "./settle_history.ts";
import { applyTo, copyOf, stateOf } from "./settle_state.ts";
import type { GoldRow, SettleState } from "./settle_state.ts";
import type { Gold, GoldOperation, Group, Readings, ReadPassage, Reason, Rejection, RejectionOperation, SettlingOperation, SubmittedReading, Unclear } from "./settle_types.ts";
import { same } from "./same.ts";
import { shortNames } from "./short_names.ts";
import type { Operation, Result, SaveState, Span } from "./types.ts";

export interface SettlementOptions {
  readonly revisionId: number;
  readonly points: CodePoints;
  readonly by: string;
  readonly newId: () => string;
}

/** What a decision gives to the outbox. */
export interface Decision {
  readonly operations: readonly SettlingOperation[];
  /** An undo or redo that was left out: what it would have changed back was changed elsewhere. */
  readonly skipped?: true;
}

/** No operation names more. */
const MOST_OVER = 200;

export type GoldPatch = Partial<GoldValues>;

export class Settlement {
  readonly #options: SettlementOptions;
  readonly #history = new SettleHistory();
  #readings: Readings;
  #passages: ReadonlyMap<string, ReadPassage> = new Map();
  #stored: SettleState;
  #shown: SettleState;
  /** Not yet answered, oldest first. */
  #queue = new Map<string, SettlingOperation>();
  /** What `gold` gave last, until something changes. */
  #ordered: readonly Gold[] | null = null;
  /** Gold that was taken back here: it can come back. */
  #gone = new Map<string, GoldRow>();

  constructor(options: SettlementOptions, readings: Readings, pending: readonly Operation[] = []) {
    this.#options = options;
    this.#readings = readings;
    this.#stored = this.#shown = stateOf(readings);
    this.load(readings, pending);
  }

  /** What the server has, with what is queued on top; gold that is being `edited` stays as it was seen. True: that is another by now. */
  load(readings: Readings, pending: readonly Operation[], edited: string | null = null): boolean {
    const seen = edited === null ? undefined : this.#stored.gold.get(edited);
    this.#readings = readings;
    this.#passages = new Map(readings.readings.flatMap(({ annotations }) => annotations.map((one) => [one.id, one] as const)));
    this.#stored = stateOf(readings);
    for (const [id, row] of this.#gone) if (!this.#stored.gold.has(id)) this.#stored.gold.set(id, row);
    const isOld = seen !== undefined && seen.version !== this.#stored.gold.get(seen.id)?.version;
    if (isOld) this.#stored.gold.set(seen.id, seen);
    this.#queue = new Map(pending.filter((operation) => this.#isHere(operation)).map((one) => [one.id, one as SettlingOperation]));
    this.#showAgain();
    return isOld;
  }

  /** What the server has, as far as it is known: what differs later, others did. */
  stored(): SettleState {
    return copyOf(this.#stored);
  }

  get readings(): readonly SubmittedReading[] {
    return this.#readings.readings;
  }

  /** The reviewers as they are called where there is little room, in the order of the readings. */
  names(): string[] {
    return shortNames(this.readings.map(({ reviewer }) => reviewer.name || reviewer.handle));
  }

  get groups(): readonly Group[] {
    return this.#readings.groups;
  }

  /** A reviewer's passage. */
  passage(id: string): ReadPassage | undefined {
    return this.#passages.get(id);
  }

  /** Live gold, in the order of the text. */
  gold(): readonly Gold[] {
    this.#ordered ??= [...this.#shown.gold.values()].filter(({ isGone }) => !isGone).sort((a, b) => a.start - b.start || a.end - b.end || (a.id < b.id ? -1 : 1));
    return this.#ordered;
  }

  /** What stands there. */
  quote({ start, end }: Span): string {
    return this.#options.points.slice(start, end);
  }

  rejection(id: string): Rejection | null {
    return this.#shown.rejections.get(id) ?? null;
  }

  unclear(): readonly Unclear[] {
    return [...this.#shown.unclear.values()];
  }

  /** The gold that a reviewer's passage was taken into. */
  goldOf(id: string): Gold | undefined {
    return this.gold().find(({ sources }) => sources.includes(id));
  }

  /** From whom gold was chosen, in the order of the lanes; whoever reopened their reading since comes last. */
  from({ sources }: Gold): string[] {
    const there = this.readings.filter(({ annotations }) => annotations.some(({ id }) => sources.includes(id))).map(({ reviewer }) => reviewer.name || reviewer.handle);
    const reopened = sources.flatMap((id) => this.#readings.reopened_sources?.[id] ?? []);
    return [...new Set([...there, ...reopened])];
  }

  saveState(goldId: string): SaveState {
    const waits = [...this.#queue.values()].some((one) => isAboutGold(one) && one.gold.id === goldId);
    return waits ? "saving" : "saved";
  }

  /** Takes passages into gold as they are: those that are alike become one. */
  accept(ids: readonly string[]): Decision | null {
    const alike = new Map<string, string[]>();
    for (const id of ids) {
      const one = this.#passages.get(id);
      if (one === undefined || this.goldOf(id) !== undefined) continue;
      const key = JSON.stringify([one.start, one.end, one.tag]);
      alike.set(key, [...(alike.get(key) ?? []), id]);
    }
    const turns: SettleTurn[] = [];
    for (const sources of alike.values()) {
      const { start, end, tag } = this.#passages.get(sources[0]!)!;
      turns.push(...sources.flatMap((id) => this.#taken(id)));
      // Without the reviewer's note: gold is seen by everybody once the article is settled.
      turns.push({ what: "gold", id: this.#options.newId(), before: null, after: { start, end, tag, note: null, sources } });
    }
    return this.#do(turns);
  }

  /** Accepts what all agree on, where nothing was settled yet. */
  acceptAgreed(): Decision | null {
    const gold = this.gold();
    const open = this.groups.filter((group) => group.agreed && !gold.some((one) => one.start < group.end && one.end > group.start)
      && !group.annotations.some((id) => this.#shown.rejections.has(id)));
    return this.accept(open.flatMap(({ annotations }) => annotations));
  }

  /** Gold of the editor's own; `sources`: what it was made of. */
  create(span: Span, tag: string, sources: readonly string[] = []): Decision | null {
    if (!this.#isInText(span)) return null;
    const after = { start: span.start, end: span.end, tag, note: null, sources };
    return this.#do([{ what: "gold", id: this.#options.newId(), before: null, after }]);
  }

  /** With `joins`, it is undone together with the change before, if that was of the same kind. */
  update(id: string, patch: GoldPatch, joins = ""): Decision | null {
    const before = this.#goldValues(id);
    if (before === null) return null;
    const after = { ...before, ...patch };
    if (same(before, after) || !this.#isInText(after)) return null;
    return this.#do([{ what: "gold", id, before, after }], joins === "" ? "" : `${joins} ${id}`);
  }

  remove(id: string): Decision | null {
    const before = this.#goldValues(id);
    return before === null ? null : this.#do([{ what: "gold", id, before, after: null }]);
  }

  /** What was rejected is no gold: gold that came from this passage alone goes. */
  reject(id: string, reason: Reason, note: string | null): Decision | null {
    if (!this.#passages.has(id)) return null;
    const before = this.rejection(id);
    const after = { reason, note };
    if (before !== null && same(before, after)) return null;
    const gold = this.goldOf(id);
    const left = gold?.sources.filter((source) => source !== id) ?? [];
    const values = gold === undefined ? null : this.#goldValues(gold.id);
    const goes: SettleTurn[] = gold === undefined || values === null ? []
      : [{ what: "gold", id: gold.id, before: values, after: left.length === 0 && gold.origin !== "changed" ? null : { ...values, sources: left } }];
    return this.#do([...goes, { what: "rejection", id, before, after }]);
  }

  unreject(id: string): Decision | null {
    return this.#do(this.#taken(id));
  }

  flag(span: Span, note: string | null): Decision | null {
    if (!this.#isInText(span)) return null;
    return this.#do([{ what: "unclear", id: this.#options.newId(), before: null, after: { start: span.start, end: span.end, note } }]);
  }

  unflag(id: string): Decision | null {
    const before = this.#unclearValues(id);
    return before === null ? null : this.#do([{ what: "unclear", id, before, after: null }]);
  }

  get canUndo(): boolean {
    return this.#history.canUndo;
  }

  get canRedo(): boolean {
    return this.#history.canRedo;
  }

  undo(): Decision | null {
    return this.#turn(this.#history.back(), true);
  }

  redo(): Decision | null {
    return this.#turn(this.#history.forward(), false);
  }

  /** The server's answer. What it refused is no longer shown; it waits in the outbox for the person. */
  settle(operation: Operation, result: Result, edited: string | null = null): void {
    if (!this.#isHere(operation)) return;
    const asked = operation as SettlingOperation;
    this.#queue.delete(asked.id);
    if (result.status === "saved") applyTo(this.#stored, asked, this.#settling());
    const stored = result.gold ?? null;
    const isMet = result.status === "conflict" && stored?.id === edited;
    if (stored !== null && !isMet) this.#stored.gold.set(stored.id, { ...stored, isGone: Boolean(stored.deleted_at) || (asked.kind === "gold_delete" && result.status === "saved") });
    const { rejection } = result;
    if (rejection !== undefined) this.#stored.rejections.set(rejection.annotation_id, { reason: rejection.reason, note: rejection.note });
    this.#showAgain();
  }

  /** Asks again for what was refused or conflicted, upon what is stored now; null where nothing is left to ask. `beside`: the gold that it met stays. */
  again({ operation, result }: Held, beside = false): Decision | null {
    if (!this.#isHere(operation)) return null;
    const asked = { ...(operation as SettlingOperation), id: this.#options.newId() } as SettlingOperation;
    if (isRejection(asked)) return this.#rejectAgain(asked);
    if (!isAboutGold(asked)) return this.#ask([asked]);
    if (asked.kind === "gold_create" && result.status === "conflict") return this.#goldAgain(asked.gold, beside ? null : (result.gold ?? null));
    const row = this.#shown.gold.get(asked.gold.id);
    if (row === undefined) return asked.kind === "gold_create" ? this.#ask([asked]) : null;
    const kind = asked.kind === "gold_create" ? (row.isGone ? "gold_restore" : "gold_update") : asked.kind;
    return this.#ask([{ ...asked, kind, gold: { ...asked.gold, version: row.version } }]);
  }

  #rejectAgain({ rejection: { annotation_id, reason, note } }: RejectionOperation): Decision | null {
    return reason === undefined ? this.unreject(annotation_id) : this.reject(annotation_id, reason, note ?? null);
  }

  /** Gold that met a decision about the same place takes its place; it stays where there is none to meet. */
  #goldAgain(asked: GoldOperation["gold"], met: Gold | null): Decision | null {
    const { start = 0, end = 0, tag = "", note = null, sources = [] } = asked;
    const values = { start, end, tag, note, sources };
    const before = met === null ? null : this.#goldValues(met.id);
    if (met !== null && before !== null) return this.#do([{ what: "gold", id: met.id, before, after: values }]);
    return this.#do([...sources.flatMap((id) => this.#taken(id)), { what: "gold", id: this.#options.newId(), before: null, after: values }]);
  }

  /** What undo and redo need after a reload. */
  kept(): unknown {
    return { ...this.#history.kept(), gone: [...this.#shown.gold.values()].filter(({ isGone }) => isGone) };
  }

  restore(kept: unknown): void {
    this.#history.take(kept);
    const { gone } = (kept ?? {}) as { gone?: unknown };
    for (const row of Array.isArray(gone) ? (gone as GoldRow[]) : []) {
      if (typeof row?.id !== "string" || this.#stored.gold.has(row.id)) continue;
      this.#gone.set(row.id, { ...row, isGone: true });
      this.#stored.gold.set(row.id, { ...row, isGone: true });
    }
    this.#showAgain();
  }

  /** Takes back a rejection, if there is one. */
  #taken(id: string): SettleTurn[] {
    const before = this.rejection(id);
    return before === null ? [] : [{ what: "rejection", id, before, after: null }];
  }

  #do(turns: readonly SettleTurn[], joins = ""): Decision | null {
    if (turns.length === 0) return null;
    this.#history.add(turns, joins);
    return this.#ask(turns.flatMap((turn) => this.#bring(turn, turn.after)));
  }

  #turn(step: readonly SettleTurn[] | undefined, isBack: boolean): Decision | null {
    if (step === undefined) return null;
    const turns = isBack ? [...step].reverse() : step;
    if (!turns.every((turn) => same(this.#now(turn), isBack ? turn.after : turn.before))) return { operations: [], skipped: true };
    return this.#ask(turns.flatMap((turn) => this.#bring(turn, isBack ? turn.before : turn.after)));
  }

  #now({ what, id }: SettleTurn): unknown {
    if (what === "gold") return this.#goldValues(id);
    return what === "rejection" ? this.rejection(id) : this.#unclearValues(id);
  }

  /** The operations after which it is as wanted. */
  #bring(turn: SettleTurn, wanted: SettleTurn["after"]): SettlingOperation[] {
    const id = this.#options.newId();
    const revision_id = this.#options.revisionId;
    if (turn.what === "rejection") {
      const rejection = { annotation_id: turn.id, revision_id, seen: this.rejection(turn.id) };
      return [wanted === null ? { id, kind: "unreject", rejection } : { id, kind: "reject", rejection: { ...rejection, ...(wanted as Rejection) } }];
    }
    if (turn.what === "unclear") {
      const unclear = { id: turn.id, revision_id };
      return [wanted === null ? { id, kind: "unflag_unclear", unclear } : { id, kind: "flag_unclear", unclear: { ...unclear, ...(wanted as UnclearValues) } }];
    }
    return this.#bringGold(turn.id, wanted as GoldValues | null);
  }

  #bringGold(id: string, wanted: GoldValues | null): SettlingOperation[] {
    const row = this.#shown.gold.get(id);
    const asked = (kind: GoldOperation["kind"], values: object, version?: number): GoldOperation => {
      const undecided = kind === "gold_create" || kind === "gold_restore" || "sources" in values ? { undecided: true as const } : {};
      const gold = { id, revision_id: this.#options.revisionId, ...undecided, ...(version === undefined ? {} : { version }), ...values };
      return { id: this.#options.newId(), kind, gold };
    };
    if (row === undefined) return wanted === null ? [] : [asked("gold_create", wanted)];
    if (wanted === null) return row.isGone ? [] : [asked("gold_delete", {}, row.version)];
    const restored = row.isGone ? [asked("gold_restore", {}, row.version)] : [];
    const now = valuesOf(row);
    const changed = Object.fromEntries(Object.entries(wanted).filter(([name, value]) => !same(value, now[name as keyof GoldValues])));
    if (Object.keys(changed).length === 0) return restored;
    return [...restored, asked("gold_update", changed, row.version + restored.length)];
  }

  #ask(operations: readonly SettlingOperation[]): Decision {
    const settling = this.#settling();
    const asked = operations.map((one) => {
      const operation = this.#withOver(one);
      this.#queue.set(operation.id, operation);
      this.#ordered = null;
      applyTo(this.#shown, operation, settling);
      return operation;
    });
    return { operations: asked };
  }

  /** Gold says which other gold is seen where it is to lie, so that what is not seen becomes a conflict. */
  #withOver(operation: SettlingOperation): SettlingOperation {
    if (!isAboutGold(operation) || operation.kind === "gold_delete") return operation;
    const { id } = operation.gold;
    if (operation.kind === "gold_update" && !("start" in operation.gold || "end" in operation.gold)) return operation;
    const { start = 0, end = 0 } = { ...this.#shown.gold.get(id), ...operation.gold };
    const over = this.gold().filter((one) => one.id !== id && one.start < end && one.end > start).map((one) => one.id);
    return over.length > MOST_OVER ? operation : { ...operation, gold: { ...operation.gold, over } };
  }

  #showAgain(): void {
    this.#ordered = null;
    this.#shown = copyOf(this.#stored);
    for (const operation of this.#queue.values()) applyTo(this.#shown, operation, this.#settling());
    for (const row of this.#shown.gold.values()) {
      if (row.isGone) this.#gone.set(row.id, row);
      else this.#gone.delete(row.id);
    }
  }

  #goldValues(id: string): GoldValues | null {
    const row = this.#shown.gold.get(id);
    return row === undefined || row.isGone ? null : valuesOf(row);
  }

  #unclearValues(id: string): UnclearValues | null {
    const row = this.#shown.unclear.get(id);
    return row === undefined ? null : { start: row.start, end: row.end, note: row.note };
  }

  #settling(): { readonly points: CodePoints; readonly by: string; readonly passages: ReadonlyMap<string, ReadPassage> } {
    return { points: this.#options.points, by: this.#options.by, passages: this.#passages };
  }

  #isHere(operation: Operation): boolean {
    return isSettling(operation) && revisionOf(operation) === this.#options.revisionId;
  }

  #isInText({ start, end }: Span): boolean {
    const whole = Number.isInteger(start) && Number.isInteger(end);
    return whole && 0 <= start && start < end && end <= this.#options.points.length;
  }
}

function valuesOf({ start, end, tag, note, sources }: Gold): GoldValues {
  return { start, end, tag, note, sources };
}

/** Of held operations those of settling this article, for whoever shows them. */
export function isHeldSettling(held: Held, revisionId: number): boolean {
  return isSettling(held.operation) && revisionOf(held.operation) === revisionId;
}

/** The gold or passage that an operation is about. */
export function aboutOf(operation: SettlingOperation): string {
  if (isAboutGold(operation)) return operation.gold.id;
  return isRejection(operation) ? operation.rejection.annotation_id : operation.unclear.id;
}
