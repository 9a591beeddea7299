// One source: how it is, in plain words, and what it needs.

import { ago, until } from "../ago.js";
import { call, serverNow } from "../api.js";
import { el, fill, SERVER_SAYS, write } from "../dom.js";
import { clock, phrase, say } from "../say.js";
import { isKnown, told, toldText } from "../told.js";
import { words } from "../words.js";
import { AskInPlace } from "./ask-in-place.js";
import { CopyLink } from "./copy-link.js";
import { button, problemPlace, toggle } from "./form.js";
import { SourceForm } from "./source-form.js";
import { WebhookForm } from "./webhook-form.js";
import { isLocal } from "./webhook-secret.js";

/** @typedef {import("../types.js").Source} Source */
/** @typedef {import("../types.js").SourceStatus} SourceStatus */

const W = words.source;

/** Webhooks of the streamer's own: what they need to be told has a form of its own. */
const OWN = /^webhook(-|$)/;
/** Those that were added, and can be taken away. */
const FURTHER = /^webhook-/;

export class SourceCard extends HTMLElement {
  /** @param {Source} source */
  constructor(source) {
    super();
    this.road = source.road;
    this.source = source;
    this.light = el("span", { class: "source-state" });
    this.heard = el("p", { class: "hint quiet" });
    this.told = el("div", { class: "source-told" });
    this.shown = "";
    /** By platform, what the source is called by which it counts. */
    this.countedBy = /** @type {Record<string, string>} */ ({});
    /** Asked to be on, but something is to be filled in first. */
    this.wanted = false;
    this.on = toggle(W.on, source.on, (on) => void this.switch(on));
    this.counts = el("div");
    this.problem = problemPlace();
    this.said = el("p", { class: "good", role: "status" });
    const save = (/** @type {Record<string, string>} */ fields) => void this.filledIn(fields);
    this.form = OWN.test(source.road)
      ? new WebhookForm(source, save, () => void this.filledIn())
      : new SourceForm(source.fields ?? [], save);
    this.setUp = el("details", {}, el("summary", {}, W.setUp), this.form);
    // What is off is one line, so that the page is a list to choose from.
    this.fold = el("details", { open: source.on });
  }

  connectedCallback() {
    this.classList.add("card");
    const { title, about, fields, platforms } = this.source;
    const head = el("span", { class: "source-head" }, told("h3", {}, title), this.light);
    fill(
      this.fold,
      el("summary", {}, el("span", { class: "source-sum" }, head, told("span", {}, about))),
      el(
        "div",
        { class: "form" },
        this.on,
        this.heard,
        this.told,
        OWN.test(this.road) ? null : this.address(),
        fields?.length ? this.setUp : null,
        platforms.length > 1 && el("details", {}, el("summary", {}, W.countsFor), this.counts),
        this.problem,
        this.said,
        button(W.test, () => void this.test(), "wide"),
        FURTHER.test(this.road) && this.removal(),
      ),
    );
    fill(this, this.fold);
    this.update(this.source);
  }

  removal() {
    return new AskInPlace({
      label: words.hook.remove,
      question: () => phrase(words.hook.removeAsk, { name: toldText(this.source.title) }),
      yes: words.hook.removeYes,
      act: () => void this.takeAway(),
    });
  }

  async takeAway() {
    const reply = await call("DELETE", `/api/sources/${encodeURIComponent(this.road)}`);
    this.problem.say(reply.problem);
    if (reply.ok) this.remove();
  }

  address() {
    const { title, hook } = this.source;
    if (!hook) return null;
    const link = new CopyLink({ label: `${W.hook}: ${toldText(title)}`, url: hook, kind: "" });
    const note = isLocal(hook) && el("p", { class: "hint quiet" }, words.hook.onlyHere);
    return el("details", {}, el("summary", {}, W.hook), link, note || "");
  }

  /** @param {SourceStatus} now @param {Record<string, string>} [countedBy] */
  update(now, countedBy = this.countedBy) {
    if (now.on && !this.source.on) this.fold.open = true;
    this.source = { ...this.source, ...now };
    this.countedBy = countedBy;
    this.dataset.state = now.state;
    this.on.input.checked = now.on;
    write(this.light, W.states[now.state]);
    const { line, note, prompt, gaps, last_ignored, counters, counts_for } = now;
    const shown = JSON.stringify([
      ...[line, note, prompt, gaps, last_ignored, counters, counts_for, now.on],
      this.elsewhere(),
    ]);
    if (shown !== this.shown) {
      this.shown = shown;
      fill(this.told, ...this.lines());
      fill(this.counts, this.platforms());
    }
    this.tick();
  }

  lines() {
    const { line, note, prompt, gaps, last_ignored, state } = this.source;
    const gap = gaps[gaps.length - 1];
    const counted = Object.entries(W.counters).flatMap(([name, word]) => {
      const n = this.source.counters[name] ?? 0;
      return n > 0 ? [el("span", {}, say(word, { n }))] : [];
    });
    const trouble = state === "refused" || state === "degraded";
    return [
      line && told("p", { class: trouble ? "warn" : "" }, line),
      note && noted(note),
      prompt && signIn(prompt),
      gap &&
        el(
          "p",
          { class: "warn" },
          say(W.gap, { since: clock(gap.since), until: clock(gap.until) }),
        ),
      counted.length > 0 && el("p", { class: "row-about quiet" }, counted),
      last_ignored && el("p", { class: "hint quiet" }, phrase(W.lastIgnored, { last_ignored })),
      ...this.elsewhere().map(([platform, source]) => this.taking(platform, source)),
    ].map((child) => child || "");
  }

  /** The platforms whose gifts come from here but count from elsewhere. */
  elsewhere() {
    const { on, platforms, counts_for } = this.source;
    // A source of many platforms lists all of them under "Counts for".
    if (!on || platforms.length > 1) return [];
    return platforms.flatMap((platform) => {
      const source = this.countedBy[platform];
      return source && !counts_for.includes(platform) ? [[platform, source]] : [];
    });
  }

  /** @param {string} platform @param {string} source */
  taking(platform, source) {
    const name = nameOf(platform);
    return el(
      "div",
      { class: "row-ask" },
      el("p", {}, phrase(W.elsewhere, { platform: name, source: toldText(source) })),
      button(say(W.countHere, { platform: name }), () => {
        void this.send({ counts_for: [platform] });
      }),
    );
  }

  /** Which platforms count by this road: each counts by one alone. */
  platforms() {
    const { platforms, counts_for } = this.source;
    return platforms.map((platform) => {
      const counts = counts_for.includes(platform);
      const take = (/** @type {boolean} */ on) => on && void this.send({ counts_for: [platform] });
      const one = toggle(nameOf(platform), counts, take);
      one.input.disabled = counts;
      return one;
    });
  }

  /** Writes anew what tells how long ago something was. */
  tick() {
    const now = serverNow().getTime();
    const { on, line, heard_at, gift_at, again_at } = this.source;
    const parts = heard_at ? [say(W.heard, { time: ago(heard_at, now) })] : line ? [] : [W.never];
    if (gift_at) parts.push(say(W.gift, { time: ago(gift_at, now) }));
    if (again_at) parts.push(say(W.again, { time: until(again_at, now) }));
    this.heard.hidden = (!on && heard_at === null) || parts.length === 0;
    write(this.heard, parts.join(" · "));
  }

  /** A source is only switched on once it has what it needs. @param {boolean} on */
  async switch(on) {
    const missing = this.source.fields?.find((field) => field.required && !field.set);
    this.wanted = on && missing !== undefined;
    if (!missing || !on) return this.send({ on });
    this.on.input.checked = false;
    this.problem.say(say(W.first, { field: toldText(missing.label) }));
    this.setUp.open = true;
    this.form.focusOn(missing.name);
  }

  /** What was filled in is kept, and what was asked to be on is. @param {Record<string, string>} [fields] */
  filledIn(fields) {
    const on = this.wanted ? { on: true } : {};
    const said = this.wanted || this.source.on ? W.saved : W.savedOff;
    return this.send({ ...(fields ? { fields } : {}), ...on }, said);
  }

  /** @param {Record<string, unknown>} change @param {string} [said] */
  async send(change, said = "") {
    write(this.said, "");
    const reply = await call("PATCH", `/api/sources/${encodeURIComponent(this.road)}`, change);
    this.problem.say(reply.problem);
    if (!reply.ok) return this.update(this.source);
    write(this.said, said);
    this.wanted = false;
    this.source = reply.body;
    this.update(reply.body);
    if (this.form instanceof WebhookForm) this.form.set(this.source);
    else this.form.set(this.source.fields ?? []);
  }

  async test() {
    write(this.said, "");
    const reply = await call("POST", `/api/sources/${encodeURIComponent(this.road)}/test`);
    this.problem.say(reply.problem);
    if (reply.ok) write(this.said, W.tested);
  }
}

/** @param {string} note */
function noted(note) {
  const says = isKnown(note) ? {} : SERVER_SAYS;
  return el("p", { class: "source-note", ...says }, linked(toldText(note)));
}

/** The words with their addresses as links, such as those for viewers. @param {string} note */
function linked(note) {
  return note
    .split(/(https:\/\/[^\s,]+)/)
    .map((part) =>
      part.startsWith("https://")
        ? el("a", { href: part, target: "_blank", rel: "noopener noreferrer" }, part)
        : part,
    );
}

/** @param {string} platform */
function nameOf(platform) {
  return /** @type {Record<string, string>} */ (W.platforms)[platform] ?? platform;
}

/** @param {{ line: string, url: string, code: string }} prompt */
function signIn({ line, url, code }) {
  const link = { class: "button main", href: url, target: "_blank", rel: "noopener noreferrer" };
  return el(
    "div",
    { class: "row-ask" },
    told("p", {}, line),
    code && el("p", {}, `${W.code} `, el("strong", { class: "code" }, code)),
    /^https?:/.test(url) && el("a", link, W.open),
  );
}

customElements.define("source-card", SourceCard);
