const SHORT = ['AE', 'AS', 'AT', 'CS', 'DA', 'DS', 'DT', 'FD', 'FL', 'IS', 'LO', 'LT', 'PN', 'SH', 'SL', 'SS', 'ST', 'TM', 'UI', 'UL', 'US'];
const LONG = ['OB', 'OD', 'OF', 'OL', 'OV', 'OW', 'SQ', 'SV', 'UC', 'UN', 'UR', 'UT', 'UV'];

const code = (vr: string): number => vr.charCodeAt(0) | (vr.charCodeAt(1) << 8);

const entries = (names: readonly string[], isLong: boolean) => names.map((name) => [code(name), { name, isLong }] as const);

/** By their two letters as a little-endian number. `isLong`: two reserved bytes and a length of 32 bits (PS3.5, table 7.1-1). */
export const VALUE_REPRESENTATIONS: ReadonlyMap<number, { readonly name: string; readonly isLong: boolean }> = new Map([...entries(SHORT, false), ...entries(LONG, true)]);
