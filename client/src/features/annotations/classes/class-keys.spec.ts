import { CLASS_KEYS, classIndexOf } from './class-keys';

describe('the keys of classes', () => {
  it('are Shift with a digit, wherever the sign of it lies', () => {
    expect(CLASS_KEYS).toHaveLength(9);
    expect([classIndexOf({ code: 'Digit1', key: '!', shiftKey: true }), classIndexOf({ code: 'Digit9', key: '(', shiftKey: true }), classIndexOf({ code: 'Digit7', key: '/', shiftKey: true })]).toEqual([0, 8, 6]);
  });

  it.each([
    ['an objective', { code: 'Digit1', key: '1', shiftKey: false }],
    ['an objective of a French keyboard', { code: 'Digit1', key: '1', shiftKey: true }],
    ['a step of the zoom on a Swiss one', { code: 'Digit1', key: '+', shiftKey: true }],
    ['the zero', { code: 'Digit0', key: ')', shiftKey: true }],
    ['the number pad', { code: 'Numpad1', key: 'End', shiftKey: true }],
  ])('are not %s', (_what, event) => {
    expect(classIndexOf(event)).toBeUndefined();
  });
});
