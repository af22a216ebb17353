import { openSlide } from '../readers/index.js';
import { itWithSlide } from '../testing/index.js';
import { assessSlide } from './index.js';

const assess = async (path: string) => {
  const reader = await openSlide(path);
  try {
    return await assessSlide(reader, { occasion: 'consultation', signal: new AbortController().signal, onProgress: () => undefined });
  } finally {
    await reader.close();
  }
};

describe('quality control', () => {
  itWithSlide('CMU-1-Small-Region.svs', 'accepts a sharp scan', async (path) => {
    const report = await assess(path);
    expect(report.verdict).toBe('accepted');
  });
});
