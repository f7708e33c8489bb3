// Text in a box, with a button that copies it.
import { announce, element } from "./element.js";

/** `content` is shown, `text` is copied. */
export function copyable(text, { what, content = text, isCode = false }) {
  const button = element("button", { type: "button", "aria-label": `Copy ${what}` }, "Copy");
  button.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(text);
      button.textContent = "Copied";
      announce(`Copied ${what}`);
    } catch {
      button.textContent = "Failed";
    }
    setTimeout(() => (button.textContent = "Copy"), 1500);
  });
  // Lines of code do not wrap: they scroll, by keyboard too.
  const scrolls = { tabindex: "0", "aria-label": what, role: "region", class: "scrolls" };
  const pre = element("pre", isCode ? scrolls : {}, element("code", {}, content));
  return element("div", { class: "copyable" }, pre, button);
}
