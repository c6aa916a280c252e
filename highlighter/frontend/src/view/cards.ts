/** The margin: the cards of all passages, each beside its passage, the open one exactly. */

import { isEverything, passes } from "../core/card_filter.ts";
import type { Reading } from "../core/reading.ts";
import type { ReaderData, Span } from "../core/types.ts";
import type { Wording } from "../core/wording.ts";
import type { ArticleView } from "./article.ts";
import { Card, type CardHost, type CardVerbs, type CardView } from "./card.ts";
import { passageAddress } from "./copy_link.ts";
import { el } from "./dom.ts";
import { FilterRow } from "./filter_row.ts";
import { capOf, strokeFor } from "./keys.ts";
import { LineTops } from "./line_tops.ts";
import type { Passage, Passages } from "./passages.ts";
import { stack, type Wish } from "./stacking.ts";
import type { Tags } from "./tags.ts";
import type { Talking } from "./talking.ts";

/** Up to so many passages have a card each; of more, only those near the screen: each frame goes through all there are. */
const ALL_CARDS = 90;
const MOST_CARDS = 60;
/** Where more than those are on the screen, as many before and after what is in hand as nearly fill it. */
const ON_EACH_SIDE = 20;
const FOLDED = 36;
/** Passages so far outside the window are placed by their block alone. */
const NEAR = 900;
/** After so many pixels of scrolling what lies near is looked up again. */
const FAR = 500;
/** Cards farther outside the window than that move only once nothing moved for so many milliseconds. */
const UNSEEN = FAR + 100;
const REST = 500;

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
  readonly #lines: LineTops;
  readonly #host: CardHost;
  readonly #list: HTMLElement = el("div", { class: "fcw-r-card-list" });
  readonly #filter: FilterRow;
  readonly #none: HTMLElement;
  #situation: CardsSituation = { active: null, locked: false, stuck: false };
  /** What lies near the screen and what on it, as positions of the text, and where the article lay when that was looked up. */
  #near: Span = { start: 0, end: 0 };
  #seen: Span = { start: 0, end: 0 };
  #laid = { top: Number.NaN, height: 0 };
  /** The first passage with a card, where not all have one. */
  #first: string | null = null;
  readonly #tops = new WeakMap<Card, number>();
  #rest = 0;
  #due: { readonly ids: Set<string | null>; everything: boolean } | null = null;

  constructor(data: ReaderData, reading: Reading, passages: Passages, article: ArticleView, words: Wording, tags: Tags, verbs: CardVerbs, talking: Talking) {
    this.#reading = reading;
    this.#passages = passages;
    this.#article = article;
    this.#lines = new LineTops(article);
    this.#host = {
      words, tags, verbs, talking, blind: data.blind === true,
      cap: (action) => capOf(strokeFor(data.keys, action)),
      address: (id) => passageAddress(location.href, data.article.id, id),
    };
    this.#filter = new FilterRow(words, tags, capOf(strokeFor(data.keys, "filter")), () => {
      this.refresh([], this.#situation);
      verbs.resized();
    });
    this.#none = el("p", { class: "fcw-r-no-cards", hidden: "" }, words.say("cards_none"));
    this.element = el("div", { class: "fcw-r-cards", role: "complementary", "aria-label": words.say("cards") }, this.#filter.element, this.#none, this.#list);
  }

  card(id: string): Card | undefined {
    this.renew();
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

  /** Opens the choices of cards, or puts them away. */
  toggleFilter(): void {
    this.#filter.toggle();
  }

  /** Puts the choices away; false when they were not open. */
  closeFilter(): boolean {
    return this.#filter.close();
  }

  /** The passage whose card comes after (1) or before (-1) that of `active`, from the end to the start again. */
  neighbour(active: string | null, step: 1 | -1): Passage | null {
    const open = active === null ? undefined : this.#passages.get(active);
    const all = open === undefined ? this.#passing() : this.#with(open, this.#passing());
    const at = all.findIndex((one) => one.id === active);
    const from = at === -1 && step === -1 ? 0 : at;
    return all[(from + step + all.length) % all.length] ?? null;
  }

  /** These passages (null: all) and whatever was or is active have to be looked at again, before the next measuring. */
  refresh(ids: readonly string[] | null, situation: CardsSituation): void {
    const before = this.#situation;
    this.#situation = situation;
    this.#due ??= { ids: new Set(), everything: false };
    if (ids === null || before.locked !== situation.locked || before.stuck !== situation.stuck) this.#due.everything = true;
    for (const id of [...(ids ?? []), before.active, situation.active]) this.#due.ids.add(id);
  }

  /** Makes and fills the cards as they are now; where they lie is measured afterwards, together with all else. */
  renew(): void {
    const due = this.#due;
    if (due === null) return;
    this.#due = null;
    const passing = this.#passing();
    const wanted = this.#wanted(passing);
    const total = this.#passages.ordered().length;
    const { active } = this.#situation;
    const isOpenBeside = active !== null && this.#passages.get(active) !== undefined && !passing.some(({ id }) => id === active);
    this.#filter.update({ shown: passing.length, total, isOpenBeside, isShared: this.#passages.showOthers });
    this.#none.hidden = total > 0 || this.#situation.locked;
    for (const [id, card] of this.#cards) {
      if (wanted.has(id) || (this.#passages.get(id) === undefined && card.outlive())) continue;
      card.element.remove();
      this.#cards.delete(id);
    }
    let previous: Element | null = null;
    for (const id of wanted) {
      const known = this.#cards.get(id);
      const card = known ?? new Card(id, this.#host);
      if (known === undefined) this.#cards.set(id, card);
      if (known === undefined || due.everything || due.ids.has(id)) card.update(this.#view(this.#passages.get(id) as Passage));
      this.#putAfter(previous, card.element);
      previous = card.element;
    }
  }

  /** Moved in the page, the card that somebody is in would lose the focus: what stands in its way moves, whose turn comes yet. */
  #putAfter(previous: Element | null, card: HTMLElement): void {
    const next = (): Element | null => (previous === null ? this.#list.firstElementChild : previous.nextElementSibling);
    if (card.contains(document.activeElement)) for (let at = next(); at !== null && at !== card; at = next()) this.#list.append(at);
    if (next() !== card) this.#list.insertBefore(card, next());
  }

  /** Nothing moved since the cards were laid out, or no more than what lay ready for it. */
  isSettled(): boolean {
    const { top, height } = this.#article.element.getBoundingClientRect();
    return Math.abs(top - this.#laid.top) < FAR && height === this.#laid.height && !this.#look();
  }

  /** Looks where each card belongs beside its passage; what it gives puts them there. */
  measure(): () => void {
    this.#look();
    this.renew();
    const box = this.#article.element.getBoundingClientRect();
    this.#laid = { top: box.top, height: box.height };
    if (this.#situation.active !== null) this.#cards.get(this.#situation.active)?.measure();
    if (getComputedStyle(this.element).getPropertyValue("--fcw-r-stacked").trim() === "no") return () => undefined;
    const origin = this.#list.getBoundingClientRect().top;
    const shown = [...this.#cards].map(([id, card]) => ({ card, passage: this.#passages.get(id) ?? (card.passage as Passage) }));
    shown.sort((a, b) => a.passage.start - b.passage.start || b.passage.end - a.passage.end || (a.passage.id < b.passage.id ? -1 : 1));
    const tops = this.#desiredTops(shown.map((one) => one.passage), origin, box.width);
    const wishes: Wish[] = shown.map(({ card }, index) => ({ top: tops[index] as number, height: card.open ? card.element.offsetHeight : FOLDED }));
    const fixed = shown.findIndex((one) => one.passage.id === this.#situation.active);
    const places = stack(wishes, fixed === -1 ? null : fixed);
    const isUnseen = (top: number | undefined): boolean => top !== undefined && (top + origin < -UNSEEN || top + origin > window.innerHeight + UNSEEN);
    return () => {
      const late: [Card, number][] = [];
      shown.forEach(({ card }, index) => {
        const top = Math.round(places[index] as number);
        if (isUnseen(top) && isUnseen(this.#tops.get(card))) late.push([card, top]);
        else this.#put(card, top);
      });
      clearTimeout(this.#rest);
      this.#rest = window.setTimeout(() => { for (const [card, top] of late) this.#put(card, top); }, REST);
      const last = places.length - 1;
      this.#list.style.minHeight = last < 0 ? "" : `${(places[last] as number) + (wishes[last] as Wish).height}px`;
    };
  }

  #put(card: Card, top: number): void {
    if (this.#tops.get(card) === top) return;
    this.#tops.set(card, top);
    card.element.style.top = `${top}px`;
  }

  /** Where there are too many passages for all to have cards: which are near the screen now. Says whether others are. */
  #look(): boolean {
    const passing = this.#passing();
    if (passing.length <= ALL_CARDS) return false;
    const between = (above: number, below: number): Span => ({ start: this.#article.positionNear(above), end: this.#article.positionNear(below) });
    this.#near = between(-FAR, window.innerHeight + FAR);
    this.#seen = between(0, window.innerHeight);
    const before = this.#first;
    this.#from(...this.#shown(passing));
    if (this.#first === before) return false;
    this.refresh([], this.#situation);
    return true;
  }

  #desiredTops(passages: readonly Passage[], origin: number, width: number): number[] {
    const blockTops = new Map<number, { readonly top: number; readonly bottom: number }>();
    const style = getComputedStyle(this.#article.element);
    const middle = Number.parseFloat(style.getPropertyValue("--fcw-r-top")) + Number.parseFloat(style.getPropertyValue("--fcw-r-fh")) / 2;
    this.#lines.begin(width, style);
    return passages.map((passage) => {
      let block = blockTops.get(passage.firstBlock);
      if (block === undefined) {
        block = this.#article.boxOfBlock(passage.firstBlock);
        blockTops.set(passage.firstBlock, block);
      }
      const near = block.bottom > -NEAR && block.top < window.innerHeight + NEAR;
      const line = near ? this.#lines.top(passage.firstBlock, block, passage.start) : null;
      return Math.max(0, (line ?? block.top) + middle - FOLDED / 2 - origin);
    });
  }

  /** What the filter lets through, in reading order. */
  #passing(): readonly Passage[] {
    const all = this.#passages.ordered();
    const { filter } = this.#filter;
    return isEverything(filter) ? all : all.filter((one) => passes(filter, one.annotation, one.mine));
  }

  /** In reading order; the open passage always, whatever the filter says. */
  #wanted(passing: readonly Passage[]): ReadonlySet<string> {
    const [all, active] = this.#shown(passing);
    if (all.length <= ALL_CARDS) return new Set(all.map((one) => one.id));
    const from = this.#from(all, active);
    return new Set(all.filter((one, at) => one === active || (at >= from && at < from + MOST_CARDS)).map((one) => one.id));
  }

  /** What the filter lets through and the open passage, and which of them that is. */
  #shown(passing: readonly Passage[]): readonly [readonly Passage[], Passage | undefined] {
    const active = this.#situation.active === null ? undefined : this.#passages.get(this.#situation.active);
    return [active === undefined ? passing : this.#with(active, passing), active];
  }

  /** Where those with a card begin: where they began before, as long as all that need one are among them. */
  #from(all: readonly Passage[], active: Passage | undefined): number {
    const [first, end] = this.#needed(all, active);
    const before = all.findIndex(({ id }) => id === this.#first);
    if (before !== -1 && before <= first && before + MOST_CARDS >= end) return before;
    const from = Math.max(0, Math.min(((first + end) >> 1) - (MOST_CARDS >> 1), all.length - MOST_CARDS));
    this.#first = all[from]?.id ?? null;
    return from;
  }

  /** The places of those near the screen; if these are too many, of those on it; else of those around the open one, or in the middle. */
  #needed(all: readonly Passage[], active: Passage | undefined): readonly [number, number] {
    const [near, seen] = [this.#near, this.#seen].map(({ start, end }) => [placeOf(all, start), placeOf(all, end)] as const) as [readonly [number, number], readonly [number, number]];
    for (const span of [near, seen]) if (span[1] - span[0] <= MOST_CARDS) return span;
    const open = active === undefined ? -1 : all.indexOf(active);
    const middle = open >= seen[0] && open < seen[1] ? open : (seen[0] + seen[1]) >> 1;
    return [Math.max(0, middle - ON_EACH_SIDE), Math.min(all.length, middle + ON_EACH_SIDE)];
  }

  #with(active: Passage, passing: readonly Passage[]): readonly Passage[] {
    const wanted = new Set(passing).add(active);
    return wanted.size === passing.length ? passing : this.#passages.ordered().filter((one) => wanted.has(one));
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
      refusal: told === "failed" ? waiting : null,
      talk: this.#host.talking.count(passage.id),
    };
  }
}

/** The place of the first passage that begins at a position of the text or after it. */
function placeOf(all: readonly Passage[], position: number): number {
  const found = all.findIndex((one) => one.start >= position);
  return found === -1 ? all.length : found;
}
