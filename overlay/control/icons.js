// The page's own icons, drawn on a 24 by 24 grid with one stroke.

import { svg } from "./svg.js";

const PATHS = {
  back: "M14.5 5.5 8 12l6.5 6.5",
  close: "M6 6l12 12M18 6 6 18",
  search: "M11 4.5a6.5 6.5 0 1 1 0 13 6.5 6.5 0 0 1 0-13M15.8 15.8 20 20",
  settings:
    "M4 7h9M17 7h3M4 17h3M11 17h9M15 4.8a2.2 2.2 0 1 1 0 4.4 2.2 2.2 0 0 1 0-4.4M9 14.8a2.2 2.2 0 1 1 0 4.4 2.2 2.2 0 0 1 0-4.4",
  undo: "M8.5 5 4.5 9l4 4M5 9h9a5 5 0 0 1 0 10h-3",
  restore: "M15.5 5l4 4-4 4M19 9h-9a5 5 0 0 0 0 10h3",
  check: "M5 12.5l4.5 4.5L19 7.5",
  clock: "M12 4a8 8 0 1 1 0 16 8 8 0 0 1 0-16M12 8v4.5l3 1.8",
  person:
    "M12 4.5a3.7 3.7 0 1 1 0 7.4 3.7 3.7 0 0 1 0-7.4M4.8 19.5c.8-3.4 3.7-5 7.2-5s6.4 1.6 7.2 5",
  people:
    "M9 5a3.4 3.4 0 1 1 0 6.8A3.4 3.4 0 0 1 9 5M2.5 19c.7-3.2 3.3-4.6 6.5-4.6s5.8 1.4 6.5 4.6M16 5.3a3.2 3.2 0 0 1 0 6.2M18 14.8c1.9.6 3.1 2 3.5 4.2",
  goal: "M12 4a8 8 0 1 1 0 16 8 8 0 0 1 0-16M12 8.5a3.5 3.5 0 1 1 0 7 3.5 3.5 0 0 1 0-7",
  screen: "M4 5.5h16v10.5H4zM9 19.5h6M12 16v3.5",
  play: "M8 5.5v13l10.5-6.5z",
  stop: "M7 7h10v10H7z",
  save: "M12 4.5v10M7.5 10.5 12 15l4.5-4.5M5 19.5h14",
  copy: "M9 9h10.5v10.5H9zM15 9V4.5H4.5V15H9",
  share: "M12 14.5v-10M7.5 8.5 12 4l4.5 4.5M5 13v6.5h14V13",
  plus: "M12 5v14M5 12h14",
  coin: "M12 4a8 8 0 1 1 0 16 8 8 0 0 1 0-16M12 8v8M9.5 10h3.7a1.8 1.8 0 0 1 0 3.6H10",
  forward: "M9.5 5.5 16 12l-6.5 6.5",
  heart:
    "M12 19.5 5.2 12.8a4.3 4.3 0 0 1 0-6.1 4.3 4.3 0 0 1 6.1 0l.7.7.7-.7a4.3 4.3 0 0 1 6.1 0 4.3 4.3 0 0 1 0 6.1z",
  chart: "M4 19.5h16M5 15l4.5-5 3.5 3 6-8",
  book: "M5 4.5h11.5a2.5 2.5 0 0 1 2.5 2.5v12.5H7.5A2.5 2.5 0 0 1 5 17zM5 17a2.5 2.5 0 0 1 2.5-2.5H19",
  shield: "M12 4l7 2.5v5c0 4.2-2.8 7-7 8.5-4.2-1.5-7-4.3-7-8.5v-5z",
  plug: "M9 4v4M15 4v4M6.5 8h11v3a5.5 5.5 0 0 1-11 0zM12 16.5V20",
  scales: "M12 4.5v15M8 19.5h8M5 7h14M5 7l-2.5 6.5h5zM19 7l-2.5 6.5h5z",
  budget: "M12 4a8 8 0 1 1 0 16 8 8 0 0 1 0-16M8.5 12h7",
  alert: "M12 4.5 20.5 19h-17zM12 10v4M12 16.4v.2",
};

/** Those that point along a line of text: from right to left they point the other way. */
const ALONG = ["back", "forward", "undo", "restore"];

/**
 * An icon beside words says nothing to a screen reader.
 * @param {keyof typeof PATHS} name
 */
export function icon(name) {
  const path = svg("path", { d: PATHS[name] });
  return svg(
    "svg",
    {
      viewBox: "0 0 24 24",
      class: ALONG.includes(name) ? "icon along" : "icon",
      "aria-hidden": "true",
    },
    path,
  );
}
