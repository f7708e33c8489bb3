// A browser, and the person before it: opens the consent page, chooses $AS and $DECISION, and follows the redirect. Writes
// what the page at its end says to $LANDED.
import { writeFileSync } from "node:fs";

const [, , url] = process.argv;
const { AS = "a0000000-0000-4000-8000-000000000001", DECISION = "allow", LANDED } = process.env;

async function consented() {
  const page = await fetch(url, { redirect: "manual" });
  if (page.status === 302) return page.headers.get("location");
  const html = await page.text();
  const form = new URLSearchParams({ user: AS, decision: DECISION });
  for (const [, name, value] of html.matchAll(/type="hidden" name="([^"]*)" value="([^"]*)"/g)) {
    form.append(name, value.replaceAll("&amp;", "&"));
  }
  const [, action] = html.match(/action="([^"]*)"/);
  const answer = await fetch(new URL(action, url), { method: "POST", body: form, redirect: "manual" });
  return answer.headers.get("location");
}

const end = await fetch(await consented());
const text = await end.text();
if (LANDED) writeFileSync(LANDED, `${end.status} ${text}`);
