// Words about what viewers may see, about gifters, and about being ready for them.

export const air = {
  thank: "Gifts to thank for",
  coins: "From how many coins on",
  coinsHint: "Leave it empty and no gift waits to be thanked.",
  onAir: "Show them on the overlays",
  onAirDetail: "Overlays may show who waits to be thanked.",
  names: "Names and messages",
  links: "Hide what looks like a link",
  linksDetail: "The gift counts; on air it is from someone.",
  blocked: "Hide names with one of these words",
  blockedHint: "One a line. Accents, capitals and look-alike letters make no difference.",
  saved: "Saved",
};

export const gifter = {
  search: "Find a gifter",
  none: "Nobody has given yet.",
  notFound: "Nobody is called “{query}”",
  line: { one: "{n} coin in all", other: "{n} coins in all" },
  over: "past their budget",
  marks: { renamed: "on air: {name}", hidden: "not named on air", recap: "named in the recap" },
  name: "Name on air",
  nameHint: "Leave it empty for their own.",
  hidden: "Do not name them on air",
  budget: "Budget in coins",
  budgetHint:
    "If they asked to be stopped: past it gifts count, but are not celebrated, and moderators see a gentle mark.",
  recap: "May be named in the recap",
  recapDetail: "Only with their consent.",
  whole: "A whole number, or nothing",
};

export const ready = {
  ready: "ready",
  readyLong: "ready to go live",
  open: { one: "{n} to do", other: "{n} to do" },
  openLong: { one: "{n} to do before going live", other: "{n} to do before going live" },
  unknown: "Looking around",
  allGood: "Everything is ready. Have a good evening.",
  fine: { one: "{n} thing is as it should be", other: "{n} things are as they should be" },
  toOverlays: "Add to OBS",
  toGoals: "Set a goal",
  toRehearsal: "Look at the rehearsal",
  toSources: "Look at the sources",
  viewers: "Open overlays",
  viewer: "{name}: {where}",
  inObs: "in OBS {version}, {width} by {height}",
  inBrowser: "in a browser",
};
