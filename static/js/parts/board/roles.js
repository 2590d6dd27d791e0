/**
 * EventCalendar calls its grid a table with rows, but has not all the parts of one. We say instead
 * that it is a group of buttons, each of which tells its time and place.
 */
const ROLES = ["table", "row", "rowgroup", "rowheader", "columnheader", "cell", "list", "listitem"];
const COUNTS = ["aria-colspan", "aria-colindex", "aria-rowspan", "aria-rowindex", "aria-colcount", "aria-rowcount"];

export function keepOwnRoles(element, label) {
  const strip = () => {
    for (const one of element.querySelectorAll(ROLES.map((role) => `[role=${role}]`).join())) {
      if (one !== element.firstElementChild) one.removeAttribute("role");
    }
    for (const one of element.querySelectorAll(COUNTS.map((name) => `[${name}]`).join())) {
      for (const name of COUNTS) one.removeAttribute(name);
    }
    const calendar = element.firstElementChild;
    if (calendar && calendar.getAttribute("role") !== "group") {
      calendar.setAttribute("role", "group");
      calendar.setAttribute("aria-label", label);
    }
    const scrolled = element.querySelector(".ec-main");
    if (scrolled && !scrolled.hasAttribute("tabindex")) {
      scrolled.tabIndex = 0;
      scrolled.setAttribute("role", "region");
      scrolled.setAttribute("aria-label", label);
    }
  };
  strip();
  new MutationObserver(strip).observe(element, { subtree: true, childList: true, attributes: true, attributeFilter: ["role"] });
}
