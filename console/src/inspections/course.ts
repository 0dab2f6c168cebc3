import type { Advice, Answer, AskedSource, Beside, Check, ChipReport, DecisionKind, Inspection, InspectionEvent, InspectionRequest, TravelDocument, Vehicle } from '../api/types'

/** How far one inspection has come. */
export interface Course {
  request: InspectionRequest
  id: string | null
  document: TravelDocument | null
  vehicle: Vehicle | null
  checks: Check[]
  chip: ChipReport | null
  chipReading: boolean
  asked: AskedSource[]
  answers: Answer[]
  whole: Inspection | null
  /** What the hub said otherwise; it comes after the verdict, which stays as it was kept. */
  beside: Beside | null
  problem: Error | null
}

/** What stays of a traveller after the decision: nothing about him. */
export interface Past { id: string; at: string; advice: Advice; decision: DecisionKind | null }

/** An inspection that is no longer shown, and of which the hub knows more. */
export interface Late { id: string; at: string }

export interface Booth { now: Course | null; past: Past[]; late: Late | null }

export const empty: Booth = { now: null, past: [], late: null }

export type Step =
  | { step: 'asked'; request: InspectionRequest }
  | { step: 'told'; request: InspectionRequest; event: InspectionEvent }
  | { step: 'failed'; request: InspectionRequest; problem: Error }
  | { step: 'opened'; inspection: Inspection }
  | { step: 'decided'; id: string; advice: Advice; decision: DecisionKind; at: string }
  | { step: 'aside'; at: string }
  | { step: 'noted' }

const shownPast = 3

/** One booth's screen. What arrives for an inspection that is no longer shown is dropped. */
export function next(booth: Booth, step: Step): Booth {
  switch (step.step) {
    case 'asked': return { ...aside(booth, null), now: begin(step.request) }
    case 'told': return booth.now?.request === step.request ? { ...booth, now: hear(booth.now, step.event) } : afterwards(booth, step.event)
    case 'failed': return booth.now?.request === step.request ? { ...booth, now: { ...booth.now, problem: step.problem } } : booth
    case 'opened': return { ...booth, now: reopen(step.inspection), late: booth.late?.id === step.inspection.id ? null : booth.late }
    case 'decided': return { ...booth, now: null, past: [{ id: step.id, at: step.at, advice: step.advice, decision: step.decision }, ...without(booth.past, step.id)].slice(0, shownPast) }
    case 'aside': return aside(booth, step.at)
    case 'noted': return { ...booth, late: null }
  }
}

// Of a traveller who has left the screen only this still counts: that the hub would have referred him.
function afterwards(booth: Booth, event: InspectionEvent): Booth {
  if (event.event !== 'difference' || !event.refers) return booth
  const past = booth.past.find(one => one.id === event.id)
  return past ? { ...booth, late: { id: event.id, at: past.at } } : booth
}

const without = (past: Past[], id: string) => past.filter(one => one.id !== id)

// An inspection that nobody decided is not lost: it stays in the row of the last ones, marked as open.
function aside(booth: Booth, at: string | null): Booth {
  const whole = booth.now?.whole
  if (!whole) return { ...booth, now: null }
  const open = { id: whole.id, at: at ?? whole.startedAt, advice: whole.verdict.advice, decision: whole.decision?.decision ?? null }
  return { ...booth, now: null, past: [open, ...without(booth.past, whole.id)].slice(0, shownPast) }
}

const begin = (request: InspectionRequest): Course =>
  ({ request, id: null, document: null, vehicle: null, checks: [], chip: null, chipReading: false, asked: [], answers: [], whole: null, beside: null, problem: null })

function hear(course: Course, event: InspectionEvent): Course {
  switch (event.event) {
    case 'document': return { ...course, id: event.id, document: event.document, vehicle: event.vehicle, checks: event.checks, asked: event.sources, chipReading: event.chipFollows }
    case 'chip': return { ...course, chip: event.chip, chipReading: false, checks: [...course.checks, ...event.checks] }
    case 'answer': return { ...course, answers: [...course.answers.filter(one => one.source !== event.answer.source), event.answer] }
    case 'failed': return course
    case 'difference': return { ...course, beside: event }
    case 'verdict': return { ...reopen(event.inspection), request: course.request }
  }
}

function reopen(whole: Inspection): Course {
  const { purpose, direction, id, document, vehicle, checks, chip, answers } = whole
  return { request: { purpose, direction }, id, document, vehicle, checks, chip, chipReading: false, asked: answers, answers, whole, beside: null, problem: null }
}

/** What can be said so far. Never clear before the verdict, and from one answer to the next only more severe; the hub's word after it too. */
export function adviceSoFar(course: Course): Advice | 'waiting' {
  if (course.beside?.refers) return 'refer'
  if (course.whole) return course.whole.verdict.advice
  if (course.problem) return 'incomplete'
  if (course.answers.some(answer => answer.candidates.some(one => one.strength !== 'weak' && one.cleared === null))) return 'refer'
  if (course.answers.some(answer => answer.reply === 'unavailable' || answer.stale)) return 'incomplete'
  return course.checks.some(check => check.result === 'failed' || check.result === 'undetermined') ? 'incomplete' : 'waiting'
}

/** True when the officer must say why: a refusal, letting pass what is not clear, holding up whom everything clears. */
export const needsReason = (decision: DecisionKind, advice: Advice): boolean =>
  decision === 'refuse' || (decision === 'admit' ? advice !== 'clear' : advice === 'clear')
