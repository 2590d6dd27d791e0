/**
 * Fingers. Held for a while they take something along; before that they scroll the page or tap, and
 * the page does not scroll under something that was taken.
 */
export const LONG_PRESS = 350;
const STILL = 8;

/** Call *take* when a finger that went down by *began* is held; *gone* when it was no long press. */
export function whenHeld(began, take, gone = () => {}) {
  const over = () => {
    clearTimeout(timer);
    for (const name of ["pointerup", "pointercancel"]) document.removeEventListener(name, over);
    document.removeEventListener("pointermove", move);
  };
  const move = (event) => {
    if (event.pointerId !== began.pointerId) return;
    if (Math.hypot(event.clientX - began.clientX, event.clientY - began.clientY) < STILL) return;
    over();
    gone();
  };
  const timer = setTimeout(() => {
    over();
    take();
  }, LONG_PRESS);
  for (const name of ["pointerup", "pointercancel"]) document.addEventListener(name, over);
  document.addEventListener("pointermove", move);
}

/** Whether the pointer of an event is a finger or a pen. */
export function isFinger(event) {
  return event.pointerType === "touch" || event.pointerType === "pen";
}

/** The grid's own gestures do not wait until a finger that wanders off is held: it is let go. */
export function letFingersScroll(element) {
  element.addEventListener("pointerdown", (event) => {
    if (!isFinger(event)) return;
    const letGo = () => window.dispatchEvent(new PointerEvent("pointercancel"));
    whenHeld(event, () => {}, letGo);
  });
}

/** While *isDragging* no finger scrolls, and no menu opens under it. */
export function holdPage(isDragging) {
  const hold = (event) => isDragging() && event.preventDefault();
  document.addEventListener("touchmove", hold, { passive: false });
  document.addEventListener("contextmenu", hold);
}
