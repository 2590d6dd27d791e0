/**
 * Lists of small sub-forms: add and remove rows without a round to the server.
 * `<fieldset data-rows="windows">` holds `ol.rows > li`, a `template` with a blank row whose number
 * is "new", and buttons named "add" and "remove". The focus stays where the reader is at work.
 */
export function editRows() {
  for (const list of document.querySelectorAll("[data-rows]")) {
    list.addEventListener("click", (event) => {
      const button = event.target.closest("button[name=add], button[name=remove]");
      if (!button || button.closest("[data-rows]") !== list) return;
      event.preventDefault();
      if (button.name === "add") add(list);
      else remove(list, button.closest("li"));
    });
  }
}

function add(list) {
  firstField(addRow(list)).focus();
}

/** One more row, blank, behind the last one. */
export function addRow(list) {
  const rows = list.querySelector(":scope > .rows");
  const blank = list.querySelector(":scope > template").content.firstElementChild;
  const row = document.importNode(blank, true);
  renumber(row, list.dataset.rows, nextNumber(rows, list.dataset.rows));
  rows.append(row);
  return row;
}

function remove(list, row) {
  const neighbour = row.nextElementSibling ?? row.previousElementSibling;
  row.remove();
  (neighbour ? firstField(neighbour) : list.querySelector("button[name=add]")).focus();
  list.dispatchEvent(new Event("input", { bubbles: true }));
}

function firstField(row) {
  return row.querySelector("input:not([type=hidden]), select, textarea");
}

/** Numbers only grow: the last row has the highest. */
function nextNumber(rows, name) {
  const last = rows.lastElementChild?.querySelector(`[name^="${name}-"]`);
  return last ? Number(last.name.slice(name.length + 1).split("-", 1)[0]) + 1 : 0;
}

/** Give the copy of the blank row its number in every name, id and reference. */
function renumber(row, name, to) {
  const attributes = ["name", "id", "for", "value", "aria-describedby"];
  for (const element of [row, ...row.querySelectorAll("*")]) {
    for (const attribute of attributes) {
      const value = element.getAttribute(attribute);
      if (!value?.includes(`${name}-new`)) continue;
      element.setAttribute(attribute, value.replaceAll(`${name}-new`, `${name}-${to}`));
    }
  }
}
