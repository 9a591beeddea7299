// Every word of the control page, in its language. {braces} are filled in; the forms of one word follow a number, {n}.
// What they say is in languages/en.js and its fellows: add a word there.

import { wordsIn } from "../shared/languages.js";
import { language } from "./language.js";

const all = await wordsIn(language);

export const words = all.control;
/** What the server says, by its English; see told.js. */
export const serverWords = all.server;
