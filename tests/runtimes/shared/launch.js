// Asks the referee for the settings, runs the suite, and tells the referee what came of it.
import { suite } from "./suite.js";

export async function launch(api, referee) {
  const settings = await (await fetch(`${referee}/settings`)).json();
  const outcomes = await suite(api, settings);
  await fetch(`${referee}/report`, { method: "POST", body: JSON.stringify(outcomes) });
  return outcomes;
}
