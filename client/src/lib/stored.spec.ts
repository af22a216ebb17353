import { jest } from '@jest/globals';
import { effectScope } from 'vue';
import { useStored } from './stored';

const parse = (raw: string | null): 'wide' | 'narrow' => (raw === 'wide' ? 'wide' : 'narrow');

describe('useStored', () => {
  beforeEach(() => localStorage.clear());
  afterEach(() => void jest.restoreAllMocks());

  it('keeps a word for the next page, and takes no word that is none of ours', () => {
    useStored('panel', parse).value = 'wide';
    expect(useStored('panel', parse).value).toBe('wide');
    localStorage.setItem('panel', 'purple');
    expect(useStored('panel', parse).value).toBe('narrow');
  });

  it('is the same word for all who use it on this page, until they are gone', () => {
    const [dialog, dock] = [effectScope(), effectScope()];
    const [chosen, used] = [dialog, dock].map((scope) => scope.run(() => useStored('panel', parse))!);
    chosen!.value = 'wide';
    expect(used!.value).toBe('wide');
    dock.stop();
    chosen!.value = 'narrow';
    expect(used!.value).toBe('wide');
    dialog.stop();
  });

  it('remembers for this page where the browser denies storage', () => {
    const denied = (): never => {
      throw new DOMException('', 'SecurityError');
    };
    jest.spyOn(Storage.prototype, 'getItem').mockImplementation(denied);
    jest.spyOn(Storage.prototype, 'setItem').mockImplementation(denied);
    const word = useStored('panel', parse);
    word.value = 'wide';
    expect(word.value).toBe('wide');
  });
});
