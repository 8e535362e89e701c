/** Of the page's program: which rows the controls leave, and what they hide. Paper shows every row. */
export const filterProgram = `
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
      const parent = groupOf(element.parentElement.closest(".group"));
      group = { element, parent, total: 0, shown: 0, seen: true, text: undefined, tallies: undefined };
      groups.set(element, group);
    }
    return group;
  };
  const rows = [...document.querySelectorAll(".row")].map((element) => {
    const { severity, check, standing, count } = element.dataset;
    const group = groupOf(element.closest(".group"));
    const fold = element.closest("details.fold");
    const row = { element, group, fold, severity, check, standing: standing.split(" "), count: Number(count), text: undefined, seen: true };
    for (let outer = group; outer !== null; outer = outer.parent) outer.total += row.count;
    return row;
  });
  const total = rows.reduce((sum, { count }) => sum + count, 0);

  // A row is found by what stands above it as well: its file, its place, the source, its image.
  // Only children are looked at: a part has thousands of elements in it.
  const said = new Set(["where", "source", "places"]);
  const titleOf = (group) => {
    if (group.text === undefined) {
      const texts = [];
      for (const child of group.element.children) {
        if (said.has(child.className)) texts.push(child.textContent);
        if (child.tagName === "H3") for (const name of child.querySelectorAll("code")) texts.push(name.textContent);
      }
      group.text = texts.join(" ").toLowerCase() + (group.parent === null ? "" : " " + titleOf(group.parent));
    }
    return group.text;
  };
  const textOf = (row) => {
    row.text ??= row.element.textContent.toLowerCase() + (row.group === null ? "" : " " + titleOf(row.group));
    return row.text;
  };

  const wanted = () => {
    if (onPaper) return { words: [], severities: boxes.map((box) => box.value), check: "", standing: "" };
    return {
      words: search.value.toLowerCase().split(/\\s+/).filter((word) => word !== ""),
      severities: boxes.filter((box) => box.checked).map((box) => box.value),
      check: check.value,
      standing: standing.value,
    };
  };
  const show = (item, seen) => {
    if (item.seen === seen) return;
    item.seen = seen;
    item.element.hidden = !seen;
  };

  const apply = () => {
    const { words, severities, check, standing } = wanted();
    const narrowed = words.length > 0 || severities.length < boxes.length || check + standing !== "";
    const left = [];
    for (const group of groups.values()) group.shown = 0;
    for (const row of rows) {
      const seen =
        severities.includes(row.severity) &&
        (check === "" || row.check === check) &&
        (standing === "" || row.standing.includes(standing)) &&
        words.every((word) => textOf(row).includes(word));
      show(row, seen);
      if (!seen) continue;
      left.push(row);
      for (let group = row.group; group !== null; group = group.parent) group.shown += row.count;
    }
    for (const group of groups.values()) {
      show(group, group.shown > 0);
      tell(group);
    }
    const folded = unfold(narrowed ? left : []);
    byId("shown").textContent = summary(left, narrowed ? folded : 0);
    byId("none").hidden = left.length > 0;
    byId("key").hidden = left.length === 0;
    byId("reset").disabled = !narrowed;
  };
  refresh = apply;
`;
