/** The reference: OpenLayers' plain vector layer on a canvas, with the same outlines, colours and casings, selected as its examples do. */
import Feature from 'ol/Feature.js';
import Polygon from 'ol/geom/Polygon.js';
import VectorLayer from 'ol/layer/Vector.js';
import OlMap from 'ol/Map.js';
import Projection from 'ol/proj/Projection.js';
import VectorSource from 'ol/source/Vector.js';
import { Fill, Stroke, Style } from 'ol/style.js';
import View from 'ol/View.js';
import { casingOf, COLOURS, outline, SIDE_PX } from '../scene.mjs';
import { selectionClock } from './stopwatch.mjs';

const styles = COLOURS.map((colour, i) => [
  new Style({ stroke: new Stroke({ color: casingOf(i), width: 4.5 }), fill: new Fill({ color: `${colour}1a` }) }),
  new Style({ stroke: new Stroke({ color: colour, width: 2.25 }) }),
]);
const chosen = new Style({ stroke: new Stroke({ color: '#fff', width: 6 }) });
const source = new VectorSource();
const extent = [0, -SIDE_PX, SIDE_PX, 0];
const projection = new Projection({ code: 'slide', units: 'pixels', extent });
const map = new OlMap({ target: 'stage', controls: [], layers: [new VectorLayer({ source })], view: new View({ projection, center: [SIDE_PX / 2, -SIDE_PX / 2], zoom: 0 }) });
map.getView().fit(extent);
let last;
map.on('click', ({ pixel }) => {
  last?.setStyle(styles[last.get('colour')]);
  last = map.forEachFeatureAtPixel(pixel, (feature) => feature, { hitTolerance: 8 });
  last?.setStyle(chosen);
  if (last) selectionClock.stop();
});

let taken = 0;
window.bench = {
  /** As many features as the piece has annotations; what they are decoded from costs it nothing. */
  take(_piece, many, count) {
    source.addFeatures(Array.from({ length: many }, () => {
      const flat = outline(taken, count);
      const ring = Array.from({ length: flat.length / 2 }, (_, i) => [flat[2 * i], -flat[2 * i + 1]]);
      const feature = new Feature({ geometry: new Polygon([[...ring, ring[0]]]), colour: taken % COLOURS.length });
      feature.setStyle(styles[taken % COLOURS.length]);
      taken += 1;
      return feature;
    }));
  },
  count: () => source.getFeatures().length,
  fit: () => map.getView().fit(extent),
};
