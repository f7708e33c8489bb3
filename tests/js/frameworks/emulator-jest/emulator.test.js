import { privateKeys } from "docusign-emulator";
import { useDocusign } from "docusign-emulator/jest";
import { DocusignAuth } from "docusign-jwt";

const docusign = useDocusign();

test("a token", async () => {
  const auth = new DocusignAuth({ ...docusign.credentials("consented"), fetch: docusign.fetch });
  expect(await auth.getAccessToken()).toMatch(/^eyJ/);
  expect(docusign.requests).toHaveLength(1);
});

test("the next test finds it as it was", async () => {
  expect(docusign.requests).toEqual([]);
  const auth = new DocusignAuth({ ...docusign.credentials(), privateKey: privateKeys.wrong, fetch: docusign.fetch });
  await expect(auth.getAccessToken()).rejects.toMatchObject({ code: "no_valid_keys_or_signatures" });
});

test("without afterEach it says what it needs", () => {
  expect(() => useDocusign({}, { afterEach: null })).toThrow(/needs afterEach/);
});
