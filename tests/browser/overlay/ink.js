// Runs in the page. Two pictures of the same overlay: in `letters` its texts are black on white and
// all else is gone; in `ground` all is as it is on air, but the texts' own ink is gone.
//
// For each text the pixels are taken that touch its letters, up to a twenty-fifth of their size away: what the
// eye tells the letter from, be it a plate or an outline. The answer is the contrast between the ink and
// the worst of these pixels, leaving out the worst one in twenty, which are mixtures on an outline's rim.
async ({ letters, ground, texts }) => {
  const read = async (address) => {
    const image = new Image();
    image.src = address;
    await image.decode();
    const canvas = document.createElement("canvas");
    [canvas.width, canvas.height] = [image.width, image.height];
    const pen = canvas.getContext("2d");
    pen.drawImage(image, 0, 0);
    return pen.getImageData(0, 0, image.width, image.height);
  };
  const linear = (part) => (part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4);
  const luminance = (red, green, blue) =>
    0.2126 * linear(red / 255) + 0.7152 * linear(green / 255) + 0.0722 * linear(blue / 255);
  const contrast = (one, other) => (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);

  const [shapes, behind] = [await read(letters), await read(ground)];
  const { width, height } = shapes;
  const darkness = (x, y) => 255 - shapes.data[(y * width + x) * 4];

  function touches(x, y, reach) {
    for (let down = -reach; down <= reach; down += 1) {
      for (let right = -reach; right <= reach; right += 1) {
        const isNear = Math.hypot(right, down) <= Math.max(reach, 1.5);
        if (isNear && darkness(x + right, y + down) > 160) return true;
      }
    }
    return false;
  }

  return texts.map(({ name, box, size, ink }) => {
    const reach = Math.max(1, Math.floor(size / 25));
    const own = luminance(...ink);
    const found = [];
    const [right, bottom] = [
      Math.min(width - reach, box.right),
      Math.min(height - reach, box.bottom),
    ];
    for (let y = Math.max(reach, Math.floor(box.top)); y < bottom; y += 1) {
      for (let x = Math.max(reach, Math.floor(box.left)); x < right; x += 1) {
        if (darkness(x, y) > 8 || !touches(x, y, reach)) continue;
        const at = (y * width + x) * 4;
        found.push(contrast(own, luminance(...behind.data.slice(at, at + 3))));
      }
    }
    found.sort((a, b) => a - b);
    return { name, pixels: found.length, worst: found[Math.floor(found.length / 20)] ?? 0 };
  });
};
