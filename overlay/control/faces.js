// A small picture for a gift, guessed from its name; without a guess it is the name's first letter
// in its own colour.

/** Looked through in order: the first whose words are all in the name. */
const PICTURES = Object.entries({
  "🌹": "rose, rosa",
  "💝": "heart me",
  "💗": "finger heart, hand heart, hearts, heart",
  "💖": "love you, love",
  "🍦": "ice cream",
  "🍩": "doughnut, donut",
  "☕": "coffee, espresso",
  "🧋": "bubble tea",
  "🍵": "tea",
  "🍺": "beer",
  "🍾": "champagne",
  "🍕": "pizza",
  "🍔": "burger",
  "🍎": "apple",
  "🍓": "strawberry",
  "🍉": "watermelon",
  "🍋": "lemon",
  "🎂": "cake, birthday",
  "🍪": "cookie",
  "🍫": "chocolate",
  "🍭": "lollipop, candy",
  "🕶️": "sunglasses, shades",
  "🧢": "cap",
  "🎩": "hat",
  "👑": "crown, king, queen",
  "💍": "ring",
  "💎": "diamond, gem, crystal",
  "💐": "bouquet, flowers, flower",
  "🌻": "sunflower",
  "🌷": "tulip",
  "🌸": "blossom, sakura",
  "🧸": "teddy, bear",
  "🐼": "panda",
  "🦁": "lion, leon",
  "🐯": "tiger",
  "🦄": "unicorn",
  "🐉": "dragon",
  "🐳": "whale",
  "🦢": "swan",
  "🐺": "wolf",
  "🦊": "fox",
  "🐱": "cat, kitten",
  "🐶": "dog, puppy, corgi",
  "🦋": "butterfly",
  "🐎": "horse",
  "🦅": "eagle, falcon",
  "🐟": "fish",
  "🚀": "rocket, spaceship, shuttle",
  "🌌": "galaxy, universe",
  "🪐": "planet, saturn",
  "🌙": "moon",
  "☀️": "sun",
  "⭐": "star",
  "🌈": "rainbow",
  "🔥": "fire, flame",
  "🎆": "fireworks, firework",
  "🎈": "balloon, balloons",
  "🎉": "party, confetti, congratulations",
  "🎁": "gift, present, box",
  "🏆": "trophy, champion, win",
  "🏅": "medal",
  "🎤": "mic, microphone, karaoke",
  "🎸": "guitar",
  "🎵": "music, song, tiktok",
  "🎮": "game, gamepad, controller",
  "⚽": "football, soccer, goal",
  "🏀": "basketball",
  "🏎️": "race, sports car, car, drift",
  "🏍️": "motorcycle, motorbike",
  "✈️": "jet, plane, airplane, flight",
  "🚢": "yacht, ship, cruise",
  "🏰": "castle",
  "🏝️": "island",
  "🎡": "ferris wheel",
  "🎢": "coaster, park",
  "🎄": "christmas tree, christmas",
  "🎃": "pumpkin, halloween",
  "👻": "ghost, boo",
  "💄": "lipstick",
  "🌺": "perfume",
  "👠": "shoes, heels",
  "💰": "money, gold, coins",
  "💋": "kiss",
  "👏": "applause, clap",
  "👍": "thumbs up, like",
  "💪": "muscle, strong",
  "🤝": "hand, handshake",
  "👋": "hi, hello, hey",
  "🧠": "brain",
  "⚡": "thunder, lightning",
  "🪄": "magic, wand",
}).flatMap(([picture, names]) => names.split(", ").map((name) => ({ picture, name: ` ${name} ` })));

/**
 * @param {string} name
 * @returns {{ text: string, picture: boolean, hue: number }}
 */
export function faceOf(name) {
  const plain = ` ${name
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim()} `;
  const found = PICTURES.find((one) => plain.includes(one.name));
  return { text: found?.picture ?? initial(name), picture: Boolean(found), hue: hue(name) };
}

/** @param {string} name */
function initial(name) {
  const letter = /[\p{L}\p{N}]/u.exec(name)?.[0] ?? [...name][0] ?? "";
  return letter.toUpperCase();
}

/** The same gift has the same colour everywhere. @param {string} name */
function hue(name) {
  let sum = 7;
  for (const letter of name) sum = (sum * 31 + (letter.codePointAt(0) ?? 0)) % 3600;
  return sum % 360;
}
