import { useCallback, useEffect, useReducer, useRef } from 'react'
import { get, inspect, post } from '../api/client'
import type { DecisionKind, Inspection, InspectionRequest } from '../api/types'
import { empty, next, type Booth } from './course'

export interface Acts {
  begin: (request: InspectionRequest) => void
  decide: (inspection: Inspection, decision: DecisionKind, reason: string | null) => Promise<void>
  open: (id: string) => Promise<void>
  putAside: () => void
  note: () => void
}

interface Running { stop: AbortController; judged: boolean }

/** Runs one inspection at a time; a new scan stops listening to the one before, unless that has its verdict. */
export function useBooth(): [Booth, Acts] {
  const [booth, dispatch] = useReducer(next, empty)
  const running = useRef<Running>(null)
  useEffect(() => () => running.current?.stop.abort(), [])
  // After the verdict it is listened to a little longer: the hub may know more of who has just gone.
  const leave = useCallback(() => { if (running.current && !running.current.judged) running.current.stop.abort() }, [])

  const begin = useCallback((request: InspectionRequest) => {
    leave()
    const mine: Running = { stop: new AbortController(), judged: false }
    running.current = mine
    dispatch({ step: 'asked', request })
    inspect(request, event => { mine.judged ||= event.event === 'verdict'; dispatch({ step: 'told', request, event }) }, mine.stop.signal)
      .catch((problem: Error) => { if (!mine.stop.signal.aborted) dispatch({ step: 'failed', request, problem }) })
  }, [leave])

  const decide = useCallback(async (inspection: Inspection, decision: DecisionKind, reason: string | null) => {
    await post(`/api/inspections/${inspection.id}/decision`, { decision, reason })
    dispatch({ step: 'decided', id: inspection.id, advice: inspection.verdict.advice, decision, at: new Date().toISOString() })
  }, [])

  const open = useCallback(async (id: string) => {
    leave()
    dispatch({ step: 'opened', inspection: await get<Inspection>(`/api/inspections/${id}`) })
  }, [leave])

  const putAside = useCallback(() => {
    leave()
    dispatch({ step: 'aside', at: new Date().toISOString() })
  }, [leave])

  const note = useCallback(() => dispatch({ step: 'noted' }), [])

  return [booth, { begin, decide, open, putAside, note }]
}
