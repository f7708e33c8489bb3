// Shows a page of the emulator in a dialog, with its text and form rebuilt as elements.
import { button } from "./card.js";
import { element, show } from "./element.js";

/** The allowed elements and attributes of a page. Styles, scripts and everything else are dropped. */
const TAKEN = {
  h1: [],
  p: [],
  ul: [],
  li: [],
  code: [],
  form: [],
  label: ["for"],
  select: ["id", "name"],
  option: ["value", "selected"],
  input: ["type", "name", "value"],
  button: ["name", "value"],
};

/** Shows the pages that start at a URL. Resolves to the final redirect to the application. */
export function walkThrough(start, fetch) {
  return new Promise((resolve, reject) => {
    const address = element("code", {});
    const content = element("div", {});
    const dialog = element(
      "dialog",
      { class: "browser" },
      element(
        "div",
        { class: "bar" },
        address,
        button("Close", () => dialog.close()),
      ),
      content,
      element("p", { class: "note" }, "This is the emulator in this page, not Docusign. Nothing is sent."),
    );
    const open = async (url, init) => {
      const response = await fetch(url, { ...init, redirect: "manual" });
      const back = response.headers.get("location");
      if (back !== null) return leave(resolve, new URL(back, url).href);
      const page = new DOMParser().parseFromString(withoutStyles(await response.text()), "text/html");
      const action = new URL(page.querySelector("form")?.getAttribute("action") ?? "", url);
      address.textContent = url.split("?")[0];
      dialog.setAttribute("aria-label", page.title);
      show(content, [...page.querySelector("main").childNodes].map(taken));
      content.querySelector("form")?.addEventListener("submit", (event) => {
        event.preventDefault();
        const fields = new URLSearchParams(new FormData(event.target, event.submitter));
        visit(action.href, { method: "POST", body: fields });
      });
      if (!dialog.open) {
        document.body.append(dialog);
        dialog.showModal();
        content.querySelector("select, button")?.focus();
      }
    };
    const visit = (url, init) => open(url, init).catch((error) => leave(reject, error));
    const leave = (settle, outcome) => {
      settle(outcome);
      dialog.close();
    };
    dialog.addEventListener("close", () => {
      dialog.remove();
      // After a decision this has no effect.
      reject(new Error("The consent page was closed without a decision."));
    });
    visit(start);
  });
}

/** The policy of this page forbids inline styles, and reports each one even in parsed markup. */
const withoutStyles = (html) => html.replaceAll(/<style>[^<]*<\/style>/g, "");

/** Rebuilds an element or a text. */
function taken(node) {
  if (node.nodeType === Node.TEXT_NODE) return node.data;
  const name = node.nodeName.toLowerCase();
  if (!Object.hasOwn(TAKEN, name)) return undefined;
  const attributes = TAKEN[name].filter((one) => node.hasAttribute(one)).map((one) => [one, node.getAttribute(one)]);
  return element(name === "h1" ? "h2" : name, Object.fromEntries(attributes), ...[...node.childNodes].map(taken));
}
