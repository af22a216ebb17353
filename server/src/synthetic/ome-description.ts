import { type Dye, DYES } from './cameras/dyes.js';
import type { SampleBits } from './cameras/sample-scale.js';
import { FOCUS } from './optics/focus.js';
import { MPP, OBJECTIVE_POWER } from './tissue/scale.js';
import type { Stain } from './tissue/stain.js';

interface Described {
  readonly widthPx: number;
  readonly heightPx: number;
  readonly planes: number;
  readonly stain: Stain;
  readonly fluorescence?: { readonly dyes: readonly Dye[]; readonly bits: SampleBits };
}

/** OME-XML (schema 2016-06): the one open standard that says scale, objective, channels and planes in a plain tiled TIFF. */
export function omeDescription({ widthPx, heightPx, planes, stain, fluorescence }: Described): string {
  const kind = fluorescence
    ? `Type="uint16" SignificantBits="${fluorescence.bits}" SizeC="${fluorescence.dyes.length}"`
    : 'Type="uint8" Interleaved="true" SizeC="3"';
  const spacing = planes > 1 ? ` PhysicalSizeZ="${FOCUS.spacingUm}" PhysicalSizeZUnit="um"` : '';
  const layers = planes * (fluorescence?.dyes.length ?? 1);
  return [
    '<?xml version="1.0" encoding="UTF-8"?><OME xmlns="http://www.openmicroscopy.org/Schemas/OME/2016-06" Creator="Parfocal">',
    `<Instrument ID="Instrument:0"><Objective ID="Objective:0" NominalMagnification="${OBJECTIVE_POWER}"/></Instrument>`,
    `<Image ID="Image:0" Name="synthetic ${fluorescence?.dyes.join(' ') ?? stain}"><InstrumentRef ID="Instrument:0"/><ObjectiveSettings ID="Objective:0"/>`,
    `<Pixels ID="Pixels:0" DimensionOrder="XYCZT" ${kind} SizeX="${widthPx}" SizeY="${heightPx}" SizeZ="${planes}" SizeT="1"`,
    ` PhysicalSizeX="${MPP}" PhysicalSizeXUnit="um" PhysicalSizeY="${MPP}" PhysicalSizeYUnit="um"${spacing}>`,
    fluorescence?.dyes.map(channel).join('') ?? '<Channel ID="Channel:0:0" SamplesPerPixel="3"/>',
    `<TiffData IFD="0" PlaneCount="${layers}"/></Pixels></Image></OME>`,
  ].join('');
}

function channel(dye: Dye, index: number): string {
  const { colour, excitationNm, emissionNm } = DYES[dye];
  // OME's colours are red, green, blue and opacity in one signed integer.
  const rgba = Number.parseInt(`${colour.slice(1)}ff`, 16) | 0;
  return (
    `<Channel ID="Channel:0:${index}" Name="${dye}" Fluor="${dye}" Color="${rgba}" SamplesPerPixel="1" ContrastMethod="Fluorescence"` +
    ` ExcitationWavelength="${excitationNm}" ExcitationWavelengthUnit="nm" EmissionWavelength="${emissionNm}" EmissionWavelengthUnit="nm"/>`
  );
}
