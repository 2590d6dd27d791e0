import "@event-calendar/core/index.css";
import "../css/parts/board.css";
import { startBoard } from "./parts/board/app.js";
import { startWeek } from "./parts/board/week.js";

const board = document.querySelector("[data-board]");
const week = document.querySelector("[data-week]");
if (board) startBoard(board);
if (week) startWeek(week);
