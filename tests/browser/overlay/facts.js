// Runs in the overlay's page. Shows every state in every widget that stands there, without motion, and
// answers what is wrong with the texts: too small, outside of their widget or of the source, cut off, or
// one over the other.
async ({ look, states }) => {
  const { reduce, NOTHING_YET } = await import("/assets/shared/reduce.js");
  const { view } = await import("/assets/shared/view.js");
  const { people } = await import("/assets/shared/people.js");
  const { vocabularyOf } = await import("/assets/shared/words.js");
  const dressed = reduce(NOTHING_YET, look, await vocabularyOf(look.look.language)).model;
  const ofPeople = new Set(["top", "recent", "shoutout"]);

  function texts(widget) {
    const walker = document.createTreeWalker(widget, NodeFilter.SHOW_TEXT);
    const found = [];
    while (walker.nextNode()) {
      const element = walker.currentNode.parentElement;
      const style = getComputedStyle(element);
      const isSeen = element.checkVisibility?.({ checkOpacity: true, checkVisibilityCSS: true }) ?? true;
      if (!isSeen || walker.currentNode.data.trim() === "") continue;
      const range = document.createRange();
      range.selectNodeContents(walker.currentNode);
      const size = parseFloat(style.fontSize);
      for (const { left, right, top, bottom } of range.getClientRects()) {
        if (right - left < 1) continue;
        // Letters take about four fifths of their size around the middle of their line.
        const middle = (top + bottom) / 2;
        const box = { left, right, top: middle - size * 0.4, bottom: middle + size * 0.4 };
        found.push({ element, size, text: walker.currentNode.data, ...box });
      }
    }
    return found;
  }

  function mistakes(widget) {
    const inside = widget.getBoundingClientRect();
    const wrong = [];
    const all = texts(widget);
    for (const one of all) {
      const { element, size, text, left, right, top, bottom } = one;
      const say = (why) => wrong.push(`${widget.dataset.kind} ${element.className}: ${why}: ${text}`);
      if (size < 20) say(`only ${size} px`);
      if (left < inside.left - 1 || right > inside.right + 1) say("beside its widget");
      if (top < inside.top - 1 || bottom > inside.bottom + 1) say("above or under its widget");
      for (let box = element; box !== widget; box = box.parentElement) {
        if (getComputedStyle(box).overflowX !== "hidden") continue;
        const clip = box.getBoundingClientRect();
        if (left < clip.left - 1.5 || right > clip.right + 1.5) say(`cut by ${box.className}`);
      }
    }
    all.forEach((one, index) => {
      for (const other of all.slice(index + 1)) {
        const isApart =
          one.right <= other.left + 1 ||
          other.right <= one.left + 1 ||
          one.bottom <= other.top + 1 ||
          other.bottom <= one.top + 1;
        if (!isApart) wrong.push(`${widget.dataset.kind}: over each other: ${one.text} | ${other.text}`);
      }
    });
    const amount = widget.querySelector(".amount:not([hidden])")?.getBoundingClientRect();
    if (amount && (amount.left < inside.left - 1 || amount.right > inside.right + 1)) {
      wrong.push(`${widget.dataset.kind} amount: beside its widget`);
    }
    const isOutside =
      inside.left < 0 || inside.top < 0 || inside.right > innerWidth || inside.bottom > innerHeight;
    if (isOutside) wrong.push(`${widget.dataset.kind}: outside of the source`);
    return wrong;
  }

  const wrong = [];
  for (const state of states) {
    const { model } = reduce({ ...dressed, state: null }, state);
    const seen = { goal: view(model), people: people(model) };
    for (const widget of document.querySelectorAll(".widget")) {
      const part = ofPeople.has(widget.dataset.kind) ? seen.people : seen.goal;
      widget.hidden = false;
      widget.show(part, { still: true, isShown: false });
      const title = state.goals[0].title;
      wrong.push(...mistakes(widget).map((why) => `${innerWidth}x${innerHeight} [${title}] ${why}`));
    }
  }
  return [...new Set(wrong)];
};
