/* The search page without page loads: a choice in the form, or a link among the results, shows what
   the server answers at that address. Nothing here knows how a result looks; whatever fails is left
   to the browser, for which form and links work anyway. */

const PARTS = ["search-sorts", "search-kept", "search-chosen", "search-results"];

const byId = (id) => document.getElementById(id);
const files = (page) =>
  [...page.querySelectorAll("script[src], link[rel=stylesheet]")].map(
    (file) => file.getAttribute("src") ?? file.getAttribute("href"),
  );

/* Letters as a reader may type them: without the marks upon them, in small letters. */
const fold = (text) =>
  text
    .toLowerCase()
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .replace(/ı/g, "i")
    .replace(/ى/g, "ي")
    .replace(/ة/g, "ه")
    .trim();

class Search {
  constructor(form) {
    this.form = form;
    this.status = byId("search-status");
    this.filters = form.querySelector(".search__facets");
    this.shown = location.pathname + location.search;
    this.dress();
    form.addEventListener("change", ({ target }) => {
      if (target.name && target.name !== "q") this.show(this.asked());
    });
    form.addEventListener("submit", (event) => this.submitted(event));
    document.addEventListener("click", (event) => this.clicked(event));
    addEventListener("popstate", () => {
      // To another place on the page that is shown.
      if (location.pathname + location.search === this.shown) return;
      this.show(location.href, { push: false });
    });
  }

  /* The address of what the form asks for. */
  asked() {
    const url = new URL(this.form.action);
    url.hash = "";
    const chosen = [...new FormData(this.form)].filter(([, value]) => value);
    url.search = new URLSearchParams(chosen);
    return url.href;
  }

  submitted(event) {
    event.preventDefault();
    // Where the filters cover the results, whoever applies them is done with them.
    if (event.submitter?.closest("#search-apply") && this.folds()) this.filters.open = false;
    this.show(this.asked(), { to: "results" });
  }

  folds() {
    return this.filters.querySelector("summary").getClientRects().length > 0;
  }

  async clicked(event) {
    const link = event.target.closest("#search-results a[href]");
    const other = event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey;
    if (!link || other || event.defaultPrevented || link.hasAttribute("download")) return;
    if (link.origin + link.pathname !== this.asked().split("?")[0]) return;
    event.preventDefault();
    // No link knows yet of a choice that is still being answered; the one in its place will.
    await Promise.allSettled([this.answered]);
    const { href, id } = link.isConnected ? link : (sameAs(link) ?? link);
    this.show(href.split("#")[0], { to: id || "results" });
  }

  /* Show what the server answers; `to` is the id of what is in focus then. */
  show(address, options) {
    this.answered = this.answer(address, options);
  }

  async answer(address, { push = true, to } = {}) {
    this.request?.abort();
    const { signal } = (this.request = new AbortController());
    byId("search-results").setAttribute("aria-busy", "true");
    this.status.textContent = "";
    const page = await fetch(address, { signal })
      .then((answer) => (answer.ok && !answer.redirected ? answer.text() : null))
      .then((text) => text && new DOMParser().parseFromString(text, "text/html"))
      .catch(() => null);
    if (signal.aborted) return;
    if (!page || !this.fits(page)) return push ? location.assign(address) : location.reload();
    this.replace(page, to);
    const { address: shown } = byId("search-results").dataset;
    if (push && shown !== this.shown) history.pushState(null, "", shown);
    this.shown = location.pathname + location.search;
    document.dispatchEvent(new Event("search:shown"));
  }

  /* Whether the answer is a search page that needs no other script or style than this one has. */
  fits(page) {
    const here = new Set(files(document));
    return page.getElementById("search-results") && files(page).every((file) => here.has(file));
  }

  replace(page, to) {
    const focused = document.activeElement;
    const found = to ? `#${to}` : place(focused);
    const top = focused.getBoundingClientRect().top;
    document.title = page.title;
    const words = this.form.elements.q;
    if (words !== focused || to) words.value = page.getElementById(words.id).value;
    this.facets(page);
    for (const id of PARTS) {
      const [old, fresh] = [byId(id), page.getElementById(id)];
      if (old && fresh) old.replaceWith(fresh);
    }
    for (const apart of [".languages", "#search-feed"]) {
      document.querySelector(apart)?.replaceWith(page.querySelector(apart));
    }
    this.dress();
    const heading = byId("results");
    const next = (found && document.querySelector(found)) || (focused.isConnected ? null : heading);
    next?.focus({ preventScroll: true });
    if (next === heading) heading.scrollIntoView();
    else if (next) scrollBy({ top: next.getBoundingClientRect().top - top, behavior: "instant" });
    const said = [heading, ...byId("search-results").querySelectorAll("[role=status]")];
    this.status.textContent = said.map((part) => part.textContent.trim()).join(" ");
  }

  /* New facets, folded and searched through as the old ones were. */
  facets(page) {
    const [old, fresh] = [byId("search-boxes"), page.getElementById("search-boxes")];
    if (!old || !fresh) return;
    for (const details of fresh.querySelectorAll("details[id]")) {
      details.open = byId(details.id)?.open ?? details.open;
    }
    const typed = new Map(
      [...old.querySelectorAll("[data-find]")].map((facet) => [
        facet.id,
        facet.querySelector(".facet__find input")?.value,
      ]),
    );
    const scrolled = new Map([...old.querySelectorAll("details[id] > ul")].map(placed));
    old.replaceWith(fresh);
    for (const list of fresh.querySelectorAll("details[id] > ul")) {
      list.scrollTop = scrolled.get(list.parentElement.id) ?? 0;
    }
    this.typed = typed;
  }

  /* What only makes sense where this script runs. */
  dress() {
    const apply = document.querySelector("#search-apply button");
    if (apply) apply.textContent = apply.dataset.shows;
    for (const facet of document.querySelectorAll(".facet[data-find]:not(:has(.facet__find))")) {
      new Finder(facet, this.form, this.status, this.typed?.get(facet.id));
    }
  }
}

const placed = (list) => [list.parentElement.id, list.scrollTop];

/* How to find what is in focus again when it has been made anew. */
function place(element) {
  if (element.id) return `#${CSS.escape(element.id)}`;
  if (element.matches("details[id] > summary")) return `#${element.parentElement.id} > summary`;
  if (!element.name) return "";
  return `[name="${CSS.escape(element.name)}"][value="${CSS.escape(element.value)}"]`;
}

/* The link among the results that is what this one was in those before. */
function sameAs(link) {
  const links = [...document.querySelectorAll("#search-results a[href]")];
  return links.find(({ id, textContent }) => id === link.id && textContent === link.textContent);
}

/* A field that narrows a long facet to the values whose labels hold what is typed. */
class Finder {
  constructor(facet, form, status, typed) {
    this.facet = facet;
    this.status = status;
    this.found = form.dataset.found;
    this.numbers = new Intl.NumberFormat(form.dataset.numbers);
    this.families = [];
    for (const item of facet.querySelectorAll("li")) {
      if (item.matches(".facet__nested")) this.families.at(-1)?.push(item);
      else this.families.push([item]);
    }
    const label = document.createElement("label");
    label.className = "facet__find";
    const input = Object.assign(document.createElement("input"), { type: "search" });
    input.id = `${facet.id}-find`;
    input.autocomplete = "off";
    label.append(facet.dataset.find, input);
    facet.querySelector("legend").after(label);
    input.addEventListener("input", () => this.narrow(input.value, true));
    // Not the form's: what is typed here asks for nothing.
    input.addEventListener("keydown", (event) => event.key === "Enter" && event.preventDefault());
    if (typed) {
      input.value = typed;
      this.narrow(typed);
    }
  }

  narrow(text, aloud) {
    const sought = fold(text);
    // A main theme brings its themes with it, and each of them the main theme.
    for (const family of this.families) {
      const fits = family.map((item) => fold(item.querySelector("bdi").textContent).includes(sought));
      family.forEach((item, number) => {
        item.hidden = !(fits[0] || fits[number] || (!number && fits.includes(true)));
      });
    }
    for (const part of this.facet.querySelectorAll("fieldset fieldset, .facet__rest")) {
      part.hidden = !part.querySelector("li:not([hidden])");
    }
    for (const rest of this.facet.querySelectorAll(".facet__rest")) rest.open ||= Boolean(sought);
    if (aloud) {
      const number = this.numbers.format(this.facet.querySelectorAll("li:not([hidden])").length);
      this.status.textContent = this.found.replace("{}", number);
    }
  }
}

const form = byId("search-form");
if (form) new Search(form);
