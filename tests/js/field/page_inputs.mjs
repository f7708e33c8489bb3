// Inputs of consent URLs and redirects, the likely and the hostile, out of a seed.

/** Numbers out of a seed (mulberry32), and choices by them. */
export function random(seed) {
  let state = seed * 0x9e3779b9;
  const next = () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (most) => Math.floor(next() * most);
  return { next, below, chance: (odds) => next() < odds, pick: (list) => list[below(list.length)] };
}

const ODD = [
  ..." \t\n\r\v\f\u0085\u00a0\u1680\u2003\u2028\u202f\u205f\u3000\ufeff\u200b\0\u0007\u007f\u009f",
  ...`"'\`\\{}[]()<>,;:|+%=&/?#@!*^~.-_$`,
  ...["\u2010", "\u2013", "\u2212", "\u2018", "\u201d", "ä", "ß", "İ", "K", "ſ", "é", "\u0301", "€", "😀", "\ufffd"],
  ...["%20", "%2B", "%25", "%C3%A4", "%c3", "%zz", "%", "://", "docusign.", "scope=", "-----", "\\ud800", "__proto__", "127", "[::1]"],
  ..."abcdefzABCZ0189",
];

const LONE = ["\ud83d", "\udc00", "\\ud800"];
const odd = (r) => r.pick(r.chance(0.01) ? LONE : ODD);
const text = (r, most = 12) => Array.from({ length: r.below(most) }, () => odd(r)).join("");

/** The text with up to three slips. */
function slipped(r, whole) {
  let result = whole;
  for (let slips = r.below(4); slips > 0; slips -= 1) {
    const at = r.below(result.length + 1);
    const cut = r.below(3);
    result = result.slice(0, at) + (r.chance(0.7) ? odd(r) : "") + result.slice(at + cut);
  }
  if (r.chance(0.1)) result = result.toUpperCase();
  if (r.chance(0.05)) result = `${odd(r)}${result}${odd(r)}`;
  return result;
}

const SECRET = "MIIEpAIBAAKCAQEA7bq0yLxHnEw3vHt5Yf1Wq9uX2ZkQmRz8dQ0pJ6sT4gV1aBcDeFgHiJkLmNoPqRsTuVwXyZ0123456789";

/** Values that are no text, or none that can be read. Each call makes a new one. */
const FOREIGN = [
  ...[undefined, null, true, false, 0, 1.5, -1, Number.NaN, Number.POSITIVE_INFINITY, 10n, Symbol("s"), "", " "].map(
    (value) => () => value,
  ),
  ...[() => [], () => ({}), () => () => 1, () => new Date(0), () => new Date(Number.NaN), () => /x/, () => new Map([[1, 2]])],
  ...[
    () => [[["x"]]],
    () => ["signature", 1],
    () => Object.assign([], { 1: "signature" }),
    () => ({ authServer: 1 }),
    () => ({ toJSON: () => "demo" }),
  ],
  ...[() => ({ toJSON: () => undefined }), () => new String("demo"), () => Object.create({ authServer: "https://a.b" })],
  () => ({
    get authServer() {
      throw new Error("no");
    },
  }),
  () => {
    const round = {};
    round.round = round;
    return round;
  },
  () =>
    Array(127)
      .fill()
      .reduce((inside) => [inside], []),
  () =>
    Array(125)
      .fill()
      .reduce((inside) => [inside], []),
  () =>
    Array(124)
      .fill()
      .reduce((inside) => [inside], []),
  () => JSON.parse('{"__proto__":{"authServer":"x"}}'),
];
const foreign = (r) => r.pick(FOREIGN)();

const GUIDS = ["c0000000-0000-4000-8000-000000000001", "C0FFEE00-0000-4000-8000-0000000000AA", "c0ffee00000040008000000000000000"];
const clientIds = [
  (r) => r.pick(GUIDS),
  (r) => `${r.pick(["{", "urn:uuid:", "URN:UUID:{", '"', " ", "“"])}${r.pick(GUIDS)}${r.pick(["}", '"', "\n", "”", ""])}`,
  (r) => slipped(r, r.pick(GUIDS)),
  (r) => r.pick(GUIDS).replaceAll("-", () => r.pick(["-", "\u2013", "\u2212", ""])),
  (r) => `${r.pick(["#", ""])}${String(r.next()).slice(2, 2 + r.below(14))}`,
  (r) => r.pick(["my-app", SECRET, "1".repeat(150), "a".repeat(101), `${"a".repeat(99)}ä`, `${"a".repeat(100)}~`]),
  (r) => text(r, 40),
];

const HOSTS = [
  ..."account-d.docusign.com account.docusign.com account-s.docusign.com demo.docusign.net na4.docusign.net www.docusign.com".split(" "),
  ..."docusign.com account-d.docusign.org account.docusign.test account.docusign.example.com acount-d.docusign.com".split(" "),
  ..."apps-d.docusign.com notdocusign.com x.docusign. docusign.example.com auth.example.com localhost emulator".split(" "),
  ..."127.0.0.1 127.9.9.9 127.1 127.0.0.256 127.00.0.1 10.0.0.1 0x7f.1 1.2.3 [::1] [::] [0:0:0:0:0:0:0:1] [::ffff:127.0.0.1]".split(" "),
  ..."[1:2:3:4:5:6:7::] [::0.0.0.1] [1::2::3] [::1%25] [fe80::1] [12345::] [1:2:3:4:5:6:7:8] [1:2:3:4:5:6:1.2.3.4]".split(" "),
  ..."-a.b a-.b a..b .a a. ä.example xn--4ca.example a_b.c".split(" "),
  `${"a".repeat(63)}.b`,
  `${"a".repeat(64)}.b`,
  `${"a.".repeat(126)}a`,
  `${"a.".repeat(127)}a`,
];
const server = (r) => {
  const scheme = r.pick(["", "", "https://", "http://", "HTTPS://", "ftp://", "://", "//"]);
  const port = r.pick(["", "", "", ":443", ":80", ":8080", ":0", ":65536", ":00443", ":", ":x"]);
  const path = r.pick(["", "", "/", "/oauth", "//", "?x", "#x", "\\"]);
  const user = r.pick(["", "", "", "", "user@", "user:password@"]);
  const whole = `${scheme}${user}${r.pick(HOSTS)}${port}${path}`;
  return r.chance(0.2) ? slipped(r, whole) : whole;
};
const NAMES = ["demo", "production", "sandbox", "Developer", "test", "d", "live", "prd", "Prod1", "preprod", "staging", "DEMO ", '"demo"'];
const environments = [
  (r) => r.pick(["demo", "production"]),
  (r) => r.pick(NAMES),
  (r) => slipped(r, r.pick(NAMES)),
  server,
  (r) => ({ authServer: r.chance(0.2) ? r.pick(NAMES) : server(r) }),
  (r) => ({ authServer: `http://${r.pick(HOSTS)}` }),
  (r) => ({ authServer: "auth.example.com", apiServer: server(r), adminServer: r.chance(0.5) ? server(r) : undefined }),
  (r) => ({ authServer: r.pick(["", SECRET, undefined, 1, "account-d.docusign.com"]), [slipped(r, "apiServer")]: "a.b" }),
  (r) => "a".repeat(38 + r.below(4)),
  (r) => text(r),
];

const SCOPES =
  "signature impersonation extended openid cors click.manage click.send user_read dtr.rooms.read notary_write Custom_Scope user_read2 urn:x:y";
const SLIPS = "signiture signatures impersonaton extend open_id user.read click_send signatureimpersonation Signature content contents";
const word = (r) => r.pick(`${SCOPES} ${SLIPS}`.split(" "));
const between = ["%20", ";", ",", ", ", "+", "|", " ", "%2520", "&", "_", ".", "\n", "\u3000", "%2C"];
const scopes = [
  (r) => Array.from({ length: r.below(4) }, () => r.pick(SCOPES.split(" "))),
  (r) => Array.from({ length: r.below(4) }, () => word(r)).join(r.chance(0.5) ? " " : r.pick(between)),
  (r) => Array.from({ length: 1 + r.below(3) }, () => slipped(r, word(r))),
  (r) => slipped(r, "https://x/oauth/auth?scope=signature+impersonation&client_id=x"),
  (r) => slipped(r, '["signature","impersonation"]'),
  (r) => r.pick([SECRET, `${SECRET}%2B`, "a".repeat(61), `signature ${"b".repeat(60)}`, "%ff", "scope", "scopes=", "&scope=&"]),
  (r) => Array.from({ length: 99 + r.below(4) }, (_, at) => `x${at}`),
  (r) => Array.from({ length: 99 + r.below(4) }, (_, at) => `x${at}`).join(","),
  (r) => text(r, 20),
];

const URIS = [
  ..."https://example.com/callback HTTP://localhost:3000/callback?next=1 http://[::1]:8080/ myapp://callback com.example.app:/callback".split(
    " ",
  ),
  ..."localhost:3000/callback localhost:3000 example.com /callback https: https:/// https://?x https://.a https://*.a https://a#b".split(
    " ",
  ),
  ..."https://:80 https:\\\\a a:1b a:1?x 1a:b a+b-c.d:e https%3A%2F%2Fexample.com https://a!'()*~b https://ä.example".split(" "),
  `https://${"a".repeat(1992)}`,
  `https://${"a".repeat(1993)}`,
  `https://${"ä".repeat(996)}`,
  `https://${"ä".repeat(997)}`,
];
const redirectUris = [(r) => r.pick(URIS), (r) => r.pick(URIS), (r) => slipped(r, r.pick(URIS)), (r) => text(r)];

const OPTIONS = [
  "clientId",
  "environment",
  "redirectUri",
  "scopes",
  "state",
  "prompt",
  "loginHint",
  "uiLocales",
  "codeChallenge",
  "responseType",
];
const ELSEWHERE = [
  "integrationKey",
  "integrator_key",
  "iss",
  "base-path",
  "oauth base url",
  "env",
  "callbackUrl",
  "redirectURI",
  "client_id",
  "scope",
];

/** The value of an option: nearly always of its kind. */
const value = (r, makers) => (r.chance(0.04) ? foreign(r) : r.pick(makers)(r));

/** Mostly the plain value, so that each option's own mistakes are reached. */
const usually = (r, plain, makers) => (r.chance(0.6) ? plain : value(r, makers));

function consentOptions(r) {
  if (r.chance(0.03)) return foreign(r);
  const options = {};
  if (r.chance(0.98)) options.clientId = usually(r, GUIDS[0], clientIds);
  if (r.chance(0.98)) options.environment = usually(r, "demo", environments);
  if (r.chance(0.98)) options.redirectUri = usually(r, URIS[0], redirectUris);
  if (r.chance(0.5)) options.scopes = usually(r, ["signature"], scopes);
  for (const name of ["state", "prompt", "loginHint", "uiLocales"]) if (r.chance(0.15)) options[name] = value(r, [text]);
  if (r.chance(0.1)) options.codeChallenge = value(r, [text, () => ""]);
  if (r.chance(0.15)) options.responseType = value(r, [() => "code", () => "token", text]);
  if (r.chance(0.2)) options.impersonation = value(r, [() => true, () => false, () => null]);
  if (r.chance(0.04)) options[slipped(r, r.pick(OPTIONS))] = "x";
  if (r.chance(0.03)) options[slipped(r, r.pick(ELSEWHERE))] = "x";
  if (r.chance(0.01)) options[r.pick([SECRET, "a".repeat(41), text(r), "constructor"])] = "x";
  if (r.chance(0.01)) options.toJSON = () => foreign(r);
  return options;
}

const CODES = ["code", "state", "error", "error_description", "error_message", "access_token", "id_token", "expires_in", "x"];
const WORDS = [
  "abc",
  "xyz",
  "access_denied",
  "consent_denied",
  "server_error",
  "3600",
  "+28800",
  "18446744073709551615",
  "18446744073709551616",
];
function pair(r) {
  const name = r.chance(0.9) ? r.pick(CODES) : slipped(r, r.pick(CODES));
  if (name === "state" && r.chance(0.8)) return "state=xyz";
  const own = r.pick([
    (r) => r.pick(WORDS),
    (r) => r.pick(WORDS),
    text,
    () => `it+failed...${SECRET}.`,
    () => "no+".repeat(98 + r.below(6)),
    () => "",
  ])(r);
  return r.chance(0.95) ? `${name}=${r.chance(0.5) ? encodeURIComponent(own.toWellFormed()) : own}` : name;
}
function address(r) {
  const start = r.pick(["https://example.com/callback?", "?", "", "/callback?", "#", "https://example.com/#", " ?", "code:?"]);
  const query = Array.from({ length: r.below(5) }, () => pair(r)).join(r.chance(0.97) ? "&" : "#");
  const whole = `${start}${query}`;
  if (r.chance(0.02)) return whole.trim().padEnd(r.pick([32_768, 32_769]), "a");
  return r.chance(0.1) ? slipped(r, whole) : whole;
}
function redirect(r) {
  const text = address(r);
  const forms = [() => foreign(r), () => new URLSearchParams(text), () => ({ href: text }), () => ({ url: text })];
  const given = r.chance(0.08) ? r.pick(forms)() : text;
  if (r.chance(0.3)) return [given];
  const state = r.chance(0.9) ? r.pick(["xyz", "xyz", "xyzz", "xy", "abc", "", "\ud800", "ä", "+28800"]) : foreign(r);
  return [given, r.chance(0.97) ? { state } : r.pick([{}, { state, other: 1 }, null, foreign(r)])];
}

const ofOptions = ["none", "client_id_invalid", "environment_invalid", "environment_insecure", "scope_invalid", "redirect_uri_invalid"];
const reaches = [...ofOptions, "option_missing", "option_invalid"];

/** By the name of the call: what it is given, and the codes that this reaches. */
export const scenes = {
  consentUrl: { input: (r) => [consentOptions(r)], reaches },
  adminConsentUrl: { input: (r) => [consentOptions(r)], reaches },
  readRedirect: {
    input: redirect,
    reaches: ["none", "consent_denied", "state_mismatch", "redirect_failed", "redirect_malformed", "option_invalid"],
  },
};
