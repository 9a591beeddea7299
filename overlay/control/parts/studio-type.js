// The typeface, the corners, the thickness of the track.

import { el, fill, write } from "../dom.js";
import { say } from "../say.js";
import { choiceField, rangeField, showText } from "../studio/fields.js";
import { words } from "../words.js";
import { labelled, textInput } from "./form.js";

/** @typedef {import("../types.js").Look} Look */

const W = words.studio;
const FILE = "file";
const STACKS = /** @type {const} */ (["system", "rounded", "condensed", "serif", "mono"]);
/** As the server takes it. */
const FONT_FILE = /^[A-Za-z0-9][A-Za-z0-9_-]{0,63}\.(woff2|woff|ttf|otf)$/;

export class StudioType extends HTMLElement {
  /** @param {import("../studio/fields.js").Desk} desk */
  constructor(desk) {
    super();
    this.desk = desk;
    /** Whether a file is to be named, though none is worn yet. */
    this.isFile = false;
    this.worn = desk.look().font;
    this.said = el("p", { class: "hint warn", role: "status" });
    this.file = textInput({
      ...{ dir: "ltr", autocapitalize: "none", spellcheck: false, maxLength: 70 },
      on: { change: () => void this.named() },
    });
  }

  connectedCallback() {
    const { desk } = this;
    desk.onLook(({ font: name }) => {
      if (name !== this.worn) this.isFile = false;
      this.worn = name;
    });
    const stacks = STACKS.map((name) => /** @type {[string, string]} */ ([name, W.fonts[name]]));
    const font = choiceField(
      desk,
      "font",
      W.font,
      [["", W.themesOwn], ...stacks, [FILE, W.fonts.file]],
      {
        read: ({ font: name }) => (this.isFile || name?.includes(".") ? FILE : (name ?? "")),
        write: (value) => this.chosen(value),
      },
    );
    const file = labelled(W.fontFile, this.file, W.fontFileHint);
    file.append(this.said);
    desk.onLook(({ font: name }) => {
      const isFile = name?.includes(".") ?? false;
      if (isFile) showText(this.file, name ?? "");
      file.hidden = !isFile && !this.isFile;
    });
    this.show = () => (file.hidden = !this.isFile);
    fill(
      this,
      font,
      file,
      this.length("corner", W.corner, [0, 60], 12),
      this.length("thickness", W.thickness, [4, 60], 12),
    );
  }

  /** @param {string} value @returns {Partial<Look>} */
  chosen(value) {
    this.isFile = value === FILE;
    write(this.said, "");
    this.show?.();
    // Until it is named, what was worn before is worn.
    if (this.isFile) return FONT_FILE.test(this.file.value) ? { font: this.file.value } : {};
    return { font: value || null };
  }

  async named() {
    const name = this.file.value.trim();
    const isGood = FONT_FILE.test(name);
    this.file.setAttribute("aria-invalid", String(!isGood));
    write(this.said, isGood ? "" : W.fontFileWrong);
    if (!isGood) return;
    this.desk.edit({ font: name });
    const isThere = await fetch(`/fonts/${name}`, { method: "HEAD" }).then(
      ({ ok }) => ok,
      () => true,
    );
    if (!isThere) write(this.said, say(W.fontFileMissing, { file: name }));
  }

  /**
   * @param {"corner" | "thickness"} option
   * @param {string} label
   * @param {[number, number]} range
   * @param {number} start
   */
  length(option, label, range, start) {
    return rangeField(this.desk, option, {
      ...{ label, range, unit: W.pixels, start },
      read: (look) => look[option],
      write: (value) => ({ [option]: value }),
    });
  }
}

customElements.define("studio-type", StudioType);
