import { draw } from './jp2'

// Away from the officer's keys, and ended by whoever waits for it: a hostile image costs a worker, never the screen.
self.onmessage = async ({ data }: MessageEvent<Uint8Array>) => {
  const picture = draw(data)
  if (!picture) return self.postMessage(null)
  const canvas = new OffscreenCanvas(picture.width, picture.height)
  canvas.getContext('2d')!.putImageData(new ImageData(picture.pixels, picture.width, picture.height), 0, 0)
  self.postMessage(await canvas.convertToBlob({ type: 'image/png' }))
}
