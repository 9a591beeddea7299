// Runs inside each overlay on the wall, as a function that Playwright calls.
async (told) => {
  const { theme, ground, state, gifts, cheers, bar: isBar } = JSON.parse(told);
  const { wearTheme } = await import("/assets/goal/looks.js");
  const { celebrate } = await import("/assets/goal/celebration.js");
  const { CLOCK } = await import("/assets/goal/motion.js");
  const { reduce, NOTHING_YET } = await import("/assets/shared/reduce.js");
  const { view } = await import("/assets/shared/view.js");

  const GROUNDS = { light: "#f4f6f8", dark: "#08090c" };
  const seen = view(reduce(NOTHING_YET, state).model);
  const bar = document.querySelector(".widget");
  const shower = document.querySelector(".shower");

  // Time stands still: a toast that has come stays, and what flies is caught in the middle.
  CLOCK.setTimeout = (call, wait) => {
    if (cheers && wait === 0) call();
    return 0;
  };

  await wearTheme(theme);
  document.documentElement.style.background = GROUNDS[ground] ?? `url(${scene()}) center / cover`;
  document.querySelector(".stage").dir = seen.direction;
  if (isBar) {
    bar.show(seen, { still: true });
    bar.measure();
  }
  if (gifts.length > 0) document.querySelector("toast-stack").arrive(gifts, seen);
  if (cheers) {
    celebrate({ bar, shower, words: seen.words.reached, title: seen.title, lasting: 5000 });
    for (const motion of document.getAnimations()) {
      if (motion.effect.target.matches(".confetti")) motion.pause();
      motion.currentTime = 1_200;
    }
  }

  // All other motion is over.
  window.stand = () => {
    document.querySelectorAll(".spark").forEach((spark) => spark.remove());
    for (const motion of document.getAnimations()) {
      if (motion.playState !== "paused") motion.finish();
    }
  };

  // A picture as a game might show it; the same one every time.
  function scene() {
    const canvas = document.createElement("canvas");
    const [width, height] = ([canvas.width, canvas.height] = [innerWidth, innerHeight]);
    const pen = canvas.getContext("2d");
    const block = Math.max(14, Math.min(width, height) / 9);
    let last = 11;
    const chance = () => (last = (last * 16_807) % 2_147_483_647) / 2_147_483_647;
    const disc = (colour, x, y, size) => {
      pen.fillStyle = colour;
      pen.beginPath();
      pen.arc(x, y, size, 0, 7);
      pen.fill();
    };
    const sky = pen.createLinearGradient(0, 0, 0, height);
    ["#2f7fe0", "#8fd0ff", "#ffe3b0"].forEach((colour, at) => sky.addColorStop(at / 2, colour));
    pen.fillStyle = sky;
    pen.fillRect(0, 0, width, height);
    disc("#fff3a8", width * 0.72, height * 0.24, block * 1.6);
    for (let n = 0; n < width / block; n += 1) {
      disc("#ffffffd9", chance() * width, chance() * height * 0.4, block * (0.3 + chance() * 0.6));
    }
    for (const [colour, ground] of [
      ["#5fb36a", 0.62],
      ["#2f8a55", 0.78],
      ["#14553a", 0.94],
    ]) {
      for (let x = 0; x < width + block * 3; x += block * 2.2) {
        disc(
          colour,
          x + chance() * block,
          height * (ground + chance() * 0.1) + block * 2,
          block * 2.4,
        );
      }
    }
    for (let x = 0; x < width; x += block) {
      const rows = Math.round(chance() * chance() * 5);
      for (let row = 0; row < rows; row += 1) {
        pen.fillStyle = ["#c8553d", "#8a3324", "#e8a34a", "#241a3a"][Math.floor(chance() * 4)];
        pen.fillRect(x, height - (row + 1) * block, block - 2, block - 2);
      }
      if (chance() < 0.3) disc("#ffd23f", x, height * (0.3 + chance() * 0.4), block * 0.3);
    }
    return canvas.toDataURL();
  }
};
