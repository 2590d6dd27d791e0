import { closeMenus } from "./parts/menus.js";
import { copyButtons } from "./parts/copy.js";
import { editRows } from "./parts/rows.js";
import { guardForms } from "./parts/drafts.js";
import { focusErrors } from "./parts/errors.js";
import { previewTyping } from "./parts/preview.js";
import { sendByKey } from "./parts/send.js";
import { loadWhenOpened } from "./parts/ways.js";

closeMenus();
copyButtons();
editRows();
guardForms();
focusErrors();
previewTyping();
sendByKey();
loadWhenOpened();
