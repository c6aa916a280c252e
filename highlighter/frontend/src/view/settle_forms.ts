/** What is asked when a passage is rejected or a guideline called unclear: small forms that float under their button. */

import { type Reason, REASONS } from "../core/settle_types.ts";
import type { Wording } from "../core/wording.ts";
import { button, el } from "./dom.ts";

export interface Form {
  readonly element: HTMLElement;
  /** Where the focus goes. */
  readonly first: HTMLElement;
}

/** Four reasons, chosen by 1 to 4 or the arrows, and a note. */
export function rejectForm(who: string, words: Wording, chosen: Reason | null, note: string, done: (reason: Reason, note: string | null) => void, leave: () => void): Form {
  const radios = REASONS.map((reason, index) => {
    const input = el("input", { type: "radio", name: "fcw-s-reason", value: reason, required: "" });
    input.checked = reason === (chosen ?? REASONS[0]);
    return { reason, input, label: el("label", { class: "fcw-s-reason" }, input, words.say(`settle_reason_${reason}`), el("kbd", { class: "fcw-r-key", "aria-hidden": "true" }, String(index + 1))) };
  });
  const field = noteField(words.say("settle_reject_note"), note);
  const title = words.say("settle_reject_of", { who });
  const form = el("form", { class: "fcw-r-sheet fcw-s-form", "data-question": "" },
    el("fieldset", {}, el("legend", {}, title), ...radios.map(({ label }) => label)), field,
    foot(words.say("settle_reject"), words.say("settle_leave"), leave));
  form.addEventListener("keydown", (event) => {
    const at = event.target === field || event.ctrlKey || event.metaKey || event.altKey ? -1 : "1234".indexOf(event.key);
    const radio = radios[at];
    if (radio === undefined || event.key === "") return;
    event.preventDefault();
    radio.input.checked = true;
    radio.input.focus();
  });
  submits(form, () => {
    const reason = radios.find(({ input }) => input.checked)?.reason;
    if (reason !== undefined) done(reason, field.value.trim() || null);
  });
  return { element: form, first: radios.find(({ input }) => input.checked)?.input ?? field };
}

/** What the guidelines should say is a note of its own. */
export function unclearForm(words: Wording, done: (note: string | null) => void, leave: () => void): Form {
  const field = noteField(words.say("settle_unclear_note"), "");
  const form = el("form", { class: "fcw-r-sheet fcw-s-form", "data-question": "" }, el("h2", {}, words.say("settle_unclear")),
    el("p", {}, words.say("settle_unclear_why")), field, foot(words.say("settle_unclear_keep"), words.say("settle_leave"), leave));
  submits(form, () => done(field.value.trim() || null));
  return { element: form, first: field };
}

function noteField(label: string, value: string): HTMLTextAreaElement {
  const field = el("textarea", { class: "fcw-r-field", rows: "2", dir: "auto", "aria-label": label, placeholder: label, maxlength: "10000" });
  field.value = value;
  return field;
}

function foot(done: string, left: string, leave: () => void): HTMLElement {
  return el("div", { class: "fcw-r-question-buttons" },
    el("button", { type: "submit", class: "fcw-r-primary" }, done), button({ class: "fcw-r-button" }, leave, left));
}

/** By its button, by Enter, and from anywhere in it by Ctrl Enter. */
function submits(form: HTMLFormElement, done: () => void): void {
  form.addEventListener("submit", (event) => { event.preventDefault(); done(); });
  form.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) { event.preventDefault(); done(); }
  });
}
