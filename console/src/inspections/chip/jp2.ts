import { JpxImage } from 'jpeg2000'

/** A face as it is drawn: four bytes a pixel, opaque. */
export interface Picture { width: number; height: number; pixels: Uint8ClampedArray<ArrayBuffer> }

// A face of Doc 9303-9 has well under one million pixels; a chip that offers more has other plans.
const mostPixels = 2_000_000, mostTiles = 256, smallestPrecinct = 3, sycc = 18
const soc = 0xff4f, siz = 0xff51, cod = 0xff52, coc = 0xff53, sot = 0xff90, sod = 0xff93, eoc = 0xffd9

/** Draws a JPEG 2000 image (ISO/IEC 15444-1), boxed or bare; null for what is none, is too large, or would cost too much to draw. */
export function draw(octets: Uint8Array): Picture | null {
  const stream = codestream(octets)
  if (!stream || !affordable(view(stream))) return null
  const image = new JpxImage()
  try {
    image.parse(new Octets(stream))
  } catch {
    return null
  }
  return paint(image, image.componentsCount >= 3 && yellowBlueRed(octets))
}

/** The reader wants the methods of another kind of bytes. */
class Octets extends Uint8Array {
  readInt8(at: number): number { return view(this).getInt8(at) }
  readUInt16BE(at: number): number { return view(this).getUint16(at) }
  readUInt32BE(at: number): number { return view(this).getUint32(at) }
}

const view = (octets: Uint8Array) => new DataView(octets.buffer, octets.byteOffset, octets.byteLength)

/** The codestream within its boxes (ISO/IEC 15444-1 Annex I); the image itself when it is bare. */
function codestream(octets: Uint8Array): Uint8Array | null {
  if (octets.length < 12) return null
  const data = view(octets)
  if (data.getUint16(0) === soc) return octets
  for (let at = 0; at + 8 <= octets.length;) {
    const length = data.getUint32(at) || octets.length - at
    if (length < 8) return null
    if (data.getUint32(at + 4) === 0x6a703263) return octets.subarray(at + 8, at + length)
    at += length
  }
  return null
}

/** Walks over every header, and sees from the sizes told there what drawing would cost. */
function affordable(data: DataView): boolean {
  try {
    let at = 2, sized = false
    for (let tileEnd = 0; at + 4 <= data.byteLength;) {
      const marker = data.getUint16(at)
      if (marker === eoc) break
      if (marker === sod) { at = tileEnd; continue }
      const body = at + 4, next = at + 2 + data.getUint16(at + 2)
      if (marker < 0xff00 || next < body) return false
      if (marker === siz) sized = sizesHold(data, body)
      if (marker === siz && !sized) return false
      if (marker === cod && !(data.getUint8(body) & 1 ? precinctsHold(data, body + 10, next) : true)) return false
      if (marker === coc && data.getUint8(body + 1) & 1 && !precinctsHold(data, body + 7, next)) return false
      if (marker === sot) {
        tileEnd = data.getUint32(body + 2) === 0 ? data.byteLength : at + data.getUint32(body + 2)
        if (tileEnd <= next) return false
      }
      at = next
    }
    return sized
  } catch {
    return false
  }
}

function sizesHold(data: DataView, at: number): boolean {
  const number = (place: number) => data.getUint32(at + 2 + 4 * place)
  const [width, height, tileWidth, tileHeight] = [number(0) - number(2), number(1) - number(3), number(4), number(5)]
  const components = data.getUint16(at + 34)
  if (width <= 0 || height <= 0 || width * height > mostPixels || tileWidth === 0 || tileHeight === 0) return false
  if (Math.ceil(number(0) / tileWidth) * Math.ceil(number(1) / tileHeight) > mostTiles || components < 1 || components > 4) return false
  for (let component = 0; component < components; component++)
    if (data.getUint16(at + 36 + 3 * component + 1) !== 0x0101) return false
  return true
}

function precinctsHold(data: DataView, from: number, to: number): boolean {
  for (let at = from; at < to; at++) {
    const size = data.getUint8(at)
    if ((size & 15) < smallestPrecinct || size >> 4 < smallestPrecinct) return false
  }
  return true
}

/** True when the colours are told as luma and chroma. */
function yellowBlueRed(octets: Uint8Array): boolean {
  const data = view(octets)
  for (let at = 0; at + 15 <= Math.min(octets.length, 512); at++)
    if (data.getUint32(at) === 0x636f6c72) return data.getUint8(at + 4) === 1 && data.getUint32(at + 7) === sycc
  return false
}

function paint({ width, height, componentsCount: parts, tiles }: JpxImage, luma: boolean): Picture | null {
  if (!tiles) return null
  const pixels = new Uint8ClampedArray(width * height * 4).fill(255)
  for (const tile of tiles)
    for (let y = 0; y < tile.height && tile.top + y < height; y++)
      for (let x = 0; x < tile.width && tile.left + x < width; x++) {
        const from = (y * tile.width + x) * parts, to = ((tile.top + y) * width + tile.left + x) * 4
        const a = tile.items[from]!, b = parts < 3 ? a : tile.items[from + 1]!, c = parts < 3 ? a : tile.items[from + 2]!
        pixels[to] = luma ? a + 1.402 * (c - 128) : a
        pixels[to + 1] = luma ? a - 0.344136 * (b - 128) - 0.714136 * (c - 128) : b
        pixels[to + 2] = luma ? a + 1.772 * (b - 128) : c
      }
  return { width, height, pixels }
}
