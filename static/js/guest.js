import { closeMenus } from "./parts/menus.js";
import { copyButtons } from "./parts/copy.js";
import { editRows } from "./parts/rows.js";
import { guardForms } from "./parts/drafts.js";
import { focusErrors } from "./parts/errors.js";
import { markDay, markNow } from "./parts/now.js";
import { saveForms } from "./parts/saving.js";

closeMenus();
copyButtons();
editRows();
guardForms();
focusErrors();
markNow();
markDay();
saveForms();
