import { http } from "msw";

const HOSTS = /^https:\/\/(account(-d)?\.docusign\.com|(api-d|[a-z\d]+)\.docusign\.net)\//;

export function docusignHandlers(emulator) {
  if (typeof emulator?.fetch !== "function") throw new TypeError("docusignHandlers needs an emulator: pass what createEmulator returned.");
  return [http.all(HOSTS, ({ request }) => emulator.fetch(request, { redirect: "manual" }))];
}
