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
  set("--fcw-r-covered-above", `${toolbar.offsetHeight}px`);
  set("--fcw-r-covered-below", `${layout === "sheet" ? 90 : 0}px`);
}
