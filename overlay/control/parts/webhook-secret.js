// A webhook's address, its secret, and what its sender has to say: everything the other side asks for.

import { call } from "../api.js";
import { el, fill } from "../dom.js";
import { clock, day, say } from "../say.js";
import { words } from "../words.js";
import { CopyLink } from "./copy-link.js";
import { button, problemPlace } from "./form.js";

/** @typedef {import("../types.js").Source} Source */

const W = words.hook;

export class WebhookSecret extends HTMLElement {
  /**
   * @param {Source} source
   * @param {() => unknown} made  called when the secrets have changed
   */
  constructor(source, made) {
    super();
    this.source = source;
    this.made = made;
    /** The secret that was just made: it is told this once. */
    this.fresh = "";
    this.problem = problemPlace();
    this.making = button(W.makeSecret, () => void this.make(), "wide");
  }

  connectedCallback() {
    this.draw();
  }

  /** @param {Source} source */
  set(source) {
    this.source = source;
    if (this.isConnected) this.draw();
  }

  draw() {
    const { hook, old_secret_until: until } = this.source;
    const secret = this.source.fields?.find((field) => field.name === "secrets");
    this.making.textContent = secret?.set ? W.anotherSecret : W.makeSecret;
    this.making.classList.toggle("main", !secret?.set);
    fill(
      this,
      el("h4", {}, W.address),
      new CopyLink({ label: W.address, url: hook ?? "", kind: "" }),
      isLocal(hook ?? "") && el("p", { class: "hint quiet" }, W.onlyHere),
      el("h4", {}, W.secret),
      this.fresh && el("p", { class: "good" }, W.copyNow),
      this.fresh && secretToCopy(this.fresh),
      !this.fresh && el("p", { class: "hint quiet" }, secret?.set ? W.secretKept : W.secretNone),
      this.making,
      secret?.set && el("p", { class: "hint quiet" }, W.overlap),
      until &&
        el(
          "div",
          { class: "form" },
          el("p", {}, say(W.oldUntil, { at: `${day(until)}, ${clock(until)}` })),
          button(W.endOld, () => void this.endOld(), "wide"),
        ),
      this.problem,
      el("h4", {}, W.sends),
      el("pre", { class: "headers", dir: "ltr", tabIndex: 0 }, this.headers().join("\n")),
    );
  }

  headers() {
    const proof = this.source.fields?.find((field) => field.name === "proof")?.value;
    const secret = this.fresh || "<secret>";
    const signed = [
      "webhook-id: <another one for each gift>",
      "webhook-timestamp: <seconds since 1970>",
      "webhook-signature: v1,<signature>",
    ];
    return [
      `POST ${this.source.hook}`,
      "Content-Type: application/json",
      ...(proof === "standard" ? signed : []),
      ...(proof === "header" ? [`Authorization: Bearer ${secret}`] : []),
    ];
  }

  async make() {
    const reply = await call("POST", `${this.path()}`);
    this.problem.say(reply.problem);
    if (!reply.ok) return;
    this.fresh = reply.body.secret;
    this.made();
  }

  async endOld() {
    const reply = await call("DELETE", `${this.path()}/old`);
    this.problem.say(reply.problem);
    if (reply.ok) this.made();
  }

  path() {
    return `/api/hooks/${encodeURIComponent(this.source.road)}/secret`;
  }
}

/** A picture of it would put it into an address. @param {string} secret */
function secretToCopy(secret) {
  const link = new CopyLink({ label: W.secret, url: secret, kind: "main" });
  link.qrButton.hidden = true;
  return link;
}

/** Whether only this computer can reach an address. @param {string} url */
export function isLocal(url) {
  return /^https?:\/\/(127\.|localhost\b|\[::1\])/.test(url);
}

customElements.define("webhook-secret", WebhookSecret);
