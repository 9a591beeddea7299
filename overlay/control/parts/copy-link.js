// A link to bring somewhere else: copied, shared from a phone, or scanned from the screen.

import { el, fill, write } from "../dom.js";
import { icon } from "../icons.js";
import { words } from "../words.js";

export class CopyLink extends HTMLElement {
  /**
   * @param {{ label: string, url: string, share?: string, kind?: string }} options  `share`: what
   *   to say along with the link; `kind`: of the button that copies
   */
  constructor({ label, url, share, kind = "main" }) {
    super();
    this.url = url;
    this.field = el("input", {
      ...{ type: "text", readOnly: true, value: url, "aria-label": label },
      on: { focus: () => this.field.select() },
    });
    this.said = el("span");
    this.copyButton = el(
      "button",
      { class: `button ${kind}`, type: "button", on: { click: () => void this.copy() } },
      icon("copy"),
      this.said,
    );
    this.code = el("div", { class: "qr" });
    this.qrButton = el(
      "button",
      {
        class: "button",
        type: "button",
        "aria-expanded": "false",
        on: { click: () => this.toggleQr() },
      },
      words.showQr,
    );
    this.shareButton = el(
      "button",
      {
        class: "button",
        type: "button",
        on: { click: () => void navigator.share({ text: share, url }) },
      },
      icon("share"),
      words.share,
    );
    this.shareButton.hidden = share === undefined || !("share" in navigator);
    write(this.said, words.copy);
  }

  connectedCallback() {
    this.code.hidden = true;
    const buttons = el(
      "div",
      { class: "buttons" },
      this.copyButton,
      this.shareButton,
      this.qrButton,
    );
    fill(this, this.field, buttons, this.code);
  }

  async copy() {
    write(this.said, (await copied(this.url, this.field)) ? words.copied : words.copyFailed);
    setTimeout(() => write(this.said, words.copy), 2500);
  }

  toggleQr() {
    this.code.hidden = !this.code.hidden;
    this.qrButton.setAttribute("aria-expanded", String(!this.code.hidden));
    write(this.qrButton, this.code.hidden ? words.showQr : words.hideQr);
    if (this.code.hidden || this.code.firstChild) return;
    const src = `/api/qr.svg?text=${encodeURIComponent(this.url)}`;
    this.code.append(el("img", { src, alt: words.qrAlt, width: 232, height: 232 }));
  }
}

/**
 * Pages on a plain-http LAN address have no clipboard, but may still copy a selection.
 * @param {string} text
 * @param {HTMLInputElement} field
 */
async function copied(text, field) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    field.select();
    return document.execCommand("copy");
  }
}

customElements.define("copy-link", CopyLink);
