export const gestures = {
  readOnly: 'You are watching: your pointer is not shown to the others.',
};
