// For the tests of the server: which of the sentences on stdin, a list in JSON, a language has no words for.

import { readFileSync } from "node:fs";
import { fromServer } from "../../overlay/control/from-server.js";
import { LANGUAGES } from "../../overlay/shared/languages.js";

/** @type {string[]} */
const sentences = JSON.parse(readFileSync(0, "utf8"));
/** @type {Record<string, string[]>} */
const unsaid = {};
for (const language of Object.keys(LANGUAGES)) {
  if (language === "en") continue;
  const { server } = await import(`../../overlay/languages/${language}.js`);
  unsaid[language] = sentences.filter((sentence) => fromServer(sentence, server) === null);
}
process.stdout.write(JSON.stringify(unsaid));
