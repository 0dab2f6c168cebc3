import { useCallback, useEffect, useRef, useState } from 'react'

export interface Loaded<T> {
  value: T | undefined
  problem: Error | undefined
  reload: () => void
}

/** Loads, and loads again every so many milliseconds; an old value stays while a new one is on its way. */
export function useLoaded<T>(load: (signal: AbortSignal) => Promise<T>, key: string, every?: number): Loaded<T> {
  const [state, setState] = useState<{ key: string; value?: T; problem?: Error }>({ key })
  const [round, setRound] = useState(0)
  const latest = useRef(load)
  useEffect(() => { latest.current = load })
  useEffect(() => {
    const stop = new AbortController()
    latest.current(stop.signal).then(
      value => { if (!stop.signal.aborted) setState({ key, value }) },
      (problem: Error) => { if (!stop.signal.aborted) setState(old => ({ ...(old.key === key ? old : { key }), problem })) },
    )
    const timer = every ? window.setTimeout(() => setRound(r => r + 1), every) : undefined
    return () => { stop.abort(); clearTimeout(timer) }
  }, [key, round, every])
  const reload = useCallback(() => setRound(r => r + 1), [])
  const mine = state.key === key
  return { value: mine ? state.value : undefined, problem: mine ? state.problem : undefined, reload }
}
