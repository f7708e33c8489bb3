// Asks the referee for the settings, runs the suite, and tells the referee what came of it.
import { watchSigner } from "../../../../runtimes/signing_path.js";
import { suite } from "./suite.js";

export async function launch(api, referee) {
  const settings = await (await fetch(`${referee}/settings`)).json();
  watchSigner();
  const outcomes = await suite(api, settings);
  await fetch(`${referee}/report`, { method: "POST", body: JSON.stringify(outcomes) });
  return outcomes;
}
