/** What the annotations' tab lists. */
export type MarksList = 'slide' | 'history' | 'bin';
