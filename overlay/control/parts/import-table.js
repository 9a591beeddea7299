// Gifts of a table: written down elsewhere, counted here, each once however often it is sent.

import { call } from "../api.js";
import { el, fill, write } from "../dom.js";
import { say } from "../say.js";
import { words } from "../words.js";
import { button, choice, labelled, problemPlace } from "./form.js";

const W = words.table;
/** The largest table, in bytes; the server takes no larger one. */
const MOST = 4 * 1024 * 1024;
/** Twenty thousand rows take their time, in milliseconds. */
const PATIENCE = 60_000;

export class ImportTable extends HTMLElement {
  constructor() {
    super();
    this.file = el("input", { type: "file", accept: ".csv,text/csv" });
    const platforms = /** @type {[string, string][]} */ (Object.entries(words.source.platforms));
    this.platform = choice(platforms, "instagram");
    this.problem = problemPlace();
    this.rows = el("ul", { class: "hint warn", hidden: true });
    this.said = el("p", { class: "good", role: "status" });
    this.sending = button(W.send, () => void this.send(), "main wide");
  }

  connectedCallback() {
    this.classList.add("card");
    fill(
      this,
      el(
        "details",
        {},
        el("summary", {}, W.title),
        el(
          "div",
          { class: "form" },
          el("p", { class: "hint quiet" }, W.about),
          el("pre", { class: "headers", dir: "ltr", tabIndex: 0 }, W.example),
          labelled(W.file, this.file),
          labelled(W.platform, this.platform, W.platformHint),
          this.sending,
          this.problem,
          this.rows,
          this.said,
        ),
      ),
    );
  }

  async send() {
    write(this.said, "");
    this.say(null);
    const file = this.file.files?.[0];
    if (!file) return this.say(W.choose);
    if (file.size > MOST) return this.say(W.tooLarge);
    this.sending.disabled = true;
    const path = `/api/import.csv?platform=${encodeURIComponent(this.platform.value)}`;
    const table = new Blob([file], { type: "text/csv" });
    const reply = await call("POST", path, table, { patience: PATIENCE });
    this.sending.disabled = false;
    if (!reply.ok) return this.say(reply.problem, reply.problem.rows);
    const { counted, repeated } = reply.body;
    const again = repeated > 0 ? ` ${say(W.repeated, { n: repeated })}` : "";
    write(this.said, say(W.counted, { n: counted }) + again);
  }

  /**
   * @param {import("../types.js").Problem | string | null} problem
   * @param {{ line: number, why: string }[]} [rows]
   */
  say(problem, rows = []) {
    this.problem.say(problem);
    this.rows.hidden = rows.length === 0;
    fill(
      this.rows,
      rows.map(({ line, why }) => el("li", {}, say(W.line, { line, why }))),
    );
  }
}

customElements.define("import-table", ImportTable);
