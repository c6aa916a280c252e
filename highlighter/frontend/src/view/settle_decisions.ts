/** What is done about the conflict under the cursor: accepting, rejecting, writing gold by hand. */

import type { Gold } from "../core/settle_types.ts";
import { listed } from "../core/listed.ts";
import type { Decision, Settlement } from "../core/settlement.ts";
import { openOf, overlap, type Stop, stepped } from "../core/stops.ts";
import type { Span } from "../core/types.ts";
import { endAfter, endBefore, startAfter, startBefore } from "../core/word_edges.ts";
import type { Wording } from "../core/wording.ts";
import type { Popover } from "./popover.ts";
import { rejectForm, unclearForm } from "./settle_forms.ts";
import type { SettleVerbs } from "./settle_keys.ts";
import type { SettlePanel } from "./settle_panel.ts";
import type { SettleStage } from "./settle_stage.ts";

export interface DecisionsHost {
  readonly words: Wording;
  readonly panel: SettlePanel;
  readonly popover: Popover;
  stage(): SettleStage | null;
  apply(decision: Decision | null): boolean;
  /** The panel and the numbers, after something that was no decision. */
  redraw(): void;
  announce(sentence: string): void;
  notice(sentence: string): void;
  isLocked(): boolean;
  refuse(): void;
  settle(): void;
  keys(): void;
}

type Values = Readonly<Record<string, string | number>>;

export class Decisions implements SettleVerbs {
  readonly #host: DecisionsHost;

  constructor(host: DecisionsHost) {
    this.#host = host;
  }

  step(step: 1 | -1, among: "parted" | "all" | "open"): void {
    const stage = this.#host.stage();
    if (stage === null) return;
    const some = among === "parted" ? stage.parted : among === "all" ? stage.stops : stage.stops.filter(({ isOpen }) => isOpen);
    const next = stepped(some, stage.here, step);
    if (next === null) this.#host.notice(this.#host.words.say(among === "open" ? "settle_none_open" : "settle_no_conflicts"));
    else this.go(next);
  }

  go(stop: Stop): void {
    const stage = this.#host.stage();
    if (stage === null) return;
    if (stage.isWriting) stage.write(false);
    const wasInPanel = this.#host.panel.focused() !== null;
    stage.go(stop);
    this.#host.redraw();
    if (wasInPanel) this.#host.panel.element.querySelector<HTMLElement>(".fcw-s-card[data-part]")?.focus({ preventScroll: true });
    this.#tellWhere(stage);
  }

  accept(place: number): boolean | void {
    const id = this.#host.panel.numbered()[place];
    if (id === undefined) return false;
    this.acceptOne(id);
  }

  /** With it go those of the same conflict that are alike. */
  acceptOne(id: string): void {
    const stage = this.#host.stage();
    const passage = stage?.settlement.passage(id);
    if (!stage || passage === undefined) return;
    const alike = (stage.here?.annotations ?? []).filter((other) => {
      const one = stage.settlement.passage(other);
      return one?.start === passage.start && one.end === passage.end && one.tag === passage.tag;
    });
    const who = listed(alike.map((other) => stage.settlement.passage(other)?.reviewer_name ?? ""), this.#host.words);
    this.#do((settlement) => settlement.accept([id, ...alike.filter((other) => other !== id)]), "settle_did_accept", { who, tag: passage.tag });
  }

  acceptAgreed(): void {
    const stage = this.#host.stage();
    const n = stage === null ? 0 : openOf(stage.stops).agreed;
    this.#do((settlement) => settlement.acceptAgreed(), "settle_did_accept_agreed", { n }, "settle_none_agreed");
  }

  /** Asks why the focused passage, or else the first that is undecided, is rejected. */
  reject(): void {
    const { panel } = this.#host;
    const stage = this.#host.stage();
    const ids = panel.numbered();
    const focused = panel.focused();
    const undecided = ids.find((id) => stage?.settlement.rejection(id) === null && stage.settlement.goldOf(id) === undefined);
    const id = focused !== null && ids.includes(focused) ? focused : undecided;
    if (id === undefined) this.#host.notice(this.#host.words.say("settle_nothing_here"));
    else this.askReject(id);
  }

  askReject(id: string): void {
    const { words, popover, panel } = this.#host;
    const passage = this.#host.stage()?.settlement.passage(id);
    const anchor = panel.part(`reject ${id}`);
    if (passage === undefined || anchor === null || this.#isLocked()) return;
    anchor.scrollIntoView({ block: "nearest" });
    const who = passage.reviewer_name || passage.reviewer;
    const before = this.#host.stage()?.settlement.rejection(id) ?? null;
    const form = rejectForm(who, words, before?.reason ?? null, before?.note ?? "", (reason, note) => {
      // What was written stays where it cannot be kept: others may have decided meanwhile.
      const isGone = this.#host.stage()?.settlement.passage(id) === undefined;
      if (isGone) return this.#host.notice(words.say("settle_reading_gone", { who }));
      if (this.#isLocked()) return;
      popover.close();
      this.#do((settlement) => settlement.reject(id, reason, note), "settle_did_reject", { who, reason: words.say(`settle_reason_${reason}`) });
      panel.part(`reject ${id}`)?.focus({ preventScroll: true });
    }, () => popover.close());
    popover.toggle(anchor, words.say("settle_reject_of", { who }), form.element, form.first);
  }

  unreject(id: string): void {
    this.#do((settlement) => settlement.unreject(id), "settle_did_unreject");
  }

  writeByHand(): void {
    const stage = this.#host.stage();
    if (stage === null) return;
    stage.write(true);
    this.#host.redraw();
    stage.article.element.focus({ preventScroll: true });
    this.#host.announce(this.#host.words.say("settle_hand_how"));
  }

  /** Gold from what is selected, from the cursor while one writes, or another tag for the gold that is there. */
  tag(name: string): boolean | void {
    const stage = this.#host.stage();
    if (stage === null) return false;
    const selected = stage.selection();
    const span = selected ?? (stage.isWriting && stage.cursor.range !== null ? stage.toCodePoints(stage.trimmed(stage.cursor.range)) : null);
    if (span !== null) {
      if (!this.#write(stage, span, name)) return;
      document.getSelection()?.removeAllRanges();
      if (stage.isWriting) stage.write(false);
      const written = stage.stops.find((stop) => stop.start < span.end && stop.end > span.start);
      if (written !== undefined) stage.go(written);
      this.#host.redraw();
      return;
    }
    const gold = this.#gold();
    if (gold === null) this.#host.notice(this.#host.words.say("settle_no_gold"));
    else this.retag(gold.id, name);
  }

  /** Gold of the same tag that lies there gets this extent, instead of a second one over it. */
  #write(stage: SettleStage, span: Span, tag: string): boolean {
    const same = stage.settlement.gold().filter((one) => one.tag === tag && overlap(one, span));
    const [gold] = same;
    if (gold !== undefined && same.length === 1) return this.#do((settlement) => settlement.update(gold.id, { start: span.start, end: span.end }), "settle_did_extent");
    return this.#do((settlement) => settlement.create(span, tag), "settle_did_write", { tag });
  }

  retag(id: string, tag: string): void {
    this.#do((settlement) => settlement.update(id, { tag }), "settle_did_retag", { tag });
  }

  flag(): void {
    const { words, popover, panel } = this.#host;
    const stage = this.#host.stage();
    const span = stage?.selection() ?? stage?.here ?? null;
    const anchor = panel.part("flag");
    if (span === null || anchor === null || this.#isLocked()) return;
    anchor.scrollIntoView({ block: "nearest" });
    const { start, end } = span;
    const form = unclearForm(words, (note) => {
      if (this.#isLocked()) return;
      popover.close();
      this.#do((settlement) => settlement.flag({ start, end }, note), "settle_did_flag");
    }, () => popover.close());
    popover.toggle(anchor, words.say("settle_unclear"), form.element, form.first);
  }

  unflag(id: string): void {
    this.#do((settlement) => settlement.unflag(id), "settle_did_unreject");
  }

  note(): void {
    const gold = this.#gold();
    if (gold === null) this.#host.notice(this.#host.words.say("settle_no_gold"));
    else this.#host.panel.editNote(gold.id);
  }

  noted(id: string, note: string, joins: boolean): void {
    const stage = this.#host.stage();
    this.#host.apply(stage?.settlement.update(id, { note: note.trim() === "" ? null : note }, joins ? "note" : "") ?? null);
  }

  /** Takes gold back, or the rejection of the focused passage. */
  takeBack(): void {
    const { panel } = this.#host;
    const focused = panel.focused();
    if (focused !== null && this.#host.stage()?.settlement.rejection(focused) != null) return this.unreject(focused);
    const gold = this.#gold();
    if (gold === null) this.#host.notice(this.#host.words.say("settle_no_gold"));
    else this.takeBackGold(gold.id);
  }

  takeBackGold(id: string): void {
    this.#do((settlement) => settlement.remove(id), "settle_did_take_back");
  }

  undo(): void {
    this.#do((settlement) => settlement.undo(), "settle_did_undo", {}, "nothing_to_undo", "not_undone");
  }

  redo(): void {
    this.#do((settlement) => settlement.redo(), "settle_did_redo", {}, "nothing_to_redo", "not_redone");
  }

  settle(): void {
    this.#host.settle();
  }

  keys(): void {
    this.#host.keys();
  }

  leave(): boolean {
    const { popover, panel } = this.#host;
    const stage = this.#host.stage();
    if (popover.close() || panel.closeNote()) return true;
    if (stage?.isWriting !== true) return false;
    stage.write(false);
    this.#host.redraw();
    return true;
  }

  move(unit: "word" | "sentence", step: 1 | -1): boolean {
    const stage = this.#host.stage();
    if (stage?.isWriting !== true) return false;
    stage.cursor.move(unit, step, stage.cursor.range?.start ?? 0);
    this.#sayCursor(stage);
    return true;
  }

  extend(edge: "start" | "end", unit: "word" | "sentence", step: 1 | -1): boolean {
    const stage = this.#host.stage();
    if (stage === null || stage.hasSelection) return false;
    const gold = stage.isWriting ? null : this.#gold();
    const range = stage.isWriting ? stage.cursor.range : gold === null ? null : stage.toUtf16(gold);
    if (range === null) return false;
    const position = edge === "end" ? this.#end(stage, range.end, unit, step) : step === 1 ? startAfter(stage.units, range.start) : startBefore(stage.units, range.start);
    if (position === null) return true;
    const span = edge === "end" ? { start: range.start, end: position } : { start: position, end: range.end };
    if (span.start >= span.end) return true;
    if (gold === null) {
      stage.cursor.place(span, "clause");
      this.#sayCursor(stage);
    } else {
      this.#do((settlement) => settlement.update(gold.id, stage.toCodePoints(span), "extent"), "settle_did_extent");
    }
    return true;
  }

  resize(step: 1 | -1): boolean {
    const stage = this.#host.stage();
    if (stage?.isWriting !== true) return false;
    if (step === 1) stage.cursor.widen();
    else stage.cursor.narrow();
    this.#sayCursor(stage);
    return true;
  }

  #end({ units }: SettleStage, at: number, unit: "word" | "sentence", step: 1 | -1): number | null {
    if (unit === "word") return step === 1 ? endAfter(units, at) : endBefore(units, at);
    const point = { start: at, end: at };
    if (step === 1) return units.next(unit, point)?.end ?? null;
    const last = units.previous(unit, point);
    return last === null ? null : (units.previous(unit, last)?.end ?? null);
  }

  /** The gold that a key is about: the focused one, else the first of this place. */
  #gold(): Gold | null {
    const gold = this.#host.stage()?.here?.gold ?? [];
    const focused = this.#host.panel.focused();
    return gold.find(({ id }) => id === focused) ?? gold[0] ?? null;
  }

  #do(decide: (settlement: Settlement) => Decision | null, word: string, values: Values = {}, nothing = "", skipped = ""): boolean {
    const { words } = this.#host;
    const stage = this.#host.stage();
    if (stage === null || this.#isLocked()) return false;
    const decision = decide(stage.settlement);
    if (decision === null || decision.skipped === true) {
      const why = decision === null ? nothing : skipped;
      if (why !== "") this.#host.notice(words.say(why));
      return false;
    }
    this.#host.apply(decision);
    this.#host.announce(`${words.say(word, values)}. ${words.say("settle_open_left", { n: openOf(stage.stops).parted })}`);
    return true;
  }

  #isLocked(): boolean {
    if (this.#host.isLocked()) this.#host.refuse();
    return this.#host.isLocked();
  }

  #sayCursor(stage: SettleStage): void {
    const { range } = stage.cursor;
    if (range !== null) this.#host.announce(stage.article.text.slice(range.start, range.end));
  }

  /** For who does not see the lanes: which conflict it is and what each has there. */
  #tellWhere({ here, parted, settlement }: SettleStage): void {
    const { words } = this.#host;
    if (here === null) return;
    const at = parted.indexOf(here);
    const has = here.annotations.flatMap((id) => settlement.passage(id) ?? []).map((one) => words.say("tag_of", { tag: one.tag, who: one.reviewer_name || one.reviewer }));
    const gold = here.gold.map(({ tag }) => words.say("settle_gold_tag", { tag }));
    const title = at >= 0 ? words.say("settle_conflict", { i: at + 1, n: parted.length }) : words.say(here.kind === "agreed" ? "settle_agreed" : "settle_own");
    this.#host.announce([title, ...gold, ...has, words.say(here.isOpen ? "settle_is_open" : "settle_is_settled")].join(", "));
  }
}
