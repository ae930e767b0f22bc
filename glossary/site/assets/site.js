// The search, its keys, and the switch between light and dark.
(() => {
  "use strict";
  const MOST = 12;
  // What stands between words; "C++" and "C#" keep their signs.
  const GAPS = /(?:[^\p{L}\p{N}\p{M}+#]|(?<![\p{L}\p{N}+#])[+#])+/u;
  const root = document.body.dataset.root;
  const input = document.getElementById("query");
  const list = document.getElementById("results");
  const status = document.getElementById("found");

  // ------------------------------------------------------------------ search

  // Loaded when first needed, as scripts: a page of a file system may load no data.
  let engine = null;
  const load = (name) =>
    new Promise((resolve, reject) => {
      const script = document.createElement("script");
      script.src = `${root}assets/${name}`;
      script.onload = resolve;
      script.onerror = () => reject(new Error(`${name} is missing`));
      document.head.append(script);
    });
  const start = async () => {
    await Promise.all([load("minisearch.js"), load("search-data.js")]);
    const search = new window.MiniSearch({
      fields: ["term", "names", "gloss"],
      storeFields: ["term", "gloss", "sense"],
      tokenize: (text) => text.split(GAPS).filter(Boolean),
    });
    search.addAll(
      window.glossarySearchData.map(([id, term, names, gloss, sense]) => ({
        id, term, names, gloss, sense,
      })),
    );
    return search;
  };
  const ready = () => (engine ??= start());

  const find = (search, words) => {
    const options = {
      boost: { term: 6, names: 4 },
      prefix: true,
      fuzzy: (word) => (word.length > 3 ? 0.25 : false),
      // Of terms that hold the words, the one that holds the least besides.
      boostDocument: (id, word, fields) =>
        fields.term.toLowerCase() === words
          ? 3
          : 1 / (1 + Math.abs(fields.term.length - words.length) / 10),
    };
    const all = search.search(words, { ...options, combineWith: "AND" });
    return (all.length ? all : search.search(words, options)).slice(0, MOST);
  };

  const show = (hits, words) => {
    list.replaceChildren(
      ...hits.map((hit) => {
        const link = document.createElement("a");
        link.href = `${root}terms/${encodeURIComponent(hit.id)}.html`;
        const term = document.createElement("strong");
        term.textContent = hit.sense ? `${hit.term} [${hit.sense}]` : hit.term;
        const gloss = document.createElement("span");
        gloss.textContent = hit.gloss;
        link.append(term, gloss);
        const item = document.createElement("li");
        item.append(link);
        return item;
      }),
    );
    list.hidden = !hits.length;
    const count = hits.length === 1 ? "1 term found" : `${hits.length} terms found`;
    status.textContent = words ? (hits.length ? count : "No term found") : "";
    status.classList.toggle("hidden", !words || hits.length > 0);
  };

  const update = async () => {
    const words = input.value.trim().toLowerCase();
    if (!words) return show([], "");
    const search = await ready();
    if (input.value.trim().toLowerCase() === words) show(find(search, words), words);
  };

  const links = () => [...list.querySelectorAll("a")];
  const move = (event, step) => {
    const all = links();
    if (!all.length) return;
    const at = all.indexOf(document.activeElement) + step;
    event.preventDefault();
    if (at < 0) input.focus();
    else all[Math.min(at, all.length - 1)].focus();
  };

  input.addEventListener("focus", ready);
  input.addEventListener("input", update);
  document.addEventListener("keydown", (event) => {
    const inside = event.target === input || list.contains(event.target);
    const typing = event.target.closest?.("input, textarea, select, [contenteditable]");
    if (event.key === "/" && !typing && !event.ctrlKey && !event.metaKey && !event.altKey) {
      event.preventDefault();
      input.focus();
    } else if (inside && event.key === "ArrowDown") {
      move(event, 1);
    } else if (inside && event.key === "ArrowUp") {
      move(event, -1);
    } else if (inside && event.key === "Escape") {
      input.value = "";
      show([], "");
      input.focus();
    } else if (event.target === input && event.key === "Enter" && links().length) {
      location.href = links()[0].href;
    }
  });
  document.addEventListener("pointerdown", (event) => {
    if (!event.target.closest?.(".search")) list.hidden = true;
  });
  input.addEventListener("pointerdown", () => {
    list.hidden = !list.childElementCount;
  });

  // ------------------------------------------------------------------- theme

  const button = document.querySelector(".theme");
  const html = document.documentElement;
  const isDark = () =>
    html.dataset.theme
      ? html.dataset.theme === "dark"
      : matchMedia("(prefers-color-scheme: dark)").matches;
  const say = () => button.setAttribute("aria-pressed", String(isDark()));
  button.hidden = false;
  say();
  button.addEventListener("click", () => {
    html.dataset.theme = isDark() ? "light" : "dark";
    try {
      localStorage.setItem("glossary-theme", html.dataset.theme);
    } catch {
      // Then the choice lasts for this page.
    }
    say();
  });
})();
