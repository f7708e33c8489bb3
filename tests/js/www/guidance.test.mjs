// What leads on whoever is stuck: fields that say what is wrong, links, the check of everything, what a click does.
import assert from "node:assert/strict";
import { createPrivateKey, createPublicKey } from "node:crypto";
import { readFileSync } from "node:fs";
import { after, afterEach, before, test } from "node:test";
import { DocusignAuth, consentUrl, readRedirect } from "docusign-jwt";
import { CLIENT, pem, user } from "../../../runtimes/emulator.mjs";
import { SCOPES, wordsOf } from "../../../www/page/app/known_scopes.js";
import { startWorkbench } from "./workbench.mjs";

let plain;
let local;
before(async () => ([plain, local] = await Promise.all([startWorkbench(), startWorkbench({ withEmulator: true })])));
after(() => Promise.all([plain.stop(), local.stop()]));
afterEach(() => assert.deepEqual(plain.complaints, []));

const PHONE = { viewport: { width: 320, height: 640 } };
const text = (page, id) => page.innerText(`#${id}`);

/** Whether an element is in view, and whether the focus is in it. */
const inView = (page, selector) =>
  page.locator(selector).evaluate((node) => {
    const { top, bottom } = node.getBoundingClientRect();
    return { seen: top >= 0 && top < innerHeight && bottom > 0, focused: node.contains(document.activeElement) };
  });

test("what is wrong with a field stands beside it, in words of the page", async () => {
  const page = await plain.open("assertion");
  const cases = [
    ["client-id", "1234", /^The integration key is .*not a GUID.*Copy the Integration Key/],
    ["user-id", "ann@example.com", /e-mail address.*Docusign needs the user's GUID/],
    ["scopes", "signiture impersonation", /"signiture" is not a known scope; did you mean "signature"\?.*"signature impersonation"/],
    ["scopes", "signature brand_new", /^Not a known scope: brand_new/],
    ["redirect-uri", "callback", /registered with the integration key/],
  ];
  for (const [id, value, words] of cases) {
    const before = await page.inputValue(`#${id}`);
    await page.fill(`#${id}`, value);
    await page.waitForSelector(`#${id}-problem:not(:empty)`);
    const told = await text(page, `${id}-problem`);
    assert.match(told, words);
    assert.doesNotMatch(told, /clientId|userId|redirectUri/);
    assert.equal(await page.getAttribute(`#${id}`, "aria-invalid"), String(value !== "signature brand_new"));
    assert.ok((await page.getAttribute(`#${id}`, "aria-describedby")).includes(`${id}-problem`));
    await page.fill(`#${id}`, before);
    await page.waitForSelector(`#${id}-problem:empty`, { state: "attached" });
  }
  for (const id of ["client-id", "user-id", "redirect-uri"]) assert.match(await text(page, `${id}-note`), /Apps and Keys/);
  await page.context().close();
});

test("scopes are picked from those that the package and the emulator know", async () => {
  const page = await plain.open("consent");
  await page.click("#scope-picker summary");
  await page.check("#scope-picker [value='click.send']");
  assert.equal(await page.inputValue("#scopes"), "signature impersonation click.send");
  await page.fill("#client-id", CLIENT);
  assert.match(await text(page, "consent-result"), /signature%20impersonation%20click\.send/);
  await page.uncheck("#scope-picker [value=signature]");
  assert.equal(await page.inputValue("#scopes"), "impersonation click.send");
  assert.match(await text(page, "consent-result"), /scope=impersonation%20click\.send/);
  await page.fill("#scopes", "room_forms");
  const picked = page.locator("#scope-picker :checked");
  assert.deepEqual(await picked.evaluateAll((boxes) => boxes.map(({ value }) => value)), ["room_forms"]);
  await page.context().close();

  const { emulator } = local;
  const scopes = Object.values(SCOPES).flatMap(wordsOf);
  const auth = (scopes) =>
    new DocusignAuth({
      clientId: CLIENT,
      userId: user(1),
      environment: emulator.environment,
      privateKey: pem(),
      scopes,
      redirectUri: "https://example.com/callback",
    });
  readRedirect(await emulator.clickConsent(auth(scopes).consentUrl(), user(1)));
  assert.ok(await auth(scopes).getAccessToken());
  // One that Docusign does not have, and that is close to none, passes the package and not the emulator.
  await assert.rejects(auth(["brand_new"]).getAccessToken(), { code: "invalid_scope" });
  const refused = await fetch(auth(["brand_new"]).consentUrl(), { redirect: "manual" });
  assert.equal(new URL(refused.headers.get("location")).searchParams.get("error"), "invalid_scope");
});

test("no verdict is green for what would fail", async () => {
  const page = await plain.open("key");
  const kinds = (id) => page.locator(`#${id}-result > .card`).evaluateAll((cards) => cards.map(({ className }) => className));
  await page.click("#key-throwaway");
  await page.waitForSelector("#key-result .plain");
  await page.click("nav >> text=Assertion");
  await page.fill("#client-id", CLIENT);
  await page.fill("#user-id", user(1));
  assert.deepEqual(await kinds("assertion"), ["card plain"]);
  assert.match(await text(page, "assertion-result"), /Docusign does not know this key/);
  // Somebody else's assertion, without a key to check it by.
  await page.click("nav >> text=Key");
  await page.fill("#key-text", pem());
  await page.click("nav >> text=Assertion");
  const compact = await page.textContent("#assertion-result .copyable code");
  await page.fill("#inspect-text", compact);
  await page.waitForSelector("#inspect-result .good");
  await page.click("nav >> text=Key");
  await page.click("#key-forget");
  await page.click("nav >> text=Assertion");
  await page.waitForSelector("#inspect-result .plain");
  assert.match(await text(page, "inspect-result"), /the signature was not checked/);
  // Scopes.
  const [header, claims, signature] = compact.split(".");
  const without = { ...JSON.parse(Buffer.from(claims, "base64url")), scope: "signature" };
  await page.fill("#inspect-text", [header, Buffer.from(JSON.stringify(without)).toString("base64url"), signature].join("."));
  await page.waitForSelector("#inspect-result .warn");
  assert.match(await text(page, "inspect-result"), /scope does not contain impersonation/);
  await page.click("nav >> text=Consent");
  for (const [scopes, kind, words] of [
    ["signature", "card good", /signature%20impersonation/],
    ["signature brand_new", "card warn", /Not a known scope: brand_new/],
    ["signature impersonaton", "card bad", /did you mean "impersonation"\?[\s\S]*scope_invalid/],
  ]) {
    await page.fill("#scopes", scopes);
    assert.deepEqual(await kinds("consent"), [kind], scopes);
    assert.match(await text(page, "consent-result"), words);
  }
  await page.fill("#redirect-text", "https://example.com/cb?code=abcdefghijkl&state=other");
  await page.uncheck("#redirect-state");
  assert.match(await text(page, "redirect-result"), /its state was not compared/);
  assert.equal(await page.locator("#redirect-result .good").count(), 0);
  await page.context().close();
});

test("a code of this library is not shown as Docusign's words", async () => {
  const page = await plain.open("errors");
  for (const [given, words] of [
    ["key_truncated", /^((?!In Docusign's words)[\s\S])*$/],
    ["consent_required", /In Docusign's words\s+error\s+consent_required/i],
    ['{"error":"invalid_grant","error_description":"user_not_found"}', /error\s+invalid_grant\s+description\s+user_not_found/],
  ]) {
    await page.fill("#error-text", given);
    assert.match(await text(page, "error-result"), words, given);
  }
  await page.context().close();
});

test("a link opens a panel and fills in the settings, and takes no key", async () => {
  const page = await plain.open(`consent?clientId=${CLIENT}&userId=${user(1)}&environment=production&scopes=signature%20click.send`);
  await page.waitForFunction(() => location.hash === "#consent");
  assert.ok(await page.isVisible("#consent"));
  assert.equal(await page.inputValue("#client-id"), CLIENT);
  assert.equal(await page.inputValue("#environment"), "production");
  assert.match(await text(page, "consent-result"), /account\.docusign\.com[\s\S]*click\.send/);
  assert.match(await text(page, "link-note"), /Check them/);
  // And back.
  await page.click("#settings-link");
  const copied = new URL(await page.evaluate(() => navigator.clipboard.readText()));
  assert.ok(copied.hash.startsWith("#consent?"));
  assert.equal(new URLSearchParams(copied.hash.split("?")[1]).get("userId"), user(1));
  // In a page that is open.
  await page.evaluate((id) => (location.hash = `assertion?clientId=${id}&environment=nowhere`), CLIENT.replace("1", "2"));
  await page.waitForFunction(() => location.hash === "#assertion");
  assert.notEqual(await page.inputValue("#client-id"), CLIENT);
  assert.equal(await page.inputValue("#environment"), "production");
  await page.context().close();
  const body = pem().split("\n").slice(1, -2).join("");
  const line = pem().split("\n")[3];
  for (const query of [
    `userId=${line}`,
    `key=${encodeURIComponent(pem())}`,
    `privateKey=${body}`,
    `userId=${body}`,
    `scopes=${encodeURIComponent(pem())}`,
  ]) {
    const other = await plain.open(`assertion?${query}`);
    await other.waitForFunction(() => location.hash === "#assertion");
    assert.match(await text(other, "link-note"), /Never put a key in a link/);
    assert.equal(await other.inputValue("#user-id"), "");
    assert.equal(await other.inputValue("#scopes"), "signature impersonation");
    assert.ok(!(await other.innerText("body")).includes(body.slice(20, 60)) && !(await other.innerText("body")).includes(line));
    assert.ok(!other.url().includes(body.slice(20, 60)));
    await other.context().close();
  }
});

test("the check says what doctor would: what is missing, wrong, odd, in order", async () => {
  const page = await plain.open("check");
  const title = () => page.innerText("#check-result .card > h2");
  const names = (kind) => page.locator(`#check-result li.${kind} h3`).allInnerTexts();
  assert.equal(await title(), "A value is missing");
  assert.deepEqual(await names("open"), ["Private key", "Integration key"]);
  await page.click("#check-result >> text=Go to the integration key");
  assert.equal(await page.evaluate(() => document.activeElement.id), "client-id");
  await page.fill("#client-id", CLIENT);
  await page.fill("#user-id", "acc");
  await page.fill("#scopes", "signture");
  assert.equal(await title(), "Correct 2 things");
  assert.deepEqual(await names("bad"), ["User ID", "Scopes"]);
  assert.match(await text(page, "check-result"), /did you mean "signature"/);
  await page.fill("#user-id", user(1));
  await page.fill("#scopes", "signature impersonation");
  await page.click("nav >> text=Key");
  await page.fill("#key-text", pem());
  await page.click("nav >> text=Check");
  assert.equal(await title(), "All values are correct");
  assert.deepEqual(await names("good"), [
    "Private key",
    "Integration key",
    "User ID",
    "Scopes",
    "Redirect URI",
    "Assertion",
    "Consent link",
  ]);
  const command = await page.textContent("#check-result .copyable code");
  assert.match(command, /^npx docusign-jwt doctor \\\n {2}--environment demo \\\n {2}--client-id c0000000/);
  assert.match(command, /--scopes 'signature impersonation' \\\n.*--key-file private\.pem$/s);
  await page.fill("#scopes", "signature impersonation brand_new");
  assert.equal(await title(), "Look at one thing");
  await page.context().close();
});

test("a key pair is made and saved, and is the one that the page then holds", async () => {
  const page = await plain.open("key", PHONE);
  const [file] = await Promise.all([page.waitForEvent("download"), page.click("#key-pair")]);
  assert.equal(file.suggestedFilename(), "private.pem");
  const saved = readFileSync(await file.path(), "utf8");
  assert.equal(createPrivateKey(saved).asymmetricKeyDetails.modulusLength, 2048);
  await page.waitForSelector("#key-result .good");
  const shown = await page.textContent("#key-result .copyable code");
  assert.equal(shown, createPublicKey(saved).export({ type: "spki", format: "pem" }).trim());
  assert.match(await text(page, "key-text-note"), /only copy of the private key is saved as private\.pem/);
  assert.deepEqual(await inView(page, "#key-result .card h2"), { seen: true, focused: true });
  assert.ok(!(await page.innerText("body")).includes(saved.split("\n")[3]));
  await page.context().close();
});

test("on a phone the result comes before the settings, and a button leads to them", async () => {
  for (const [panel, result] of [
    ["assertion", "assertion-result"],
    ["consent", "consent-result"],
    ["check", "check-result"],
  ]) {
    const page = await plain.open(panel, PHONE);
    const [answer, settings] = await Promise.all([`#${result}`, "#settings"].map((id) => page.locator(id).boundingBox()));
    assert.ok(answer.y < settings.y, panel);
    await page.click("#to-settings");
    assert.deepEqual(await inView(page, "#client-id"), { seen: true, focused: true });
    await page.context().close();
  }
});

test("the header stays whole on the narrowest phone with a key", async () => {
  const page = await plain.open("key", PHONE);
  await page.fill("#key-text", pem());
  const boxes = [];
  for (const id of [
    ".brand",
    "#held",
    ...["key", "assertion", "consent", "errors", "check", "try"].map((name) => `nav a[href='#${name}']`),
  ]) {
    const box = await page.locator(id).boundingBox();
    assert.ok(box.x >= 0 && box.x + box.width <= 320, `${id}: ${JSON.stringify(box)}`);
    assert.ok(box.y >= 0 && box.y + box.height <= 96, `${id} is below the header: ${JSON.stringify(box)}`);
    boxes.push([id, box]);
  }
  for (const [one, a] of boxes) {
    for (const [other, b] of boxes) {
      const apart = a.x + a.width <= b.x + 1 || b.x + b.width <= a.x + 1 || a.y + a.height <= b.y + 1 || b.y + b.height <= a.y + 1;
      assert.ok(one === other || apart, `${one} and ${other}`);
    }
  }
  await page.context().close();
});

test("what a click did is in view and has the focus, on a phone and wide", async () => {
  for (const view of [PHONE, { viewport: { width: 1280, height: 860 } }]) {
    await local.emulator.reset();
    const page = await local.open("try", view);
    for (const number of [1, 2, 3]) {
      // The keyboard reaches the button from where the step before left it.
      await page.focus("#try-next");
      await page.keyboard.press("Enter");
      await page.waitForSelector(`#try-steps > li:nth-child(${number}).done`);
      assert.deepEqual(await inView(page, `#try-steps > li:nth-child(${number}) h2`), { seen: true, focused: true }, `step ${number}`);
      assert.ok((await inView(page, "#try-next")).seen, "the button is in reach");
    }
    await page.click("nav >> text=Assertion");
    await page.click("text=Use a throwaway key >> visible=true");
    await page.waitForSelector("#assertion-result .plain");
    assert.deepEqual(await inView(page, "#assertion-result .card h2"), { seen: true, focused: true });
    await page.click("#sign-again");
    assert.deepEqual(await inView(page, "#assertion-result .card h2"), { seen: true, focused: true });
    await page.click("nav >> text=Errors");
    await page.click("text=issuer_not_found");
    assert.deepEqual(await inView(page, "#error-result .card h2"), { seen: true, focused: true });
    await page.click("nav >> text=Key");
    await page.click("#proof-run");
    await page.waitForSelector("#proof-list li:nth-child(7)");
    await page.waitForFunction(() => document.querySelector("#proof-list").contains(document.activeElement));
    await page.context().close();
  }
});

test("the proof is true with a local Docusign too", async () => {
  const page = await local.open("key");
  assert.equal(await text(page, "policy-words"), `connect-src ${local.emulator.origin}`);
  assert.match(await text(page, "key"), /refuses every connection, except to the local Docusign/);
  await page.click("#proof-run");
  await page.waitForSelector("#proof-list li:nth-child(7)");
  for (const outcome of await page.locator("#proof-list span").allInnerTexts()) assert.match(outcome, /^stopped by /);
  await page.context().close();
});

test("the consent page of the local Docusign looks like a page, and fits a phone", async () => {
  const page = await local.open("consent", PHONE);
  const url = consentUrl({
    clientId: CLIENT,
    environment: local.emulator.environment,
    redirectUri: "https://example.com/callback",
    scopes: "signature",
  });
  await page.goto(url);
  assert.match(await page.innerText("h1"), /Contract Robot asks for access to your account/);
  assert.deepEqual(await page.locator("li").allInnerTexts(), ["impersonation", "signature"]);
  const allow = page.locator("button[value=allow]");
  assert.ok((await allow.boundingBox()).height >= 44);
  assert.notEqual(await allow.evaluate((node) => getComputedStyle(node).backgroundColor), "rgba(0, 0, 0, 0)");
  assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= 320));
  await page.context().close();
});
