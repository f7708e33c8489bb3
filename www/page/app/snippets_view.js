// The generated programs, with one tab per runtime (ARIA tabs pattern: arrow keys, one tab stop).
import { button } from "./card.js";
import { copyable } from "./copy.js";
import { download } from "./download.js";
import { byId, element, show } from "./element.js";
import { devVars, wrangler } from "./project_files.js";
import { onSettings, settings } from "./settings.js";
import { SNIPPETS } from "./snippets.js";

const PLACEHOLDER = "00000000-0000-0000-0000-000000000000";

export function startSnippets() {
  const names = Object.keys(SNIPPETS);
  const tabs = names.map((name) =>
    element("button", { type: "button", role: "tab", id: `code-${name}`, "aria-controls": "code-panel" }, name),
  );
  let chosen = 0;
  const choose = (index, focus) => {
    chosen = (index + tabs.length) % tabs.length;
    for (const [at, tab] of tabs.entries()) {
      tab.setAttribute("aria-selected", String(at === chosen));
      tab.tabIndex = at === chosen ? 0 : -1;
    }
    if (focus) tabs[chosen].focus();
    write();
  };
  const filled = () => ({ ...settings(), clientId: settings().clientId || PLACEHOLDER });
  const save = (name, text) => button(`Save ${name}`, () => download(name, text()));
  const write = () => {
    const [file, program] = SNIPPETS[names[chosen]];
    const code = program(filled());
    show(
      byId("code-files"),
      save(file, () => code),
      save(".dev.vars", () => devVars(filled())),
      save("wrangler.jsonc", wrangler),
    );
    byId("code-panel").setAttribute("aria-labelledby", tabs[chosen].id);
    show(byId("code-panel"), copyable(code, { what: `the program for ${names[chosen]}`, isCode: true }));
  };
  for (const [at, tab] of tabs.entries()) {
    tab.addEventListener("click", () => choose(at, false));
    tab.addEventListener("keydown", ({ key }) => {
      const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: tabs.length - 1 }[key];
      if (to !== undefined) choose(to, true);
    });
  }
  show(byId("code-tabs"), ...tabs);
  onSettings(write);
  choose(0, false);
}
