/** A 40x scan: what the drawing is made for. */
export const MPP = 0.25;
export const OBJECTIVE_POWER = 40;

/** Sizes in the drawing are written in microns, as a pathologist knows them. */
export const um = (microns: number): number => microns / MPP;
