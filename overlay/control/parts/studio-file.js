// The overlay as a thing: its name, a copy of it, its look as a file, its end.

import { el, fill, write } from "../dom.js";
import { icon } from "../icons.js";
import { phrase, say } from "../say.js";
import { lookFile, readLookFile } from "../studio/look-file.js";
import { words } from "../words.js";
import { AskInPlace } from "./ask-in-place.js";
import { doorWords } from "./door-row.js";
import { button, labelled, problemPlace, textInput } from "./form.js";

/** @typedef {import("../types.js").Look} Look */
/** @typedef {import("../types.js").Problem} Problem */

const W = words.studio;

/**
 * @typedef {object} Doing
 * @property {() => { name: string, look: Look }} overlay
 * @property {(name: string) => unknown} rename
 * @property {() => unknown} duplicate
 * @property {(look: Partial<Look>) => Promise<Problem | null>} take  what was wrong with it
 * @property {() => unknown} remove
 */

export class StudioFile extends HTMLElement {
  /** @param {Doing} doing */
  constructor(doing) {
    super();
    this.doing = doing;
    this.named = textInput({
      on: { change: () => this.rename() },
    });
    this.problem = problemPlace();
    this.said = el("p", { class: "good", role: "status" });
    this.file = el("input", {
      ...{ type: "file", accept: ".json", class: "spoken-only", tabIndex: -1 },
      "aria-label": W.import,
      on: { change: () => void this.read() },
    });
  }

  connectedCallback() {
    this.named.value = this.doing.overlay().name;
    const { remove, removeAsk, removeYes } = words.overlay;
    const end = new AskInPlace({
      label: remove,
      question: () => phrase(removeAsk, { name: this.doing.overlay().name }),
      yes: removeYes,
      act: this.doing.remove,
    });
    fill(
      this,
      labelled(words.name, this.named),
      button(W.duplicate, this.doing.duplicate, "wide"),
      this.row(W.export, W.exportDetail, () => this.save()),
      this.row(W.import, "", () => this.file.click()),
      this.file,
      this.problem,
      this.said,
      end,
    );
  }

  /** @param {string} label @param {string} detail @param {() => void} act */
  row(label, detail, act) {
    const row = el("button", { class: "door-row", type: "button", on: { click: act } });
    row.append(doorWords(label, detail), icon(detail ? "save" : "plus"));
    return row;
  }

  rename() {
    const name = this.named.value.trim();
    if (name) this.doing.rename(name);
    else this.named.value = this.doing.overlay().name;
  }

  save() {
    const { name, look } = this.doing.overlay();
    const { file, text } = lookFile(name, look);
    const url = URL.createObjectURL(new Blob([text], { type: "application/json" }));
    el("a", { href: url, download: file }).click();
    // The browser has taken it by then.
    setTimeout(() => URL.revokeObjectURL(url), 10_000);
  }

  async read() {
    const file = this.file.files?.[0];
    if (!file) return;
    write(this.said, "");
    this.problem.say(null);
    const { look, wrong } = readLookFile(await file.text());
    this.file.value = "";
    if (look === null) return this.problem.say(W.wrongFile[wrong]);
    const problem = await this.doing.take(look);
    if (problem === null) return write(this.said, W.imported);
    const why = problem.errors?.map(({ detail }) => detail).filter(Boolean)[0] ?? problem.detail;
    this.problem.say(say(W.fileRefused, { why: why ?? problem.title }));
  }
}

customElements.define("studio-file", StudioFile);
