// What a keyboard meets: each thing that takes the focus, its looks before, and how it stands while it has the focus.
// `start` notes the looks of everything; `step` tells of the one that has the focus now; `left` names what was passed over.
() => {
  const FOCUSABLE = "a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex]";
  const looks = (element) => {
    const told = (style) => [style.outlineStyle, style.outlineWidth, style.outlineColor, style.boxShadow, style.backgroundColor, style.borderColor].join("|");
    const label = element.matches("[type=radio], [type=checkbox]") && element.labels[0];
    const parts = [told(getComputedStyle(element))];
    if (label) parts.push(told(getComputedStyle(label, "::before")));
    const tile = element.closest(".tile");
    if (tile) parts.push(told(getComputedStyle(tile)));
    return parts.join("||");
  };
  const outlined = (element) => {
    const label = element.matches("[type=radio], [type=checkbox]") && element.labels[0];
    const style = label ? getComputedStyle(label, "::before") : getComputedStyle(element);
    return style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
  };
  const shown = (element) => element.checkVisibility({ visibilityProperty: true }) && !element.disabled && element.tabIndex >= 0;
  const all = [...document.querySelectorAll(FOCUSABLE)].filter(shown);
  const before = all.map(looks);
  const name = (element) => element.outerHTML.replace(/\s+/g, " ").slice(0, 90);
  const met = new Set();
  window.keyboard = {
    count: all.length,
    step() {
      const element = document.activeElement;
      const at = all.indexOf(element);
      if (at < 0) return { at, name: element ? name(element) : "" };
      met.add(at);
      const box = element.getClientRects()[0];
      const x = Math.min(Math.max(box.left + Math.min(box.width / 2, 12), 0), innerWidth - 1);
      // Of a text box taller than the screen has room for, the browser brings the line one writes on into sight: that part counts.
      const top = Math.max(box.top, 0);
      const bottom = Math.min(box.bottom, innerHeight);
      const y = element.matches("textarea") && bottom - top >= 24 ? (top + bottom) / 2 : box.top + box.height / 2;
      const over = document.elementFromPoint(x, y);
      return {
        at,
        name: name(element),
        changed: looks(element) !== before[at],
        outlined: outlined(element),
        inside: y >= 0 && y <= innerHeight && box.left < innerWidth && box.right > 0,
        hidden: over === null || !(element.contains(over) || over.contains(element) || (over.control && over.control === element)),
      };
    },
    left() {
      // Of radio buttons that belong together only one is a stop.
      const groups = new Set([...met].map((at) => all[at]).filter((e) => e.type === "radio").map((e) => e.name));
      return all.filter((e, at) => !met.has(at) && !(e.type === "radio" && groups.has(e.name))).map(name);
    },
  };
  return all.length;
}
