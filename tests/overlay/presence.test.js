import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { tellPresence } from "../../overlay/goal/presence.js";
import { createClock } from "./clock.js";

const IN_OBS =
  "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) " +
  "Chrome/127.0.6533.120 Safari/537.36 OBS/32.0.1";

class FakePage extends EventTarget {
  innerWidth = 900;
  innerHeight = 120;
  document = Object.assign(new EventTarget(), { hidden: false });
  navigator = { userAgent: IN_OBS };
  location = { search: "" };

  /** @param {string} type @param {object} detail */
  obs(type, detail) {
    this.dispatchEvent(Object.assign(new Event(type), { detail }));
  }
}

let clock = createClock();
let page = new FakePage();
/** @type {any[]} */
let said = [];
let presence = { open() {} };

beforeEach(() => {
  clock = createClock();
  page = new FakePage();
  said = [];
  presence = begin();
});

function begin() {
  return tellPresence({
    send: (text) => said.push(JSON.parse(text)),
    page: /** @type {any} */ (page),
    timers: clock,
  });
}

test("on each new line the page says what it is", () => {
  presence.open();
  presence.open();
  const here = {
    type: "here",
    obs: "32.0.1",
    chromium: 127,
    width: 900,
    height: 120,
    visible: true,
    active: null,
    rehearsal: false,
  };
  assert.deepEqual(said, [here, here]);
});

test("an ordinary browser has no OBS, and a strange one no version", () => {
  page.navigator.userAgent = IN_OBS.replace(" OBS/32.0.1", "");
  presence.open();
  page.navigator.userAgent = "Lynx";
  presence.open();
  assert.deepEqual(
    said.map(({ obs, chromium }) => [obs, chromium]),
    [
      [null, 127],
      [null, null],
    ],
  );
});

test("a page that shows the rehearsal says so", () => {
  page.location.search = "?rehearsal";
  presence.open();
  assert.equal(said[0].rehearsal, true);
});

test("OBS's word on what is shown and on air is passed on", () => {
  presence.open();
  page.obs("obsSourceActiveChanged", { active: true });
  clock.pass(400);
  page.obs("obsSourceVisibleChanged", { visible: false });
  clock.pass(400);
  assert.deepEqual(
    said.map(({ visible, active }) => [visible, active]),
    [
      [true, null],
      [true, true],
      [false, true],
    ],
  );
});

test("a hidden page is not visible", () => {
  presence.open();
  page.document.hidden = true;
  page.document.dispatchEvent(new Event("visibilitychange"));
  clock.pass(400);
  assert.equal(said[1].visible, false);
});

test("many changes in a row are said once, and no change is not said", () => {
  presence.open();
  for (let width = 899; width >= 600; width -= 1) {
    page.innerWidth = width;
    page.dispatchEvent(new Event("resize"));
  }
  clock.pass(400);
  page.dispatchEvent(new Event("resize"));
  clock.pass(400);
  assert.deepEqual(
    said.map(({ width }) => width),
    [900, 600],
  );
});

test("at rest no timer runs", () => {
  presence.open();
  page.dispatchEvent(new Event("resize"));
  assert.equal(clock.running(), 1);
  presence.open();
  assert.equal(clock.running(), 0);
});
