/** The margin: the cards of all passages, each beside its passage, the open one exactly. */

import type { Reading } from "../core/reading.ts";
import type { Wording } from "../core/wording.ts";
import type { ArticleView } from "./article.ts";
import { Card, type CardVerbs, type CardView } from "./card.ts";
import { el } from "./dom.ts";
import type { Passage, Passages } from "./passages.ts";
import { linesOf } from "./positions.ts";
import { stack, type Wish } from "./stacking.ts";
import type { Tags } from "./tags.ts";

/** Up to so many passages have a card each; of more, only those near the screen. */
const ALL_CARDS = 240;
const FOLDED = 36;
/** Passages so far outside the window are placed by their block alone. */
const NEAR = 900;

export interface CardsSituation {
  readonly active: string | null;
  /** The reading is submitted. */
  readonly locked: boolean;
  /** What is not yet saved cannot be sent just now. */
  readonly stuck: boolean;
}

export class Cards {
  readonly element: HTMLElement;
  readonly #cards = new Map<string, Card>();
  readonly #reading: Reading;
  readonly #passages: Passages;
  readonly #article: ArticleView;
  readonly #words: Wording;
  readonly #tags: Tags;
  readonly #verbs: CardVerbs;
  #situation: CardsSituation = { active: null, locked: false, stuck: false };

  constructor(reading: Reading, passages: Passages, article: ArticleView, words: Wording, tags: Tags, verbs: CardVerbs) {
    this.#reading = reading;
    this.#passages = passages;
    this.#article = article;
    this.#words = words;
    this.#tags = tags;
    this.#verbs = verbs;
    this.element = el("div", { class: "fcw-r-cards", role: "complementary", "aria-label": words.say("cards") });
  }

  card(id: string): Card | undefined {
    return this.#cards.get(id);
  }

  /** The passage in whose card somebody writes. */
  edited(): string | null {
    const { active } = this.#situation;
    return active !== null && this.#cards.get(active)?.isEdited === true ? active : null;
  }

  /** Keeps what is being written in the open card. */
  commit(): void {
    if (this.#situation.active !== null) this.#cards.get(this.#situation.active)?.commit();
  }

  /** Looks again at these passages (null: all) and at whatever was or is active. */
  refresh(ids: readonly string[] | null, situation: CardsSituation): void {
    const before = this.#situation;
    this.#situation = situation;
    const wanted = this.#wanted();
    for (const [id, card] of this.#cards) {
      if (wanted.has(id)) continue;
      card.element.remove();
      this.#cards.delete(id);
    }
    const everything = ids === null || before.locked !== situation.locked || before.stuck !== situation.stuck;
    const looked = new Set(everything ? wanted : [...ids, before.active, situation.active]);
    let previous: Element | null = null;
    for (const id of wanted) {
      const known = this.#cards.get(id);
      const card = known ?? new Card(id, this.#words, this.#tags, this.#verbs);
      if (known === undefined) this.#cards.set(id, card);
      if (known === undefined || looked.has(id)) card.update(this.#view(this.#passages.get(id) as Passage));
      const next: Element | null = previous === null ? this.element.firstElementChild : previous.nextElementSibling;
      if (next !== card.element) this.element.insertBefore(card.element, next);
      previous = card.element;
    }
  }

  /** Puts every card beside its passage. */
  layout(): void {
    if (this.#passages.ordered().length > ALL_CARDS) this.refresh([], this.#situation);
    if (getComputedStyle(this.element).getPropertyValue("--fcw-r-stacked").trim() === "no") return;
    const origin = this.element.getBoundingClientRect().top;
    const shown = [...this.#cards].map(([id, card]) => ({ card, passage: this.#passages.get(id) as Passage }));
    shown.sort((a, b) => a.passage.start - b.passage.start || b.passage.end - a.passage.end || (a.passage.id < b.passage.id ? -1 : 1));
    const tops = this.#desiredTops(shown.map((one) => one.passage), origin);
    const wishes: Wish[] = shown.map(({ card }, index) => ({ top: tops[index] as number, height: card.open ? card.element.offsetHeight : FOLDED }));
    const fixed = shown.findIndex((one) => one.passage.id === this.#situation.active);
    const places = stack(wishes, fixed === -1 ? null : fixed);
    shown.forEach(({ card }, index) => {
      const top = `${Math.round(places[index] as number)}px`;
      if (card.element.style.top !== top) card.element.style.top = top;
    });
    const last = places.length - 1;
    this.element.style.minHeight = last < 0 ? "" : `${(places[last] as number) + (wishes[last] as Wish).height}px`;
  }

  #desiredTops(passages: readonly Passage[], origin: number): number[] {
    const blockTops = new Map<number, DOMRect>();
    const style = getComputedStyle(this.#article.element);
    const middle = Number.parseFloat(style.getPropertyValue("--fcw-r-top")) + Number.parseFloat(style.getPropertyValue("--fcw-r-fh")) / 2;
    return passages.map((passage) => {
      let block = blockTops.get(passage.firstBlock);
      if (block === undefined) {
        block = this.#article.blockElement(passage.firstBlock)?.getBoundingClientRect() ?? new DOMRect();
        blockTops.set(passage.firstBlock, block);
      }
      const near = block.bottom > -NEAR && block.top < window.innerHeight + NEAR;
      const line = near ? linesOf(this.#article, { start: passage.start, end: passage.start + 1 })[0] : undefined;
      const top = line === undefined ? block.top : line.top;
      return Math.max(0, top + middle - FOLDED / 2 - origin);
    });
  }

  /** In reading order. */
  #wanted(): ReadonlySet<string> {
    const all = this.#passages.ordered();
    if (all.length <= ALL_CARDS) return new Set(all.map((one) => one.id));
    const first = this.#article.blockAtHeight(-NEAR);
    const last = this.#article.blockAtHeight(window.innerHeight + NEAR);
    const isNear = (one: Passage): boolean => one.firstBlock >= first && one.firstBlock <= last;
    return new Set(all.filter((one) => one.id === this.#situation.active || isNear(one)).map((one) => one.id));
  }

  #view(passage: Passage): CardView {
    const told = this.#reading.saveState(passage.id);
    const state = told === "saving" && this.#situation.stuck ? "failed" : told;
    const waiting = this.#reading.conflict(passage.id);
    return {
      passage,
      state,
      open: passage.id === this.#situation.active,
      free: passage.mine && !this.#situation.locked,
      conflict: state === "conflict" ? waiting : null,
      refusal: told === "failed" ? (waiting?.message ?? "") : null,
    };
  }
}
