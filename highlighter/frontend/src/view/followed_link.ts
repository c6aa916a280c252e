/** Tells when somebody follows a link of the page: a run that is asked for meanwhile would take them back. */

export function whenALinkIsFollowed(then: () => void, signal: AbortSignal): void {
  document.addEventListener("click", (event) => {
    if (event.target instanceof Element && event.target.closest("a[href]") !== null) then();
  }, { capture: true, signal });
}
