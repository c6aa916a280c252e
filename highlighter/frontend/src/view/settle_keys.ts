/**
 * The keys of settling. Each has the stroke of an action of the reader that has no use here, as the
 * project may have changed it: so no tag's key is taken, and what is alike in both has one key.
 */

import type { KeyAction } from "../core/types.ts";
import type { Stroked } from "./keyboard.ts";
import type { Press } from "./keys.ts";
import type { Tags } from "./tags.ts";

/** False: nothing was done, the browser may do what it does. */
type Run = (verbs: SettleVerbs) => boolean | void;

export interface SettleVerbs {
  tag(name: string): boolean | void;
  accept(place: number): boolean | void;
  step(step: 1 | -1, among: "parted" | "all" | "open"): void;
  acceptAgreed(): void;
  reject(): void;
  writeByHand(): void;
  flag(): void;
  note(): void;
  takeBack(): void;
  undo(): void;
  redo(): void;
  settle(): void;
  keys(): void;
  leave(): boolean;
  /** Moves the cursor, or an end of it or of the gold; false: there is none. */
  move(unit: "word" | "sentence", step: 1 | -1): boolean;
  extend(edge: "start" | "end", unit: "word" | "sentence", step: 1 | -1): boolean;
  resize(step: 1 | -1): boolean;
}

export interface SettleBinding extends Stroked {
  /** The sentence of the key sheet; null: a tag, which has its name. */
  readonly say: string | null;
  readonly run: Run;
}

type Of = (strokes: readonly string[]) => readonly string[];

const letters: Of = (strokes) => strokes.filter((stroke) => !stroke.includes("Arrow"));
const arrows: Of = (strokes) => strokes.filter((stroke) => stroke.includes("Arrow"));
const all: Of = (strokes) => strokes;

/** What it is called here, the reader's action whose strokes it has, which of them, whether it changes something. */
const ROWS: readonly (readonly [string, string, Of, boolean, Run])[] = [
  ["next", "next_sentence", letters, false, (verbs) => verbs.step(1, "parted")],
  ["previous", "previous_sentence", letters, false, (verbs) => verbs.step(-1, "parted")],
  ["next_open", "next_untagged", all, false, (verbs) => verbs.step(1, "open")],
  ["previous_open", "previous_untagged", all, false, (verbs) => verbs.step(-1, "open")],
  ["next_any", "extend_sentence", letters, false, (verbs) => verbs.step(1, "all")],
  ["previous_any", "shrink_sentence", letters, false, (verbs) => verbs.step(-1, "all")],
  ["accept_agreed", "next_passage", all, true, (verbs) => verbs.acceptAgreed()],
  ["reject", "also_here", all, true, (verbs) => verbs.reject()],
  ["by_hand", "evidence", all, true, (verbs) => verbs.writeByHand()],
  ["unclear", "filter", all, true, (verbs) => verbs.flag()],
  ["note", "note", all, true, (verbs) => verbs.note()],
  ["take_back", "delete", all, true, (verbs) => verbs.takeBack()],
  ["next_sentence", "next_sentence", arrows, false, (verbs) => verbs.move("sentence", 1)],
  ["previous_sentence", "previous_sentence", arrows, false, (verbs) => verbs.move("sentence", -1)],
  ["next_word", "next_word", all, false, (verbs) => verbs.move("word", 1)],
  ["previous_word", "previous_word", all, false, (verbs) => verbs.move("word", -1)],
  ["end_later", "extend_word", all, true, (verbs) => verbs.extend("end", "word", 1)],
  ["end_earlier", "shrink_word", all, true, (verbs) => verbs.extend("end", "word", -1)],
  ["end_later_sentence", "extend_sentence", arrows, true, (verbs) => verbs.extend("end", "sentence", 1)],
  ["end_earlier_sentence", "shrink_sentence", arrows, true, (verbs) => verbs.extend("end", "sentence", -1)],
  ["start_later", "start_later", all, true, (verbs) => verbs.extend("start", "word", 1)],
  ["start_earlier", "start_earlier", all, true, (verbs) => verbs.extend("start", "word", -1)],
  ["narrow", "narrow", all, false, (verbs) => verbs.resize(-1)],
  ["widen", "widen", all, false, (verbs) => verbs.resize(1)],
  ["undo", "undo", all, true, (verbs) => verbs.undo()],
  ["redo", "redo", all, true, (verbs) => verbs.redo()],
  ["settle", "submit", all, false, (verbs) => verbs.settle()],
  ["keys", "keys", all, false, (verbs) => verbs.keys()],
  ["leave", "leave", all, false, (verbs) => verbs.leave()],
];

/** The tags' keys first, then the accepting digits. */
export function settleBindings(tags: Tags, actions: readonly KeyAction[]): readonly SettleBinding[] {
  const tagging = tags.offered().map((tag): SettleBinding => ({
    action: tag.name, strokes: [tag.key.length === 1 ? tag.key.toLowerCase() : tag.key], name: tag.name, say: null, changes: true, run: (verbs) => verbs.tag(tag.name),
  }));
  const accepting = Array.from({ length: 9 }, (_, at): SettleBinding => ({
    action: `accept ${at + 1}`, strokes: [`Shift+${at + 1}`], say: at === 0 ? "settle_key_accept" : "", changes: true, run: (verbs) => verbs.accept(at),
  }));
  const strokesOf = (name: string): readonly string[] => actions.find(({ action }) => action === name)?.strokes ?? [];
  const others = ROWS.map(([action, reader, of, changes, run]): SettleBinding => ({ action, strokes: of(strokesOf(reader)), say: `settle_key_${action}`, changes, run }));
  return [...tagging, ...accepting, ...others];
}

/** The digit row with Shift accepts wherever its signs lie: AZERTY has the digits there. */
export function acceptingStroke({ code, shiftKey, ctrlKey, metaKey, altKey }: Press): string | null {
  const digit = shiftKey && !ctrlKey && !metaKey && !altKey ? /^Digit([1-9])$/.exec(code)?.[1] : undefined;
  return digit === undefined ? null : `Shift+${digit}`;
}
