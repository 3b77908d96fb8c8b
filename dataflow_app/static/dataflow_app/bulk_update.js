/* Ticks the box of a field that is typed into. */
"use strict";
document.addEventListener("input", (event) => {
  const box = event.target.closest("tr[data-field]")?.querySelector("input[name^='change-']");
  if (box && event.target !== box) box.checked = true;
});
