import { memo, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Beside, DecisionKind, Direction, Inspection, Purpose, Source } from '../api/types'
import { Trouble } from '../parts/Trouble'
import { useSteady } from '../parts/useSteady'
import { AdvicePanel } from './AdvicePanel'
import { BesideNotice, LateNotice } from './Beside'
import { adviceSoFar, needsReason } from './course'
import { DecisionBar } from './DecisionBar'
import { DocumentPanel, NoDocument } from './DocumentPanel'
import { EntryPanel, type Fields, type Typed } from './EntryPanel'
import { Findings } from './Findings'
import { LaneChoice } from './LaneChoice'
import { keptLane, keepLane } from './lane'
import { ReasonDialog } from './ReasonDialog'
import { SourceRows } from './SourceRows'
import { useBooth } from './useBooth'
import { useWedge } from './useWedge'
import { linesOf, looksLikeMrz, vinIn } from './wedge'

const nothingTyped: Typed = { mrz: '', plate: '', plateState: '', vin: '' }
const unchanged = (old: Typed, now: Typed): Typed => (old.mrz === now.mrz && old.plate === now.plate && old.plateState === now.plateState && old.vin === now.vin ? old : now)
// The kept advice may be clear; why he was referred all the same stands beside it.
const reasonOf = (beside: Beside) => beside.differences.filter(one => one.refers).map(one => `hub: ${one.list} ${one.candidate.entryId}`).join('; ')
// A key that was already on its way when the verdict came is not an answer to it.
const tooSoon = 250

/** Everything about this traveller on one screen. What a scan does not change is not drawn anew: the answer is waited for. */
export const FirstLine = memo(function FirstLine({ sources }: { sources: Source[] }) {
  const { t } = useTranslation()
  const [booth, acts] = useBooth()
  const [typed, setTyped] = useState(nothingTyped)
  const [lane, setLane] = useState(keptLane)
  const [asking, setAsking] = useState<DecisionKind | null>(null)
  const [problem, setProblem] = useState<Error | null>(null)
  const [notice, setNotice] = useState('')
  const judgedAt = useRef(0)
  const result = useRef<HTMLHeadingElement>(null)
  const course = booth.now
  const whole = course?.whole ?? null
  const shown = course && whole ? adviceSoFar(course) : 'waiting'
  const advice = shown === 'waiting' ? null : shown
  useEffect(() => { document.title = `${t('page.inspect')} - Limen` }, [t])
  useEffect(() => { judgedAt.current = performance.now() }, [whole?.id, advice])

  const change = useSteady((next: { purpose: Purpose; direction: Direction }) => { keepLane(next); setLane(next) })

  const begin = (with_: Partial<Typed>, rest: object = {}) => {
    const { mrz, plate, plateState, vin } = { ...typed, ...with_ }
    const vehicle = plate || vin ? { vehicle: { ...(plate && { plate }), ...(plateState && { plateState }), ...(vin && { vin }) } } : {}
    const lines = linesOf(mrz)
    if (lines.length === 0 && !('vehicle' in vehicle) && !('document' in rest)) return
    setTyped(old => unchanged(old, { ...old, ...with_, mrz: '' }))
    setProblem(null)
    setNotice('')
    result.current?.focus({ preventScroll: true })
    acts.begin({ ...lane, ...(lines.length > 0 && { mrz: lines.join('\n') }), ...vehicle, ...rest })
  }

  const scanned = (text: string) => {
    const vin = vinIn(text)
    if (asking) setNotice(t('inspect.decideFirst'))
    else if (vin) begin({ vin })
    else if (looksLikeMrz(text)) begin({ mrz: text })
    else setNotice(t('inspect.notAnMrz'))
  }

  const done = () => {
    setAsking(null)
    setProblem(null)
    setTyped(old => unchanged(old, nothingTyped))
    result.current?.focus({ preventScroll: true })
  }
  const decide = async (decision: DecisionKind, reason: string | null, about: Inspection) => {
    try {
      await acts.decide(about, decision, reason)
      done()
    } catch (error) {
      setProblem(error as Error)
    }
  }
  const wish = useSteady((decision: DecisionKind) => {
    if (!whole || !advice || asking || performance.now() - judgedAt.current < tooSoon) return
    if (needsReason(decision, advice)) setAsking(decision)
    else void decide(decision, decision === 'refer' && course?.beside?.refers ? reasonOf(course.beside) : null, whole)
  })
  const putAside = useSteady(() => { acts.putAside(); done() })
  const correct = useSteady((id: string) => { acts.open(id).then(() => setProblem(null), (error: Error) => setProblem(error)) })
  const check = useSteady(() => begin({}))
  const checkFields = useSteady((fields: Fields) => begin({ mrz: '' }, fields))

  useWedge({
    scanned,
    key: code => {
      if (asking) return false
      if (code === 'Enter' && advice === 'clear') wish('admit')
      else if (code === 'Escape' && course) putAside()
      else if (code === 'KeyA') wish('admit')
      else if (code === 'KeyR') wish('refer')
      else if (code === 'KeyF') wish('refuse')
      else if (code === 'KeyM') document.getElementById('mrz')?.focus()
      else if (code === 'KeyP') document.getElementById('plate')?.focus()
      else if (code === 'KeyU' && booth.past[0]) correct(booth.past[0].id)
      else return false
      return true
    },
  })

  return (
    <main id="main" className={`first-line ${lane.purpose === 'training' || lane.purpose === 'test' ? 'exercise' : ''}`}>
      <h1 className="hidden" tabIndex={-1}>{t('page.inspect')}</h1>
      {lane.purpose === 'training' && <p className="banner training">{t('inspect.training')}</p>}
      {lane.purpose === 'test' && <p className="banner training">{t('inspect.test')}</p>}
      <section className="left" aria-label={t('inspect.document')}>
        <LaneChoice {...lane} onChange={change} />
        {course?.document ? <DocumentPanel document={course.document} checks={course.checks} vehicle={course.vehicle} chip={course.chip} chipReading={course.chipReading} />
          : <NoDocument course={course} />}
        <EntryPanel typed={typed} onChange={setTyped} onCheck={check} onFields={checkFields} />
      </section>
      <section className="right" aria-label={t('inspect.result')}>
        <AdvicePanel course={course} heading={result} />
        <div className="findings-box">
          {(problem || course?.problem) && <Trouble problem={(problem ?? course?.problem)!} again={course?.problem ? () => acts.begin({ ...course.request }) : undefined} />}
          {booth.late && <LateNotice late={booth.late} onOpen={() => correct(booth.late!.id)} onNoted={acts.note} />}
          <p className="notice" role="status">{notice}</p>
          {course?.beside && <BesideNotice beside={course.beside} />}
          <Findings course={course} />
        </div>
        <SourceRows course={course} sources={sources} />
      </section>
      <DecisionBar judged={whole !== null} advice={advice} past={booth.past} onWish={wish} onAside={putAside} mayPutAside={course !== null} onCorrect={correct} />
      {asking && whole && advice && (
        <ReasonDialog decision={asking} advice={advice} problem={problem} onCancel={() => { setAsking(null); setProblem(null) }}
          onConfirm={reason => void decide(asking, reason, whole)} />
      )}
    </main>
  )
})
