export interface ListPlace {
  readonly count: number;
  readonly rowPx: number;
  /** The one row that is taller than the others, and by how much. */
  readonly open: { readonly index: number; readonly morePx: number } | undefined;
}

/** Rows drawn beyond what is seen, so that a quick wheel meets no emptiness. */
const MARGIN = 8;

/** Where a row begins, in CSS pixels from the top of the list. */
export const rowTop = ({ rowPx, open }: ListPlace, index: number): number => index * rowPx + (open && index > open.index ? open.morePx : 0);

/** Rows `from` to before `to` are drawn; the others are as much room above and below. */
export function listWindow(place: ListPlace, scrolledPx: number, seenPx: number): { from: number; to: number; abovePx: number; belowPx: number } {
  const { count, rowPx, open } = place;
  const rowAt = (y: number): number => {
    const openTop = open ? open.index * rowPx : Infinity;
    if (!open || y < openTop + rowPx) return Math.floor(y / rowPx);
    return y < openTop + rowPx + open.morePx ? open.index : Math.floor((y - open.morePx) / rowPx);
  };
  const from = clamp(rowAt(scrolledPx) - MARGIN, count);
  const to = clamp(rowAt(scrolledPx + seenPx) + 1 + MARGIN, count);
  const allPx = rowTop(place, count);
  return { from, to, abovePx: rowTop(place, from), belowPx: allPx - rowTop(place, to) };
}

const clamp = (row: number, count: number): number => Math.max(0, Math.min(count, row));
