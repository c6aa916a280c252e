/**
 * The blocks, put together into sections that the browser leaves undrawn while they are off the
 * screen. Each undrawn thing is watched in every frame: a long article's blocks are too many for it.
 */

import type { BlockRange } from "./blocks.ts";
import { el } from "./dom.ts";
import { forgetFarAway } from "./forgetting.ts";

/** About so many letters are a section: a screen or two. */
const LETTERS = 4000;
const LETTERS_A_LINE = 66;
/** Client pixels: so far outside the window a block's place is a guess, since finding it would draw its section. */
const NEAR = 900;

interface Section {
  readonly element: HTMLElement;
  /** The indexes of its blocks, half-open. */
  readonly first: number;
  readonly end: number;
}

export class Sections {
  readonly #ranges: readonly BlockRange[];
  readonly #blocks: readonly HTMLElement[];
  readonly #sections: Section[] = [];
  /** The place in `#sections` of each block's section. */
  readonly #places: number[] = [];

  constructor(ranges: readonly BlockRange[], blocks: readonly HTMLElement[]) {
    this.#ranges = ranges;
    this.#blocks = blocks;
    for (let first = 0; first < ranges.length; ) {
      const from = (ranges[first] as BlockRange).start;
      let end = first + 1;
      while (end < ranges.length && (ranges[end] as BlockRange).end - from <= LETTERS) end += 1;
      for (let index = first; index < end; index += 1) this.#places.push(this.#sections.length);
      this.#sections.push({ element: this.#make(first, end), first, end });
      first = end;
    }
    forgetFarAway(this.elements);
  }

  get elements(): HTMLElement[] {
    return this.#sections.map((section) => section.element);
  }

  /** The index of the block at a height of the window; the nearest where there is none. */
  blockAtHeight(y: number): number {
    const { first, end } = this.#sections[firstBelow(this.#sections.map((one) => one.element), 0, this.#sections.length, y)] as Section;
    return firstBelow(this.#blocks, first, end, y);
  }

  /** Where a block lies, in client pixels; far from the window as nearly as its share of the letters tells. */
  boxOf(index: number): { readonly top: number; readonly bottom: number } {
    const { element, first, end } = this.#sections[this.#places[index] ?? 0] as Section;
    const box = element.getBoundingClientRect();
    if (box.bottom > -NEAR && box.top < window.innerHeight + NEAR) return (this.#blocks[index] as HTMLElement).getBoundingClientRect();
    const from = (this.#ranges[first] as BlockRange).start;
    const pixels = box.height / ((this.#ranges[end - 1] as BlockRange).end - from);
    const range = this.#ranges[index] as BlockRange;
    return { top: box.top + (range.start - from) * pixels, bottom: box.top + (range.end - from) * pixels };
  }

  #make(first: number, end: number): HTMLElement {
    const element = el("div", { class: "fcw-r-section" }, ...this.#blocks.slice(first, end));
    const lines = this.#ranges.slice(first, end).reduce((sum, range) => sum + Math.max(1, Math.ceil((range.textEnd - range.start) / LETTERS_A_LINE)), 0);
    // A guess at the height keeps the scroll bar honest until the section is first drawn.
    element.style.containIntrinsicBlockSize = `auto calc(var(--fcw-r-leading) * ${lines} + ${17 * (end - first)}px)`;
    return element;
  }
}

/** The first of the elements from `low` on that reaches below the height; the last before `end` where none does. */
function firstBelow(elements: readonly HTMLElement[], low: number, end: number, y: number): number {
  let high = end - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((elements[middle] as HTMLElement).getBoundingClientRect().bottom <= y) low = middle + 1;
    else high = middle;
  }
  return low;
}
