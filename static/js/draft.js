/* Saves a step of the form while it is written. What the server says of it is shown as it says it;
   without this script the form's buttons do the same. */

const PAUSE = 2000; // ms without a key before it is saved
const AGAIN = 15_000; // ms until a save that did not arrive is tried again
const PATIENCE = 20_000; // ms that a save may take
const MOST_UNHEARD = 3; // as practices/desk/edit.py
const LARGEST_LAST = 60_000; // bytes that a browser sends for a page that is gone

class Draft {
  constructor(form) {
    this.form = form;
    this.words = form.dataset;
    this.status = form.querySelector("[data-status]");
    this.time = new Intl.DateTimeFormat(this.words.numbers, { hour: "2-digit", minute: "2-digit" });
    this.settled = this.content();
    // Sent, but nobody knows yet whether it arrived.
    this.unheard = [];
    this.sent = this.heardOf = 0;
    this.state = "saved";
    this.listen();
    if (this.isAhead()) {
      this.settled = "";
      this.later(PAUSE);
    }
  }

  /* Who types fast, on a slow line, has begun before this script was there. */
  isAhead() {
    return [...this.form.querySelectorAll("textarea, input:not([type=hidden])")].some(
      (field) => field.value !== field.defaultValue || field.checked !== field.defaultChecked,
    );
  }

  listen() {
    const { form } = this;
    for (const kind of ["input", "change", "click"]) {
      form.addEventListener(kind, () => this.later(PAUSE));
    }
    form.addEventListener("submit", (event) => this.submitted(event));
    addEventListener("pagehide", () => this.last());
    addEventListener("online", () => this.save());
    addEventListener("beforeunload", (event) => this.isAtRisk() && event.preventDefault());
    document.addEventListener("visibilitychange", () => {
      if (document.hidden) this.last();
      else this.save();
    });
    // A page taken out of the browser's memory shows what was there before it was sent.
    addEventListener("pageshow", (event) => event.persisted && window.location.reload());
  }

  content() {
    const data = new URLSearchParams(new FormData(this.form));
    for (const name of ["csrfmiddlewaretoken", "shown", "unheard"]) data.delete(name);
    // Answers to remarks are sent by a button, when they are finished.
    for (const { name } of this.answers()) data.delete(name);
    return data.toString();
  }

  answers() {
    return this.form.querySelectorAll("textarea[name^=answer-]");
  }

  hasAnswer() {
    return !this.isLeaving && [...this.answers()].some((area) => area.value.trim());
  }

  isDirty() {
    return !this.isLeaving && this.content() !== this.settled;
  }

  /* Refused for good: going on would only be refused again. */
  isStopped() {
    return this.state === "conflict" || this.state === "closed";
  }

  isAtRisk() {
    return this.hasAnswer() || (this.isDirty() && this.state !== "saved");
  }

  later(wait) {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.save(), wait);
  }

  async save() {
    clearTimeout(this.timer);
    if (this.flight || this.isStopped() || !this.isDirty()) return;
    this.say(this.words.saving, "saved");
    this.flight = this.send({ signal: AbortSignal.timeout(PATIENCE) });
    await this.flight;
    this.flight = null;
    if (!this.isStopped() && this.isDirty()) this.later(this.state === "saved" ? PAUSE : AGAIN);
  }

  /* The page goes: whatever is new leaves with it. */
  last() {
    if (this.isDirty()) this.send({ keepalive: this.content().length < LARGEST_LAST });
  }

  async send(options) {
    this.refresh();
    const content = this.content();
    const number = ++this.sent;
    const body = new URLSearchParams(new FormData(this.form));
    this.unheard = this.unheard.filter((text) => text !== content).slice(-MOST_UNHEARD);
    for (const text of this.unheard) body.append("unheard", text);
    this.unheard.push(content);
    const headers = { Accept: "application/json" };
    const answer = await fetch(this.form.action, { method: "POST", headers, body, ...options })
      .then((response) => response.json())
      .catch(() => ({ state: "unheard", message: this.words.unheard }));
    if (number > this.heardOf) this.heard(answer, content, number);
  }

  heard({ state, message, shown, address }, content, number) {
    if (state === "unheard") return this.say(message, state);
    this.heardOf = number;
    if (shown) this.form.elements.shown.value = shown;
    if (state !== "saved") return this.say(message, state, address);
    this.settled = content;
    this.unheard = this.unheard.slice(this.unheard.indexOf(content) + 1);
    this.say(`${message} · ${this.time.format(new Date())}`, state);
  }

  /* A form must not overtake a save of the same words, or they would seem to be somebody else's. */
  submitted(event) {
    clearTimeout(this.timer);
    if (!this.flight) return this.leave();
    event.preventDefault();
    const { submitter } = event;
    this.flight.then(() => setTimeout(() => this.form.requestSubmit(submitter)));
  }

  leave() {
    this.refresh();
    for (const text of this.unheard) {
      const input = document.createElement("input");
      Object.assign(input, { type: "hidden", name: "unheard", value: text });
      this.form.append(input);
    }
    this.isLeaving = true;
  }

  /* A log-in in another tab has changed the token. */
  refresh() {
    const [, token] = document.cookie.match(/(?:^|;\s*)csrftoken=([^;]+)/) ?? [];
    if (token) this.form.elements.csrfmiddlewaretoken.value = token;
  }

  say(text, state, address = "") {
    this.state = this.status.dataset.state = state;
    this.status.textContent = text;
    if (state === "conflict") this.status.append(" ", this.compare());
    if (address) this.status.append(" ", this.link(address));
  }

  compare() {
    const button = document.createElement("button");
    Object.assign(button, { name: "then", value: "stay", className: "button button--quiet" });
    button.textContent = this.words.compare;
    return button;
  }

  link(address) {
    const link = document.createElement("a");
    Object.assign(link, { href: address, target: "_blank", textContent: this.words.login });
    return link;
  }
}

for (const form of document.querySelectorAll("form[data-draft]")) new Draft(form);
