// How one overlay looks. Every change is on air at once.

import { el, fill } from "../dom.js";
import { WORDS } from "../../shared/words.js";
import { THEMES } from "../themes.js";
import { words } from "../words.js";
import { choice, labelled, textInput, toggle } from "./form.js";

/** @typedef {import("../types.js").Look} Look */

const W = words.overlay;

/** Number formats to choose from, each by its language's own name. */
const LOCALES = ["en", "de", "es", "fr", "pt-BR", "ja", "ar", "hi", "ru", "sv", "de-CH"];

export class OverlayLook extends HTMLElement {
  /** @param {Look} look @param {(change: Partial<Look>) => Promise<boolean>} send */
  constructor(look, send) {
    super();
    this.look = look;
    this.send = send;
    this.goal = choice([["", W.firstGoal]], "", (goal) => void this.send({ goal: goal || null }));
    this.offered = "";
  }

  connectedCallback() {
    fill(
      this,
      labelled(W.goal, this.goal),
      labelled(W.theme, this.themes()),
      this.switch("toasts"),
      this.switch("milestones"),
      this.switch("togo"),
      this.switch("calm"),
      this.accent(),
      labelled(W.locale, this.locales()),
      el("details", {}, el("summary", {}, W.words), this.wording()),
    );
  }

  /** @param {{ id: string, title: string }[]} goals */
  offerGoals(goals) {
    const offered = JSON.stringify(goals.map(({ id, title }) => [id, title]));
    if (offered === this.offered) return;
    this.offered = offered;
    const chosen = this.goal.value || this.look.goal || "";
    const options = goals.map(({ id, title }) => el("option", { value: id }, title));
    fill(this.goal, el("option", { value: "" }, W.firstGoal), options);
    this.goal.value = goals.some((goal) => goal.id === chosen) ? chosen : "";
  }

  themes() {
    const names = THEMES.map((name) => /** @type {[string, string]} */ ([name, W.themes[name]]));
    return choice(names, this.look.theme, (theme) => void this.send({ theme }));
  }

  locales() {
    const known = LOCALES.includes(this.look.locale) ? LOCALES : [this.look.locale, ...LOCALES];
    const options = known.map((tag) => /** @type {[string, string]} */ ([tag, localeName(tag)]));
    return choice(options, this.look.locale, (locale) => void this.send({ locale }));
  }

  /** @param {"toasts" | "milestones" | "togo" | "calm"} name */
  switch(name) {
    return toggle(W[name], this.look[name], (on) => void this.send({ [name]: on }));
  }

  /** The streamer's own words; an empty field leaves the overlay's. */
  wording() {
    const fields = Object.entries(WORDS).map(([word, usual]) => {
      const input = textInput({
        ...{ value: this.look.words[word] ?? "", placeholder: usual, "aria-label": usual },
        ...{ maxLength: 120, on: { change: () => this.reword(word, input.value.trim()) } },
      });
      return input;
    });
    return el("div", { class: "lines" }, el("p", { class: "hint quiet" }, W.wordsHint), fields);
  }

  /** @param {string} word @param {string} own */
  reword(word, own) {
    const { [word]: _, ...others } = this.look.words;
    this.look = { ...this.look, words: own ? { ...others, [word]: own } : others };
    void this.send({ words: this.look.words });
  }

  accent() {
    const color = el("input", {
      ...{ type: "color", value: this.look.accent ?? "#3ddc97", "aria-label": W.accent },
      on: { change: () => void this.send({ accent: color.value }) },
    });
    const own = toggle(W.accent, this.look.accent !== null, (on) => {
      color.hidden = !on;
      void this.send({ accent: on ? color.value : null });
    });
    color.hidden = this.look.accent === null;
    return el("div", { class: "accent" }, own, color);
  }
}

/** "Deutsch: 12.450" @param {string} tag */
function localeName(tag) {
  try {
    const name = new Intl.DisplayNames([tag], { type: "language" }).of(tag) ?? tag;
    return `${name}: ${new Intl.NumberFormat(tag).format(12450)}`;
  } catch {
    return tag;
  }
}

customElements.define("overlay-look", OverlayLook);
