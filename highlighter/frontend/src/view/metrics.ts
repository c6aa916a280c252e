/** Where lines and fills lie around the letters: measured from the font that is really there. */

import type { Appearance } from "./appearance.ts";
import { el } from "./dom.ts";
import { LANE_PITCH, LANES_THAT_FIT } from "./marks.ts";

/** A line of text is so many times its size: three lanes fit between two lines. */
export const LEADING: Readonly<Record<Appearance["leading"], number>> = { normal: 1.85, loose: 2.2 };
const LANE = 4;
/** A fill starts so far below the top of its line, or it would cover the lanes of the line above. */
const LANES = LANE_PITCH * (LANES_THAT_FIT - 1) + LANE;
/** However far apart the lines are, a fill reaches so many sizes above the line that the letters stand on. */
const HIGHEST = 0.9;

/** What is not said in pixels is said in attributes: `h_appearance.css` knows the rest. */
export function setAppearance(root: HTMLElement, host: HTMLElement, look: Appearance): void {
  for (const name of ["measure", "face", "spacing", "leading"] as const) root.dataset[name] = look[name];
  const { size } = look;
  const leading = Math.round(size * LEADING[look.leading]);
  root.style.setProperty("--fcw-r-size", `${size}px`);
  root.style.setProperty("--fcw-r-leading", `${leading}px`);
  const { above, below } = letterBox(host);
  const firstLane = Math.round(0.26 * size + 1);
  const fillTop = Math.max(firstLane + LANES - leading, -Math.round(HIGHEST * size));
  const padding = Math.max(0, -(above + fillTop));
  root.style.setProperty("--fcw-r-pt", `${padding}px`);
  root.style.setProperty("--fcw-r-fy", `${Math.max(0, above + fillTop)}px`);
  root.style.setProperty("--fcw-r-fh", `${firstLane + 1 - fillTop}px`);
  root.style.setProperty("--fcw-r-ly", `${padding + above + firstLane}px`);
  root.style.setProperty("--fcw-r-pb", `${firstLane + LANE - below}px`);
  root.style.setProperty("--fcw-r-top", `${above + fillTop}px`);
}

/** How far the box of the letters reaches above and below the line that they stand on. */
function letterBox(host: HTMLElement): { readonly above: number; readonly below: number } {
  const foot = el("span", { style: "display:inline-block;width:0;height:0;vertical-align:baseline" });
  const letters = el("span", {}, "Hg");
  const probe = el("div", { class: "fcw-r-words", style: "position:absolute;visibility:hidden" }, letters, foot);
  host.append(probe);
  const box = letters.getBoundingClientRect();
  const baseline = foot.getBoundingClientRect().bottom;
  probe.remove();
  return { above: baseline - box.top, below: box.bottom - baseline };
}
