import { createTest, test } from "docusign-emulator/vitest";
import { DocusignAuth } from "docusign-jwt";
import { expect } from "vitest";

let first;

test("a test leaves consent, requests and a moved clock behind", async ({ docusign }) => {
  first = docusign;
  docusign.consent(docusign.credentials("unconsented"));
  docusign.clock.advance(86_400_000);
  await docusign.fetch("https://account-d.docusign.com/oauth/userinfo");
  expect(docusign.requests).toHaveLength(1);
});

test("the next one finds the same emulator as it was", async ({ docusign }) => {
  expect(docusign).toBe(first);
  expect(docusign.requests).toEqual([]);
  expect(Math.abs(docusign.clock.now() - Date.now())).toBeLessThan(1000);
  const auth = new DocusignAuth({ ...docusign.credentials("unconsented"), fetch: docusign.fetch });
  await expect(auth.getAccessToken()).rejects.toMatchObject({ code: "consent_required" });
});

const id = "0b1c2d3e-4f50-4617-8293-a4b5c6d7e8f9";
const own = createTest({ users: [{ id, email: "zoe@example.com" }] });

own("people of one's own", ({ docusign }) => {
  expect(docusign.credentials().userId).toBe(id);
  expect(docusign).not.toBe(first);
});
