// Everything that can be chosen about an overlay, in short sections of which one is open.

import { el, fill } from "../dom.js";
import { words } from "../words.js";
import { StudioColours } from "./studio-colours.js";
import { StudioFile } from "./studio-file.js";
import { StudioLooks } from "./studio-looks.js";
import { StudioObs } from "./studio-obs.js";
import { StudioParts } from "./studio-parts.js";
import { StudioShows } from "./studio-shows.js";
import { StudioSound } from "./studio-sound.js";
import { StudioType } from "./studio-type.js";
import { StudioWords } from "./studio-words.js";

/** @typedef {keyof typeof words.studio.sections} SectionName */
/** @typedef {import("./studio-file.js").Doing} Doing */

const W = words.studio;

export class StudioSections extends HTMLElement {
  /**
   * @param {Doing & { desk: import("../studio/fields.js").Desk, section: string, rotate: () => unknown,
   *   overlay: () => import("../types.js").Overlay }} options
   */
  constructor({ desk, section, ...doing }) {
    super();
    this.shows = new StudioShows(desk);
    this.obs = new StudioObs(doing);
    this.parts = /** @type {Record<SectionName, HTMLElement>} */ ({
      looks: new StudioLooks(desk),
      widgets: this.shows,
      colours: new StudioColours(desk),
      shape: new StudioType(desk),
      parts: new StudioParts(desk),
      words: new StudioWords(desk),
      sound: new StudioSound(desk),
      obs: this.obs,
      file: new StudioFile(doing),
    });
    this.names = /** @type {SectionName[]} */ (Object.keys(this.parts));
    this.first = this.names.find((name) => name === section) ?? "looks";
    this.tabs = this.names.map((name) =>
      el(
        "button",
        { class: "tab", type: "button", on: { click: () => this.open(name) } },
        W.sections[name],
      ),
    );
  }

  connectedCallback() {
    const nav = el("nav", { class: "tabs", "aria-label": W.sectionsLabel }, this.tabs);
    const sections = this.names.map((name) => {
      const part = this.parts[name];
      part.classList.add("card", "form");
      part.setAttribute("role", "region");
      part.setAttribute("aria-label", W.sections[name]);
      return part;
    });
    fill(this, nav, ...sections);
    this.open(this.first);
  }

  /** @param {SectionName} opened */
  open(opened) {
    this.names.forEach((name, n) => {
      const isOpen = name === opened;
      this.parts[name].hidden = !isOpen;
      if (isOpen) this.tabs[n]?.setAttribute("aria-current", "true");
      else this.tabs[n]?.removeAttribute("aria-current");
    });
  }

  /** Where the source in OBS is made, or made anew. */
  toObs() {
    this.open("obs");
    this.obs.start();
  }

  /** The overlay has another link, or wants another size. */
  linked() {
    if (this.obs.isConnected) this.obs.draw();
  }

  /**
   * @param {{ id: string, title: string }[]} goals
   * @param {{ name: string }[]} gifts
   */
  offer(goals, gifts) {
    this.shows.offerGoals(goals);
    this.shows.offerGifts(gifts);
  }
}

customElements.define("studio-sections", StudioSections);
