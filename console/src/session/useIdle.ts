import { useEffect, useRef, useState } from 'react'

/** A booth that nobody uses for this long shows nothing of anybody any more. */
export const lockAfter = 5 * 60_000
export const warnBefore = 30_000

/** Seconds left until the lock, or null while there is time. Any key, touch or movement counts as use. */
export function useIdle(lock: () => void): number | null {
  const [left, setLeft] = useState<number | null>(null)
  const latest = useRef(lock)
  useEffect(() => { latest.current = lock })
  useEffect(() => {
    let last = Date.now()
    const used = () => { last = Date.now() }
    const timer = window.setInterval(() => {
      const rest = last + lockAfter - Date.now()
      if (rest <= 0) latest.current()
      setLeft(rest < warnBefore ? Math.max(0, Math.ceil(rest / 1000)) : null)
    }, 1000)
    const events = ['keydown', 'pointerdown', 'pointermove', 'wheel'] as const
    for (const name of events) window.addEventListener(name, used, { capture: true, passive: true })
    return () => {
      clearInterval(timer)
      for (const name of events) window.removeEventListener(name, used, { capture: true })
    }
  }, [])
  return left
}
