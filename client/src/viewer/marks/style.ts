/** How annotations look: measures in CSS pixels, dark casing so that every colour stands out from tissue and glass. */
export const STYLE = {
  line: 2.25,
  casing: 4.5,
  selectedLine: 3,
  selectedCasing: 6,
  casingColour: 'rgba(13, 12, 20, 0.75)',
  selectedCasingColour: '#fff',
  fillShare: 0.1,
  /** On and off, in CSS pixels. */
  ghostDash: [7, 6],
  /** Smaller shapes are drawn as a dot of this size, so that none is lost from afar. */
  dot: 7,
  ringRadius: 7,
  ringDot: 2,
  arrowLength: 13,
  arrowHalfWidth: 5.5,
  font: '"Inter Variable", Inter, "Noto Sans SC", system-ui, sans-serif',
  halo: 'rgba(13, 12, 20, 0.85)',
  haloWidth: 4,
  fontWeight: 550,
  /** Of the page's type size. */
  fontRem: 0.75,
  captionGap: 9,
  captionHeightRem: 0.875,
  handleRadius: 5,
  midpointRadius: 3.5,
} as const;
