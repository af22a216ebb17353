export const gestures = {
  pointerOf: 'Pointer of {name}',
  viewOf: 'What {name} sees',
  ownView: 'What you see',
  readOnly: 'You are watching: your pointer is not shown to the others.',
};
