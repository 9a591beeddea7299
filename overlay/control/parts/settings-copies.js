// The gifts as files, and a backup of everything.

import { call } from "../api.js";
import { el, fill } from "../dom.js";
import { phrase, size } from "../say.js";
import { words } from "../words.js";
import { fileRow } from "./door-row.js";
import { button, problemPlace } from "./form.js";

const W = words.copies;

export class SettingsCopies extends HTMLElement {
  constructor() {
    super();
    this.problem = problemPlace();
    this.made = el("p", { role: "status", class: "good" });
    this.backup = button(W.make, () => void this.make(), "main wide");
  }

  connectedCallback() {
    fill(
      this,
      el(
        "div",
        { class: "card form" },
        el("h3", {}, W.export),
        fileRow("/api/export.csv", W.csv, W.csvDetail),
        fileRow("/api/export.jsonl", W.jsonl, W.jsonlDetail),
        fileRow("/api/export.script", W.script, W.scriptDetail),
      ),
      el(
        "div",
        { class: "card form" },
        el("h3", {}, W.backup),
        el("p", { class: "quiet" }, W.backupDetail),
        this.backup,
        this.made,
        this.problem,
      ),
    );
  }

  async make() {
    this.backup.disabled = true;
    fill(this.made);
    const reply = await call("POST", "/api/backup");
    this.backup.disabled = false;
    this.problem.say(reply.problem);
    if (reply.ok)
      fill(this.made, ...phrase(W.made, { file: reply.body.file, size: size(reply.body.bytes) }));
  }

  opened() {}

  update() {}
}

customElements.define("settings-copies", SettingsCopies);
