// Saves a text or a Blob as a file.
import { element } from "./element.js";

export function download(name, content) {
  const url = URL.createObjectURL(content instanceof Blob ? content : new Blob([content]));
  element("a", { href: url, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
