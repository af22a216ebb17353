/** The same shapes for everyone who is measured: cells with outlines of 20 vertices, spread over a slide of 20,000 px a side. */
export const SIDE_PX = 20_000;
const VERTICES = 20;

export const COLOURS = ['#1cd99b', '#0b55c4', '#ffd60a', '#ffa03a', '#14c8e6', '#a4e02f'];
export const casingOf = (index) => (index % COLOURS.length === 1 ? '#ffffff' : '#15171a');

/** `[x0, y0, …]` of the outline of cell `index` among `count`, in level-0 pixels to a quarter. */
export function outline(index, count) {
  const columns = Math.ceil(Math.sqrt(count));
  const pitch = SIDE_PX / columns;
  const [cx, cy] = [pitch * ((index % columns) + 0.5 + 0.2 * Math.sin(index)), pitch * (Math.floor(index / columns) + 0.5 + 0.2 * Math.cos(3 * index))];
  const points = [];
  for (let i = 0; i < VERTICES; i++) {
    const turn = (2 * Math.PI * i) / VERTICES;
    const radius = 0.4 * pitch * (1 + 0.25 * Math.sin(index + 2 * turn));
    points.push(Math.round(4 * (cx + radius * Math.cos(turn))) / 4, Math.round(4 * (cy + 0.8 * radius * Math.sin(turn))) / 4);
  }
  return points;
}
