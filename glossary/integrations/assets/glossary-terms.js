// Shows what describes a link of the glossary as a tooltip: on hover, on focus, on touch.
// It stays while the pointer is over it, and Escape closes it (WCAG 2.2, 1.4.13).
(() => {
  "use strict";
  const GAP = 8; // pixels between link and tooltip, and to the edges of the window
  const DELAY = 150; // milliseconds before it opens under a pointer, or closes behind one
  let bubble = null;
  let owner = null;
  let timer = 0;

  const linkOf = (node) => (node instanceof Element ? node.closest("a.glossary-term") : null);
  const describe = (link) => {
    const id = link.getAttribute("aria-describedby");
    const tip = id && document.getElementById(id);
    return tip ? tip.textContent : "";
  };

  const make = () => {
    bubble = document.createElement("div");
    bubble.className = "glossary-tooltip";
    bubble.setAttribute("aria-hidden", "true"); // the description itself is announced
    bubble.hidden = true;
    bubble.addEventListener("pointerenter", () => clearTimeout(timer));
    bubble.addEventListener("pointerleave", closeSoon);
    document.body.append(bubble);
  };

  const place = (link) => {
    const box = link.getClientRects()[0];
    if (!box) return;
    bubble.style.left = bubble.style.top = "0"; // wherever that is in this page
    const { left: x, top: y, width, height } = bubble.getBoundingClientRect();
    const farthest = document.documentElement.clientWidth - width - GAP;
    const left = Math.max(GAP, Math.min(box.left, farthest));
    const fits = box.bottom + GAP + height <= window.innerHeight || box.top < height + GAP;
    const top = fits ? box.bottom + GAP : box.top - GAP - height;
    bubble.style.left = `${left - x}px`;
    bubble.style.top = `${top - y}px`;
  };

  const open = (link) => {
    clearTimeout(timer);
    const text = describe(link);
    if (!text) return;
    if (!bubble) make();
    owner = link;
    bubble.textContent = text;
    bubble.hidden = false;
    place(link);
  };
  const close = () => {
    clearTimeout(timer);
    if (bubble) bubble.hidden = true;
    owner = null;
  };
  const closeSoon = () => {
    clearTimeout(timer);
    timer = setTimeout(close, DELAY);
  };

  document.addEventListener("pointerover", (event) => {
    const link = linkOf(event.target);
    if (!link || event.pointerType === "touch") return;
    clearTimeout(timer);
    timer = setTimeout(() => open(link), DELAY);
  });
  document.addEventListener("pointerout", (event) => {
    const link = linkOf(event.target);
    if (event.pointerType === "touch") return; // the finger has left; what it opened stays
    if (link && linkOf(event.relatedTarget) !== link) closeSoon();
  });
  document.addEventListener("focusin", (event) => {
    const link = linkOf(event.target);
    if (link && link.matches(":focus-visible")) open(link);
  });
  document.addEventListener("focusout", (event) => {
    if (linkOf(event.target) === owner) close();
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") close();
  });
  // By touch the first tap explains, and a second one follows the link.
  let touched = false;
  document.addEventListener("pointerdown", (event) => {
    touched = event.pointerType === "touch";
    if (owner && !linkOf(event.target) && !(bubble && bubble.contains(event.target))) close();
  });
  document.addEventListener("click", (event) => {
    const link = linkOf(event.target);
    if (link && touched && owner !== link) {
      open(link);
      if (owner === link) event.preventDefault();
    }
  });
})();
