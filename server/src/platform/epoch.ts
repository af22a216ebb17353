import type { ValueTransformer } from 'typeorm';

/** Milliseconds since 1970 in a `bigint` column: PostgreSQL's driver gives those back as strings. */
export const epochMs: ValueTransformer = {
  to: (value: number | null): number | null => value,
  from: (value: string | number | null): number | null => (value === null ? null : Number(value)),
};
