import "@event-calendar/core/index.css";
import "../css/parts/board.css";
import { startBoard } from "./parts/board/app.js";

const board = document.querySelector("[data-board]");
if (board) startBoard(board);
