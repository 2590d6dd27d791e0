/** What needs an answer: a stop's card, a change by somebody else, a refusal, a lost connection. */
import * as server from "./server.js";
import { fill, part } from "./texts.js";

export class Dialogs {
  constructor(board) {
    this.board = board;
    this.cardDialog = board.one("[data-card]");
    this.mergeDialog = board.one("[data-merge]");
    this.refusedDialog = board.one("[data-refused]");
    for (const dialog of board.root.querySelectorAll("dialog")) {
      dialog.addEventListener("click", (event) => {
        if (event.target === dialog || event.target.closest("[data-close]")) dialog.close();
      });
      dialog.addEventListener("close", () => this.giveBack());
    }
    this.cardDialog.addEventListener("submit", (event) => this.sendForm(event));
  }

  open(dialog, uid) {
    this.uid = uid ?? document.activeElement?.dataset?.uid;
    dialog.showModal();
    dialog.querySelector("h2").focus();
  }

  giveBack() {
    const uid = this.uid;
    this.uid = undefined;
    if (uid) requestAnimationFrame(() => this.board.grid.focus(uid));
  }

  // -- a stop ----------------------------------------------------------------------------------

  async card(uid) {
    if (this.board.hand) return;
    const stop = this.board.stop(uid);
    const dialog = this.cardDialog;
    dialog.querySelector("h2").textContent = stop.title;
    dialog.querySelector("h2").dir = "auto";
    dialog.querySelector("[data-body]").innerHTML = await server.piece(this.board.url(uid, "card"));
    if (!dialog.open) this.open(dialog, uid);
  }

  /** A button of the card does its work without a new page. */
  sendForm(event) {
    if (event.target.closest("[data-loaded]")) return;
    event.preventDefault();
    const form = event.target;
    const given = Object.fromEntries(new FormData(form));
    const stop = this.board.stop(this.uid);
    this.cardDialog.close();
    const fields = (version) => ({ ...given, ...("seen" in given ? { seen: version } : {}) });
    this.board.send(form.getAttribute("action"), fields, {
      stop: "seen" in given ? stop : undefined,
      told: { title: stop.title },
      focus: true,
    });
  }

  // -- somebody else saved first ---------------------------------------------------------------

  merge(problem, gesture) {
    const { board } = this;
    const { about } = gesture;
    const before = about.stop;
    board.take(problem.plan);
    const now = board.stop(problem.uid);
    const dialog = this.mergeDialog;
    const words = now ? board.words.mine : board.words.mineGone;
    dialog.querySelector("[data-who]").textContent = problem.detail;
    const mine = dialog.querySelector("[data-mine]");
    mine.textContent = about.told.when || !now ? fill(words, about.told) : "";
    this.compare(dialog, before, now);
    this.choose(dialog, "[data-again]", now, () => {
      board.send(gesture.url, gesture.fields, { ...about, stop: now, seen: now.version });
    });
    this.choose(dialog, "[data-theirs]", true, () => {
      board.say(fill(board.words.putBack, about.told));
    });
    this.open(dialog, problem.uid);
  }

  /** The facts that are no longer as the officer saw them. */
  compare(dialog, before, now) {
    const table = dialog.querySelector("[data-compare]");
    const rows = (before?.facts ?? []).map(([label, was], n) => [label, was, now?.facts[n][1] ?? ""]);
    const changed = now ? rows.filter(([, was, is]) => was !== is) : [];
    table.hidden = changed.length === 0;
    table.querySelector("tbody").replaceChildren(
      ...changed.map(([label, was, is]) => {
        const row = part("tr");
        const head = part("th", "", label);
        head.scope = "row";
        row.append(head, ...[was, is].map((words) => Object.assign(part("td", "", words), { dir: "auto" })));
        return row;
      }),
    );
  }

  choose(dialog, selector, isThere, act) {
    const button = dialog.querySelector(selector);
    button.hidden = !isThere;
    button.onclick = () => {
      dialog.close();
      act();
    };
  }

  // -- it was not kept -------------------------------------------------------------------------

  refused(problem, about) {
    this.tell(problem.title, problem.detail, problem.points ?? "", about);
    this.refusedDialog.querySelector("[data-again]").hidden = true;
  }

  lost(gesture) {
    const { board } = this;
    const { about } = gesture;
    board.offline(true);
    this.tell(board.words.lost, fill(board.words.lostDetail, about.told), "", about);
    this.choose(this.refusedDialog, "[data-again]", true, () => {
      board.send(gesture.url, gesture.fields, about, gesture.once);
    });
  }

  signedOut() {
    this.tell(this.board.words.failed, this.board.words.signIn, "", {});
    this.refusedDialog.querySelector("[data-again]").hidden = true;
  }

  tell(title, detail, points, about) {
    const dialog = this.refusedDialog;
    dialog.querySelector("h2").textContent = title;
    dialog.querySelector("[data-detail]").textContent = detail;
    dialog.querySelector("[data-body]").innerHTML = points;
    this.board.say(`${title} ${detail}`);
    if (!dialog.open) this.open(dialog, about.stop?.uid);
  }
}
