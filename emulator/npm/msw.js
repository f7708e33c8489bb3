import { http } from "msw";

const HOSTS = /^https:\/\/(account(-d)?\.docusign\.com|(api-d|[a-z\d]+)\.docusign\.net)\//;

export function docusignHandlers(emulator) {
  return [http.all(HOSTS, ({ request }) => emulator.fetch(request, { redirect: "manual" }))];
}
