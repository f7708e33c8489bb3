/**
 * The tag of a value: `WebAssembly.Module`, `URL`, `Error`; else `Object`.
 *
 * @param {any} value
 * @returns {string}
 */
export function tagOf(value) {
  const tag = Object.prototype.toString.call(value).slice(8, -1);
  if (tag !== "Object") return tag;
  // Workers with a compatibility date before 2024-09-26 have no class tags.
  const name = value?.constructor?.name;
  return typeof name === "string" && name !== "" ? name : tag;
}
