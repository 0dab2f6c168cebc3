import { describe, expect, test } from 'vitest'
import type { Answer, Candidate, Inspection, InspectionRequest } from '../api/types'
import { adviceSoFar, empty, needsReason, next, type Booth } from './course'
import { pieces } from './pieces'

const request: InspectionRequest = { purpose: 'border-check', direction: 'entry', mrz: 'x' }
const candidate: Candidate = {
  entryId: '7', kind: 'documents', score: 30, strength: 'strong', cleared: null, evidence: [],
  listing: { title: '', status: null, action: null, legalBasis: null, reference: null, reportedOn: null, facts: [] },
}
const answer = (source: string, more: Partial<Answer> = {}): Answer =>
  ({ source, title: source, kind: 'documents', reply: 'noHit', reason: null, candidates: [], cut: 0, listVersion: 1, asOf: null, stale: false, tookMs: 1, ...more })

const begun = next(empty, { step: 'asked', request })
const told = (booth: Booth, answered: Answer) => next(booth, { step: 'told', request, event: { event: 'answer', answer: answered } })
const soFar = (booth: Booth) => adviceSoFar(booth.now!)

describe('What can be said before the verdict', () => {
  test('is never clear', () => {
    expect(soFar(begun)).toBe('waiting')
    expect(soFar(told(begun, answer('a')))).toBe('waiting')
  })

  test('only becomes more severe, in whatever order answers come', () => {
    const answers = [answer('a'), answer('b', { reply: 'unavailable', reason: 'late' }), answer('c', { reply: 'hit', candidates: [candidate] })]
    const order = ['waiting', 'incomplete', 'refer']
    for (const [i, j, k] of [[0, 1, 2], [0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]] as const) {
      let booth = begun
      const seen = [answers[i], answers[j], answers[k]].map(one => { booth = told(booth, one!); return order.indexOf(soFar(booth)) })
      expect(seen).toEqual(seen.toSorted())
    }
  })

  test('is not raised by a weak resemblance, nor by a match that was cleared', () => {
    expect(soFar(told(begun, answer('a', { reply: 'hit', candidates: [{ ...candidate, strength: 'weak' }] })))).toBe('waiting')
    expect(soFar(told(begun, answer('a', { reply: 'hit', candidates: [{ ...candidate, cleared: 'before' }] })))).toBe('waiting')
  })
})

test('what arrives for an inspection that is no longer shown is dropped', () => {
  const other = next(begun, { step: 'asked', request: { ...request } })
  expect(told(other, answer('a')).now!.answers).toEqual([])
})

test('after a decision nothing of the traveller is left', () => {
  const whole = { id: '1', startedAt: '', verdict: { advice: 'clear', findings: [] }, decision: null, answers: [], checks: [], document: { documentNumber: 'SECRET' } } as unknown as Inspection
  const open = next(empty, { step: 'opened', inspection: whole })
  const decided = next(open, { step: 'decided', id: '1', advice: 'clear', decision: 'admit', at: '' })
  expect(decided.now).toBeNull()
  expect(JSON.stringify(decided)).not.toContain('SECRET')
  expect(JSON.stringify(next(open, { step: 'aside', at: '' }))).not.toContain('SECRET')
})

test('a reason is asked for a refusal and for whatever goes against the advice', () => {
  expect((['admit', 'refer', 'refuse'] as const).map(one => needsReason(one, 'clear'))).toEqual([false, true, true])
  expect((['admit', 'refer', 'refuse'] as const).map(one => needsReason(one, 'incomplete'))).toEqual([true, false, true])
})

test('a line is cut where doubt begins and ends; columns count from 1', () => {
  expect(pieces('ABCDE', [{ column: 2, length: 2 }])).toEqual([{ text: 'A', doubtful: false }, { text: 'BC', doubtful: true }, { text: 'DE', doubtful: false }])
  expect(pieces('ABC', [])).toEqual([{ text: 'ABC', doubtful: false }])
})

describe('What the hub says after the verdict', () => {
  const clear: Inspection = { id: 'i', startedAt: '2026-01-01T00:00:00Z', purpose: 'border-check', direction: 'entry', officer: 'a', post: '', document: null, chip: null, vehicle: null, checks: [], answers: [], verdict: { advice: 'clear', findings: [] }, decision: null }
  const event = (refers: boolean) => ({ event: 'difference' as const, id: 'i', refers, differences: [{ list: 'sltd', title: 'SLTD', only: 'hub' as const, refers, hereVersion: 1, hubVersion: 2, candidate }] })
  const judged = next(begun, { step: 'told', request, event: { event: 'verdict', inspection: clear } })
  const decided = next(judged, { step: 'decided', id: 'i', advice: 'clear', decision: 'admit', at: '2026-01-01T00:00:01Z' })

  test('raises what is shown and leaves what was kept', () => {
    const raised = next(judged, { step: 'told', request, event: event(true) })
    expect(soFar(raised)).toBe('refer')
    expect(raised.now!.whole!.verdict.advice).toBe('clear')
    expect(soFar(next(judged, { step: 'told', request, event: event(false) }))).toBe('clear')
  })

  test('stays when the traveller has left the screen, until it is noted or looked at', () => {
    const late = next(decided, { step: 'told', request, event: event(true) })
    expect(late.late?.id).toBe('i')
    expect(next(late, { step: 'asked', request: { ...request } }).late?.id).toBe('i')
    expect(next(late, { step: 'noted' }).late).toBeNull()
    expect(next(late, { step: 'opened', inspection: clear }).late).toBeNull()
    expect(next(decided, { step: 'told', request, event: event(false) }).late).toBeNull()
  })
})
