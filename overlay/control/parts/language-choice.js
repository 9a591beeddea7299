// Which language this device reads. The page opens anew in it: gifts that wait are kept on the device.

import { LANGUAGES } from "../../shared/languages.js";
import { choose, chosen } from "../language.js";
import { words } from "../words.js";
import { choice, labelled } from "./form.js";

export function languageChoice() {
  const names = Object.entries(LANGUAGES).map(
    ([tag, { name }]) => /** @type {[string, string]} */ ([tag, name]),
  );
  const select = choice([["", words.you.languageOfDevice], ...names], chosen(), (language) => {
    choose(language);
    location.reload();
  });
  for (const option of select.options) if (option.value) option.lang = option.value;
  return labelled(words.you.language, select);
}
