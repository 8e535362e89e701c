/** Of the page's program: jumps from the list of contents, and paper, on which nothing is folded. */
export const pageProgram = `
  const byId = (id) => document.getElementById(id);
  const filter = byId("filter");
  const folds = [...document.querySelectorAll("details.fold")];

  // What stays at the top of the window must not cover what somebody jumps to.
  const keepClear = () => {
    const covers = filter !== null && getComputedStyle(filter).position === "sticky";
    const height = covers ? filter.offsetHeight : 0;
    document.documentElement.style.scrollPaddingTop = height + 16 + "px";
  };
  addEventListener("resize", keepClear);
  if (filter !== null) new ResizeObserver(keepClear).observe(filter);

  // Whoever jumps to a folded part wants to see it.
  const partAt = (hash) => {
    const part = hash === "" ? null : byId(hash.slice(1));
    const fold = part === null ? null : part.querySelector(":scope > details.part");
    if (fold !== null) { fold.open = true; delete fold.dataset.opened; }
    return part;
  };
  partAt(location.hash);

  // Parts get their real heights only when they come into sight, so a jump has to be corrected.
  let jump = 0;
  document.querySelector("nav").addEventListener("click", (event) => {
    const link = event.target.closest("a");
    const part = link === null ? null : partAt(link.hash);
    if (part === null) return;
    const own = ++jump;
    let still = 0;
    let frames = 120;
    const settle = () => {
      const before = part.getBoundingClientRect().top;
      part.scrollIntoView();
      still = Math.abs(part.getBoundingClientRect().top - before) < 1 ? still + 1 : 0;
      if (own === jump && still < 12 && --frames > 0) requestAnimationFrame(settle);
    };
    requestAnimationFrame(settle);
  });

  let onPaper = false;
  let refresh = () => {};
  addEventListener("beforeprint", () => {
    onPaper = true;
    refresh();
    for (const fold of folds) if (!fold.open) { fold.dataset.shut = ""; fold.open = true; }
  });
  addEventListener("afterprint", () => {
    for (const fold of folds) if ("shut" in fold.dataset) { delete fold.dataset.shut; fold.open = false; }
    onPaper = false;
    refresh();
  });
`;
