import { provide } from "../../../node_modules/docusign-jwt/node/internal.cjs";
import * as loader from "../../../node_modules/docusign-jwt/load/inline.js";

/** Runs a scene as in Workers, where no request waits for a promise of another. */
export async function apart(scene) {
  provide({ ...loader, sharesPromises: false });
  try {
    await scene();
  } finally {
    provide(loader);
  }
}
