/** For platforms that cannot listen. */
export async function listen() {
  throw new Error("docusign-emulator can listen in Node, Deno and Bun. Here, pass the emulator's fetch to the client instead.");
}
