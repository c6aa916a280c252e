/** Light, dark or sepia: as the reviewer chose, else as Streamlit paints behind the reader; and the tags' colours as properties. */

import type { Tag, TagColours } from "../core/types.ts";
import type { Appearance } from "./appearance.ts";
import { lineImage, safeColour } from "./patterns.ts";

export type Theme = "light" | "dark" | "sepia";

const SEPIA_PAGE = "#f4ecd9";
/** So much of a resting passage's wash is its fill, as on the light page; the rest is paper. */
const SEPIA_WASH = 0.52;

const LIGHT_TEXT = "#ffffff";
const DARK_TEXT = "#120e08";

function channels(colour: string): readonly [number, number, number] | null {
  const hex = /^#([0-9a-f]{3,8})$/i.exec(colour.trim())?.[1];
  if (hex !== undefined) {
    const full = hex.length < 6 ? [...hex.slice(0, 3)].map((digit) => digit + digit).join("") : hex.slice(0, 6);
    return [0, 2, 4].map((at) => Number.parseInt(full.slice(at, at + 2), 16)) as [number, number, number];
  }
  const numbers = /^rgba?\(([^)]*)\)$/.exec(colour.trim())?.[1]?.split(/[\s,/]+/).map(Number);
  return numbers !== undefined && numbers.length >= 3 ? (numbers.slice(0, 3) as [number, number, number]) : null;
}

/** Relative luminance after WCAG 2, 0 to 1. */
export function luminance(colour: string): number | null {
  const rgb = channels(colour);
  if (rgb === null) return null;
  const [r, g, b] = rgb.map((value) => {
    const share = value / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

export function themeOf(element: Element, paper: Appearance["paper"] = "page"): Theme {
  if (paper !== "page") return paper;
  const painted = getComputedStyle(element).getPropertyValue("--st-background-color");
  const light = luminance(painted);
  if (light === null) return matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
  return light < 0.4 ? "dark" : "light";
}

/** White or near-black on a strip's block, whichever reads better. */
function textOn(colour: string): string {
  const light = luminance(safeColour(colour)) ?? 0;
  const onWhite = 1.05 / (light + 0.05);
  const onDark = (light + 0.05) / 0.055;
  return onWhite >= 4.5 || onWhite > onDark ? LIGHT_TEXT : DARK_TEXT;
}

function mixed(colour: string, ground: string, share: number): string {
  const over = channels(safeColour(colour)) ?? [0, 0, 0];
  const under = channels(ground) ?? [0, 0, 0];
  return `#${over.map((value, at) => Math.round(share * value + (1 - share) * (under[at] ?? 0)).toString(16).padStart(2, "0")).join("")}`;
}

/** Sets `data-theme` and the properties `--fcw-r-t0-…`, one group a tag in the order of the data. */
export function paintTheme(root: HTMLElement, theme: Theme, tags: readonly Tag[]): void {
  root.dataset["theme"] = theme;
  tags.forEach((tag, index) => {
    const own: TagColours = theme === "dark" ? tag.dark : tag.light;
    const reversed: TagColours = theme === "dark" ? tag.light : tag.dark;
    const set = (name: string, value: string): void => root.style.setProperty(`--fcw-r-t${index}-${name}`, value);
    set("ink", safeColour(own.ink));
    set("fill", safeColour(own.fill));
    set("underline", safeColour(own.underline));
    set("wash", theme === "sepia" ? mixed(own.fill, SEPIA_PAGE, SEPIA_WASH) : safeColour(own.wash));
    set("on", textOn(own.underline));
    set("line", lineImage(tag.pattern, own.underline));
    set("reversed", lineImage(tag.pattern, reversed.underline));
  });
}
