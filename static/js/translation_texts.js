// In the editor of a translation: from a text in the list to its field, whichever tab holds it.
(() => {
  const fieldOf = (path) =>
    path
      .split(".")
      .reduce(
        (found, part) => found?.querySelector(`[data-contentpath="${CSS.escape(part)}"]`),
        document.querySelector("[data-edit-form]"),
      );

  document.addEventListener("click", (event) => {
    const link = event.target.closest("[data-content-path]");
    const field = link && fieldOf(link.dataset.contentPath);
    if (!field) return;
    event.preventDefault();
    const tab = field.closest("[role=tabpanel]");
    if (tab?.hidden) document.querySelector(`[role=tab][aria-controls="${tab.id}"]`)?.click();
    field.scrollIntoView({ block: "center" });
    field
      .querySelector("[contenteditable=true], input:not([type=hidden]), textarea")
      ?.focus({ preventScroll: true });
  });
})();
