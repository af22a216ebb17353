import { jest } from '@jest/globals';
import { TOAST_MS, useToasts } from './toasts';

describe('useToasts', () => {
  const { toasts, say, saved, stop, dismiss } = useToasts();
  const texts = (): string[] => toasts.value.map(({ text }) => text);

  beforeEach(() => void jest.useFakeTimers());
  afterEach(() => {
    toasts.value.forEach(({ id }) => dismiss(id));
    jest.useRealTimers();
  });

  it('lets good news go by itself, and an error only by hand', () => {
    saved('Saved');
    const error = stop('The disk is full');
    jest.advanceTimersByTime(TOAST_MS);
    expect(texts()).toEqual(['The disk is full']);
    dismiss(error);
    expect(texts()).toEqual([]);
  });

  it('says a sentence once, and starts its time again', () => {
    say('Somebody came');
    jest.advanceTimersByTime(TOAST_MS - 1);
    say('Somebody came');
    jest.advanceTimersByTime(TOAST_MS - 1);
    expect(texts()).toEqual(['Somebody came']);
  });

  it('keeps the newest four', () => {
    ['1', '2', '3', '4', '5'].forEach((text) => stop(text));
    expect(texts()).toEqual(['2', '3', '4', '5']);
  });
});
