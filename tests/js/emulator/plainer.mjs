// What is left of a text without clock and chance, so that two hosts can be compared.

/** The IDs of the default people. */
const FIXED = /^(a0000000|c0000000|acc00000|06600000|00000000)-/;

/** Makes a function that takes out what comes of clock and chance, each value by the same name every time. */
export function plainer(...hosts) {
  const seen = new Map();
  const named = (kind, value) => {
    if (!seen.has(value)) seen.set(value, `<${kind} ${seen.size}>`);
    return seen.get(value);
  };
  return (text) =>
    hosts
      .reduce((rest, host) => rest.replaceAll(host, "<host>"), text)
      .replaceAll(/[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}/g, (guid) => (FIXED.test(guid) ? guid : named("guid", guid)))
      .replaceAll(/\d{4}-\d\d-\d\dT[\d:.]+Z|\w{3}, \d\d \w{3} \d{4} [\d:]+ GMT/g, "<time>")
      .replaceAll(/"(at|durationMs|iat|exp|offsetMs)":\d+|"auth_time":"\d+"|(?<=reset: )\d+/g, "<number>")
      .replaceAll(/"agent":("[^"]*"|null)/g, '"agent"')
      .replaceAll(/eyJ[\w-]+\.eyJ[\w-]+\.[\w-]{32}/g, "<id token>")
      .replaceAll(/(?<![\w-])[\w-]{32}(?![\w-])/g, (value) => named("text", value));
}
