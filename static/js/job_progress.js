// Asks how far a job is until it is over, then shows the page with what became of it.
(() => {
  const job = document.querySelector("[data-job]");
  if (!job || "over" in job.dataset) return;
  const bar = job.querySelector("progress");
  const words = job.querySelector("[data-words]");
  const EVERY = 2000;

  const write = (number) => new Intl.NumberFormat(document.documentElement.lang).format(number);

  const ask = async () => {
    const answer = await fetch(job.dataset.job);
    if (!answer.ok) return;
    const { total, over, is_over: isOver } = await answer.json();
    if (isOver) {
      window.location.reload();
      return;
    }
    bar.max = total || 1;
    bar.value = over;
    words.textContent = words.dataset.words
      .replace("{over}", write(over))
      .replace("{total}", write(total));
    setTimeout(ask, EVERY);
  };

  setTimeout(ask, EVERY);
})();
