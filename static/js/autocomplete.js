/* Suggestions below a search box, after the ARIA Authoring Practices' "editable combobox with list
   autocomplete". Words and elements stand in templates/components/suggestions.html. */

const PAUSE = 150; // ms without a key before the server is asked
const REST = 60_000; // ms without a question after one that failed
const FEWEST = 2; // letters or digits

class Autocomplete {
  constructor(template) {
    this.words = template.dataset;
    this.numbers = new Intl.NumberFormat(this.words.numbers);
    this.input = document.getElementById(this.words.for);
    const copy = document.importNode(template.content, true);
    [this.list, this.status] = copy.children;
    this.pattern = this.list.lastElementChild;
    this.pattern.remove();
    template.after(copy);
    const said = { role: "combobox", "aria-autocomplete": "list", "aria-controls": this.list.id };
    for (const name in said) this.input.setAttribute(name, said[name]);
    this.input.autocomplete = "off";
    this.silentUntil = 0;
    this.close();
    this.listen();
  }

  listen() {
    const { input, list } = this;
    input.addEventListener("input", () => this.typed());
    input.addEventListener("keydown", (event) => this.pressed(event));
    input.addEventListener("blur", () => this.close());
    input.form.addEventListener("submit", () => this.close());
    list.addEventListener("click", () => this.close());
    // A press on the list leaves the reader in the box.
    list.addEventListener("mousedown", (event) => event.preventDefault());
  }

  typed() {
    if (!this.enough()) return this.close();
    this.choose();
    this.stop();
    this.timer = setTimeout(() => this.ask(), PAUSE);
  }

  enough() {
    return this.input.value.match(/[\p{L}\p{N}]/gu)?.length >= FEWEST;
  }

  pressed(event) {
    const { key, altKey, ctrlKey, metaKey, shiftKey } = event;
    // An input method keeps its keys; in Safari only the code tells.
    if (event.isComposing || event.keyCode === 229) return;
    if (altKey || ctrlKey || metaKey || shiftKey) return;
    if (key === "ArrowDown") this.move(1);
    else if (key === "ArrowUp") this.move(-1);
    else if (key === "Enter" && this.chosen) this.chosen.click();
    else if (key === "Escape" && !this.list.hidden) this.close();
    else if (key === "Escape" && this.input.value) this.clear();
    else return /^(Arrow|Home|End)/.test(key) && this.choose();
    event.preventDefault();
  }

  clear() {
    this.input.value = "";
    this.close();
  }

  async move(step) {
    if (this.list.hidden && this.enough()) await this.ask();
    // Before the first and after the last option comes the text, to be searched for as typed.
    const places = [undefined, ...this.list.querySelectorAll("[role=option]")];
    this.choose(places.at((places.indexOf(this.chosen) + step) % places.length));
  }

  choose(option) {
    if (this.chosen) this.chosen.setAttribute("aria-selected", "false");
    this.chosen = option;
    if (!option) return this.input.removeAttribute("aria-activedescendant");
    option.setAttribute("aria-selected", "true");
    option.scrollIntoView({ block: "nearest" });
    this.input.setAttribute("aria-activedescendant", option.id);
  }

  async ask() {
    this.stop();
    if (Date.now() < this.silentUntil) return;
    const { signal } = (this.request = new AbortController());
    const text = encodeURIComponent(this.input.value);
    // Without suggestions the form works as it always does.
    const found = await fetch(`${this.words.suggestions}&q=${text}`, { signal })
      .then((answer) => (answer.ok ? answer.json() : null))
      .catch(() => null);
    if (signal.aborted) return;
    if (found) return this.show(found);
    this.silentUntil = Date.now() + REST;
    this.close();
  }

  show(found) {
    this.choose();
    let number = 0;
    for (const group of this.list.children) {
      const options = (found[group.dataset.group] ?? []).map((item) => this.option(item, number++));
      group.replaceChildren(group.firstElementChild, ...options);
      group.hidden = !options.length;
    }
    this.list.hidden = !number;
    this.list.scrollTop = 0;
    this.input.setAttribute("aria-expanded", number > 0);
    const text = number ? this.words.some : this.words.none;
    this.status.textContent = text.replace("{}", this.numbers.format(number));
  }

  option({ url, label, title, language, count }, place) {
    const option = this.pattern.cloneNode(true);
    const [name, records] = option.children;
    option.id = `${this.list.id}-${place}`;
    option.href = this.among(url, label);
    name.textContent = label ?? title;
    if (language && language !== document.documentElement.lang) name.lang = language;
    // It counts all records, not those among which it will stand.
    if (count && option.href.endsWith(url)) records.lastElementChild.textContent = this.numbers.format(count);
    else records.remove();
    return option;
  }

  // Filters stay chosen.
  among(url, label) {
    const address = new URL(url, location);
    for (const [name, value] of label ? new FormData(this.input.form) : []) {
      if (value && name !== "q") address.searchParams.append(name, value);
    }
    return address;
  }

  close() {
    this.stop();
    this.show({});
    this.status.textContent = "";
  }

  stop() {
    clearTimeout(this.timer);
    this.request?.abort();
  }
}

for (const template of document.querySelectorAll("template[data-suggestions]")) {
  new Autocomplete(template);
}
