/** The one table of keys: it binds them, and the key sheet is made from it. */

import type { Unit } from "../core/units.ts";
import type { Tags } from "./tags.ts";

export interface KeyVerbs {
  tag(name: string): void;
  move(unit: Unit, step: 1 | -1): void;
  /** Extends the cursor, or moves the end of the active passage; false: the browser extends its selection. */
  extend(unit: Unit, step: 1 | -1): boolean;
  moveStart(step: 1 | -1): boolean;
  narrow(): void;
  widen(): void;
  walk(step: 1 | -1): void;
  note(): void;
  evidence(): void;
  confidence(): void;
  remove(): boolean;
  undo(): void;
  redo(): void;
  guidelines(): void;
  keySheet(): void;
  leave(): boolean;
}

export interface Binding {
  /** As `strokeOf` tells them; the first ones are shown. */
  readonly strokes: readonly string[];
  /** The sentence of the key sheet; null: not shown there. */
  readonly say: string | null;
  /** Instead of a sentence: a tag's own name. */
  readonly name?: string;
  /** It changes something, and says so when the reading is submitted. */
  readonly changes: boolean;
  /** False: nothing was done, the browser may do what it does. */
  readonly run: (verbs: KeyVerbs) => boolean | void;
}

function key(strokes: string, say: string | null, run: Binding["run"], changes = false): Binding {
  return { strokes: strokes.split(" "), say, changes, run };
}

export function bindingsFor(tags: Tags): readonly Binding[] {
  const tagging = tags.offered().map((tag): Binding => ({
    strokes: [tag.key.toLowerCase()], say: "key_tag", name: tag.name, changes: true, run: (verbs) => verbs.tag(tag.name),
  }));
  return [
    ...tagging,
    key("j ArrowDown", "key_next_sentence", (verbs) => verbs.move("sentence", 1)),
    key("k ArrowUp", "key_previous_sentence", (verbs) => verbs.move("sentence", -1)),
    key("ArrowRight", "key_next_word", (verbs) => verbs.move("word", 1)),
    key("ArrowLeft", "key_previous_word", (verbs) => verbs.move("word", -1)),
    key("Shift+ArrowRight Shift+ArrowLeft", "key_extend_word", () => false),
    key("Shift+ArrowRight", null, (verbs) => verbs.extend("word", 1)),
    key("Shift+ArrowLeft", null, (verbs) => verbs.extend("word", -1)),
    key("Shift+ArrowDown Shift+j", "key_extend_sentence", (verbs) => verbs.extend("sentence", 1)),
    key("Shift+ArrowUp Shift+k", null, (verbs) => verbs.extend("sentence", -1)),
    key("Alt+Shift+ArrowRight Alt+Shift+ArrowLeft", "key_move_start", () => false),
    key("Alt+Shift+ArrowRight", null, (verbs) => verbs.moveStart(1)),
    key("Alt+Shift+ArrowLeft", null, (verbs) => verbs.moveStart(-1)),
    key("]", "key_widen", (verbs) => verbs.widen()),
    key("[", "key_narrow", (verbs) => verbs.narrow()),
    key("a", "key_next_passage", (verbs) => verbs.walk(1)),
    key("Shift+a", "key_previous_passage", (verbs) => verbs.walk(-1)),
    key("n", "key_note", (verbs) => verbs.note(), true),
    key("e", "key_evidence", (verbs) => verbs.evidence(), true),
    key("c", "key_confidence", (verbs) => verbs.confidence(), true),
    key("Backspace Delete", "key_delete", (verbs) => verbs.remove(), true),
    key("z Mod+z", "key_undo", (verbs) => verbs.undo(), true),
    key("Shift+z Mod+Shift+z Mod+y", "key_redo", (verbs) => verbs.redo(), true),
    key("g", "key_guidelines", (verbs) => verbs.guidelines()),
    key("?", "key_keys", (verbs) => verbs.keySheet()),
    key("Escape", "key_leave", (verbs) => verbs.leave()),
  ];
}

/** A key press in one word: `Mod+Shift+z`, `a`, `?`. Shift counts only for letters and named keys. */
export function strokeOf(event: KeyboardEvent): string {
  const single = event.key.length === 1;
  const name = single ? event.key.toLowerCase() : event.key;
  const shifted = event.shiftKey && (!single || name !== event.key.toUpperCase());
  return `${event.ctrlKey || event.metaKey ? "Mod+" : ""}${event.altKey ? "Alt+" : ""}${shifted ? "Shift+" : ""}${name}`;
}

/**
 * The press by what the key says, and by where it lies (null: that says nothing): the digit row of
 * AZERTY needs Shift, and other scripts have no `j`. A Latin letter is itself wherever it lies.
 */
export function strokesOf(event: KeyboardEvent): readonly [string, string | null] {
  return [strokeOf(event), placeOf(event)];
}

function placeOf({ key, code, ctrlKey, metaKey, altKey, shiftKey }: KeyboardEvent): string | null {
  if (ctrlKey || metaKey || altKey || shiftKey || [...key].length > 2) return null;
  const digit = /^(?:Digit|Numpad)([0-9])$/.exec(code)?.[1];
  if (digit !== undefined) return digit;
  const letter = /^Key([A-Z])$/.exec(code)?.[1];
  return letter !== undefined && /^\p{L}/u.test(key) && !/\p{Script=Latin}/u.test(key) ? letter.toLowerCase() : null;
}

const CAPS: Readonly<Record<string, string>> = {
  ArrowDown: "↓", ArrowUp: "↑", ArrowLeft: "←", ArrowRight: "→", Backspace: "⌫", Delete: "Del", Escape: "Esc", Mod: "Ctrl", Shift: "⇧", Alt: "Alt",
};

/** A binding's keys as they stand on the caps. */
export function capsOf(binding: Binding): readonly string[] {
  return binding.strokes.map((stroke) => stroke.split("+").map((part) => CAPS[part] ?? part).join(" "));
}
