// A short list of numbers with names, edited in place: milestones, or the next targets.

import { el, fill } from "../dom.js";
import { icon } from "../icons.js";
import { words } from "../words.js";
import { button, numberInput, numberOf, textInput } from "./form.js";

/** @typedef {[number, string]} Line */

export class Lines extends HTMLElement {
  /** @param {string} add @param {string} numberLabel @param {string} nameLabel */
  constructor(add, numberLabel, nameLabel) {
    super();
    this.numberLabel = numberLabel;
    this.nameLabel = nameLabel;
    this.lines = el("div", { class: "lines" });
    this.add = button(add, () => this.appendLine(["", ""]).focus(), "plain");
  }

  connectedCallback() {
    fill(this, this.lines, this.add);
  }

  /** @param {Line[]} lines */
  set(lines) {
    fill(this.lines);
    lines.forEach(([at, name]) => this.appendLine([String(at), name]));
  }

  /** @param {[string, string]} line */
  appendLine([at, name]) {
    const number = numberInput({
      value: at,
      placeholder: this.numberLabel,
      "aria-label": this.numberLabel,
    });
    const label = textInput({
      value: name,
      placeholder: this.nameLabel,
      "aria-label": this.nameLabel,
    });
    const remove = el(
      "button",
      { class: "icon-button", type: "button", "aria-label": `${words.goal.remove} ${name}`.trim() },
      icon("close"),
    );
    const line = el("div", { class: "two-fields" }, number, label, remove);
    remove.onclick = () => {
      line.remove();
      this.add.focus();
    };
    this.lines.append(line);
    return number;
  }

  /** The fields of each line that is not empty. */
  filled() {
    return [...this.lines.children]
      .map((line) => [...line.querySelectorAll("input")])
      .filter((fields) => fields.some((field) => field.value.trim()));
  }

  /** The first field that should have a number and has none. */
  unreadable() {
    return this.filled().find(([number]) => !(numberOf(number) >= 1))?.[0];
  }

  /** The lines, ascending. @returns {Line[]} */
  read() {
    const rows = this.filled().map(
      ([number, label]) => /** @type {Line} */ ([numberOf(number), label.value.trim()]),
    );
    return rows.sort((a, b) => a[0] - b[0]);
  }
}

customElements.define("goal-lines", Lines);
