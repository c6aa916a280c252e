/** How a reviewer wants the text to look, and what of it may be chosen. */

import type { ReadingPreferences } from "../core/types.ts";

export interface Appearance {
  readonly size: number;
  readonly measure: "narrow" | "normal" | "wide";
  readonly face: "serif" | "sans";
  readonly leading: "normal" | "loose";
  readonly spacing: "normal" | "wide";
  readonly paper: "page" | "light" | "dark" | "sepia";
}

type Choices = { readonly [Name in keyof Appearance]: readonly Appearance[Name][] };

/** In the order in which they are offered; the server accepts the same ones. */
export const CHOICES: Choices = {
  size: [16, 17, 18, 19, 20, 22, 24],
  measure: ["narrow", "normal", "wide"],
  face: ["serif", "sans"],
  leading: ["normal", "loose"],
  spacing: ["normal", "wide"],
  paper: ["page", "light", "dark", "sepia"],
};

const PHONE_SIZE = 18;
export const DEFAULTS: Appearance = { size: 19, measure: "normal", face: "serif", leading: "normal", spacing: "normal", paper: "page" };

/** What of `stored` may be chosen, and the defaults for the rest: a phone's text is smaller unless a size was chosen. */
export function appearanceOf(stored: ReadingPreferences, isPhone: boolean): Appearance {
  const chosen = Object.entries(CHOICES).flatMap(([name, offered]) => (offered as readonly unknown[]).includes(stored[name as keyof Appearance]) ? [[name, stored[name as keyof Appearance]]] : []);
  return { ...DEFAULTS, ...(isPhone ? { size: PHONE_SIZE } : {}), ...(Object.fromEntries(chosen) as Partial<Appearance>) };
}
