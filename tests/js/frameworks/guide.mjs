// Projects out of the blocks of a guide, which begin with the name of their file.
import assert from "node:assert/strict";
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { tenantUser } from "../../../runtimes/emulator.mjs";
import { blocksOf } from "../harness/documents.mjs";

/** Writes these files of a guide into a project. Only the environment is exchanged: it is the emulator. */
export function writeGuide(folder, document, names, emulator) {
  const blocks = blocksOf(document);
  for (const name of names) {
    const block = blocks.find(({ code }) => code.startsWith(`// ${name}\n`));
    assert.ok(block, `${document} has no block for ${name}`);
    const file = join(folder, name);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, block.code.replace('environment: "demo"', `environment: ${JSON.stringify(emulator.environment)}`));
  }
}

/** What a guide's routes answer: userinfo of the user. */
export async function answersUserInfo(origin, path) {
  const response = await fetch(`${origin}${path}`);
  const text = await response.text();
  assert.equal(response.status, 200, text.slice(0, 2000));
  assert.ok(text.includes(path === "/" ? "@" : tenantUser(1)), text.slice(0, 2000));
}
