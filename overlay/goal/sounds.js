/**
 * What is heard: a few notes, made here. There is an audio device only while something sounds.
 */

import { notesOfGift, notesOfReached } from "./sound-plan.js";

/** @typedef {import("../shared/look.js").Sounds} Sounds */
/** @typedef {import("./sound-plan.js").Note} Note */

/** Milliseconds between two sounds of gifts, so that a flood does not rattle; big gifts do not wait. */
const BETWEEN = 260;
const BIG = 2;
/** Milliseconds after which a device that may not sound is given back; only OBS may without being asked. */
const PATIENCE = 400;

/** @param {Pick<import("../shared/connection.js").Timers, "now" | "setTimeout">} clock */
export function createSounds(clock) {
  let last = -Infinity;
  /** @type {AudioContext | null} */
  let device = null;
  let sounding = 0;

  /** @param {Note[]} notes @param {number} volume */
  function play(notes, volume) {
    if (volume === 0) return;
    const on = device ?? open();
    for (const note of notes) sound(on, note, volume);
  }

  function open() {
    const opened = new AudioContext();
    device = opened;
    sounding = 0;
    clock.setTimeout(() => {
      if (device === opened && opened.state !== "running") rest();
    }, PATIENCE);
    return opened;
  }

  /** A bell: a tone and its octave that die away. @param {AudioContext} on @param {Note} note @param {number} volume */
  function sound(on, { at, pitch, lasting, level }, volume) {
    const begin = on.currentTime + 0.01 + at;
    const envelope = on.createGain();
    envelope.gain.setValueAtTime(0, begin);
    envelope.gain.linearRampToValueAtTime(level * volume, begin + 0.012);
    envelope.gain.exponentialRampToValueAtTime(0.0001, begin + lasting);
    envelope.connect(on.destination);
    const tone = on.createOscillator();
    tone.type = "triangle";
    tone.frequency.value = pitch;
    tone.connect(envelope);
    tone.start(begin);
    tone.stop(begin + lasting);
    sounding += 1;
    tone.onended = () => {
      envelope.disconnect();
      if (device !== on) return;
      sounding -= 1;
      if (sounding === 0) rest();
    };
  }

  function rest() {
    void device?.close();
    device = null;
  }

  return {
    /** @param {Sounds} wanted @param {number} tier From 0 to 3. */
    gift({ on, volume, tiers }, tier) {
      if (!on || !tiers[tier] || (tier < BIG && clock.now() < last + BETWEEN)) return;
      last = clock.now();
      play(notesOfGift(tier), volume);
    },
    /** @param {Sounds} wanted */
    reached({ on, volume, reached }) {
      if (on && reached) play(notesOfReached(), volume);
    },
  };
}
