/* Rows of a form that are added, removed and moved without asking the server, whose buttons do the
   same where this script does not run (templates/desk/answers/rows.html). What is removed stays in
   the page, out of the form, until it is put back or the page is left. */

const ROW = ":scope > .rows__list > .row";

class Rows {
  constructor(group) {
    this.group = group;
    this.name = group.dataset.rows;
    this.most = Number(group.dataset.most);
    this.list = group.querySelector(":scope > .rows__list");
    this.numbers = new Intl.NumberFormat(group.closest("form").dataset.numbers);
    this.status = group.querySelector("[data-removed]");
    this.status.querySelector("button").addEventListener("click", () => this.putBack());
    group.addEventListener("click", (event) => this.pressed(event));
  }

  pressed(event) {
    const button = event.target.closest("button[name=row]");
    if (!button) return;
    const [action, name, id, kind] = button.value.split(":");
    if (name !== this.name || !(action in Rows.ACTIONS)) return;
    event.preventDefault();
    const row = [...this.rows()].find((each) => each.dataset.row === id);
    this[Rows.ACTIONS[action]](action === "add" ? kind : row);
    this.number();
    // For whoever saves what is written: a click types nothing.
    this.group.dispatchEvent(new Event("input", { bubbles: true }));
  }

  rows() {
    return this.group.querySelectorAll(ROW);
  }

  add(kind) {
    const pattern = this.group.querySelector(`:scope > template[data-kind="${kind}"]`);
    const holder = document.createElement("template");
    holder.innerHTML = pattern.innerHTML.replaceAll("__row__", newId());
    const row = holder.content.firstElementChild;
    this.list.append(row);
    row.querySelector("input:not([type=hidden]), textarea, select").focus();
  }

  remove(row) {
    this.removed = { row, next: row.nextElementSibling };
    const beside = row.nextElementSibling ?? row.previousElementSibling ?? this.group;
    row.remove();
    this.status.hidden = false;
    this.status.querySelector("span").textContent = row.querySelector("legend").textContent;
    beside.focus();
  }

  putBack() {
    const { row, next } = this.removed;
    this.list.insertBefore(row, next?.isConnected ? next : null);
    this.status.hidden = true;
    this.number();
    this.group.dispatchEvent(new Event("input", { bubbles: true }));
    row.focus();
  }

  up(row) {
    const before = row.previousElementSibling;
    if (before) before.before(row);
    row.focus();
  }

  number() {
    const rows = this.rows();
    rows.forEach((row, place) => {
      const legend = row.querySelector("legend");
      const label = legend.dataset.pattern.replace("__number__", this.numbers.format(place + 1));
      legend.textContent = label;
      for (const hidden of row.querySelectorAll("[data-of]")) hidden.textContent = ` – ${label}`;
      row.querySelector("button[value^='up:']").hidden = place === 0;
    });
    for (const button of this.group.querySelectorAll(":scope > .actions > button[value^='add:']")) {
      button.hidden = rows.length >= this.most;
    }
  }
}

Rows.ACTIONS = { add: "add", remove: "remove", up: "up" };

/* `crypto.randomUUID` exists in secure contexts only. */
function newId() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const digits = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  return digits.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}

/* Lines of names: one more empty line. */
function moreLines(event) {
  const button = event.target.closest("button[data-more]");
  if (!button) return;
  event.preventDefault();
  const lines = button.parentElement.querySelector("[data-lines]");
  const line = lines.lastElementChild.cloneNode(true);
  line.querySelector("p")?.remove();
  const input = line.querySelector("input");
  input.value = "";
  lines.append(line);
  input.focus();
}

for (const group of document.querySelectorAll("[data-rows][data-most]")) new Rows(group);
document.addEventListener("click", moreLines);
