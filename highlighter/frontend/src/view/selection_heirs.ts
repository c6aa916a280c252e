/** Whether selected letters look as an element around them says, so that not each of thousands needs a style for it. */

import { el } from "./dom.ts";

const COLOUR = "rgb(1, 2, 3)";
let known: boolean | null = null;

/** By what this browser does: some take an ancestor's `::selection`, in others each element has its own. */
export function hasSelectionHeirs(): boolean {
  return (known ??= look());
}

function look(): boolean {
  const heir = el("span");
  const probe = el("div", { class: "fcw-r-article", "data-heirs": "", style: `--fcw-r-selection:${COLOUR};position:absolute;visibility:hidden` }, heir);
  document.body.append(probe);
  const isHeir = [probe, heir].every((one) => getComputedStyle(one, "::selection").backgroundColor === COLOUR);
  probe.remove();
  return isHeir;
}
