/** The whole page around the reader takes the colour of the paper that was chosen for it. */

import type { Theme } from "./theme.ts";

/** The reader whose paper lies on the page: an older one that goes must not take it away. */
let owner: object | null = null;

/** Lays the paper under the page; null: the page's own colours. */
export function layPaper(reader: object, theme: Theme | null): void {
  owner = reader;
  if (theme === null) delete document.documentElement.dataset["fcwRPaper"];
  else document.documentElement.dataset["fcwRPaper"] = theme;
}

export function takePaper(reader: object): void {
  if (owner === reader) delete document.documentElement.dataset["fcwRPaper"];
}
