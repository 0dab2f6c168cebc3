import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { drawElsewhere, longestDrawing } from './useFace'

/** A worker that says what it is told to say, when it is told. */
class Drawer {
  static last: Drawer
  ended = 0
  given: Uint8Array | null = null
  onmessage: (event: { data: Blob | null }) => void = () => undefined
  onerror: (event: { preventDefault: () => void }) => void = () => undefined

  constructor() {
    Drawer.last = this
  }

  postMessage(image: Uint8Array) {
    this.given = image
  }

  terminate() {
    this.ended++
  }
}

const face = btoa('face')

beforeEach(() => {
  vi.useFakeTimers()
  vi.stubGlobal('Worker', Drawer)
})

afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

test('a drawing without end is ended, and the face is told to be none', () => {
  const done = vi.fn()
  drawElsewhere(face, done)
  vi.advanceTimersByTime(longestDrawing - 1)
  expect([done.mock.calls, Drawer.last.ended]).toEqual([[], 0])
  vi.advanceTimersByTime(1)
  expect([done.mock.calls, Drawer.last.ended]).toEqual([[[null]], 1])
  vi.advanceTimersByTime(longestDrawing)
  expect(done).toHaveBeenCalledTimes(1)
})

test('a face that was drawn in time is shown, and its worker is gone', () => {
  const [done, image] = [vi.fn(), new Blob(['png'])]
  drawElsewhere(face, done)
  expect(Drawer.last.given).toEqual(Uint8Array.of(0x66, 0x61, 0x63, 0x65))
  Drawer.last.onmessage({ data: image })
  vi.advanceTimersByTime(longestDrawing)
  expect([done.mock.calls, Drawer.last.ended]).toEqual([[[image]], 1])
})

test('a worker that breaks down is ended, and the browser does not tell of it', () => {
  const [done, event] = [vi.fn(), { preventDefault: vi.fn() }]
  drawElsewhere(face, done)
  Drawer.last.onerror(event)
  expect([done.mock.calls, Drawer.last.ended, event.preventDefault.mock.calls.length]).toEqual([[[null]], 1, 1])
})

test('the next traveller ends the drawing of the one before, and nothing more is heard of it', () => {
  const done = vi.fn()
  drawElsewhere(face, done)()
  vi.advanceTimersByTime(longestDrawing)
  expect([done.mock.calls, Drawer.last.ended]).toEqual([[], 1])
})
