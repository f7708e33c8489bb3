// Every panel, used as a person would.
import assert from "node:assert/strict";
import { createPrivateKey, createPublicKey } from "node:crypto";
import { after, afterEach, before, test } from "node:test";
import { importPKCS8, SignJWT } from "jose";
import jsQR from "jsqr";
import { CLIENT, pem, user } from "../../../runtimes/emulator.mjs";
import { startWorkbench } from "./workbench.mjs";

let workbench;
before(async () => (workbench = await startWorkbench()));
after(() => workbench.stop());
afterEach(() => assert.deepEqual(workbench.complaints, []));

const result = (page, panel) => page.locator(`#${panel}-result`);

async function withKey(panel) {
  const page = await workbench.open("key");
  await page.fill("#key-text", pem());
  await page.click(`nav >> text=${panel}`);
  await page.fill("#client-id", CLIENT);
  await page.fill("#user-id", user(1));
  return page;
}

test("a key in a bad state is repaired, described, and no longer in the field", async () => {
  const page = await workbench.open("key");
  await page.fill("#key-text", `DOCUSIGN_KEY="${pem().replaceAll("\n", "\\n")}"`);
  const text = await result(page, "key").innerText();
  assert.match(text, /This key can sign/);
  assert.match(text, /PKCS#1 PEM/);
  assert.match(text, /2048 bits/);
  assert.match(text, /literal \\n made line breaks/);
  assert.equal(await page.inputValue("#key-text"), "");
  assert.equal(await page.innerText("#key-text-note"), "The key was read (RSA, 2048 bits), and the field was cleared.");
  assert.match(await page.innerText("#held"), /^RSA 2048/);
  await page.click("text=Copy");
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  assert.equal(copied, createPublicKey(pem()).export({ type: "spki", format: "pem" }).trim());
  await page.click("#key-forget");
  assert.equal(await page.innerText("#held"), "No key");
  assert.equal(await result(page, "key").innerText(), "");
  await page.context().close();
});

test("each bad kind of key is named, with its remedy", async () => {
  const page = await workbench.open("key");
  const spki = createPublicKey(pem()).export({ type: "spki", format: "pem" });
  const encrypted = createPrivateKey(pem()).export({ type: "pkcs8", format: "pem", cipher: "aes-256-cbc", passphrase: "x" });
  const cases = [
    [spki, "key_public", /private key of the pair/],
    [encrypted, "key_encrypted", /Remove the passphrase/],
    [pem().slice(0, 900), "key_truncated", /Copy the key again/],
    ["hello", "key_unrecognized", /BEGIN RSA PRIVATE KEY/],
    ["-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----", "key_certificate", /belongs to the certificate/],
    ["-----BEGIN OPENSSH PRIVATE KEY-----\nb3Bl\n-----END OPENSSH PRIVATE KEY-----", "key_openssh", /ssh-keygen/],
  ];
  for (const [text, code, remedy] of cases) {
    await page.fill("#key-text", text);
    const shown = await result(page, "key").innerText();
    assert.ok(shown.includes(code), `${code}: ${shown}`);
    assert.match(shown, remedy);
    assert.equal(await page.innerText("#held"), "No key");
  }
  await page.context().close();
});

test("a file, chosen and dropped", async () => {
  const page = await workbench.open("key");
  await page.setInputFiles("#key-file", { name: "private.pem", mimeType: "text/plain", buffer: Buffer.from(pem()) });
  await page.waitForSelector("#key-result .good");
  await page.click("#key-forget");
  const der = createPrivateKey(pem()).export({ type: "pkcs8", format: "der" });
  await page.evaluate(
    (bytes) => {
      const data = new DataTransfer();
      data.items.add(new File([new Uint8Array(bytes)], "private.der"));
      document.querySelector("#key-drop").dispatchEvent(new DragEvent("drop", { dataTransfer: data, bubbles: true, cancelable: true }));
    },
    [...der],
  );
  await page.waitForSelector("#key-result .good");
  assert.match(await result(page, "key").innerText(), /PKCS#8 DER/);
  await page.context().close();
});

test("leaving the page ends the key", async () => {
  const page = await workbench.open("key");
  await page.click("#key-throwaway");
  await page.waitForSelector("#key-result .plain");
  await page.goto("about:blank");
  await page.goBack();
  await page.waitForSelector("html[data-ready]");
  assert.equal(await page.innerText("#held"), "No key");
  await page.context().close();
});

test("an assertion is signed as the fields change", async () => {
  const page = await withKey("Assertion");
  const text = await result(page, "assertion").innerText();
  assert.match(text, /Nothing is wrong/);
  assert.match(text, /ends in 10 minutes/);
  assert.match(text, /issued 5 minutes ago/);
  assert.match(text, /the demo environment/);
  await page.selectOption("#environment", "production");
  assert.match(await result(page, "assertion").innerText(), /account\.docusign\.com[\s\S]*production/);
  await page.fill("#user-id", "ann@example.com");
  assert.match(await result(page, "assertion").innerText(), /user_id_is_email/);
  await page.fill("#user-id", "");
  assert.doesNotMatch(await result(page, "assertion").innerText(), /the user to act as/);
  await page.fill("#lifetime", "90");
  assert.match(await result(page, "assertion").innerText(), /lifetime_invalid/);
  await page.fill("#lifetime", "");
  assert.match(await result(page, "assertion").innerText(), /option_invalid|lifetime_invalid/);
  await page.context().close();
});

test("an assertion made elsewhere is taken apart and checked", async () => {
  const page = await withKey("Assertion");
  const foreign = async (claims, key = pem()) => {
    const pkcs8 = createPrivateKey(key).export({ type: "pkcs8", format: "pem" });
    return new SignJWT(claims).setProtectedHeader({ alg: "RS256" }).sign(await importPKCS8(pkcs8, "RS256"));
  };
  const now = Math.floor(Date.now() / 1000);
  const good = {
    iss: CLIENT,
    sub: user(1),
    aud: "account-d.docusign.com",
    iat: now - 60,
    exp: now + 600,
    scope: "signature impersonation",
  };
  const shown = async (text) => {
    await page.fill("#inspect-text", "");
    await page.fill("#inspect-text", text);
    await page.waitForSelector("#inspect-result .card");
    return result(page, "inspect").innerText();
  };
  let text = await shown(await foreign(good));
  assert.match(text, /The claims are correct; the signature is correct/);
  assert.match(text, /The key in this page made the signature/);
  assert.equal(await page.locator("#inspect-result .good").count(), 1);
  const cases = [
    [{ aud: "account.docusign.com" }, /aud is account\.docusign\.com, but the environment is account-d/],
    [{ sub: "ann@example.com" }, /sub is an e-mail address/],
    [{ exp: now - 60 }, /the assertion has expired/],
    [{ exp: now + 7200 }, /more than one hour after iat/],
  ];
  for (const [change, words] of cases) {
    text = await shown(await foreign({ ...good, ...change }));
    assert.match(text, words);
    assert.match(text, /One thing is wrong/);
  }
  text = await shown(`grant_type=x&assertion=${await foreign(good, pem("wrong"))}`);
  assert.match(text, /the signature belongs to another key/);
  assert.equal(await page.locator("#inspect-result .good").count(), 0);
  assert.match(await shown("eyJ9"), /three dot-separated parts/);
  await page.context().close();
});

test("consent: three kinds, part by part, copied, as QR code", async () => {
  const page = await withKey("Consent");
  await page.fill("#redirect-uri", "https://example.com/callback");
  await page.fill("#state", "state-of-the-test");
  await page.locator("#consent-result").getByRole("button", { name: "Copy" }).click();
  const url = new URL(await page.evaluate(() => navigator.clipboard.readText()));
  assert.equal(url.origin, "https://account-d.docusign.com");
  assert.equal(url.searchParams.get("scope"), "signature impersonation");
  assert.equal(url.searchParams.get("redirect_uri"), "https://example.com/callback");
  assert.equal(url.searchParams.get("state"), "state-of-the-test");
  assert.equal(await page.locator("#consent-result .card.good").count(), 1);
  const names = await page.locator("#consent-result th").allInnerTexts();
  assert.deepEqual(names, ["address", "response_type", "scope", "client_id", "redirect_uri", "state"]);
  assert.equal(await qrText(page), url.href);
  await page.check("#prompt-login");
  assert.match(await result(page, "consent").innerText(), /prompt=login/);
  await page.check('input[value="admin"]');
  assert.match(await result(page, "consent").innerText(), /admin_consent_scope/);
  await page.check('input[value="own"]');
  assert.match(await result(page, "consent").innerText(), /Connected Apps[\s\S]*signature impersonation/);
  await page.check('input[value="user"]');
  await page.fill("#redirect-uri", "callback");
  assert.match(await result(page, "consent").innerText(), /redirect_uri_invalid/);
  await page.context().close();
});

/** What another program reads out of the QR code as it is drawn. */
async function qrText(page) {
  const svg = page.locator("#consent-result .qr svg");
  const [x0, y0, size] = (await svg.getAttribute("viewBox")).split(" ").map(Number);
  const modules = (await svg.locator("path").getAttribute("d")).matchAll(/M(\d+) (\d+)h1v1h-1z/g);
  const scale = 4;
  const width = size * scale;
  const pixels = new Uint8ClampedArray(width * width * 4).fill(255);
  for (const [, x, y] of modules) {
    for (let dy = 0; dy < scale; dy += 1) {
      const at = (((y - y0) * scale + dy) * width + (x - x0) * scale) * 4;
      for (let pixel = 0; pixel < scale; pixel += 1) pixels.fill(0, at + pixel * 4, at + pixel * 4 + 3);
    }
  }
  return jsQR(pixels, width, width)?.data;
}

test("the address one came back with", async () => {
  const page = await withKey("Consent");
  await page.fill("#state", "s1");
  const shown = async (address) => {
    await page.fill("#redirect-text", address);
    return result(page, "redirect").innerText();
  };
  assert.match(await shown("https://example.com/cb?code=abcdefghijkl&state=s1"), /Consent was given/);
  assert.match(await shown("https://example.com/cb?code=abcdefghijkl&state=s2"), /state_mismatch[\s\S]*state was not compared/);
  assert.equal(await page.locator("#redirect-result .good").count(), 0);
  const both = await shown("https://example.com/cb?error=access_denied&error_message=No&state=s2");
  assert.match(both, /state_mismatch[\s\S]*consent_denied/);
  assert.match(await shown("https://example.com/cb?error=access_denied&error_message=No&state=s1"), /consent_denied/);
  assert.match(await shown("https://example.com/"), /redirect_malformed|state_mismatch/);
  await page.context().close();
});

test("errors in any form, with causes in order, and the way on", async () => {
  const page = await workbench.open("errors");
  const shown = async (text) => {
    await page.fill("#error-text", text);
    return result(page, "error").innerText();
  };
  let text = await shown('{"error":"invalid_grant","error_description":"no_valid_keys_or_signatures"}');
  assert.match(text, /could not verify the assertion/);
  const causes = await page.locator("#error-result .causes b").allInnerTexts();
  assert.match(causes[0], /private key/);
  assert.match(causes[1], /clock/);
  assert.match(await shown("AxiosError: Request failed with status code 400"), /reason is in the body/);
  assert.match(await shown("Error: secretOrPrivateKey must be an asymmetric key when using RS256"), /key_unrecognized/);
  assert.match(await shown("what is this"), /This text contains no error/);
  text = await shown("<img src=x onerror=alert(1)> consent_required");
  assert.match(text, /consent_required/);
  await page.click("text=Make the consent URL");
  assert.equal(await page.evaluate(() => location.hash), "#consent");
  // The panel takes the focus in the event that follows the change of the address.
  await page.waitForFunction(() => document.activeElement.id === "consent-title");
  await page.context().close();
});

test("Try it shows programs, one tab a runtime", async () => {
  const page = await workbench.open("try");
  await page.fill("#client-id", CLIENT);
  assert.match(await page.innerText("#code-panel"), new RegExp(CLIENT));
  await page.focus("#code-Worker");
  await page.keyboard.press("ArrowRight");
  assert.equal(await page.evaluate(() => document.activeElement.id), "code-Deno");
  assert.deepEqual(await page.locator("#code-panel pre").evaluate((pre) => [getComputedStyle(pre).whiteSpace, pre.tabIndex]), ["pre", 0]);
  assert.match(await page.innerText("#code-panel"), /Deno\.env/);
  await page.context().close();
});
