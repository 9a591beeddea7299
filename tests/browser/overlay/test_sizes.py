"""Every size people use, every kind of title: all of it readable, nothing cut or overlapping."""

import base64
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.overlay.air import Air, Frame, frame, goal
from tests.browser.overlay.conftest import LOOK, OpenOverlay
from tests.browser.overlay.test_gifts import gift, gifts

FACTS = Path(__file__).with_name("facts.js").read_text("utf-8")
SIZES = [
    (300, 60),
    (600, 80),
    (1920, 80),
    (900, 120),
    (300, 110),
    (400, 300),
    (400, 400),
    (800, 600),
    (300, 600),
    (1080, 1920),
    (1280, 720),
    (1920, 1080),
]
TITLES = {
    "one letter": "X",
    "short": "New mic",
    "sixty": "A new camera, two lights and a microphone for Friday nights!",
    "one word": "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunte",
    "arabic": "ميكروفون جديد وكاميرا جديدة من أجل بث ليلة الجمعة المباشر",
    "hebrew": "מיקרופון חדש ומצלמה חדשה לשידור של יום שישי בערב",
    "chinese": "新麦克风和新的摄像机还有两盏灯一起为周五晚上的直播做准备吧谢谢大家",
    "japanese": "新しいマイクとカメラと照明を買って金曜の夜の配信をもっと良くします",
    "korean": "금요일 밤 방송을 위한 새 마이크와 새 카메라 그리고 조명 두 개",
    "cyrillic": "Новый микрофон, новая камера и два светильника для эфира",
    "thai": "ไมโครโฟนใหม่และกล้องใหม่สำหรับการถ่ายทอดสดคืนวันศุกร์",
    "emoji": "🎤 New mic 🎉🎉🎉 👩‍👩‍👧‍👦 let us go 🚀🚀🚀",
}
DRAW = """async (state) => {
  const { reduce, NOTHING_YET } = await import('/assets/shared/reduce.js');
  const { view } = await import('/assets/shared/view.js');
  const seen = view(reduce(NOTHING_YET, state).model);
  document.querySelector('goal-bar').show(seen, { still: true });
}"""
MEASURE = """() => {
  const inside = { width: innerWidth, height: innerHeight };
  const box = (name) => {
    const element = document.querySelector(name);
    const style = getComputedStyle(element);
    const { left, right, ...box } = element.getBoundingClientRect().toJSON();
    const top = box.top + parseFloat(style.paddingTop);
    const bottom = box.bottom - parseFloat(style.paddingBottom);
    const seen = right > left && style.visibility === 'visible' && style.opacity !== '0';
    const size = parseFloat(style.fontSize);
    const clipped = element.scrollWidth > element.clientWidth + 1 && style.overflowX === 'hidden';
    return { name, left, right, top, bottom, seen, size, clipped, text: element.textContent };
  };
  const names = ['.title', '.mark', '.raised', '.of', '.target', '.togo', '.next'];
  return { inside, plate: box('.plate'), parts: names.map(box) };
}"""


def measured(page: Page) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    found = page.evaluate(MEASURE)
    plate = found["plate"]
    assert plate["left"] >= 0
    assert plate["top"] >= 0
    assert plate["right"] <= found["inside"]["width"]
    assert plate["bottom"] <= found["inside"]["height"]
    return plate, [part for part in found["parts"] if part["seen"] and part["text"]]


def overlap(one: dict[str, Any], other: dict[str, Any]) -> bool:
    """Whether two texts touch; a line's upper and lower tenth are air."""
    air = 0.1 * min(one["bottom"] - one["top"], other["bottom"] - other["top"])
    beside = one["right"] <= other["left"] + 1 or other["right"] <= one["left"] + 1
    under = one["bottom"] - air <= other["top"] + air or other["bottom"] - air <= one["top"] + air
    return not (beside or under)


def states(title: str) -> list[Frame]:
    return [
        goal("moving", title=title),
        goal("near", title=title, raised=1_234_567, target=20_000_000, missing=18_765_433),
        goal("reached", title=title),
        goal("rehearsal", title=title),
    ]


def resize(page: Page, size: tuple[int, int]) -> None:
    """Give the source another size, and wait until the page has taken its shape."""
    page.set_viewport_size({"width": size[0], "height": size[1]})
    page.evaluate(
        "() => new Promise((go) => requestAnimationFrame(() => requestAnimationFrame(go)))"
    )


def test_nothing_is_cut_overlapping_or_too_small(open_overlay: OpenOverlay) -> None:
    page = open_overlay(frame("moving"), size=SIZES[0])
    told = {"look": LOOK, "states": [each for title in TITLES.values() for each in states(title)]}
    wrong = []
    for size in SIZES:
        resize(page, size)
        wrong += page.evaluate(FACTS, told)
    assert wrong == []


def test_in_the_classic_bar_number_and_title_are_big(open_overlay: OpenOverlay) -> None:
    page = open_overlay(frame("moving"), size=(900, 120))
    sizes = {part["name"]: part["size"] for part in measured(page)[1]}
    assert sizes[".raised"] >= 40
    assert sizes[".title"] >= 28


def test_a_long_title_ends_at_a_word(open_overlay: OpenOverlay) -> None:
    page = open_overlay(goal("moving", title=TITLES["sixty"]), size=(600, 80))
    shown = page.locator(".title").inner_text()
    assert shown.endswith("…")
    assert TITLES["sixty"].startswith(shown[:-1] + " ") or TITLES["sixty"][len(shown) - 1] in ", "


def test_the_bar_follows_its_source_to_another_size(open_overlay: OpenOverlay) -> None:
    page = open_overlay(frame("moving"), size=(900, 120))
    page.set_viewport_size({"width": 1080, "height": 1920})
    page.wait_for_selector(":root[data-shape=column]")
    plate, _ = measured(page)
    assert plate["right"] - plate["left"] > 780


STRIPES = "#fff 0 9px, #f33 9px 18px, #000 18px 27px, #3f6 27px 36px"
GROUNDS = {
    "white": "#fff",
    "black": "#000",
    "busy": f"repeating-linear-gradient(45deg, {STRIPES})",
}
WRITTEN = [".title", ".raised", ".target", ".togo", ".next"]
TOLD = [".who", ".what", ".worth"]
INK = """(names) => names.flatMap((name) => {
  const shown = [...document.querySelectorAll(name)].filter((element) => {
    const { opacity, visibility } = getComputedStyle(element);
    return element.textContent && element.offsetWidth && opacity > 0 && visibility === 'visible';
  });
  return shown.map((element) => {
    const { x, y, width, height } = element.getBoundingClientRect();
    return { name, x, y, width, height, colour: getComputedStyle(element).color };
  });
})"""
BRIGHTEST = """async ({ picture, boxes }) => {
  const image = new Image();
  image.src = picture;
  await image.decode();
  const canvas = document.createElement('canvas');
  [canvas.width, canvas.height] = [image.width, image.height];
  const context = canvas.getContext('2d');
  context.drawImage(image, 0, 0);
  return boxes.map(({ x, y, width, height }) => {
    const { data } = context.getImageData(x, y, Math.max(1, width), Math.max(1, height));
    const luminance = (at) => [0.2126, 0.7152, 0.0722].reduce((sum, share, part) => {
      const value = data[at + part] / 255;
      return sum + share * (value <= 0.03928 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4);
    }, 0);
    let most = 0;
    for (let at = 0; at < data.length; at += 4) most = Math.max(most, luminance(at));
    return most;
  });
}"""


def luminance(colour: str) -> float:
    """Return the relative luminance of a computed colour, `rgb(1, 2, 3)`."""
    shares = (0.2126, 0.7152, 0.0722)
    values = [int(part) / 255 for part in colour[4:-1].split(",")]
    linear = [v / 12.92 if v <= 0.03928 else ((v + 0.055) / 1.055) ** 2.4 for v in values]
    return sum(share * value for share, value in zip(shares, linear, strict=True))


@pytest.mark.parametrize("size", [(900, 120), (800, 600)], ids=str)
def test_every_text_has_contrast_over_any_video(
    open_overlay: OpenOverlay, browser: Browser, air: Air, size: tuple[int, int]
) -> None:
    page = open_overlay(frame("moving"), size=size)
    given = [gift(), gift("g2", coins=500), gift("g3", coins=20_000)]
    air.say(gifts(*given[: 1 if size[1] < 200 else 3]))
    page.wait_for_selector(".toast")
    page.wait_for_timeout(500)
    page.add_style_tag(content=".next::before, .spark { visibility: hidden }")
    seen = over_every_ground(page, browser, TOLD)
    page.evaluate("document.querySelector('toast-stack').clear()")
    page.wait_for_timeout(300)
    for state in ("empty", "moving", "near", "reached"):
        page.evaluate(DRAW, frame(state))
        seen += over_every_ground(page, browser, WRITTEN)
    assert [text for text in seen if text[1] < 4.5] == []


def over_every_ground(page: Page, browser: Browser, names: list[str]) -> list[tuple[str, float]]:
    seen = []
    for ground in GROUNDS.values():
        page.evaluate("(ground) => (document.documentElement.style.background = ground)", ground)
        seen += contrasts(page, browser, names)
    return seen


def contrasts(page: Page, browser: Browser, names: list[str]) -> list[tuple[str, float]]:
    """Return each text's contrast with the brightest pixel behind it, for all ink is light."""
    found: list[dict[str, Any]] = page.evaluate(INK, names)
    hidden = page.add_style_tag(content=f"{', '.join(names)} {{ color: transparent !important }}")
    picture = "data:image/png;base64," + base64.b64encode(page.screenshot()).decode()
    hidden.evaluate("(style) => style.remove()")
    bench = browser.new_page()
    behind = bench.evaluate(BRIGHTEST, {"picture": picture, "boxes": found})
    bench.close()
    return [
        (ink["name"], (luminance(ink["colour"]) + 0.05) / (ground + 0.05))
        for ink, ground in zip(found, behind, strict=True)
    ]
