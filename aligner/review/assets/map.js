// The map of the whole document: one strip for a few rows, drawn as grave as the gravest of them.

import { $, el } from "/common.js";

const GRADES = [
  ["sure", "sure"], ["likely", "likely"], ["doubtful", "doubtful"], ["moved", "moved"],
  ["source-only", "left only"], ["target-only", "right only"], ["said", "decided"], ["rejected", "not a translation"],
];
const HALVES = { "source-only": [0, 0.5], "target-only": [0.5, 0.5], moved: [0.25, 0.5], rejected: [0, 0.3] };

export class DocumentMap {
  constructor(go) {
    this.canvas = $("map");
    this.found = { rows: 0, strips: [], left: [] };
    this.row = 0;
    this.go = go;
    $("legend").replaceChildren(...GRADES.map(([grade, name]) => el("li", {}, el("span", { class: `swatch ${grade}` }), name)));
    this.canvas.addEventListener("click", (event) => {
      const box = this.canvas.getBoundingClientRect();
      this.open(Math.floor(((event.clientX - box.left) / box.width) * this.found.strips.length));
    });
    this.canvas.addEventListener("keydown", (event) => this.key(event));
    new ResizeObserver(() => this.draw()).observe(this.canvas);
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => this.draw());
  }

  show(found) {
    this.found = found;
    this.canvas.setAttribute("aria-valuemax", Math.max(found.rows, 1));
    this.draw();
  }

  at(row) {
    this.row = row;
    const strip = this.found.strips[this.strip()];
    this.canvas.setAttribute("aria-valuenow", row + 1);
    const name = GRADES.find(([grade]) => grade === strip?.grade)?.[1] ?? "";
    this.canvas.setAttribute("aria-valuetext", `row ${row + 1} of ${this.found.rows}, ${name}`);
    this.draw();
  }

  // The next row that is to be looked at, or the one before
  next(by) {
    const { left } = this.found;
    return by > 0 ? left.find((row) => row > this.row) : left.findLast((row) => row < this.row);
  }

  strip() {
    return Math.max(0, this.found.strips.findLastIndex((strip) => strip.row <= this.row));
  }

  open(number) {
    const strip = this.found.strips[Math.max(0, Math.min(number, this.found.strips.length - 1))];
    if (strip) this.go(strip.worst);
  }

  key(event) {
    const last = this.found.strips.length - 1, here = this.strip();
    const to = { ArrowRight: here + 1, ArrowDown: here + 1, ArrowLeft: here - 1, ArrowUp: here - 1,
      PageDown: here + 20, PageUp: here - 20, Home: 0, End: last }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    this.row = this.found.strips[Math.max(0, Math.min(to, last))]?.row ?? 0;
    this.open(to);
  }

  draw() {
    const { canvas, found } = this, box = canvas.getBoundingClientRect(), ratio = devicePixelRatio;
    const width = Math.round(box.width * ratio), height = Math.round(box.height * ratio);
    if (canvas.width !== width || canvas.height !== height) Object.assign(canvas, { width, height });
    const pen = canvas.getContext("2d"), style = getComputedStyle(canvas);
    const colour = Object.fromEntries(GRADES.map(([grade]) => [grade, style.getPropertyValue(`--map-${grade}`)]));
    pen.clearRect(0, 0, width, height);
    const count = found.strips.length || 1, top = 6 * ratio, tall = height - 2 * top;
    const gap = width / count > 4 * ratio ? ratio : 0;
    found.strips.forEach((strip, number) => {
      const [from, share] = HALVES[strip.grade] ?? [0, 1];
      const x = Math.floor((number * width) / count), next = Math.floor(((number + 1) * width) / count);
      const wide = Math.max(next - x - gap, 1);
      if (strip.alike < strip.rows && share < 1) {
        pen.fillStyle = colour.sure; // one row of many: the others are there on both sides
        pen.fillRect(x, top, wide, tall);
      }
      pen.fillStyle = colour[strip.grade];
      pen.fillRect(x, top + from * tall, wide, share * tall);
    });
    const x = ((this.strip() + 0.5) * width) / count, size = 5 * ratio;
    pen.fillStyle = style.color;
    pen.fillRect(x - ratio / 2, 0, ratio, height);
    for (const [y, to] of [[0, size], [height, height - size]]) {
      pen.beginPath();
      pen.moveTo(x - size, y);
      pen.lineTo(x + size, y);
      pen.lineTo(x, to);
      pen.fill();
    }
  }
}
