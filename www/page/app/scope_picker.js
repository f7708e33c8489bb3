// The known scopes to pick from, by API; a box ticked is a word in the field.
import { byId, element } from "./element.js";
import { SCOPES, wordsOf } from "./known_scopes.js";
import { fillSettings, onSettings, settings } from "./settings.js";

export function startScopePicker() {
  const picker = byId("scope-picker");
  const boxes = [];
  const mark = () => {
    const chosen = wordsOf(settings().scopes);
    for (const box of boxes) box.checked = chosen.includes(box.value);
  };
  const pick = ({ target: { value, checked } }) => {
    const others = wordsOf(settings().scopes).filter((word) => word !== value);
    fillSettings({ scopes: [...others, ...(checked ? [value] : [])].join(" ") });
  };
  picker.addEventListener("toggle", () => {
    if (boxes.length > 0) return;
    for (const [api, scopes] of Object.entries(SCOPES)) {
      const labels = wordsOf(scopes).map((value) => {
        const box = element("input", { type: "checkbox", value, onchange: pick });
        boxes.push(box);
        return element("label", {}, box, element("code", {}, value));
      });
      picker.append(element("fieldset", {}, element("legend", {}, api), labels));
    }
    mark();
  });
  onSettings(mark);
}
