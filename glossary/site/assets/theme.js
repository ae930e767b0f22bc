// Sets the colors that the reader chose before, before the page is drawn.
(() => {
  "use strict";
  try {
    const theme = localStorage.getItem("glossary-theme");
    if (theme === "dark" || theme === "light") document.documentElement.dataset.theme = theme;
  } catch {
    // A browser that keeps nothing shows what its system prefers.
  }
})();
