import type { TableColumnOptions } from 'typeorm';

/** Column kinds that SQLite and PostgreSQL understand alike. */
export const id = (name: string): TableColumnOptions => ({ name, type: 'varchar', length: '36' });
export const key = (name: string): TableColumnOptions => ({ ...id(name), isPrimary: true });
export const words = (name: string, length: number): TableColumnOptions => ({ name, type: 'varchar', length: String(length) });
export const text = (name: string): TableColumnOptions => ({ name, type: 'text' });
export const whole = (name: string): TableColumnOptions => ({ name, type: 'integer' });
export const epoch = (name: string): TableColumnOptions => ({ name, type: 'bigint' });
export const optional = (column: TableColumnOptions): TableColumnOptions => ({ ...column, isNullable: true });
export const flag = (name: string): TableColumnOptions => ({ name, type: 'boolean' });
