/** The conflict under the cursor, beside the text: its cards, and what else can be done about it. */

import type { Held } from "../core/outbox.ts";
import type { Gold, HeldChoice, Unclear } from "../core/settle_types.ts";
import { overlap, type Stop } from "../core/stops.ts";
import type { Wording } from "../core/wording.ts";
import { button, el, icon, keyCap } from "./dom.ts";
import { NoteEditor } from "./note.ts";
import { heldCard } from "./settle_held.ts";
import { emptyCard, goldCard, readingCard, type SettleCardHost } from "./settle_card.ts";

export interface PanelVerbs {
  step(step: 1 | -1): void;
  writeByHand(): void;
  flag(): void;
  unflag(id: string): void;
  undo(): void;
  redo(): void;
  keys(): void;
  noted(goldId: string, note: string, joins: boolean): void;
  tag(name: string): void;
  leaveHand(): void;
  decide(held: Held, choice: HeldChoice): void;
}

export interface PanelSituation extends SettleCardHost {
  readonly here: Stop | null;
  readonly parted: readonly Stop[];
  /** Decisions about what is here that met another's, or were refused. */
  readonly met: readonly Held[];
  /** Gold is being written by hand. */
  readonly isWriting: boolean;
  readonly panel: PanelVerbs;
  readonly caps: Readonly<Record<"next" | "previous" | "hand" | "flag", string>>;
  /** Whether the reviewer cleared all sentences of a place. */
  hasCleared(reviewer: number, stop: Stop): boolean;
}

export class SettlePanel {
  readonly element: HTMLElement;
  readonly #words: Wording;
  readonly #body: HTMLElement = el("div", { class: "fcw-s-cards" });
  readonly #head: HTMLElement = el("div", { class: "fcw-s-panel-head" });
  readonly #foot: HTMLElement = el("div", { class: "fcw-s-foot" });
  #editing: { readonly id: string; readonly editor: NoteEditor } | null = null;
  #situation: PanelSituation | null = null;

  constructor(words: Wording) {
    this.#words = words;
    this.element = el("section", { class: "fcw-s-panel", "aria-label": words.say("settle_panel") }, this.#head, this.#body, this.#foot);
  }

  /** The card that has the focus, or something of which has it. */
  focused(): string | null {
    return document.activeElement?.closest<HTMLElement>(".fcw-s-card[data-annotation]")?.dataset["annotation"] ?? null;
  }

  /** The gold whose note is being written. */
  get edited(): string | null {
    return this.#editing?.id ?? null;
  }

  part(name: string): HTMLElement | null {
    return this.element.querySelector<HTMLElement>(`[data-part="${CSS.escape(name)}"]`);
  }

  /** Reviewers' cards by their places, which Shift and a digit accept. */
  numbered(): readonly string[] {
    return this.#situation?.here?.annotations ?? [];
  }

  commit(): void {
    this.#editing?.editor.commit();
  }

  editNote(id: string): void {
    const situation = this.#situation;
    const gold = situation?.here?.gold.find((one) => one.id === id);
    if (situation === null || gold === undefined) return;
    this.#editing = { id, editor: new NoteEditor(gold.note ?? "", this.#words, {
      changed: (note, joins) => this.#situation?.panel.noted(id, note, joins),
      closed: () => this.closeNote(),
    }, []) };
    this.draw(situation);
    this.#editing.editor.focus();
  }

  /** Back to the card. False when no note was open. */
  closeNote(): boolean {
    const editing = this.#editing;
    if (editing === null || this.#situation === null) return false;
    editing.editor.commit();
    this.#editing = null;
    this.draw(this.#situation);
    this.part(`card ${editing.id}`)?.focus({ preventScroll: true });
    return true;
  }

  /** What was written until now is kept, whatever became of the gold. */
  #leaveNote(): void {
    const editing = this.#editing;
    this.#editing = null;
    editing?.editor.commit();
  }

  /** Draws it anew; whatever had the focus has it again. */
  draw(situation: PanelSituation): void {
    this.#situation = situation;
    const had = this.element.contains(document.activeElement) ? document.activeElement as HTMLElement : null;
    const name = had?.closest<HTMLElement>("[data-part]")?.dataset["part"] ?? null;
    const card = this.focused();
    if (!situation.here?.gold.some(({ id }) => id === this.#editing?.id)) this.#leaveNote();
    this.#head.replaceChildren(...this.#headOf(situation));
    this.#body.replaceChildren(...(situation.isWriting ? [this.#hand(situation)] : []), ...situation.met.map((one) => heldCard(one, situation.settlement, this.#words, (choice) => situation.panel.decide(one, choice))), ...this.#cardsOf(situation));
    this.#foot.replaceChildren(...this.#footOf(situation));
    if (had === null) return;
    if (had.isConnected) return had.focus({ preventScroll: true });
    const again = (name === null ? null : this.part(name)) ?? (card === null ? null : this.part(`card ${card}`)) ?? this.element.querySelector<HTMLElement>("[data-part]");
    again?.focus({ preventScroll: true });
  }

  #headOf({ here, parted, panel, caps, settlement }: PanelSituation): HTMLElement[] {
    const words = this.#words;
    const at = parted.findIndex((one) => one.start === here?.start && one.end === here.end);
    const title = here === null ? words.say(settlement.readings.length === 0 ? "settle_no_readings" : "settle_no_conflicts")
      : at >= 0 ? words.say("settle_conflict", { i: at + 1, n: parted.length }) : words.say(here.kind === "agreed" ? "settle_agreed" : "settle_own");
    const step = (cap: string, way: 1 | -1, word: string, sign: string): HTMLElement =>
      button({ class: "fcw-s-step", "data-part": `step ${way}`, "aria-label": words.say(word), "aria-keyshortcuts": cap }, () => panel.step(way), el("span", { class: "fcw-s-step-key" }, keyCap(cap)), el("span", { class: "fcw-s-step-sign" }, icon(sign)));
    const steps = el("span", { class: "fcw-s-steps" }, step(caps.previous, -1, "settle_previous", "chevron_left"), step(caps.next, 1, "settle_next", "chevron_right"),
      el("span", { class: "fcw-s-step-word", "aria-hidden": "true" }, words.say("settle_step")));
    return [el("h2", { class: "fcw-s-panel-title" }, title), ...(parted.length > 0 ? [steps] : [])];
  }

  #cardsOf(situation: PanelSituation): HTMLElement[] {
    const { here, settlement } = situation;
    if (here === null) return [];
    const noteOf = (gold: Gold): HTMLElement | null => (this.#editing?.id === gold.id ? this.#editing.editor.element : null);
    const cards = here.gold.map((gold) => goldCard(gold, noteOf(gold), situation));
    for (const reading of settlement.readings) {
      const own = reading.annotations.filter(({ id }) => here.annotations.includes(id));
      for (const one of own) cards.push(readingCard(one, here.annotations.indexOf(one.id) + 1, situation));
      if (own.length === 0 && here.kind !== "agreed") cards.push(emptyCard(reading, situation.hasCleared(reading.reviewer.id, here), this.#words));
    }
    return [...cards, ...settlement.unclear().filter((one) => overlap(one, here)).map((one) => this.#unclear(one, situation))];
  }

  #unclear(one: Unclear, { panel, isLocked }: PanelSituation): HTMLElement {
    const words = this.#words;
    return el("div", { class: "fcw-s-unclear" }, icon("flag"),
      el("div", {}, el("p", { class: "fcw-s-unclear-word" }, words.say("settle_flagged", { by: one.by })), one.note ? el("p", { dir: "auto" }, one.note) : null),
      isLocked ? null : button({ class: "fcw-s-quiet", "data-part": `unflag ${one.id}` }, () => panel.unflag(one.id), words.say("settle_unreject")));
  }

  /** What to do while gold is written by hand, with the tags for those who press buttons. */
  #hand({ tags, panel }: PanelSituation): HTMLElement {
    const words = this.#words;
    const choices = tags.offered().map((tag) => {
      const choice = button({ class: "fcw-r-tag", "data-tag": tag.name, "data-part": `tag ${tag.name}`, "aria-keyshortcuts": tag.key, title: tag.description }, () => panel.tag(tag.name),
        el("span", { class: "fcw-r-tag-name", dir: "auto" }, tag.name), keyCap(tag.key), tags.swatch(tag.name));
      choice.style.setProperty("--fcw-r-c", tags.colour(tag.name, "ink"));
      choice.style.setProperty("--fcw-r-b", tags.colour(tag.name, "fill"));
      return choice;
    });
    return el("div", { class: "fcw-s-hand" }, el("p", {}, words.say("settle_hand_how")), el("div", { class: "fcw-s-hand-tags" }, ...choices),
      button({ class: "fcw-s-quiet", "data-part": "leave hand" }, () => panel.leaveHand(), words.say("settle_leave"), keyCap("Esc")));
  }

  #footOf({ panel, caps, settlement, isLocked, here, isWriting }: PanelSituation): HTMLElement[] {
    const words = this.#words;
    const tool = (name: string, sign: string, word: string, run: () => void, isOff = false): HTMLElement => {
      const one = button({ class: "fcw-r-tool", "data-part": name, "aria-label": words.say(word), title: words.say(word) }, run, icon(sign));
      one.disabled = isOff;
      return one;
    };
    const deed = (name: string, sign: string, word: string, cap: string, run: () => void, isOff: boolean): HTMLElement => {
      const one = button({ class: "fcw-s-button", "data-part": name, "aria-keyshortcuts": cap, title: `${words.say(word)} (${cap})` }, run, icon(sign), words.say(word));
      one.disabled = isOff;
      return one;
    };
    const deeds = isLocked ? [] : [
      deed("hand", "edit_note", "settle_by_hand", caps.hand, () => panel.writeByHand(), isWriting),
      deed("flag", "flag", "settle_unclear", caps.flag, () => panel.flag(), here === null),
    ];
    return [...deeds, el("span", { class: "fcw-s-tools" },
      ...(isLocked ? [] : [tool("undo", "undo", "undo", () => panel.undo(), !settlement.canUndo), tool("redo", "redo", "redo", () => panel.redo(), !settlement.canRedo)]),
      tool("keys", "keyboard", "keys", () => panel.keys()))];
  }
}
