/** What each action of the server's table of keys does here; the key sheet is made from the same table. */

import type { KeyAction } from "../core/types.ts";
import { acts } from "./letter_keys.ts";
import type { Tags } from "./tags.ts";
import type { Verbs } from "./verbs.ts";

/** False: nothing was done, the browser may do what it does. */
type Run = (verbs: Verbs) => boolean | void;

export interface Binding {
  /** The action's name; a tag's own name where it is a tag's key. */
  readonly action: string;
  /** As `strokeOf` tells them; the first ones are shown. */
  readonly strokes: readonly string[];
  /** The sentence of the key sheet; null: not shown there. */
  readonly say: string | null;
  /** Instead of a sentence: a tag's own name. */
  readonly name?: string;
  /** It changes something, and says so when the reading is submitted. */
  readonly changes: boolean;
  readonly run: Run;
}

export const RUN = {
  next_sentence: (verbs) => verbs.moving.move("sentence", 1),
  previous_sentence: (verbs) => verbs.moving.move("sentence", -1),
  next_word: (verbs) => verbs.moving.moveAside(1),
  previous_word: (verbs) => verbs.moving.moveAside(-1),
  extend_sentence: (verbs) => verbs.moving.extend("sentence", 1),
  shrink_sentence: (verbs) => verbs.moving.extend("sentence", -1),
  extend_word: (verbs) => verbs.moving.extendAside(1),
  shrink_word: (verbs) => verbs.moving.extendAside(-1),
  start_later: (verbs) => verbs.moving.moveStart(1),
  start_earlier: (verbs) => verbs.moving.moveStart(-1),
  narrow: (verbs) => verbs.moving.narrow(),
  widen: (verbs) => verbs.moving.widen(),
  clear: (verbs) => verbs.clearing.clear(),
  unclear: (verbs) => verbs.clearing.unclear(),
  repeat_tag: (verbs) => verbs.tagging.repeat(),
  also_here: (verbs) => verbs.alsoHere(),
  next_untagged: (verbs) => verbs.moving.toUnread(1),
  previous_untagged: (verbs) => verbs.moving.toUnread(-1),
  next_passage: (verbs) => verbs.moving.walk(1),
  previous_passage: (verbs) => verbs.moving.walk(-1),
  note: (verbs) => verbs.cards.editNote(),
  evidence: (verbs) => verbs.cards.editEvidence(),
  confidence: (verbs) => verbs.cards.confidence(),
  duplicate: (verbs) => verbs.tagging.duplicate(),
  split: (verbs) => verbs.extents.split(),
  merge: (verbs) => verbs.extents.merge(),
  talk: (verbs) => verbs.cards.talk(),
  copy_link: (verbs) => verbs.cards.copyLink(),
  delete: (verbs) => verbs.cards.remove(),
  undo: (verbs) => verbs.undo(),
  redo: (verbs) => verbs.redo(),
  find: (verbs) => verbs.parts.find(),
  filter: (verbs) => verbs.parts.filter(),
  outline: (verbs) => verbs.parts.outline(),
  guidelines: (verbs) => verbs.parts.guidelines(),
  appearance: (verbs) => verbs.parts.appearance(),
  keys: (verbs) => verbs.parts.keys(),
  submit: (verbs) => verbs.parts.submit(),
  leave: (verbs) => verbs.leave(),
} as const satisfies Readonly<Record<string, Run>>;

export type ActionName = keyof typeof RUN;

/** The tags' keys first; an action that this reader does not know is left out. */
export function bindingsFor(tags: Tags, actions: readonly KeyAction[]): readonly Binding[] {
  const tagging = tags.offered().map((tag): Binding => ({
    action: tag.name, strokes: [tag.key.length === 1 ? tag.key.toLowerCase() : tag.key],
    say: "key_tag", name: tag.name, changes: true, run: (verbs) => verbs.tagging.tag(tag.name),
  }));
  const others = actions.filter(isKnown).map(({ action, strokes, changes, shown }): Binding => ({
    action, strokes, changes, say: shown ? `key_${action}` : null, run: RUN[action],
  }));
  return [...tagging, ...others];
}

/** The stroke that buttons show for an action; without `letters` the first that is no single letter. */
export function strokeFor(actions: readonly KeyAction[], name: ActionName, letters = true): string {
  return actions.find(({ action }) => action === name)?.strokes.find((stroke) => acts(stroke, letters)) ?? "";
}

function isKnown(action: KeyAction): action is KeyAction & { readonly action: ActionName } {
  return Object.hasOwn(RUN, action.action);
}

/** What of a press of a key tells its stroke. */
export type Press = Pick<KeyboardEvent, "key" | "code" | "ctrlKey" | "metaKey" | "altKey" | "shiftKey" | "getModifierState">;

/** A key press in one word: `Mod+Shift+z`, `a`, `?`. Shift counts only for letters and named keys. */
export function strokeOf(event: Press): string {
  const key = event.key === " " ? "Space" : event.key;
  if (isReached(event)) return key;
  const single = key.length === 1;
  const name = single ? key.toLowerCase() : key;
  const shifted = event.shiftKey && (!single || name !== event.key.toUpperCase());
  return `${event.ctrlKey || event.metaKey ? "Mod+" : ""}${event.altKey ? "Alt+" : ""}${shifted ? "Shift+" : ""}${name}`;
}

/** A sign that AltGr or Option reaches, as `[` on a German keyboard, is that sign. */
function isReached(event: Press): boolean {
  const { key, code, ctrlKey, metaKey, altKey } = event;
  if (!/^[!-~]$/.test(key) || metaKey) return false;
  if (event.getModifierState("AltGraph")) return true;
  return altKey && !ctrlKey && !/[a-z0-9]/i.test(key) && !(SIGNS[code]?.includes(key) ?? false);
}

/**
 * The press by what the key says, and by where it lies (null: that says nothing): the digit row of
 * AZERTY needs Shift, and other scripts have no `j`. A Latin letter is itself wherever it lies.
 */
export function strokesOf(event: Press): readonly [string, string | null] {
  return [strokeOf(event), placeOf(event)];
}

/** What an English keyboard has there, without and with Shift. */
const SIGNS: Readonly<Record<string, string>> = { BracketLeft: "[{", BracketRight: "]}", Period: ".>", Slash: "/?" };
/** Other scripts' letters, and the marks and signs that they have where English has letters; Arabic has `~` on Shift Z. */
const FOREIGN = /^(?:[^\p{Script=Latin}\p{ASCII}]|~)/u;

function placeOf({ key, code, ctrlKey, metaKey, altKey, shiftKey }: Press): string | null {
  if (altKey || [...key].length > 2) return null;
  const isPlain = !ctrlKey && !metaKey;
  const digit = isPlain && !shiftKey ? /^(?:Digit|Numpad)([0-9])$/.exec(code)?.[1] : undefined;
  if (digit !== undefined) return digit;
  const sign = isPlain && isElsewhere(key, code) ? SIGNS[code]?.[shiftKey ? 1 : 0] : undefined;
  if (sign !== undefined) return sign;
  const letter = /^Key([A-Z])$/.exec(code)?.[1]?.toLowerCase();
  if (letter === undefined || !FOREIGN.test(key)) return null;
  return `${isPlain ? "" : "Mod+"}${shiftKey ? "Shift+" : ""}${letter}`;
}

/** The sign that English has at this place lies elsewhere: an ASCII sign means itself, but for the comma that Cyrillic has there. */
function isElsewhere(key: string, code: string): boolean {
  return !/^\p{ASCII}/u.test(key) || (key === "," && code === "Slash");
}

const CAPS: Readonly<Record<string, string>> = {
  ArrowDown: "↓", ArrowUp: "↑", ArrowLeft: "←", ArrowRight: "→", Backspace: "⌫", Delete: "Del", Escape: "Esc", Enter: "⏎", Mod: "Ctrl", Shift: "⇧", Alt: "Alt",
};

/** A stroke as it stands on a key cap. */
export function capOf(stroke: string): string {
  return stroke.split("+").map((part) => CAPS[part] ?? part).join(" ");
}

/** A binding's keys as they stand on the caps, as far as they act. */
export function capsOf(binding: Binding, letters: boolean): readonly string[] {
  return binding.strokes.filter((stroke) => acts(stroke, letters)).map(capOf);
}
