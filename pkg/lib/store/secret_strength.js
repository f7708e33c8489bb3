/**
 * The strength of a secret, as a lower bound in bits. It detects typical non-random secrets: repeats, counting,
 * keyboard rows, common words. It knows no language: a phrase counts as its letters.
 */

// generated: strength of secrets
/** A secret with fewer bytes is easy to guess. */
export const SHORTEST_SECRET = 16;

/** A secret with fewer bits can be guessed. Sixteen random digits have 53, sixteen random bytes 128. */
const FEWEST_BITS = 64;

/** The shortest piece that counts as repeated. */
const PIECE = 3;

/** A longer secret needs no further check. */
const MOST_BYTES = 256;

/** Known text; each piece of it counts as one character. */
const KNOWN =
  "abcdefghijklmnopqrstuvwxyz 01234567890 qwertyuiop asdfghjkl zxcvbnm password passphrase secret change default example " +
  "sample replace admin user test store docusign token private public key client please this that your with very long " +
  "super strong secure random string value here byte correct horse battery staple";

/**
 * Common replacements of letters.
 *
 * @type {{ [character: string]: string }}
 */
const LEET = { "!": "i", $: "s", 0: "o", 1: "i", 3: "e", 4: "a", 5: "s", 7: "t", "@": "a" };
// generated end

const WORDS = `${KNOWN} ${[...KNOWN].reverse().join("")} `;

/** @param {Uint8Array} bytes */
export function isGuessable(bytes) {
  const symbols = bytes.subarray(0, MOST_BYTES);
  const exact = String.fromCharCode(...symbols);
  const text = exact.toLowerCase();
  const plain = text.replace(/[013457@$!]/g, (character) => LEET[character] ?? character);
  const novel = Math.min(
    novelty(text, WORDS),
    novelty(plain, WORDS),
    // Bytes that count in equal steps repeat the step.
    novelty(stepsOf(exact), ""),
  );
  if (novel * bitsOfEach(exact) <= FEWEST_BITS) return true;
  // A random-looking text may encode a weak secret in hex or base64.
  return [fromHex, fromBase64].some((decode) => {
    const decoded = decode(exact);
    return decoded !== undefined && 8 * Math.min(novelty(decoded, WORDS), novelty(stepsOf(decoded), "")) <= FEWEST_BITS;
  });
}

/** @param {string} text */
function stepsOf(text) {
  return text.slice(1).replaceAll(/[\s\S]/g, (character, at) => {
    return String.fromCharCode((character.charCodeAt(0) - text.charCodeAt(at)) & 255);
  });
}

/** @param {string} text */
function fromHex(text) {
  if (!/^(?:[\da-f]{2}){16,}$/i.test(text)) return undefined;
  return text.replaceAll(/../g, (pair) => String.fromCharCode(parseInt(pair, 16)));
}

/** @param {string} text */
function fromBase64(text) {
  try {
    return atob(text.replaceAll("-", "+").replaceAll("_", "/"));
  } catch {
    return undefined;
  }
}

/**
 * The number of characters that neither known text nor earlier text predicts.
 *
 * @param {string} text
 * @param {string} known
 */
function novelty(text, known) {
  const all = known + text;
  let count = 0;
  for (let at = known.length; at < all.length; count += 1) {
    let length = 1;
    // A piece may overlap with where it was before, as in aaaa.
    while (at + length <= all.length && all.indexOf(all.slice(at, at + length)) < at) length += 1;
    at += length - 1 >= PIECE ? length - 1 : 1;
  }
  return count;
}

/**
 * The bits per character of this alphabet.
 *
 * @param {string} text
 */
function bitsOfEach(text) {
  /** @type {[RegExp, number][]} */
  const alphabets = [
    [/^\d*$/, 10],
    [/^[\da-f-]*$/i, 16],
    [/^[^A-Z]*$/, 40],
    [/^[^a-z]*$/, 40],
    [/^[ -~]*$/, 64],
  ];
  const isVisible = /^[ -~]*$/.test(text);
  const [, size] = alphabets.find(([form]) => isVisible && form.test(text)) ?? [undefined, 256];
  // A few repeated characters have fewer bits.
  return Math.min(Math.log2(size), Math.log2(new Set(text).size) + 2);
}
