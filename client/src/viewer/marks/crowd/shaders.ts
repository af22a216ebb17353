/** A quad around a line, disc, ring or ellipse; where exactly its rim lies, the fragments work out. */
export const QUAD_VERTEX = `#version 300 es
precision highp float;
layout(location = 0) in vec4 ends;    // level-0 pixels from the cell's origin
layout(location = 1) in vec4 offsets; // quarters of a CSS pixel
layout(location = 2) in vec4 measures; // half width * 16, ring * 8, ratio * 255
layout(location = 3) in vec4 colour;
layout(location = 4) in vec4 casing;
uniform vec2 window;   // CSS pixels
uniform vec2 origin;   // of the cell, in CSS pixels of the window
uniform mat2 toWindow; // level-0 pixels to CSS pixels
uniform mat2 turn;     // the same without the scale
uniform float grow;    // of the casing; 0 for the line itself
flat out vec4 paint;
flat out vec4 line;
flat out vec3 form;
out vec2 place;

void main() {
  vec2 a = origin + toWindow * ends.xy + turn * offsets.xy / 4.0;
  vec2 b = origin + toWindow * ends.zw + turn * offsets.zw / 4.0;
  float halfWidth = measures.x / 16.0 + grow;
  float ring = measures.y / 8.0;
  float ratio = measures.z / 255.0;
  vec2 along = b - a;
  float len = length(along);
  vec2 u = len > 0.001 ? along / len : vec2(1.0, 0.0);
  vec2 n = vec2(-u.y, u.x);
  vec2 corner = vec2((gl_VertexID & 1) == 0 ? -1.0 : 1.0, (gl_VertexID & 2) == 0 ? -1.0 : 1.0);
  float reach = halfWidth + ring + 1.0;
  place = ratio > 0.0
    ? a + u * corner.x * (len + reach) + n * corner.y * (len * ratio + reach)
    : (corner.x < 0.0 ? a : b) + reach * (u * corner.x + n * corner.y);
  paint = grow > 0.0 ? casing : colour;
  line = vec4(a, b);
  form = vec3(halfWidth, ring, ratio);
  gl_Position = vec4(place.x / window.x * 2.0 - 1.0, 1.0 - place.y / window.y * 2.0, 0.0, 1.0);
}`;

export const QUAD_FRAGMENT = `#version 300 es
precision highp float;
flat in vec4 paint;
flat in vec4 line;
flat in vec3 form;
in vec2 place;
uniform float density; // of the screen: its pixels a CSS pixel
out vec4 fragment;

void main() {
  vec2 along = line.zw - line.xy;
  vec2 from = place - line.xy;
  float away;
  if (form.z > 0.0) {
    float len = max(length(along), 0.001);
    vec2 u = along / len;
    vec2 at = vec2(dot(from, u), dot(from, vec2(-u.y, u.x))) + 0.001;
    vec2 axes = vec2(len, len * form.z);
    float inside = length(at / axes);
    away = abs(inside * (inside - 1.0) / length(at / (axes * axes)));
  } else {
    float part = clamp(dot(from, along) / max(dot(along, along), 0.000001), 0.0, 1.0);
    away = abs(length(from - part * along) - form.y);
  }
  float cover = clamp(0.5 + (form.x - away) * density, 0.0, 1.0) * paint.a;
  fragment = vec4(paint.rgb * cover, cover);
}`;

/** One triangle over all of a frame; needs no data. */
export const WHOLE_VERTEX = `#version 300 es
void main() {
  gl_Position = vec4(vec2(gl_VertexID & 1, gl_VertexID >> 1) * 4.0 - 1.0, 0.0, 1.0);
}`;

/** A picture upside down, its colours without their alpha: as a canvas of the page takes it. */
export const STRAIGHT_FRAGMENT = `#version 300 es
precision highp float;
uniform sampler2D picture;
out vec4 fragment;

void main() {
  ivec2 at = ivec2(gl_FragCoord.xy);
  vec4 colour = texelFetch(picture, ivec2(at.x, textureSize(picture, 0).y - 1 - at.y), 0);
  fragment = vec4(colour.rgb / max(colour.a, 0.001), colour.a);
}`;
