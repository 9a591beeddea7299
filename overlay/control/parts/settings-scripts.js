// Plays an evening as a rehearsal, shows how far it is, and wipes what was rehearsed.

import { call } from "../api.js";
import { el, fill } from "../dom.js";
import { duration } from "../say.js";
import { isOwner } from "../state.js";
import { words } from "../words.js";
import { doorWords } from "./door-row.js";
import { choice, problemPlace, toggle } from "./form.js";
import { RehearsalCard } from "./rehearsal-card.js";
import { RunCard } from "./run-card.js";

/** @typedef {import("../types.js").Script} Script */
/** @typedef {import("../state.js").State} State */

const W = words.script;
const SPEEDS = [1, 2, 5, 10, 60];

export class SettingsScripts extends HTMLElement {
  /** @param {import("./control-page.js").Tools} tools */
  constructor(tools) {
    super();
    this.run = new RunCard();
    this.rehearsal = new RehearsalCard(tools);
    this.problem = problemPlace();
    this.list = el("div", { class: "scripts" });
    this.speed = choice(
      SPEEDS.map((speed) => [String(speed), `${speed}×`]),
      "1",
    );
    this.speed.setAttribute("aria-label", W.speed);
    this.loop = toggle(W.loop, false, () => {});
    this.live = toggle(W.live, false, () => {}, W.liveDetail);
    this.file = el("input", {
      ...{ type: "file", accept: ".toml,.jsonl", hidden: true },
      on: { change: () => void this.playFile() },
    });
  }

  connectedCallback() {
    const pick = el(
      "button",
      { class: "button", type: "button", on: { click: () => this.file.click() } },
      W.file,
    );
    const own = el("div", {}, el("h3", {}, W.own), el("p", { class: "hint quiet" }, W.ownHint));
    this.choose = el(
      "div",
      { class: "card form" },
      el("div", { class: "pick-head" }, el("h3", {}, W.pick), this.speed),
      this.list,
      this.loop,
      this.live,
      el("div", { class: "side-by-side" }, own, pick, this.file),
      this.problem,
    );
    fill(this, this.run, this.choose, this.rehearsal);
  }

  /** @param {State} state */
  opened(state) {
    this.live.hidden = !isOwner(state);
    void this.load();
  }

  async load() {
    const reply = await call("GET", "/api/scripts");
    // Only of its own: what a script that was just picked has wrong must stay.
    if (!reply.ok) {
      this.problem.say(reply.problem);
      return;
    }
    const scripts = /** @type {Script[]} */ (reply.body.scripts);
    const rows = scripts.map((script) => {
      const text = doorWords(el("bdi", {}, script.title), duration(script.seconds));
      const play = () => this.play({ script: script.name });
      return el(
        "div",
        { class: "script side-by-side" },
        text,
        el(
          "button",
          {
            class: "button",
            type: "button",
            "aria-label": `${W.play} ${script.title}`,
            on: { click: play },
          },
          W.play,
        ),
      );
    });
    fill(this.list, rows.length ? rows : el("p", { class: "quiet" }, W.none));
  }

  async playFile() {
    const file = this.file.files?.[0];
    if (!file) return;
    const format = file.name.endsWith(".jsonl") ? "jsonl" : "toml";
    await this.play({ text: await file.text(), format });
    this.file.value = "";
  }

  /** @param {Record<string, unknown>} what */
  async play(what) {
    const how = { speed: Number(this.speed.value), loop: this.loop.input.checked };
    const live = this.live.input.checked ? { live: true } : {};
    const reply = await call("POST", "/api/scripts/play", { ...what, ...how, ...live });
    this.problem.say(reply.problem);
  }

  /** @param {State} state */
  update(state) {
    this.run.update(state.run);
    this.rehearsal.update(state);
    const playing = state.run?.state === "playing";
    for (const button of this.list.querySelectorAll("button")) button.disabled = playing;
  }
}

customElements.define("settings-scripts", SettingsScripts);
