// What a source needs to be told, drawn from the fields that it names itself.

import { el, fill } from "../dom.js";
import { toldText } from "../told.js";
import { words } from "../words.js";
import { button, choice, labelled, textInput } from "./form.js";

/** @typedef {import("../types.js").SourceField} SourceField */

const W = words.source;

export class SourceForm extends HTMLElement {
  /**
   * @param {SourceField[]} fields
   * @param {(fields: Record<string, string>) => unknown} save
   */
  constructor(fields, save) {
    super();
    this.fields = fields;
    this.save = save;
    this.inputs = /** @type {Map<string, HTMLInputElement | HTMLSelectElement>} */ (new Map());
  }

  connectedCallback() {
    this.draw();
  }

  /** @param {SourceField[]} fields */
  set(fields) {
    this.fields = fields;
    if (this.isConnected) this.draw();
  }

  draw() {
    this.inputs = new Map(this.fields.map((field) => [field.name, inputOf(field)]));
    const needed = this.fields.filter((field) => field.required);
    const others = this.fields.filter((field) => !field.required);
    // What has to be filled in stands alone; where nothing has to be, all of it is shown.
    const more =
      needed.length > 0 && others.length > 0
        ? [
            el(
              "details",
              {},
              el("summary", {}, W.more),
              el("div", { class: "form" }, this.rows(others)),
            ),
          ]
        : this.rows(others);
    fill(
      this,
      el(
        "div",
        { class: "form" },
        this.rows(needed),
        more,
        button(W.save, () => this.send(), "main wide"),
      ),
    );
  }

  /** @param {SourceField[]} fields */
  rows(fields) {
    return fields.map((field) => {
      const input = /** @type {HTMLInputElement} */ (this.inputs.get(field.name));
      const label = toldText(field.label);
      const hint = field.hint && toldText(field.hint);
      return labelled(field.required ? `${label} (${W.required})` : label, input, hint);
    });
  }

  /** Shows where a field is filled in. @param {string} name */
  focusOn(name) {
    this.inputs.get(name)?.focus();
  }

  /** A secret that nobody typed stays as it is; all else is sent if it was changed. */
  send() {
    const changed = this.fields.flatMap((field) => {
      const value = this.inputs.get(field.name)?.value.trim() ?? "";
      const same = field.kind === "secret" ? value === "" : value === field.value;
      return same ? [] : [[field.name, value]];
    });
    this.save(Object.fromEntries(changed));
  }
}

/** @param {SourceField} field */
function inputOf({ kind, value, set, choices }) {
  if (kind === "choice") {
    return choice(
      choices.map((one) => [one.value, toldText(one.label)]),
      value,
    );
  }
  if (kind === "secret") {
    const hint = set ? W.isSet : "";
    return el("input", {
      type: "password",
      autocomplete: "off",
      maxLength: 4096,
      placeholder: hint,
    });
  }
  return textInput({ value, maxLength: 4096, autocapitalize: "none", spellcheck: false });
}

customElements.define("source-form", SourceForm);
