/* Beside a field of the form, while it is written: records that may tell of the same, names that
   are known already, objectives close to a ticked one. Words and elements stand in
   templates/desk/suggest.html; without this script the check before sending warns as well. */

const PAUSE = 800; // ms without a key before the server is asked
const REST = 60_000; // ms without a question after one that failed
const FEWEST = 3; // letters

class Suggestions {
  constructor(template) {
    this.template = template;
    this.boxes = new WeakMap();
    this.silentUntil = 0;
    // The region has to be there before something is said in it.
    document.addEventListener("focusin", ({ target }) => this.kind(target) && this.box(target));
    document.addEventListener("input", ({ target }) => this.kind(target) && this.later(target));
  }

  kind(field) {
    if (!field.form?.elements.csrfmiddlewaretoken) return "";
    if (field.matches("input[name=title], textarea")) return "similar";
    if (field.matches('input[list="names-city"]')) return "city";
    if (field.matches('input[list="names-organisation"]')) return "organisation";
    return field.matches('input[type=checkbox][name$=".pick"]') ? "objective" : "";
  }

  box(field) {
    let box = this.boxes.get(field);
    if (!box) {
      box = document.createElement("div");
      box.setAttribute("role", "status");
      if (field.type === "checkbox") field.parentElement.append(box);
      else field.after(box);
      this.boxes.set(field, box);
    }
    return box;
  }

  later(field) {
    clearTimeout(this.timer);
    this.request?.abort();
    const isEmpty = field.type === "checkbox" ? !field.checked : field.value.trim().length < FEWEST;
    if (isEmpty) return this.show(field, []);
    this.timer = setTimeout(() => this.ask(field), PAUSE);
  }

  async ask(field) {
    if (Date.now() < this.silentUntil) return;
    const { signal } = (this.request = new AbortController());
    const kind = this.kind(field);
    const body = new URLSearchParams({
      csrfmiddlewaretoken: field.form.elements.csrfmiddlewaretoken.value,
      submission: this.template.dataset.submission,
      [kind === "similar" ? (field.name === "title" ? "title" : "text") : kind]: field.value,
    });
    // Without suggestions the form works as it always does.
    const answer = await fetch(this.template.dataset.suggest, { method: "POST", body, signal })
      .then((response) => (response.ok ? response.json() : null))
      .catch(() => null);
    if (signal.aborted) return;
    if (!answer) this.silentUntil = Date.now() + REST;
    const found = answer?.[kind] ?? [];
    this.show(field, found.filter((item) => !item.code || this.isNews(field, item)));
  }

  // What the browser offers by itself, letter by letter, need not be said twice.
  isNews(field, { label }) {
    return field.type === "checkbox" || !label.toLowerCase().includes(field.value.toLowerCase());
  }

  show(field, found) {
    const box = this.box(field);
    // What is said already is not said again.
    const said = JSON.stringify(found);
    if (box.dataset.said === said || (!found.length && !box.firstChild)) return;
    box.dataset.said = said;
    if (!found.length) return box.replaceChildren();
    const kind = this.kind(field);
    const pattern = this.template.content.querySelector(`[data-kind~="${kind}"]`).cloneNode(true);
    const list = pattern.querySelector("ul");
    const item = list.firstElementChild;
    list.replaceChildren(...found.map((one) => this.item(item.cloneNode(true), one, field)));
    box.replaceChildren(pattern);
  }

  item(element, found, field) {
    const [link, button] = ["a", "button"].map((name) => element.querySelector(name));
    if (link) {
      link.href = found.url;
      link.textContent = found.title;
      link.lang = found.language;
      element.querySelector(`[data-why="${found.why}"]`).hidden = false;
      const shared = element.querySelector("q");
      shared.textContent = found.shared[0] ?? "";
      shared.hidden = !found.shared.length;
    } else if (button) {
      button.textContent = found.label;
      button.addEventListener("click", () => this.take(field, found.label));
    } else {
      element.textContent = found.label;
    }
    return element;
  }

  take(field, label) {
    field.value = label;
    field.focus();
    // Whoever saves while she types hears of it, too.
    field.dispatchEvent(new Event("input", { bubbles: true }));
    this.show(field, []);
  }
}

for (const template of document.querySelectorAll("template[data-suggest]")) {
  new Suggestions(template);
}
