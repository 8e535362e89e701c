/** Of the page's program: the controls, which are there only where it runs. */
export const controlsProgram = `
  filter.addEventListener("input", apply);
  filter.addEventListener("change", apply);
  byId("reset").addEventListener("click", () => {
    search.value = check.value = standing.value = "";
    for (const box of boxes) box.checked = true;
    apply();
    search.focus();
  });
  // The first search of a long page need not wait for the texts.
  let next = 0;
  const gather = (idle) => {
    while (next < rows.length && idle.timeRemaining() > 2) textOf(rows[next++]);
    if (next < rows.length) requestIdleCallback(gather);
  };
  if ("requestIdleCallback" in window) requestIdleCallback(gather);

  filter.hidden = false;
  keepClear();
  addEventListener("pageshow", apply);
  apply();
`;
