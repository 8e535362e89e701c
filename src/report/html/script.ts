/**
 * The program of the page: it shows the controls, and hides the rows that they leave out. It makes no
 * content, and the page says everything without it.
 */
export const script = `"use strict";
(() => {
  const byId = (id) => document.getElementById(id);
  const filter = byId("filter");
  // Parts get their real heights only when they come into sight, so a jump has to be corrected.
  let jump = 0;
  document.querySelector("nav").addEventListener("click", (event) => {
    const link = event.target.closest("a");
    const part = link === null ? null : byId(link.hash.slice(1));
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
  const folds = [...document.querySelectorAll("details.fold")];
  window.addEventListener("beforeprint", () => {
    for (const fold of folds) if (!fold.open) { fold.dataset.shut = ""; fold.open = true; }
  });
  window.addEventListener("afterprint", () => {
    for (const fold of folds) if ("shut" in fold.dataset) { delete fold.dataset.shut; fold.open = false; }
  });
  if (filter === null) return;

  const search = byId("search");
  const check = byId("check");
  const standing = byId("standing");
  const boxes = [...filter.querySelectorAll("input[type=checkbox]")];
  const groups = new Map();
  const groupOf = (element) => {
    if (element === null) return null;
    let group = groups.get(element);
    if (group === undefined) {
      const titles = [...element.querySelectorAll(":scope > h3 > code, :scope > .where")];
      group = {
        element,
        parent: groupOf(element.parentElement.closest(".group")),
        title: titles.map((title) => title.textContent).join(" "),
        shown: 0,
        seen: true,
      };
      groups.set(element, group);
    }
    return group;
  };
  const rows = [...document.querySelectorAll(".row")].map((element) => ({
    element,
    group: groupOf(element.closest(".group")),
    fold: element.closest("details.fold"),
    severity: element.dataset.severity,
    check: element.dataset.check,
    standing: element.dataset.standing.split(" "),
    count: Number(element.dataset.count),
    text: undefined,
    seen: true,
  }));
  const total = rows.reduce((sum, { count }) => sum + count, 0);

  const textOf = (row) => {
    if (row.text === undefined) {
      let text = row.element.textContent;
      for (let group = row.group; group !== null; group = group.parent) text += " " + group.title;
      row.text = text.toLowerCase();
    }
    return row.text;
  };
  const show = (item, seen) => {
    if (item.seen === seen) return;
    item.seen = seen;
    item.element.hidden = !seen;
  };

  const apply = () => {
    const words = search.value.toLowerCase().split(/\\s+/).filter((word) => word !== "");
    const severities = new Set(boxes.filter((box) => box.checked).map((box) => box.value));
    const matches = new Map();
    let count = 0;
    for (const group of groups.values()) group.shown = 0;
    for (const row of rows) {
      const seen =
        severities.has(row.severity) &&
        (check.value === "" || row.check === check.value) &&
        (standing.value === "" || row.standing.includes(standing.value)) &&
        words.every((word) => textOf(row).includes(word));
      show(row, seen);
      if (!seen) continue;
      count += row.count;
      for (let group = row.group; group !== null; group = group.parent) group.shown++;
      if (row.fold !== null) matches.set(row.fold, (matches.get(row.fold) ?? 0) + 1);
    }
    for (const group of groups.values()) show(group, group.shown > 0);
    unfold(words.length > 0 || standing.value !== "", matches);
    byId("shown").textContent = (count === total ? "" : count + " of ") + total + " findings";
    byId("reset").disabled =
      words.length === 0 && severities.size === boxes.length && check.value + standing.value === "";
  };

  const foldAround = (element) => element.parentElement.closest("details.fold");

  // What somebody looks for is not left behind a fold; what was opened so is shut again.
  const unfold = (looking, matches) => {
    const needed = new Set();
    for (const [fold, count] of looking ? matches : []) {
      if (count <= 500) needed.add(fold);
      for (let outer = foldAround(fold); outer !== null; outer = foldAround(outer)) needed.add(outer);
    }
    for (const fold of folds) {
      const wanted = needed.has(fold);
      if (wanted && !fold.open) { fold.open = true; fold.dataset.opened = ""; }
      if (!wanted && "opened" in fold.dataset) { fold.open = false; delete fold.dataset.opened; }
    }
  };

  filter.addEventListener("input", apply);
  filter.addEventListener("change", apply);
  byId("reset").addEventListener("click", () => {
    search.value = check.value = standing.value = "";
    for (const box of boxes) box.checked = true;
    apply();
    search.focus();
  });
  filter.hidden = false;
  window.addEventListener("pageshow", apply);
  apply();
})();
`;
