// Numbers as people type them: in the digits of their own script, grouped as they are used to. Pure.

/** Arabic, Persian, Hindi and full-width: each script's nought. */
const NOUGHTS = ["٠", "۰", "०", "０"].map((nought) => nought.charCodeAt(0));

/** Every digit as 0 to 9. @param {string} text */
export function plainDigits(text) {
  return text.replace(/\p{Nd}/gu, (digit) => {
    const code = digit.charCodeAt(0);
    const nought = NOUGHTS.find((first) => code >= first && code < first + 10);
    return nought === undefined ? digit : String(code - nought);
  });
}

/** Groups end with three digits, so that 4.99 is no 499; before them India has groups of two. */
const GROUPED = /^[1-9]\d{0,2}([\s.,’'٬٫،．，])(?:\d{2,3}\1)*\d{3}$/;

/** A whole number; NaN where it is none. @param {string} text */
export function wholeOf(text) {
  const digits = plainDigits(text).trim();
  const isWhole = /^\d+$/.test(digits) || GROUPED.test(digits);
  return isWhole ? Number(digits.replace(/\D/g, "")) : NaN;
}

/** A number with a point for its fractions, as the server reads it. @param {string} text */
export function decimalOf(text) {
  return plainDigits(text)
    .trim()
    .replace(/[,٫．，]/, ".");
}
