/**
 * Lists of small sub-forms: add and remove rows without a round to the server.
 * `<fieldset data-rows="windows">` holds `ol.rows > li`, buttons named "add" and "remove". A list
 * without any row asks the server for its first one, as does a browser without scripts.
 */
export function editRows() {
  for (const list of document.querySelectorAll("[data-rows]")) {
    list.addEventListener("click", (event) => {
      const button = event.target.closest("button[name=add], button[name=remove]");
      if (!button || button.closest("[data-rows]") !== list) return;
      const done = button.name === "add" ? add(list) : remove(list, button);
      if (done) event.preventDefault();
    });
  }
}

function rowsOf(list) {
  return [...list.querySelectorAll(":scope > .rows > li")];
}

function add(list) {
  const last = rowsOf(list).at(-1);
  if (!last) return false;
  const next = last.cloneNode(true);
  renumber(next, list.dataset.rows, number(last, list.dataset.rows) + 1);
  empty(next);
  last.after(next);
  next.querySelector("input:not([type=hidden]), select, textarea")?.focus();
  return true;
}

function remove(list, button) {
  const rows = rowsOf(list);
  if (rows.length < 2) return false;
  const row = button.closest("li");
  const neighbour = row.nextElementSibling ?? row.previousElementSibling;
  row.remove();
  neighbour.querySelector("input:not([type=hidden]), select, textarea")?.focus();
  list.dispatchEvent(new Event("input", { bubbles: true }));
  return true;
}

function number(row, name) {
  const named = row.querySelector(`[name^="${name}-"]`);
  return Number(named.name.slice(name.length + 1).split("-", 1)[0]);
}

/** Give a copied row its own number in every name, id and reference. */
function renumber(row, name, to) {
  const from = `${name}-${number(row, name)}`;
  const attributes = ["name", "id", "for", "value", "aria-describedby"];
  for (const element of row.querySelectorAll("*")) {
    for (const attribute of attributes) {
      const value = element.getAttribute(attribute);
      if (!value?.includes(from) || (attribute === "value" && element.tagName !== "BUTTON")) continue;
      element.setAttribute(attribute, value.replaceAll(from, `${name}-${to}`));
    }
  }
}

function empty(row) {
  for (const error of row.querySelectorAll(".error")) error.remove();
  for (const field of row.querySelectorAll(".has-error")) field.classList.remove("has-error");
  for (const input of row.querySelectorAll("input, select, textarea")) {
    input.removeAttribute("aria-invalid");
    if (input.type === "checkbox" || input.type === "radio") input.checked = input.defaultChecked = false;
    else if (input.tagName === "SELECT") input.selectedIndex = 0;
    else input.value = "";
  }
}
