import { keepTaps } from "./parts/taps.js";
import { keepPage } from "./parts/offline.js";

keepPage();
keepTaps();
