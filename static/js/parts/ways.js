/** What is computed only when somebody opens it: the frame's address says where it comes from. */
export function loadWhenOpened() {
  document.addEventListener(
    "toggle",
    async ({ target }) => {
      const address = target.open && target.dataset?.load;
      if (!address) return;
      delete target.dataset.load;
      const answer = await fetch(address).catch(() => null);
      if (answer?.ok) target.querySelector("[data-loaded]").innerHTML = await answer.text();
    },
    true,
  );
}
