export const coverage = {
  title: 'What I have looked at',
  show: 'Show what I have looked at',
  share: '{share} of the tissue seen at ≥ {power}',
  unknown: 'Looking for the tissue',
  noTissue: 'No tissue was found on this slide.',
  at: 'Seen at least at',
  next: 'Go to unseen tissue',
  done: 'All tissue of this slide has been seen at {power}.',
  clearShort: 'Clear',
  cleared: 'Cleared for this slide.',
  hint: 'Kept in this browser alone. Nobody else sees it.',
};
