"""How much texts stand out from what is around them, over white, black and noise."""

import base64
from pathlib import Path
from typing import Any

from playwright.sync_api import Page

GROUNDS = ("#fff", "#000", "noise")
STAND_OVER = """(ground) => {
  const paint = document.documentElement.style;
  if (ground !== 'noise') { paint.background = ground; return; }
  const canvas = document.createElement('canvas');
  canvas.width = canvas.height = 160;
  const pen = canvas.getContext('2d');
  let last = 7;
  const chance = () => (last = (last * 16807) % 2147483647) / 2147483647;
  for (let y = 0; y < 160; y += 4) for (let x = 0; x < 160; x += 4) {
    pen.fillStyle = `hsl(${360 * chance()}, 90%, ${100 * chance()}%)`;
    pen.fillRect(x, y, 4, 4);
  }
  paint.background = `url(${canvas.toDataURL()})`;
}"""
TEXTS = """(names) => {
  const isSeen = (element) => {
    const { opacity, visibility } = getComputedStyle(element);
    return element.textContent && element.offsetWidth && opacity > 0 && visibility === 'visible';
  };
  const told = (name, element) => {
    const { fontSize, color, paddingTop, paddingBottom } = getComputedStyle(element);
    const ink = color.match(/[\\d.]+/g).slice(0, 3).map(Number);
    const kind = element.closest('.widget')?.dataset.kind ?? '';
    const { left, right, top, bottom } = element.getBoundingClientRect();
    // What is above and under the line may be another text's.
    const [over, under] = [paddingTop, paddingBottom].map(parseFloat);
    const box = { left, right, top: top + over, bottom: bottom - under };
    return { name: `${kind} ${name}`.trim(), box, size: parseFloat(fontSize), ink };
  };
  return names.flatMap((name) =>
    [...document.querySelectorAll(name)].filter(isSeen).map((element) => told(name, element)));
}"""
LETTERS = """
  *, *::before, *::after { background: none !important; border-color: transparent !important;
    outline: none !important; box-shadow: none !important; text-shadow: none !important; }
  html { background: #fff !important; }
  *::before, *::after, .plate, .spark, .glass { visibility: hidden !important; }
"""
INK = Path(__file__).with_name("ink.js").read_text("utf-8")


def picture(page: Page, style: str) -> str:
    """Return a screenshot as an address, with some more style."""
    worn = page.add_style_tag(content=f"* {{ transition: none !important }} {style}")
    shot = page.screenshot()
    worn.evaluate("(style) => style.remove()")
    return "data:image/png;base64," + base64.b64encode(shot).decode()


def contrasts(page: Page, names: list[str], grounds: tuple[str, ...]) -> dict[str, float]:
    """Return the least contrast of each text with what is around its letters; `ink.js` says how."""
    texts: list[dict[str, Any]] = page.evaluate(TEXTS, names)
    own = ", ".join([*names, *(f"{name} *" for name in names)])
    black = f"{own} {{ color: #000 !important }}"
    letters = picture(page, f"* {{ color: transparent !important }} {black} {LETTERS}")
    found: dict[str, float] = {}
    for ground in grounds:
        page.evaluate(STAND_OVER, ground)
        hidden = f"{own} {{ color: transparent !important }} .spark {{ visibility: hidden }}"
        told = {"letters": letters, "ground": picture(page, hidden), "texts": texts}
        for text in page.evaluate(INK, told):
            assert text["pixels"] > 10, text  # a small 1 has 16 in some fonts
            name = f"{text['name']} over {ground}"
            found[name] = min(text["worst"], found.get(name, 21))
    return found
