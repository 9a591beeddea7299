/**
 * The lists: who gave the most, and what came last.
 */

import { whole } from "../../shared/format.js";
import { inner, make, write, writePhrase } from "../elements.js";
import { fit } from "../fit.js";
import { ARRIVE, CLOCK, play, TOAST_IN } from "../motion.js";
import { planRows } from "../rows-plan.js";

/** @typedef {import("../../shared/people.js").People} People */
/** @typedef {import("../../shared/people.js").Row} Row */

/** Milliseconds between two slides: in a flood the rows change in place. */
const BETWEEN_SLIDES = 600;

/**
 * What a list makes of what is seen.
 * @typedef {object} Content
 * @property {Row[]} rows
 * @property {string} heading
 * @property {string} empty What stands there while there is none.
 */

class PeopleList extends HTMLElement {
  #heading = make("bdi", "title");
  #mark = make("span", "mark");
  #rows = make("ol", "rows");
  #empty = make("bdi", "none");
  #head = make("div", "list-head", [this.#mark, this.#heading]);
  #face = make("div", "face", [this.#head, this.#rows, this.#empty]);
  /** @type {People | null} */
  #drawn = null;
  /** @type {string[]} Whose rows they are. */
  #keys = [];
  #lastSlide = -Infinity;
  #columns = 1;

  /** How many rows a list has at most. */
  most = 10;

  connectedCallback() {
    if (this.childElementCount > 0) return;
    this.classList.add("bar", "widget");
    this.dataset.form = "list";
    this.append(make("div", "plate", [make("div", "glow")]), this.#face);
  }

  /** @param {People} _people @returns {Content} */
  content(_people) {
    return { rows: [], heading: "", empty: "" };
  }

  /** @param {People} people @param {{ still: boolean }} how */
  show(people, { still }) {
    this.#drawn = people;
    this.dir = people.direction;
    this.toggleAttribute("data-rehearsal", people.rehearsal);
    const { rows, heading, empty } = this.content(people);
    write(this.#mark, people.rehearsal ? people.words.rehearsal_short : "");
    // Where heading and rows share a line, another heading or mark leaves the rows another room.
    const head = `${heading} ${this.#mark.textContent}`;
    if (this.#heading.dataset.text !== head) {
      this.#heading.dataset.text = head;
      fit(this.#heading, heading);
      for (const row of this.#rows.children) delete (/** @type {HTMLElement} */ (row).dataset.text);
    }
    this.#empty.hidden = rows.length > 0;
    write(this.#empty, empty);
    this.#drawRows(rows, still);
    return true;
  }

  measure() {
    const { width, height } = inner(this.#face);
    const plan = planRows(width, height, this.most);
    this.toggleAttribute("data-line", plan.isLine);
    this.#head.hidden = !plan.head;
    this.style.setProperty("--row-size", `${plan.size}px`);
    this.style.setProperty("--columns", String(plan.columns));
    this.#columns = plan.columns;
    const count = plan.columns * plan.rows;
    this.#rows.replaceChildren(...Array.from({ length: count }, makeRow));
    this.#rows.style.setProperty("--rows", String(plan.rows));
    this.#keys = [];
    delete this.#heading.dataset.text;
    if (this.#drawn !== null) this.show(this.#drawn, { still: true });
  }

  /** @param {Row[]} rows @param {boolean} still */
  #drawRows(rows, still) {
    const slots = /** @type {HTMLElement[]} */ ([...this.#rows.children]);
    const shown = rows.slice(0, slots.length);
    const before = this.#keys;
    this.#keys = shown.map(({ key }) => key);
    const most = Math.max(1, ...shown.map(({ coins }) => coins));
    const { locale } = this.#drawn ?? { locale: "en" };
    slots.forEach((slot, index) =>
      writeRow(slot, shown[index], { rank: whole(index + 1, locale), most }),
    );
    if (!still && before.length > 0) this.#slide(slots, before);
  }

  /** Each row comes from where its gifter or gift stood before. @param {HTMLElement[]} slots @param {string[]} before */
  #slide(slots, before) {
    const news = this.#keys.some((key, index) => key !== before[index]);
    if (!news || this.#columns > 1 || CLOCK.now() < this.#lastSlide + BETWEEN_SLIDES) return;
    this.#lastSlide = CLOCK.now();
    const timing = { duration: TOAST_IN, easing: ARRIVE };
    this.#keys.forEach((key, index) => {
      const slot = slots[index];
      const place = before.indexOf(key);
      if (slot === undefined || place === index) return;
      const from =
        place < 0
          ? { transform: "translateY(-30%)", opacity: 0 }
          : { transform: `translateY(${(place - index) * slot.offsetHeight}px)`, opacity: 1 };
      play(slot, [from, { transform: "none", opacity: 1 }], timing);
    });
  }
}

/** @returns {HTMLElement} */
function makeRow() {
  const share = make("span", "share");
  const parts = [
    make("span", "rank"),
    make("bdi", "who"),
    make("bdi", "what"),
    make("bdi", "worth"),
    make("bdi", "platform"),
  ];
  return make("li", "row", [share, ...parts]);
}

/** @param {HTMLElement} slot @param {Row | undefined} row @param {{ rank: string, most: number }} how */
function writeRow(slot, row, { rank: place, most }) {
  const [share, rank, who, what, worth, mark] = /** @type {HTMLElement[]} */ ([...slot.children]);
  slot.toggleAttribute("data-empty", row === undefined);
  if (!share || !rank || !who || !what || !worth || !mark || row === undefined) return;
  share.style.setProperty("--share", (row.coins / most).toFixed(3));
  write(rank, place);
  const said = [row.who, row.what].map((pieces) => pieces.map(({ text }) => text).join(""));
  const text = JSON.stringify([...said, row.worth, row.mark]);
  if (slot.dataset.text === text) return;
  slot.dataset.text = text;
  worth.hidden = false;
  write(worth, row.worth);
  write(mark, row.mark);
  writePhrase(what, row.what);
  what.hidden = row.what.length === 0;
  const name = said[0] ?? "";
  // What was given is told in full where the name has room beside it.
  slot.toggleAttribute("data-roomy", true);
  fit(who, name);
  if (who.textContent === name && who.dataset.size === "0") return;
  slot.toggleAttribute("data-roomy", false);
  fit(who, name);
  if (what.scrollWidth > what.clientWidth) fit(what, said[1] ?? "");
  // A name that hardly has room is worth more than what was given.
  for (const part of [what, worth]) {
    if (who.textContent !== "" && (part === worth || who.textContent === name)) return;
    part.hidden = true;
    fit(who, name);
  }
}

export class TopGifters extends PeopleList {
  /** @param {People} people */
  content({ top, words }) {
    return { rows: top, heading: words.top, empty: words.top_empty };
  }
}

export class RecentGifts extends PeopleList {
  /** @param {People} people */
  content({ recent, words }) {
    return { rows: recent, heading: words.recent, empty: words.recent_empty };
  }
}

customElements.define("top-gifters", TopGifters);
customElements.define("recent-gifts", RecentGifts);
