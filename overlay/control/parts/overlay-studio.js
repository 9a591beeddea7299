// Where one overlay is made: its preview beside everything that can be chosen. What is chosen is on air at
// once; what is tried moves the preview alone.

import { call, why } from "../api.js";
import { el, fill, write } from "../dom.js";
import { icon } from "../icons.js";
import { say } from "../say.js";
import { boardOf } from "../studio/board.js";
import { createDraft } from "../studio/draft.js";
import { createPlayer } from "../studio/player.js";
import { words } from "../words.js";
import { button, problemPlace } from "./form.js";
import { StudioMoments } from "./studio-moments.js";
import { StudioPreview } from "./studio-preview.js";
import { StudioSections } from "./studio-sections.js";
import { StudioSource } from "./studio-source.js";
import { StudioView } from "./studio-view.js";

/** @typedef {import("../types.js").Overlay} Overlay */
/** @typedef {import("../types.js").Look} Look */
/** @typedef {import("../state.js").State} State */
/** @typedef {import("../studio/moments.js").Moment} Moment */

const W = words.studio;
const TIMERS = {
  setTimeout: (/** @type {() => void} */ act, /** @type {number} */ wait) => setTimeout(act, wait),
  clearTimeout: (/** @type {any} */ timer) => clearTimeout(timer),
  now: () => performance.now(),
};

export class OverlayStudio extends HTMLElement {
  /**
   * @param {object} options
   * @param {Overlay} options.overlay
   * @param {string} options.section  where to begin; empty: with the looks
   * @param {(id: string) => void} options.go  to another overlay; empty: to the list
   */
  constructor({ overlay, section, go }) {
    super();
    this.overlay = overlay;
    this.go = go;
    this.goals = /** @type {import("../types.js").Goal[]} */ ([]);
    this.played = "";
    this.gifts = /** @type {import("../types.js").CatalogueGift[]} */ ([]);
    this.viewers = /** @type {import("../types.js").Viewer[]} */ ([]);
    this.named = el("bdi", {}, overlay.name);
    this.said = el("p", { class: "hint quiet", role: "status" });
    this.problem = problemPlace();
    this.again = button(W.tryAgain, () => void this.draft.flush());
    this.draft = createDraft({
      ...{ look: overlay.look, timers: TIMERS },
      send: (change) => this.patch({ look: change }),
      onSaving: (saving) => this.tell(saving),
    });
    this.undo = this.tool("undo", words.undo, () => this.draft.undo());
    this.redo = this.tool("restore", W.redo, () => this.draft.redo());
    this.preview = new StudioPreview({ ...overlay, onReady: () => this.greet() });
    this.view = new StudioView({ preview: this.preview, dragUrl: overlay.drag_url });
    this.moments = new StudioMoments((moment) => this.try(moment));
    this.player = createPlayer({
      say: (said) => this.preview.say(said),
      onNote: (note) => this.moments.say(note),
      ...{ timers: TIMERS, now: () => Date.now() },
    });
    this.source = new StudioSource({ onAdd: () => this.sections.toObs() });
    this.sections = new StudioSections({ desk: this.draft, section, ...this.doing() });
    this.onKey = this.onKey.bind(this);
  }

  connectedCallback() {
    const head = el(
      "div",
      { class: "studio-head" },
      el("div", { class: "studio-title" }, el("h3", {}, this.named), this.said),
      this.undo,
      this.redo,
    );
    this.again.hidden = true;
    const see = [this.preview, this.source, this.view, this.moments];
    const trouble = el("div", { class: "studio-trouble" }, this.problem, this.again);
    fill(this, el("div", { class: "studio-see" }, head, trouble, ...see), this.sections);
    this.draft.onLook((look) => this.show(look));
    addEventListener("keydown", this.onKey, true);
  }

  disconnectedCallback() {
    removeEventListener("keydown", this.onKey, true);
    this.player.stop();
    void this.draft.flush();
  }

  /** @param {"undo" | "restore"} sign @param {string} label @param {() => void} act */
  tool(sign, label, act) {
    const props = { class: "icon-button", type: "button", "aria-label": label, title: label };
    return el("button", { ...props, on: { click: act } }, icon(sign));
  }

  /** What can be done to the overlay itself. */
  doing() {
    return {
      overlay: () => ({ ...this.overlay, look: this.draft.look() }),
      rename: (/** @type {string} */ name) => this.rename(name),
      rotate: () => this.rotate(),
      duplicate: () => this.duplicate(),
      take: (/** @type {Partial<Look>} */ look) => this.draft.take(look),
      remove: () => this.end(),
    };
  }

  /** @param {Look} look */
  show(look) {
    this.undo.disabled = !this.draft.canUndo();
    this.redo.disabled = !this.draft.canRedo();
    this.preview.say({ frame: { type: "look", look: this.priced(look) } });
    if (this.played !== this.about()) this.begin();
  }

  /** The streamer's goal that the look shows; null: one is made up. */
  goal() {
    const { goal } = this.draft.look();
    return this.goals.find(({ id }) => goal === null || id === goal) ?? null;
  }

  /** What the preview plays about. Gifts that come in meanwhile do not disturb it. */
  about() {
    const { id, gift, now, run } = this.goal() ?? {};
    return JSON.stringify([this.draft.look().goal, id, gift, now?.title, now?.target, run]);
  }

  /** The preview knows no catalogue. @param {Look} look @returns {Look} */
  priced(look) {
    const wish = look.ticker_gift;
    if (wish === null || wish.coins !== null) return look;
    const known = this.gifts.find(({ name }) => name.toLowerCase() === wish.name.toLowerCase());
    return { ...look, ticker_gift: { ...wish, coins: known?.coins ?? null } };
  }

  begin() {
    this.played = this.about();
    const { goal } = this.draft.look();
    const board = boardOf(this.goal(), W.sample);
    // A look that names a goal shows no other one.
    this.player.begin({ ...board, goal: { ...board.goal, id: goal ?? board.goal.id } });
  }

  /** The preview listens, and knows nothing yet. */
  greet() {
    this.begin();
    this.show(this.draft.look());
  }

  /** @param {Moment} moment */
  try(moment) {
    this.player.play(moment);
    const { widget, widgets } = this.draft.look();
    const kinds = widgets.length ? widgets.map(({ kind }) => kind) : [widget];
    const needs = moment === "shoutout" || moment === "countdown" ? moment : null;
    if (needs && !kinds.includes(needs)) this.moments.say(needs);
  }

  /** @param {import("../studio/saving.js").Saving} saving */
  tell(saving) {
    const { name } = saving;
    const isTrouble = name === "failed" || name === "refused";
    write(
      this.said,
      { saved: words.overlay.saved, unsaved: W.unsaved, failed: "", refused: "" }[name],
    );
    this.again.hidden = name !== "failed";
    if (!isTrouble) return name === "saved" && this.problem.say(null);
    const text = name === "failed" ? W.notSaved : W.refused;
    this.problem.say(say(text, { why: why(saving.problem) }));
  }

  /** @param {Record<string, unknown>} change */
  async patch(change) {
    const reply = await call("PATCH", this.path(), change);
    if (reply.ok) this.know(reply.body);
    return reply;
  }

  path() {
    return `/api/overlays/${this.overlay.id}`;
  }

  /** @param {Overlay} overlay */
  know(overlay) {
    const isLinked = overlay.drag_url !== this.overlay.drag_url;
    this.overlay = overlay;
    write(this.named, overlay.name);
    this.view.offerSize(overlay.drag_url);
    this.source.update(overlay, this.viewers);
    if (isLinked) this.sections.linked();
  }

  /** @param {import("../api.js").Reply<any>} reply */
  heard(reply) {
    this.problem.say(reply.problem);
    if (reply.ok) write(this.said, words.overlay.saved);
    return reply.ok;
  }

  /** @param {string} name */
  async rename(name) {
    this.heard(await this.patch({ name }));
  }

  async rotate() {
    const reply = await call("POST", `${this.path()}/key`);
    if (this.heard(reply)) this.know(reply.body);
  }

  async duplicate() {
    const { name } = this.overlay;
    const copy = say(W.copyName, { name: [...name].slice(0, 48).join("") });
    const body = { name: copy, look: this.draft.look() };
    const reply = await call("POST", "/api/overlays", body);
    if (this.heard(reply)) this.go(reply.body.id);
  }

  async end() {
    if (this.heard(await call("DELETE", this.path()))) this.go("");
  }

  /** @param {State} state */
  update({ frame, catalogue, preflight }) {
    this.goals = frame?.goals ?? [];
    this.gifts = catalogue.gifts;
    this.viewers = preflight?.viewers ?? [];
    this.source.update(this.overlay, this.viewers);
    this.sections.offer(this.goals, this.gifts);
    if (this.isConnected && this.played !== this.about()) this.begin();
  }

  /** Here Ctrl+Z is about the look, and letters look for no gift. @param {KeyboardEvent} event */
  onKey(event) {
    const field = /** @type {Element | null} */ (event.target);
    if (
      field?.matches?.(
        "textarea, input:not([type=range], [type=color], [type=checkbox], [type=radio])",
      )
    )
      return;
    const isCommand = event.ctrlKey || event.metaKey;
    if (event.key.length !== 1) return;
    event.stopPropagation();
    if (!isCommand) return;
    const key = event.key.toLowerCase();
    if (key === "z" && !event.shiftKey) this.draft.undo();
    else if (key === "y" || key === "z") this.draft.redo();
    else return;
    event.preventDefault();
  }
}

customElements.define("overlay-studio", OverlayStudio);
