export const slides = {
  count: '{n} slide | {n} slides',
  thumbnailOf: 'Overview of {name}',
  sizePx: '{width} × {height} px',
  sizeMm: '{width} × {height} mm',
  choose: 'Look at {name}',
  mpp: '{mpp} µm/px',
  mppUnknown: 'Scale unknown',
  mppUnknownHint: 'The file does not say how large a pixel is, so nothing on it is given in µm.',
  damaged: 'Damaged',
  damagedHint: 'The file is gone or can no longer be read. Upload it again.',
  none: { title: 'No slides yet', hint: 'Drop slide files here: SVS, TIFF, BigTIFF or OME-TIFF.' },
};
