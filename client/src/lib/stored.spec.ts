import { jest } from '@jest/globals';
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
