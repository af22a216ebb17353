import { randomInt } from 'node:crypto';

/** Without those that are taken for one another. */
const LETTERS = 'ABCDEFGHJKMNPQRSTUVWXYZ23456789';
const LENGTH = 8;

/** Says nothing of what it stands for: `P-7KX2M9QA`. */
export const newPseudonym = (): string => `P-${Array.from({ length: LENGTH }, () => LETTERS[randomInt(LETTERS.length)]).join('')}`;
