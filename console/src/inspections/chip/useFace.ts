import { useEffect, useState } from 'react'
import type { ChipReport } from '../../api/types'

/** How long a drawing may take, in milliseconds; a face is drawn in a tenth of it. */
export const longestDrawing = 4000

/** How the face of a chip can be shown: an address for it, null where it cannot be, undefined while it is being drawn. */
export type Shown = string | null | undefined

/** The face as this browser can show it; what was drawn for it is gone when the traveller is. */
export function useFace(photo: ChipReport['photo']): Shown {
  const [drawn, setDrawn] = useState<{ of: ChipReport['photo']; at: string | null }>({ of: null, at: null })
  const needsDrawing = photo !== null && ['image/jp2', 'image/j2k'].includes(photo.mime)
  useEffect(() => {
    if (!needsDrawing) return
    let address: string | null = null
    const stop = drawElsewhere(photo.base64, blob => {
      address = blob && URL.createObjectURL(blob)
      setDrawn({ of: photo, at: address })
    })
    return () => {
      stop()
      if (address) URL.revokeObjectURL(address)
    }
  }, [photo, needsDrawing])
  if (!photo) return null
  if (needsDrawing) return drawn.of === photo ? drawn.at : undefined
  return ['image/jpeg', 'image/png'].includes(photo.mime) ? `data:${photo.mime};base64,${photo.base64}` : null
}

/** Draws a JPEG 2000 beside the page, which stays usable whatever the picture does; the answer stops it without a word. */
export function drawElsewhere(base64: string, done: (image: Blob | null) => void): () => void {
  const worker = new Worker(new URL('./jp2.worker.ts', import.meta.url), { type: 'module' })
  const end = (image: Blob | null) => {
    stop()
    done(image)
  }
  const timer = setTimeout(() => end(null), longestDrawing)
  const stop = () => {
    clearTimeout(timer)
    worker.terminate()
  }
  worker.onmessage = ({ data }: MessageEvent<Blob | null>) => end(data)
  worker.onerror = event => {
    event.preventDefault()
    end(null)
  }
  worker.postMessage(Uint8Array.from(atob(base64), sign => sign.charCodeAt(0)))
  return stop
}
