// Reads a JSON list of the library's texts from stdin, and prints them in the words of the command line.
import { readFileSync } from "node:fs";
import { register } from "node:module";

register(new URL("without_core.mjs", import.meta.url));
const { Settings } = await import("../../pkg/cli/settings.js");

const settings = new Settings({ dotenv: [] }, {});
const texts = JSON.parse(readFileSync(0, "utf8"));
console.log(JSON.stringify(texts.map((text) => settings.inFlags(text))));
