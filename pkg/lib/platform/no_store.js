/** @type {boolean | undefined} */
let known;

/**
 * What tells every cache to leave a request alone, as fields of its init: a framework that patches fetch would write
 * tokens to its disk. Workers of an older compatibility date throw where they meet the field.
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
