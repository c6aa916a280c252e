/** The four line patterns, as tiles 4 px high that repeat along a line. */

import type { Pattern } from "../core/types.ts";

type Pen = CanvasRenderingContext2D;

const HEIGHT = 4;
/** Pixels a CSS pixel: sharp on fine screens and when the page is zoomed. */
const SHARPNESS = 4;

const TILES: Readonly<Record<Pattern, { readonly width: number; readonly draw: (pen: Pen) => void }>> = {
  solid: { width: 8, draw: (pen) => pen.fillRect(0, 0.75, 8, 2.5) },
  dashes: { width: 11, draw: (pen) => pen.fillRect(0, 0.75, 7.5, 2.5) },
  dots: { width: 5, draw: (pen) => pen.fill(new Path2D("M1.1 2a1.4 1.4 0 1 0 2.8 0a1.4 1.4 0 1 0-2.8 0")) },
  wave: { width: 8, draw: (pen) => pen.stroke(new Path2D("M-2 3.1C-1 3.1-1 .9 2 .9S5 3.1 6 3.1 9 .9 10 .9")) },
};

const COLOUR = /^#[0-9a-f]{3,8}$/i;

/** A colour that may stand inside a style: anything but a hex colour becomes the current ink. */
export function safeColour(colour: string): string {
  return COLOUR.test(colour) ? colour : "#7a727f";
}

/**
 * The tile as a CSS image, to be shown 4 px high. Of pixels: an SVG image is a document of its own,
 * which the browser lays out and paints anew for every line that it draws.
 */
export function lineImage(pattern: Pattern, colour: string): string {
  const tile = TILES[pattern] ?? TILES.solid;
  const canvas = document.createElement("canvas");
  canvas.width = tile.width * SHARPNESS;
  canvas.height = HEIGHT * SHARPNESS;
  const pen = canvas.getContext("2d");
  const ink = safeColour(colour);
  if (pen === null) return `linear-gradient(${ink}, ${ink})`;
  pen.scale(SHARPNESS, SHARPNESS);
  pen.fillStyle = pen.strokeStyle = ink;
  pen.lineWidth = 1.7;
  tile.draw(pen);
  return `url("${canvas.toDataURL()}")`;
}
