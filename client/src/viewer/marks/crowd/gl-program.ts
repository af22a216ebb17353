import { QUAD_FRAGMENT, QUAD_VERTEX } from './shaders';
import { CORNER_BYTES, QUADS_A_BATCH } from './quad-writer';

const UNIFORMS = ['window', 'origin', 'toWindow', 'turn', 'grow', 'density'] as const;
type Uniform = (typeof UNIFORMS)[number];

/** Buffers of one cell, on the graphics card. */
export interface DrawableBatch {
  readonly layout: WebGLVertexArrayObject;
  readonly buffer: WebGLBuffer;
  readonly quads: number;
}

/** The one program that draws quads. */
export class QuadProgram {
  private readonly program: WebGLProgram;
  private readonly places: Record<Uniform, WebGLUniformLocation | null>;
  private readonly corners: WebGLBuffer;

  /** @throws Error if the browser cannot make it */
  constructor(private readonly gl: WebGL2RenderingContext) {
    this.program = linked(gl, QUAD_VERTEX, QUAD_FRAGMENT);
    this.places = Object.fromEntries(UNIFORMS.map((name) => [name, gl.getUniformLocation(this.program, name)])) as Record<Uniform, WebGLUniformLocation | null>;
    this.corners = gl.createBuffer();
    gl.bindBuffer(gl.ELEMENT_ARRAY_BUFFER, this.corners);
    gl.bufferData(gl.ELEMENT_ARRAY_BUFFER, cornersOfQuads(), gl.STATIC_DRAW);
  }

  upload(bytes: Uint8Array): DrawableBatch {
    const { gl } = this;
    const [layout, buffer] = [gl.createVertexArray(), gl.createBuffer()];
    gl.bindVertexArray(layout);
    gl.bindBuffer(gl.ARRAY_BUFFER, buffer);
    gl.bufferData(gl.ARRAY_BUFFER, bytes, gl.STATIC_DRAW);
    gl.bindBuffer(gl.ELEMENT_ARRAY_BUFFER, this.corners);
    const attributes = [[gl.FLOAT, false, 0], [gl.BYTE, false, 16], [gl.UNSIGNED_BYTE, false, 20], [gl.UNSIGNED_BYTE, true, 24], [gl.UNSIGNED_BYTE, true, 28]] as const;
    attributes.forEach(([type, isShare, offset], place) => {
      gl.enableVertexAttribArray(place);
      gl.vertexAttribPointer(place, 4, type, isShare, CORNER_BYTES, offset);
    });
    gl.bindVertexArray(null);
    return { layout, buffer, quads: bytes.length / (4 * CORNER_BYTES) };
  }

  free({ layout, buffer }: DrawableBatch): void {
    this.gl.deleteVertexArray(layout);
    this.gl.deleteBuffer(buffer);
  }

  /** For the whole window: its size in CSS pixels, matrices by columns, pixels of the screen a CSS pixel. */
  use(window: readonly [number, number], toWindow: readonly number[], turn: readonly number[], density: number): void {
    const { gl, places } = this;
    gl.useProgram(this.program);
    gl.enable(gl.BLEND);
    gl.blendFunc(gl.ONE, gl.ONE_MINUS_SRC_ALPHA);
    gl.uniform2f(places.window, ...window);
    gl.uniformMatrix2fv(places.toWindow, false, toWindow);
    gl.uniformMatrix2fv(places.turn, false, turn);
    gl.uniform1f(places.density, density);
  }

  /**
   * @param from first quad
   * @param quads how many
   * @param originPx of the cell in the window, CSS pixels
   * @param growPx what the casing reaches past the line; 0 draws the line
   */
  draw(batch: DrawableBatch, from: number, quads: number, originPx: readonly [number, number], growPx: number): void {
    const { gl, places } = this;
    gl.uniform2f(places.origin, ...originPx);
    gl.uniform1f(places.grow, growPx);
    gl.bindVertexArray(batch.layout);
    gl.drawElements(gl.TRIANGLES, 6 * quads, gl.UNSIGNED_SHORT, 6 * from * Uint16Array.BYTES_PER_ELEMENT);
    gl.bindVertexArray(null);
  }
}

/** @throws Error if the browser cannot make it */
export function linked(gl: WebGL2RenderingContext, vertex: string, fragment: string): WebGLProgram {
  const program = gl.createProgram();
  for (const [kind, source] of [[gl.VERTEX_SHADER, vertex], [gl.FRAGMENT_SHADER, fragment]] as const) {
    const shader = gl.createShader(kind);
    if (!shader) throw new Error('no shader');
    gl.shaderSource(shader, source);
    gl.compileShader(shader);
    gl.attachShader(program, shader);
    gl.deleteShader(shader);
  }
  gl.linkProgram(program);
  if (!gl.getProgramParameter(program, gl.LINK_STATUS)) throw new Error(gl.getProgramInfoLog(program) ?? 'not linked');
  return program;
}

/** Two triangles a quad. Not instances: where there is no graphics card, those are drawn one by one, ten times slower. */
function cornersOfQuads(): Uint16Array {
  const corners = new Uint16Array(6 * QUADS_A_BATCH);
  for (let quad = 0; quad < QUADS_A_BATCH; quad++) corners.set([0, 1, 2, 1, 3, 2].map((corner) => 4 * quad + corner), 6 * quad);
  return corners;
}
