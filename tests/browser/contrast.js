// Every visible piece of text against the nearest painted ground: what falls short of 4.5:1 (3:1 for large text).
// axe leaves out some of these (text drawn over a themed ground), so both are run.
() => {
  const channels = (colour) => colour.match(/[\d.]+/g).map(Number);
  const linear = (v) => ((v /= 255) <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
  const light = (colour) => {
    const [r, g, b] = channels(colour);
    return 0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b);
  };
  const ground = (element) => {
    for (let at = element; at; at = at.parentElement) {
      const colour = getComputedStyle(at).backgroundColor;
      const parts = channels(colour);
      if (parts.length < 4 || parts[3] > 0) return colour;
    }
    return "rgb(255,255,255)";
  };
  const short = [];
  for (const element of document.querySelectorAll("body *")) {
    const says = [...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim());
    if (!says || !element.getClientRects().length) continue;
    if (element.closest("[class*=visually-hidden],.govuk-skip-link")) continue;
    const style = getComputedStyle(element);
    if (style.visibility === "hidden") continue;
    const a = light(style.color);
    const b = light(ground(element));
    const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    const size = parseFloat(style.fontSize);
    const large = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700);
    if (ratio < (large ? 3 : 4.5)) {
      short.push(`${ratio.toFixed(2)} ${element.tagName}.${element.className} "${element.textContent.trim().slice(0, 30)}"`);
    }
  }
  return short;
}
