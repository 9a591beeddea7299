// What viewers read: the language, how numbers are written, wording of one's own.

import { el, fill } from "../dom.js";
import { LANGUAGES, wordsIn } from "../../shared/languages.js";
import { choiceField, showText } from "../studio/fields.js";
import { words } from "../words.js";
import { labelled, textInput } from "./form.js";

/** @typedef {import("../types.js").Look} Look */

const W = words.studio;
const { locale, words: title, wordsHint } = words.overlay;

/** Number formats to choose from, each by its language's own name. */
const LOCALES = ["en", "de", "es", "fr", "pt-BR", "ja", "ar", "hi", "ru", "sv", "de-CH"];
/** Longest wording that an overlay shows. */
const LONGEST = 120;

export class StudioWords extends HTMLElement {
  /** @param {import("../studio/fields.js").Desk} desk */
  constructor(desk) {
    super();
    this.desk = desk;
    this.own = el("div", { class: "form", "data-option": "words" });
    this.spoken = "";
    /** @type {((look: Look) => void)[]} */
    this.shows = [];
  }

  connectedCallback() {
    const { desk } = this;
    const language = "language" in desk.look() && this.languages();
    fill(
      this,
      language,
      this.locales(),
      el("h4", {}, title),
      el("p", { class: "hint quiet" }, wordsHint),
      this.own,
    );
    desk.onLook((look) => {
      if (look.language !== this.spoken || !this.own.firstChild) void this.speak(look);
      for (const show of this.shows) show(look);
    });
  }

  languages() {
    const names = Object.entries(LANGUAGES).map(
      ([tag, { name }]) => /** @type {[string, string]} */ ([tag, name]),
    );
    return choiceField(this.desk, "language", W.language, names, {
      read: (look) => look.language ?? "en",
      write: (language) => ({ language, ...this.numbersOf(language) }),
    });
  }

  /**
   * Numbers go with the words, unless they are written in another manner by choice.
   * @param {string} language
   * @returns {Partial<Look>}
   */
  numbersOf(language) {
    const { language: before, locale } = this.desk.look();
    return locale === before ? { locale: language } : {};
  }

  locales() {
    const { locale: worn } = this.desk.look();
    const known = LOCALES.includes(worn) ? LOCALES : [worn, ...LOCALES];
    const options = known.map((tag) => /** @type {[string, string]} */ ([tag, localeName(tag)]));
    return choiceField(this.desk, "locale", locale, options, {
      read: (look) => look.locale,
      write: (tag) => ({ locale: tag }),
    });
  }

  /** The overlay's own wording is each field's name; an empty field leaves it. @param {Look} look */
  async speak(look) {
    this.spoken = look.language ?? "";
    const { overlay: usual } = await wordsIn(look.language ?? "en");
    this.shows = [];
    const fields = Object.entries(usual).map(([word, text]) => {
      const input = textInput({
        ...{ maxLength: LONGEST, placeholder: text },
        on: { change: () => this.reword(word, input.value.trim()) },
      });
      this.shows.push(({ words: own }) => showText(input, own[word] ?? ""));
      return labelled(labelOf(word, text), input);
    });
    fill(this.own, fields);
    for (const show of this.shows) show(this.desk.look());
  }

  /** @param {string} word @param {string} own */
  reword(word, own) {
    const { [word]: _, ...others } = this.desk.look().words;
    this.desk.edit({ words: own ? { ...others, [word]: own } : others });
  }
}

/**
 * Where two wordings are the same, each tells what it is for.
 * @param {string} word
 * @param {string} text
 */
function labelOf(word, text) {
  const purpose = /** @type {Record<string, string>} */ (W.wordsFor)[word];
  // The two may be in different languages, one of them written from right to left.
  return purpose ? `\u2068${text}\u2069 (${purpose})` : text;
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

customElements.define("studio-words", StudioWords);
