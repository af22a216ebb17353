/** A date, and a time of day where it is known, as `SlideOrigin.scannedAt` has them; `undefined` for what no calendar has. */
export function scanTime(year: string, month: string, day: string, time?: readonly [hour: string, minute: string, second: string]): string | undefined {
  const date = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  const [hour = '00', minute = '00', second = '00'] = time ?? [];
  const clock = `${hour.padStart(2, '0')}:${minute}:${second}`;
  const at = new Date(`${date}T${clock}Z`);
  // A 30th of February is taken for the 1st of March: only what comes back as it went in is a date.
  if (Number.isNaN(at.getTime()) || at.toISOString() !== `${date}T${clock}.000Z` || Number(year) < 1990) return undefined;
  return time ? `${date}T${clock}` : date;
}
