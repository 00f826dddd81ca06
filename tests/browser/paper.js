// A page as it is printed: what is shown that is no help on paper, and text that is not black on white.
() => {
  const found = [];
  const light = (colour) => {
    const linear = (v) => ((v /= 255) <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
    const [r, g, b] = colour.match(/[\d.]+/g).map(Number);
    return 0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b);
  };
  for (const element of document.querySelectorAll("nav, button, .govuk-button, .govuk-skip-link, .search-line, a.leave")) {
    if (element.checkVisibility() && element.getBoundingClientRect().height > 1) {
      const text = element.innerText.trim();
      if (text || element.matches("form")) found.push(`printed though no help on paper: ${element.outerHTML.replace(/\s+/g, " ").slice(0, 90)}`);
    }
  }
  for (const element of document.querySelectorAll("body *")) {
    const says = [...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim());
    if (!says || !element.checkVisibility() || element.closest("[class*=visually-hidden]")) continue;
    const name = `${element.tagName}.${element.className} "${element.textContent.trim().slice(0, 30)}"`;
    if (light(getComputedStyle(element).color) > 0.05) found.push(`not printed black: ${name}`);
    for (let at = element; at; at = at.parentElement) {
      const colour = getComputedStyle(at).backgroundColor;
      if (!colour.endsWith(", 0)")) {
        if (light(colour) < 0.95) found.push(`not printed on white: ${name}`);
        break;
      }
    }
    const box = element.getBoundingClientRect();
    if (box.width && box.right > document.documentElement.clientWidth + 1) found.push(`cut off at the edge of the paper: ${name}`);
  }
  return found;
}
