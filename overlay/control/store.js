// Holds the page's state and tells who listens, at most once a frame however much news there is.

import { START, reduce } from "./state.js";

/** @typedef {import("./state.js").State} State */

/** @param {(state: State) => void} draw */
export function createStore(draw) {
  let state = START;
  let asked = false;

  return {
    get: () => state,
    /** @param {import("./state.js").News} news */
    tell(news) {
      const now = reduce(state, news);
      if (now === state) return;
      state = now;
      if (asked) return;
      asked = true;
      requestAnimationFrame(() => {
        asked = false;
        draw(state);
      });
    },
  };
}

/** @typedef {ReturnType<typeof createStore>} Store */
