/** Lets the page paint and answer before long work goes on. */
export const breathe = (atLeastMs = 0): Promise<void> => new Promise((resolve) => setTimeout(resolve, atLeastMs));
