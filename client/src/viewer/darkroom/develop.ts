import { blendChannels, samplesOf } from './blend-channels';
import { throughTable } from './colour-table';
import type { BlendJob, DarkroomAnswer, DarkroomJob, ManageJob, MeasureJob } from './darkroom-words';
import { decodeExactly } from './decode-exactly';
import { someOf } from './sample-range';
import type { SampleStore } from './sample-store';

/** A place that was not scanned: no samples, and so no light. */
const DARK = new Uint8Array(0);

/** Does one job. Never rejects: what went wrong is told in words. */
export async function develop(job: DarkroomJob, store: SampleStore): Promise<DarkroomAnswer> {
  try {
    switch (job.kind) {
      case 'blend': return await blend(job, store);
      case 'manage': return await manage(job);
      case 'measure': return await measure(job);
    }
  } catch (error) {
    return { failed: error instanceof Error ? error.message : String(error) };
  }
}

async function blend({ place, lights, maxSample, widthPx, heightPx, sources }: BlendJob, store: SampleStore): Promise<DarkroomAnswer> {
  const keyOf = (channel: number): string => `${place}/${channel}`;
  // Held by hand as well: the store may be too small for one tile of many channels.
  const fresh = new Map(await Promise.all(sources.map(async ({ channel, blob }) => {
    const samples = blob ? samplesOf((await decodeExactly(blob, widthPx, heightPx)).data, maxSample) : DARK;
    store.set(keyOf(channel), samples);
    return [channel, samples] as const;
  })));
  const layers = lights.map((light) => ({ light, samples: fresh.get(light.channel) ?? store.get(keyOf(light.channel)) }));
  const missing = layers.filter(({ samples }) => !samples).map(({ light }) => light.channel);
  if (missing.length > 0) return { missing };
  const image = new ImageData(widthPx, heightPx);
  blendChannels(image.data, layers.map(({ light, samples }) => ({ light, samples: samples ?? DARK })));
  return { picture: await createImageBitmap(image) };
}

async function manage({ blob, table, widthPx, heightPx }: ManageJob): Promise<DarkroomAnswer> {
  const image = await decodeExactly(blob, widthPx, heightPx);
  throughTable(image.data, table);
  return { picture: await createImageBitmap(image) };
}

async function measure({ blob, maxSample, widthPx, heightPx }: MeasureJob): Promise<DarkroomAnswer> {
  return { samples: someOf(samplesOf((await decodeExactly(blob, widthPx, heightPx)).data, maxSample)) };
}
