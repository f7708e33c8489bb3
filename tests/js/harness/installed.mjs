// What the tests of a file share: an emulator, and a project in which the command of the packed tarball is installed.
import { after, afterEach } from "node:test";
import { ISV, pem, startEmulator, user } from "../../../runtimes/emulator.mjs";
import { Project } from "./project.mjs";

/**
 * Starts both. They end with the file's last test, and the emulator forgets after each; then nothing secret may have been
 * printed.
 */
export async function installed(...emulatorFlags) {
  const emulator = await startEmulator(...emulatorFlags);
  const project = new Project();
  after(() => {
    emulator.stop();
    try {
      project.assertNoSecretPrinted();
    } finally {
      project.remove();
    }
  });
  afterEach(() => emulator.reset());
  project.install();
  /** Variables with which every command works; undefined removes one. */
  const env = (changes) => {
    const variables = {
      DOCUSIGN_CLIENT_ID: ISV,
      DOCUSIGN_USER_ID: user(1),
      DOCUSIGN_PRIVATE_KEY: pem(),
      DOCUSIGN_AUTH_SERVER: emulator.origin,
      ...changes,
    };
    return Object.fromEntries(Object.entries(variables).filter(([, value]) => value !== undefined));
  };
  return { emulator, project, env };
}
