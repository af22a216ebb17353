import * as z from 'zod';

/** What people write, trimmed; lengths in UTF-16 units. No NUL: PostgreSQL keeps none, and nobody types one. */
export const words = (least: number, most: number): z.ZodString => z.string().trim().min(least).max(most).refine((text) => !text.includes('\0'), 'holds a NUL');
