// A script that plays, or has just ended.

import { call } from "../api.js";
import { el, fill } from "../dom.js";
import { duration, phrase, say } from "../say.js";
import { words } from "../words.js";
import { button, problemPlace } from "./form.js";

/** @typedef {import("../types.js").Run} Run */

const W = words.script;

export class RunCard extends HTMLElement {
  constructor() {
    super();
    this.heading = el("h3");
    this.about = el("p", { class: "quiet" });
    this.cut = el("p", { hidden: true }, W.cut);
    this.progress = el("progress", { max: 1, "aria-label": W.pick });
    this.stop = button(W.stop, () => void this.end(), "wide");
    this.problem = problemPlace();
    this.run = /** @type {Run | null} */ (null);
  }

  connectedCallback() {
    this.classList.add("card");
    fill(this, this.heading, this.cut, this.about, this.progress, this.problem, this.stop);
  }

  /** @param {Run | null} run */
  update(run) {
    this.hidden = run === null;
    this.run = run;
    if (run === null) return;
    const playing = run.state === "playing";
    this.dataset.state = run.state;
    fill(
      this.heading,
      el("bdi", {}, run.title),
      " ",
      el("span", { class: "mark" }, W.states[run.state === "cut" ? "stopped" : run.state]),
    );
    this.cut.hidden = run.state !== "cut";
    const time = say(W.time, { elapsed: duration(run.elapsed), seconds: duration(run.seconds) });
    const speed = run.speed === 1 ? [] : [`${run.speed}×`];
    const live = run.live ? [W.isLive] : [];
    const parts = [say(W.progress, { done: run.done, steps: run.steps }), time, ...speed, ...live];
    fill(this.about, parts.join(" · "), " · ", ...phrase(W.by, { name: run.by.name }));
    this.progress.value = run.steps ? run.done / run.steps : 1;
    this.progress.hidden = !playing;
    this.stop.hidden = !playing;
  }

  async end() {
    const reply = await call("DELETE", `/api/scripts/${this.run?.id}`);
    this.problem.say(reply.problem);
  }
}

customElements.define("run-card", RunCard);
