/** How the reader is laid out in the room that it has. */

/** A window below this is a phone's. */
const SHEET_BELOW = 700;
/** From this width of its own on, the reader has room for the cards beside the text. */
const WIDE_FROM = 1000;

/** Wide: three columns. Drawer: cards slide in. Sheet: cards and tags at the foot. `changed`: it is another one now. */
export function fit(root: HTMLElement, toolbar: HTMLElement, changed: () => void): void {
  const width = root.clientWidth;
  // The sheet is fixed to the window's foot: beside an open sidebar it would lie under it.
  const layout = window.innerWidth < SHEET_BELOW ? "sheet" : width < WIDE_FROM ? "drawer" : "wide";
  const isOther = root.dataset["layout"] !== layout;
  const set = (name: string, value: string): void => {
    // Setting a property anew, even to the same value, has every style below looked at again.
    if (root.style.getPropertyValue(name) !== value) root.style.setProperty(name, value);
  };
  const frame = root.closest("[data-testid=stMainBlockContainer]");
  root.toggleAttribute("data-framed", frame !== null);
  set("--fcw-r-lift", frame === null ? "0px" : getComputedStyle(frame).paddingTop);
  if (isOther) root.dataset["layout"] = layout;
  if (isOther) changed();
  toolbar.toggleAttribute("data-finding", toolbar.querySelector(".fcw-r-find:not([hidden])") !== null);
  set("--fcw-r-covered-above", `${toolbar.offsetHeight}px`);
  set("--fcw-r-stage-top", `${Math.min(stageTop(root, toolbar), window.innerHeight / 2)}px`);
  set("--fcw-r-covered-below", `${layout === "sheet" ? 90 : 0}px`);
}

/** Where the text begins below the window's top while nothing is scrolled: what is as high as the window ends there. */
function stageTop(root: HTMLElement, toolbar: HTMLElement): number {
  const scrolls = root.closest("[data-testid=stMain]")?.scrollTop ?? window.scrollY;
  let top = root.getBoundingClientRect().top + scrolls + toolbar.offsetHeight;
  for (let before = toolbar.previousElementSibling; before !== null; before = before.previousElementSibling) top += (before as HTMLElement).offsetHeight;
  return Math.round(top);
}
