import { createEmulator } from "docusign-emulator";
import { docusignHandlers } from "docusign-emulator/msw";
import { DocusignAuth } from "docusign-jwt";
import { setupServer } from "msw/node";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";

const docusign = createEmulator();
const server = setupServer(...docusignHandlers(docusign));
beforeAll(() => server.listen({ onUnhandledRequest: "error" }));
afterEach(() => docusign.reset());
afterAll(() => server.close());

test("an application that knows nothing of the emulator", async () => {
  const auth = new DocusignAuth(docusign.credentials("consented"));
  const answer = await auth.fetch("/restapi/v2.1/accounts/{accountId}/envelopes?from_date=2026-01-01");
  expect(answer.status).toBe(200);
  expect(docusign.requests.map(({ path }) => path.split("/")[1])).toEqual(["oauth", "oauth", "restapi"]);
});

test("a redirect goes to the application, as it came", async () => {
  docusign.fault({ path: "/oauth/userinfo", kind: "redirect", location: "https://example.com/" });
  const answer = await fetch("https://account-d.docusign.com/oauth/userinfo", { redirect: "manual" });
  expect([answer.status, answer.headers.get("location")]).toEqual([302, "https://example.com/"]);
});

test("other hosts are not the emulator's", async () => {
  await expect(fetch("https://www.example.com/")).rejects.toThrow();
  expect(docusign.requests).toEqual([]);
});

test("what is not an emulator is refused", () => {
  for (const wrong of [undefined, {}, createEmulator])
    expect(() => docusignHandlers(wrong)).toThrow(/needs an emulator: pass what createEmulator/);
});
