import { useCallback, useEffect, useReducer, useRef } from 'react'
import { get, inspect, post } from '../api/client'
import type { DecisionKind, Inspection, InspectionRequest } from '../api/types'
import { next, type Booth } from './course'

const empty: Booth = { now: null, past: [] }

export interface Acts {
  begin: (request: InspectionRequest) => void
  decide: (inspection: Inspection, decision: DecisionKind, reason: string | null) => Promise<void>
  open: (id: string) => Promise<void>
  putAside: () => void
}

/** Runs one inspection at a time; a new scan stops listening to the one before. */
export function useBooth(): [Booth, Acts] {
  const [booth, dispatch] = useReducer(next, empty)
  const running = useRef<AbortController>(null)
  useEffect(() => () => running.current?.abort(), [])

  const begin = useCallback((request: InspectionRequest) => {
    running.current?.abort()
    const mine = new AbortController()
    running.current = mine
    dispatch({ step: 'asked', request })
    inspect(request, event => dispatch({ step: 'told', request, event }), mine.signal)
      .catch((problem: Error) => { if (!mine.signal.aborted) dispatch({ step: 'failed', request, problem }) })
  }, [])

  const decide = useCallback(async (inspection: Inspection, decision: DecisionKind, reason: string | null) => {
    await post(`/api/inspections/${inspection.id}/decision`, { decision, reason })
    dispatch({ step: 'decided', id: inspection.id, advice: inspection.verdict.advice, decision, at: new Date().toISOString() })
  }, [])

  const open = useCallback(async (id: string) => {
    running.current?.abort()
    dispatch({ step: 'opened', inspection: await get<Inspection>(`/api/inspections/${id}`) })
  }, [])

  const putAside = useCallback(() => {
    running.current?.abort()
    dispatch({ step: 'aside', at: new Date().toISOString() })
  }, [])

  return [booth, { begin, decide, open, putAside }]
}
