export { RULER } from './ruler.js';
export type { Stain } from './tissue/stain.js';
export { type SyntheticSlide, writeSyntheticSlide } from './write-synthetic-slide.js';
