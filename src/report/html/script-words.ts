/** Of the page's program: what the filter opens, and how it says what it did. */
export const wordsProgram = `
  // Titles and the list of contents count what is shown.
  const talliesOf = ({ element }) => {
    const fold = [...element.children].find((child) => child.matches("details.fold"));
    const opener = fold === undefined || fold.matches(".part") ? null : fold.firstElementChild;
    const titles = [...element.children, ...(fold === undefined ? [] : fold.firstElementChild.children)];
    const found = titles.filter((child) => child.matches("h2, h3")).map((title) => title.querySelector(".tally"));
    const link = element.id === "" ? null : document.querySelector('nav a[href="#' + element.id + '"]');
    if (link !== null) found.push(link.querySelector(".tally"));
    const said = (lead) => (node) => ({ node, lead, whole: node.textContent });
    return {
      item: link === null ? null : link.parentElement,
      texts: [...found.filter((tally) => tally !== null).map(said("")), ...(opener === null ? [] : [said("Show ")(opener)])],
    };
  };
  const tell = (group) => {
    const { shown, total, element } = group;
    // Places have no title, and what is hidden needs none.
    if ((group.told ?? total) === shown || element.tagName !== "SECTION") return;
    if (shown === 0 && element.id === "") return;
    group.told = shown;
    group.tallies ??= talliesOf(group);
    const { item, texts } = group.tallies;
    if (item !== null) item.hidden = shown === 0;
    for (const { node, lead, whole } of texts) node.textContent = shown === total ? whole : lead + shown + " of " + total;
  };

  const many = (count, one, more) => (count === 0 ? [] : [count + " " + (count === 1 ? one : more)]);
  const summary = (left, folded) => {
    const counts = new Map();
    let shown = 0;
    let alsoKnown = 0;
    for (const { standing, count } of left) {
      shown += count;
      counts.set(standing[0], (counts.get(standing[0]) ?? 0) + count);
      if (standing[1] === "known") alsoKnown += count;
    }
    const of = (name) => counts.get(name) ?? 0;
    const parts = [
      ...many(of("fails"), "fails this run", "fail this run"),
      ...many(of("open"), "does not fail", "do not fail"),
      ...many(of("remark"), "remark", "remarks"),
      ...many(of("waived"), "waived", "waived"),
      ...many(of("known"), "known", "known"),
    ];
    const more = [...many(alsoKnown, "of them known", "of them known"), ...many(folded, "still folded", "still folded")];
    const head = (shown === total ? "" : shown + " of ") + total + (total === 1 ? " finding" : " findings");
    return shown === 0 ? head + ": nothing matches" : [head + ": " + parts.join(", "), ...more].join("; ");
  };

  // What somebody looks for is not left behind a fold, up to so many rows; what was opened so is shut again.
  const mostUnfolded = 500;
  const outerOf = (fold) => fold.parentElement.closest("details.fold");
  const unfold = (left) => {
    const own = new Map();
    const within = new Set();
    for (const { fold } of left) {
      if (fold !== null) own.set(fold, (own.get(fold) ?? 0) + 1);
      for (let outer = fold; outer !== null && !within.has(outer); outer = outerOf(outer)) within.add(outer);
    }
    let room = mostUnfolded;
    let folded = 0;
    for (const fold of folds) {
      const count = own.get(fold) ?? 0;
      const outer = outerOf(fold);
      const reachable = outer === null || outer.open;
      const needed = within.has(fold) && reachable && (fold.open && !("opened" in fold.dataset) || count <= room);
      if (needed) room -= count;
      else folded += count;
      if (needed && !fold.open) { fold.open = true; fold.dataset.opened = ""; }
      if (!needed && "opened" in fold.dataset) { fold.open = false; delete fold.dataset.opened; }
    }
    return folded;
  };
`;
