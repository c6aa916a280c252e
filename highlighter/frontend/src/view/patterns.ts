/** The four line patterns, as tiles 4 px high that repeat along a line. */

import type { Pattern } from "../core/types.ts";

const TILES: Readonly<Record<Pattern, { readonly width: number; readonly draw: (colour: string) => string }>> = {
  solid: { width: 8, draw: (c) => `<rect y='.75' width='8' height='2.5' fill='${c}'/>` },
  dashes: { width: 11, draw: (c) => `<rect y='.75' width='7.5' height='2.5' fill='${c}'/>` },
  dots: { width: 5, draw: (c) => `<circle cx='2.5' cy='2' r='1.4' fill='${c}'/>` },
  wave: {
    width: 8,
    draw: (c) => `<path d='M-2 3.1C-1 3.1-1 .9 2 .9S5 3.1 6 3.1 9 .9 10 .9' transform='translate(0 0)' fill='none' stroke='${c}' stroke-width='1.7'/>`,
  },
};

const COLOUR = /^#[0-9a-f]{3,8}$/i;

/** A colour that may stand inside a style: anything but a hex colour becomes the current ink. */
export function safeColour(colour: string): string {
  return COLOUR.test(colour) ? colour : "#7a727f";
}

/** The tile as a CSS image. */
export function lineImage(pattern: Pattern, colour: string): string {
  const tile = TILES[pattern] ?? TILES.solid;
  const svg = `<svg xmlns='http://www.w3.org/2000/svg' width='${tile.width}' height='4'>${tile.draw(safeColour(colour))}</svg>`;
  return `url("data:image/svg+xml,${encodeURIComponent(svg)}")`;
}
