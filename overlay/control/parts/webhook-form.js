// What a webhook of the streamer's own needs: who sends, how it shows that, and what its message means.

import { el, fill } from "../dom.js";
import { words } from "../words.js";
import { SourceForm } from "./source-form.js";
import { WebhookMap } from "./webhook-map.js";
import { WebhookSecret } from "./webhook-secret.js";

/** @typedef {import("../types.js").Source} Source */

const W = words.hook;
/** The fields that are filled in first; the others say where things stand. */
const FIRST = ["platform", "proof", "secret_at"];
const SECRET = "secrets";

export class WebhookForm extends HTMLElement {
  /**
   * @param {Source} source
   * @param {(fields: Record<string, string>) => unknown} save
   * @param {() => unknown} made  called when the secrets have changed
   */
  constructor(source, save, made) {
    super();
    this.first = new SourceForm(first(source), save);
    this.secret = new WebhookSecret(source, made);
    this.map = new WebhookMap(source, save);
    this.own = new SourceForm(named(source, [SECRET]), (fields) => {
      this.secret.fresh = "";
      return save(fields);
    });
    this.places = new SourceForm(others(source), save);
  }

  connectedCallback() {
    const part = (/** @type {string} */ title, /** @type {Node[]} */ ...rest) =>
      el("section", { class: "hook-part" }, el("h4", { class: "part-title" }, title), ...rest);
    fill(
      this,
      part(W.who, this.first),
      part(W.sender, this.secret, el("details", {}, el("summary", {}, W.ownSecret), this.own)),
      part(W.means, this.map, el("details", {}, el("summary", {}, W.byHand), this.places)),
    );
  }

  /** @param {Source} source */
  set(source) {
    this.first.set(first(source));
    this.secret.set(source);
    this.map.set(source);
    this.own.set(named(source, [SECRET]));
    this.places.set(others(source));
  }

  /** Shows where a field that is needed is filled in; there is one, the secret. */
  focusOn() {
    this.secret.making.focus();
  }
}

/** Where the secret stands matters only if it stands in the message. @param {Source} source */
function first(source) {
  const inBody = source.fields?.find((field) => field.name === "proof")?.value === "body";
  return named(source, inBody ? FIRST : FIRST.slice(0, 2));
}

/** @param {Source} source @param {string[]} names */
function named({ fields }, names) {
  return (fields ?? []).filter((field) => names.includes(field.name));
}

/** @param {Source} source */
function others({ fields }) {
  return (fields ?? []).filter((field) => ![...FIRST, SECRET].includes(field.name));
}

customElements.define("webhook-form", WebhookForm);
