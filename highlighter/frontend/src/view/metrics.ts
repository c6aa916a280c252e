/** Where lines and fills lie around the letters: measured from the font that is really there. */

import { el } from "./dom.ts";
import { LANE_PITCH, LANES_THAT_FIT } from "./marks.ts";

/** A line of text is so many times its size. */
export const LEADING = 1.85;
const LANE = 4;
/** A fill starts so far below the top of its line, or it would cover the lanes of the line above. */
const LANES = LANE_PITCH * (LANES_THAT_FIT - 1) + LANE;

/** Sets the properties that `.fcw-r-mark` is drawn with, all in pixels from the top of its own box. */
export function setTextSize(root: HTMLElement, host: HTMLElement, size: number): void {
  const leading = Math.round(size * LEADING);
  root.style.setProperty("--fcw-r-size", `${size}px`);
  root.style.setProperty("--fcw-r-leading", `${leading}px`);
  const { above, below } = letterBox(host);
  const firstLane = Math.round(0.26 * size + 1);
  const fillTop = firstLane + LANES - leading;
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
