// Says how many translations are ticked, and takes the choice of all back when one is ticked.
(() => {
  const board = document.querySelector(".translation-board");
  const count = document.querySelector("[data-ticked]");
  if (!board || !count) return;

  const tell = () => {
    const ticked = board.querySelectorAll("input[name=cells]:checked").length;
    const language = document.documentElement.lang;
    count.textContent = ticked ? `(${new Intl.NumberFormat(language).format(ticked)})` : "";
  };

  board.addEventListener("change", () => {
    document.querySelector("input[name=scope][value=ticked]").checked = true;
    tell();
  });
  tell();
})();
