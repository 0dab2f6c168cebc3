import { useCallback, useLayoutEffect, useRef } from 'react'

/** The same function at every rendering, doing what the latest one does: for parts that are drawn anew only when they change. */
export function useSteady<A extends unknown[]>(act: (...of: A) => void): (...of: A) => void {
  const latest = useRef(act)
  useLayoutEffect(() => { latest.current = act })
  return useCallback((...of: A) => latest.current(...of), [])
}
