/**
 * What the engine, or the platform, calls the value: `WebAssembly.Module`, `URL`, `Error`; else `Object`.
 *
 * @param {any} value
 * @returns {string}
 */
export function tagOf(value) {
  const tag = Object.prototype.toString.call(value).slice(8, -1);
  if (tag !== "Object") return tag;
  // Workers of a compatibility date before 2024-09-26 give their classes no tag.
  const name = value?.constructor?.name;
  return typeof name === "string" && name !== "" ? name : tag;
}
