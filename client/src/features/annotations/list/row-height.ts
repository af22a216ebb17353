/** Two lines of text with room around them, in rem: larger type, for a projector, makes taller rows. */
const ROW_REM = 3;
const ROOT_PX = 16;

/** How tall a row of the list is that is not open, in CSS pixels. */
export const rowHeightPx = (): number => Math.round(ROW_REM * (Number.parseFloat(getComputedStyle(document.documentElement).fontSize) || ROOT_PX));
