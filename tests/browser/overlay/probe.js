// Runs before the page's own scripts and counts what the page does.
(() => {
  const probe = { timers: [], frames: 0, moved: new Set(), writings: [], flashes: [], devices: [] };
  window.probe = probe;

  for (const name of ["setTimeout", "setInterval"]) {
    const real = window[name];
    window[name] = (call, wait = 0, ...rest) => {
      probe.timers.push(wait);
      return real(call, wait, ...rest);
    };
  }
  const realFrame = window.requestAnimationFrame;
  window.requestAnimationFrame = (call) => {
    probe.frames += 1;
    return realFrame(call);
  };
  const realAnimate = Element.prototype.animate;
  Element.prototype.animate = function (keyframes, options) {
    if (this.matches(".sweep")) probe.flashes.push(performance.now());
    const given = new Set(["offset", "easing", "composite", "computedOffset"]);
    for (const frame of keyframes) {
      for (const property of Object.keys(frame)) if (!given.has(property)) probe.moved.add(property);
    }
    return realAnimate.call(this, keyframes, options);
  };
  const Device = window.AudioContext;
  window.AudioContext = class extends Device {
    constructor() {
      super();
      probe.devices.push(this);
    }
  };
  document.addEventListener("transitionrun", (event) => probe.moved.add(event.propertyName), true);
  document.addEventListener("DOMContentLoaded", () => {
    const isText = ({ target }) => !target.matches?.(".effects, .shower");
    new MutationObserver((changes) => {
      if (changes.some(isText)) probe.writings.push(performance.now());
    }).observe(document.body, { subtree: true, childList: true, characterData: true });
  });
})();
