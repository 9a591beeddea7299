// What a recap says, as words: the page and its pictures say the same. Pure.

import { clock, day, number, say } from "./say.js";
import { trimmed } from "./timeline.js";
import { words } from "./words.js";

/** @typedef {import("./types.js").Recap} Recap */

const W = words.recap;

/**
 * @param {Recap} whole
 * @returns {{ when: string, coins: string, unit: string, facts: string, reached: { at: string,
 *   title: string }[], top: { name: string, coins: string }[], recap: Recap }}  in `top` are only
 *   those who agreed to be named
 */
export function told(whole) {
  const recap = trimmed(whole);
  const { coins, gifts, gifters } = recap;
  const [since, until] = [clock(recap.since), clock(recap.until)];
  return {
    recap,
    when: say(W.when, { day: day(recap.since), since, until }),
    coins: number(coins),
    unit: words.unitCoins,
    facts: say(W.facts, {
      gifts: say(W.gifts, { n: gifts }),
      gifters: say(W.gifters, { n: gifters }),
    }),
    reached: recap.passed.map(({ at, title }) => ({ at: clock(at), title })),
    top: recap.top.flatMap(({ gifter, coins }) =>
      gifter === null ? [] : [{ name: gifter, coins: number(coins) }],
    ),
  };
}
