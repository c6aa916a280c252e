/** What all verbs share: the stage, what a tag key means just now, and how a change is made and told. */

import type { Change } from "../core/reading.ts";
import type { Annotation, Span } from "../core/types.ts";
import type { Wording } from "../core/wording.ts";
import type { ActionName } from "./keys.ts";
import type { Passage } from "./passages.ts";
import type { Stage } from "./stage.ts";

export interface VerbsHost {
  readonly words: Wording;
  stage(): Stage | null;
  /** Says it to screen readers. */
  announce(sentence: string): void;
  /** Says it beside the save state, for everyone, while it is true. */
  notice(sentence: string, isTrue?: () => boolean): void;
  closePopover(): boolean;
  closeList(): boolean;
  /** An action's key as it stands on its cap; nothing where none acts. */
  cap(action: ActionName): string;
  /** A passage was tagged: what reads the same elsewhere may be offered. */
  tagged(id: string): void;
}

/** Something begun that the next keys belong to, such as choosing where to cut. */
export interface Mode {
  /** False: the key is not this mode's, which then ends. */
  hear(stroke: string): boolean;
  end(): void;
}

export type Values = Readonly<Record<string, string | number>>;

export class VerbContext {
  readonly host: VerbsHost;
  /** What a tag key means when nothing is selected: the open passage, or what is under the cursor. */
  aim: "passage" | "cursor" = "cursor";
  #lastTag: string | null = null;
  #mode: Mode | null = null;

  constructor(host: VerbsHost) {
    this.host = host;
  }

  get stage(): Stage | null {
    return this.host.stage();
  }

  /** The tag given last, in this tab or, where that is not known, in this article. */
  get lastTag(): string | null {
    const { stage } = this;
    if (this.#lastTag !== null || stage === null) return this.#lastTag;
    const kept = sessionStorage.getItem(lastTagKey(stage));
    if (kept !== null && stage.session.data.tags.some((tag) => tag.name === kept && !tag.retired)) return kept;
    const own = stage.reading.all().filter(({ id }) => stage.reading.mine(id));
    return own.reduce<Annotation | null>((newest, row) => (newest !== null && newest.created_at >= row.created_at ? newest : row), null)?.tag ?? null;
  }

  set lastTag(tag: string | null) {
    this.#lastTag = tag;
    try {
      if (tag !== null && this.stage !== null) sessionStorage.setItem(lastTagKey(this.stage), tag);
    } catch {
      // A full or closed store costs the key after a reload, nothing else.
    }
  }

  /** The tag takes no new passages, which is said. */
  isRetired(stage: Stage, tag: string): boolean {
    const retired = stage.session.data.tags.some((one) => one.name === tag && one.retired);
    if (retired) this.notice("retired_tag", { tag });
    return retired;
  }

  get mode(): Mode | null {
    return this.#mode;
  }

  begin(mode: Mode): void {
    this.endMode();
    this.#mode = mode;
  }

  /** False when none was on. */
  endMode(): boolean {
    const mode = this.#mode;
    this.#mode = null;
    mode?.end();
    return mode !== null;
  }

  say(key: string, values: Values = {}): void {
    this.host.announce(this.host.words.say(key, values));
  }

  notice(key: string, values: Values = {}, isTrue?: () => boolean): void {
    const keys = { next_sentence: this.host.cap("next_sentence"), next_passage: this.host.cap("next_passage") };
    const said = key === "no_passage" && keys.next_passage === "" ? "no_passage_by_key" : key;
    this.host.notice(this.host.words.say(said, { ...keys, ...values }), isTrue);
  }

  /** The reading is submitted, which is said. */
  refused(stage: Stage): boolean {
    if (stage.locked) this.notice("locked", {}, () => stage.locked);
    return stage.locked;
  }

  /** Makes a change, keeps it and says so; false where nothing changed. `say` null: what is seen is enough. */
  change(make: (stage: Stage) => Change | null, say: string | null, values: Values = {}): boolean {
    const stage = this.stage;
    if (stage === null || this.refused(stage) || !stage.session.apply(make(stage))) return false;
    if (say !== null) this.say(say, values);
    return true;
  }

  /** The reader's own passage that a verb means: the open one, else the shortest under the cursor. */
  subject(): Passage | null {
    const stage = this.stage;
    if (stage === null) return null;
    const open = stage.active === null ? undefined : stage.passages.get(stage.active);
    if (open !== undefined) return open.mine ? open : null;
    const range = stage.cursor.range;
    const under = range === null ? [] : stage.passages.overlapping(range).filter((one) => one.mine);
    return under.sort((a, b) => a.end - a.start - (b.end - b.start))[0] ?? null;
  }

  open(stage: Stage, id: string): void {
    this.aim = "passage";
    stage.cursor.place(null);
    stage.activate(id);
  }

  /** What the next key means is under the cursor, no longer the open passage or the selection. */
  toCursor(): Stage | null {
    const { stage } = this;
    if (stage === null) return null;
    this.aim = "cursor";
    stage.activate(null);
    document.getSelection()?.removeAllRanges();
    stage.bar.hide();
    // Whoever reads on is in the text, whatever was pressed or opened before.
    if (document.activeElement !== stage.article.element) stage.article.element.focus({ preventScroll: true });
    return stage;
  }

  /** Back to the text, with the cursor where the passage was. */
  toText(stage: Stage, passage: Span | undefined): void {
    stage.activate(null);
    this.aim = "cursor";
    if (passage !== undefined) stage.placeCursor(passage.start);
    stage.article.element.focus({ preventScroll: true });
  }

  /** Shows the cursor, unless it `isSeen`, and says what is under it and in which state it is. */
  follow(stage: Stage, isSeen = false): void {
    const { range } = stage.cursor;
    if (range === null) return;
    if (!isSeen) stage.reveal(range);
    const text = stage.article.text.slice(range.start, Math.min(range.end, range.start + 400));
    const states = new Set(stage.coverage.numbersIn(range).map((number) => stage.coverage.state(number)));
    const { words } = this.host;
    const state = states.size !== 1 || states.has("unread") ? "" : words.say(states.has("cleared") ? "under_cursor_cleared" : "under_cursor_tagged");
    this.host.announce(`${text} ${state}`.trim());
  }
}

function lastTagKey(stage: Stage): string {
  const { instance, reviewer } = stage.session.data;
  return `workbench:tag:${instance}:${reviewer.id}`;
}
