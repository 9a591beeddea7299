// What an overlay shows: one widget that fills it, or several on one picture; of which goal.

import { el, fill } from "../dom.js";
import { KINDS, PLACES } from "../../shared/look.js";
import { icon } from "../icons.js";
import { say } from "../say.js";
import { choiceField, group, showText } from "../studio/fields.js";
import { words } from "../words.js";
import { button, choice, labelled, numberInput, numberOf, textInput } from "./form.js";

/** @typedef {import("../types.js").Look} Look */
/** @typedef {import("../../shared/look.js").Kind} Kind */
/** @typedef {Look["widgets"][number]} Widget */

const W = words.studio;
const SEVERAL = "several";
/** As many as the server takes. */
const MOST = 8;

const NAMED = KINDS.map((kind) => /** @type {[Kind, string]} */ ([kind, W.kinds[kind]]));
const PLACED = PLACES.map((place) => {
  const name = W.places[/** @type {keyof typeof W.places} */ (place)];
  return /** @type {[string, string]} */ ([place, name]);
});

export class StudioShows extends HTMLElement {
  /** @param {import("../studio/fields.js").Desk} desk */
  constructor(desk) {
    super();
    this.desk = desk;
    this.parts = el("div", { class: "lines", "data-option": "widgets" });
    this.add = button(W.addWidget, () => this.put([...this.widgets(), this.another()]));
    this.drawn = "";
    this.offered = "";
    /** Gifts whose price the catalogue knows. @type {Set<string>} */
    this.priced = new Set();
    this.goal = choiceField(desk, "goal", words.overlay.goal, [["", words.overlay.firstGoal]], {
      read: (look) => look.goal ?? "",
      write: (goal) => ({ goal: goal || null }),
    });
  }

  connectedCallback() {
    const shows = choiceField(this.desk, "widget", W.shows, [...NAMED, [SEVERAL, W.several]], {
      read: (look) => (look.widgets.length ? SEVERAL : look.widget),
      write: (value) => this.chosen(value),
    });
    const { horizontal, vertical } = W.directions;
    const direction = choiceField(
      this.desk,
      "direction",
      W.direction,
      [
        ["horizontal", horizontal],
        ["vertical", vertical],
      ],
      {
        read: (look) => look.direction,
        write: (value) => ({ direction: /** @type {Look["direction"]} */ (value) }),
      },
    );
    fill(this, shows, this.parts, this.add, direction, this.goal, this.ticker());
    this.desk.onLook((look) => this.draw(look));
  }

  widgets() {
    return this.desk.look().widgets;
  }

  /** @param {string} value @returns {Partial<Look>} */
  chosen(value) {
    const { widget } = this.desk.look();
    if (value !== SEVERAL) return { widget: /** @type {Kind} */ (value), widgets: [] };
    return { widgets: [{ kind: widget, place: "bottom" }] };
  }

  /** One that is not there yet, where nothing stands. @returns {Widget} */
  another() {
    const here = this.widgets();
    const kind = KINDS.find((name) => !here.some((widget) => widget.kind === name)) ?? "text";
    const free = ["top-left", "top-right", "bottom", "top", "left", "right", "bottom-left"];
    const place = free.find((name) => !here.some((widget) => widget.place === name)) ?? "centre";
    return { kind, place };
  }

  /** @param {Widget[]} widgets */
  put(widgets) {
    this.desk.edit({ widgets });
  }

  /** @param {Look} look */
  draw({ widgets }) {
    const several = widgets.length > 0;
    this.parts.hidden = !several;
    this.add.hidden = !several || widgets.length >= MOST;
    const drawn = JSON.stringify(widgets);
    if (drawn === this.drawn) return;
    this.drawn = drawn;
    // Who moves through the parts by keyboard stays where they are.
    const focused = [...this.parts.querySelectorAll("select, button")].findIndex(
      (field) => field === document.activeElement,
    );
    fill(
      this.parts,
      widgets.map((widget, n) => this.line(widget, n)),
    );
    const fields = /** @type {NodeListOf<HTMLElement>} */ (
      this.parts.querySelectorAll("select, button")
    );
    fields[focused]?.focus();
  }

  /** @param {Widget} widget @param {number} n */
  line(widget, n) {
    /** @param {Partial<Widget>} change */
    const change = (change) =>
      this.put(this.widgets().map((other, at) => (at === n ? { ...other, ...change } : other)));
    const kind = choice(NAMED, widget.kind, (value) =>
      change({ kind: /** @type {Kind} */ (value) }),
    );
    kind.setAttribute("aria-label", say(W.widget, { n: n + 1 }));
    const place = choice(PLACED, widget.place, (value) => change({ place: value }));
    place.setAttribute("aria-label", say(W.place, { n: n + 1 }));
    const remove = el(
      "button",
      {
        ...{ class: "icon-button", type: "button" },
        "aria-label": say(W.removeWidget, { n: n + 1 }),
        on: { click: () => this.put(this.widgets().filter((_, at) => at !== n)) },
      },
      icon("close"),
    );
    return el("div", { class: "widget-line" }, kind, place, remove);
  }

  /** @param {{ id: string, title: string }[]} goals */
  offerGoals(goals) {
    const offered = JSON.stringify(goals.map(({ id, title }) => [id, title]));
    if (offered === this.offered) return;
    this.offered = offered;
    const options = goals.map(({ id, title }) => el("option", { value: id }, title));
    const chosen = this.desk.look().goal ?? "";
    const closed = chosen !== "" && !goals.some(({ id }) => id === chosen);
    fill(
      this.goal.select,
      el("option", { value: "" }, words.overlay.firstGoal),
      options,
      closed && el("option", { value: chosen }, words.overlay.closedGoal),
    );
    this.goal.select.value = chosen;
  }

  /** @param {{ name: string }[]} gifts  of the catalogue */
  offerGifts(gifts) {
    const list = this.querySelector("datalist");
    if (!list || list.childElementCount > 0 || gifts.length === 0) return;
    const all = gifts.map(({ name }) => name);
    const names = all.filter((name) => all.indexOf(name) === all.lastIndexOf(name));
    this.priced = new Set(names.map((name) => name.toLowerCase()));
    fill(
      list,
      names.map((value) => el("option", { value })),
    );
  }

  ticker() {
    const name = textInput({ list: "ticker-gifts", on: { change: () => named() } });
    const coins = numberInput({ on: { change: () => tell() } });
    // The price of another gift is another one.
    const named = () => {
      if (name.value.trim() !== this.desk.look().ticker_gift?.name) coins.value = "";
      tell();
    };
    const tell = () => {
      const gift = name.value.trim();
      const price = coins.value.trim() ? numberOf(coins) : null;
      const isUnpriced = gift && price === null && !this.priced.has(gift.toLowerCase());
      coins.setAttribute("aria-invalid", String(isUnpriced || Number.isNaN(price)));
      // A gift of one's own waits for its price.
      if (isUnpriced || Number.isNaN(price)) return;
      this.desk.edit({ ticker_gift: gift ? { name: gift, coins: price } : null });
    };
    this.desk.onLook(({ ticker_gift: gift }) => {
      showText(name, gift?.name ?? "");
      showText(coins, String(gift?.coins ?? ""));
    });
    const field = group(
      "",
      labelled(W.tickerGift, name, W.tickerGiftHint),
      el("datalist", { id: "ticker-gifts" }),
      labelled(W.tickerCoins, coins, W.tickerCoinsHint),
    );
    field.dataset.option = "ticker_gift";
    return field;
  }
}

customElements.define("studio-shows", StudioShows);
