// Every word of the control page. {braces} are filled in; the forms of one word follow a number, {n}.
// What they say is in languages/en.js and its fellows: add a word there.

import { wordsIn } from "../shared/languages.js";

export const words = (await wordsIn("en")).control;
