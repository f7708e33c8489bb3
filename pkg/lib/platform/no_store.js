/** @type {boolean | undefined} */
let known;

/**
 * Init fields that exclude a request from every cache: a framework that patches fetch would write tokens to disk.
 * Workers with an older compatibility date throw for this field.
 *
 * @returns {{ cache?: "no-store" }}
 */
export function noStore() {
  if (known === undefined) {
    try {
      known = new Request("https://docusign.com", { cache: "no-store" }) !== undefined;
    } catch {
      known = false;
    }
  }
  return known ? { cache: "no-store" } : {};
}
