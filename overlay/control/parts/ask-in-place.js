// A button that asks once more, where it stands, before it does something that is hard to take
// back.

import { el, fill } from "../dom.js";
import { words } from "../words.js";

export class AskInPlace extends HTMLElement {
  /**
   * @param {object} options
   * @param {string} options.label
   * @param {() => (string | Node)[]} options.question
   * @param {string} options.yes
   * @param {() => unknown} options.act
   */
  constructor({ label, question, yes, act }) {
    super();
    this.label = label;
    this.question = question;
    this.yes = yes;
    this.act = act;
  }

  connectedCallback() {
    this.rest();
  }

  rest() {
    const asked = this.contains(document.activeElement);
    const button = el(
      "button",
      { class: "button", type: "button", on: { click: () => this.ask() } },
      this.label,
    );
    this.removeAttribute("data-asking");
    fill(this, button);
    if (asked) button.focus();
  }

  ask() {
    const keep = el(
      "button",
      { class: "button", type: "button", on: { click: () => this.rest() } },
      words.keep,
    );
    const yes = el(
      "button",
      { class: "button bad", type: "button", on: { click: () => (this.rest(), this.act()) } },
      this.yes,
    );
    this.dataset.asking = "";
    fill(
      this,
      el("p", { role: "alert" }, this.question()),
      el("div", { class: "buttons" }, keep, yes),
    );
    keep.focus();
  }
}

customElements.define("ask-in-place", AskInPlace);
