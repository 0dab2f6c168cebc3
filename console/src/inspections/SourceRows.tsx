import { memo } from 'react'
import { useTranslation } from 'react-i18next'
import type { Answer, AskedSource, Source } from '../api/types'
import { Mark, type Shape } from '../parts/Mark'
import { ageOf, took } from '../parts/time'
import { useSeconds } from '../shell/Header'
import type { Course } from './course'

/** Every source in its own row from the start; its answer fills in where it belongs. */
export function SourceRows({ course, sources }: { course: Course | null; sources: Source[] }) {
  const { t } = useTranslation()
  const known: AskedSource[] = [...sources, ...(course?.asked ?? []).filter(one => !sources.some(source => source.source === one.source))]
  if (known.length === 0) return <p className="sources quiet">{t('sources.none')}</p>
  return (
    <ul className="sources" aria-label={t('page.sources')}>
      {known.map(source => (
        <RowOf key={source.source} source={source} course={course} answer={course?.answers.find(one => one.source === source.source)}
          state={sources.find(one => one.source === source.source)} />
      ))}
    </ul>
  )
}

function RowOf({ source, course, answer, state }: { source: AskedSource; course: Course | null; answer: Answer | undefined; state: Source | undefined }) {
  return <Row {...tellingOf(source, course, answer, state)} id={source.source} title={source.title} count={answer?.candidates.length ?? 0}
    asOf={answer?.asOf ?? state?.asOf} tookMs={answer?.tookMs} />
}

interface Shown extends Telling { id: string; title: string; count: number; asOf: string | null | undefined; tookMs: number | undefined }

// Drawn anew only when it says something else: most events of an inspection concern another source.
const Row = memo(function Row({ shape, look, telling, id, title, count, asOf, tookMs }: Shown) {
  const { t, i18n } = useTranslation()
  const now = useSeconds()
  return (
    <li className={`source ${look}`} data-source={id}>
      <Mark shape={shape} look={look} />
      <span className="title">{title}</span>
      <span className="said">{t(telling, { count })}</span>
      <span className="age">{asOf ? t('sources.old', { age: ageOf(t, asOf, now) }) : ''}</span>
      <span className="took">{tookMs === undefined ? '' : took(t, i18n.language, tookMs)}</span>
    </li>
  )
})

interface Telling { shape: Shape; look: string; telling: string }

function tellingOf(source: AskedSource, course: Course | null, answer: Answer | undefined, state: Source | undefined): Telling {
  if (answer) return answered(answer)
  if (course && !course.id && !course.problem) return { shape: 'dots', look: 'none', telling: 'sources.waiting' }
  if (course?.asked.some(one => one.source === source.source))
    return course.problem ? { shape: 'question', look: 'doubt', telling: 'silence.broken' } : { shape: 'dots', look: 'none', telling: 'sources.waiting' }
  if (course) return { shape: 'dash', look: 'none', telling: 'sources.notAsked' }
  if (state && state.state !== 'ready') return { shape: 'question', look: 'doubt', telling: `sources.state.${state.state}` }
  if (state?.stale) return { shape: 'question', look: 'doubt', telling: 'sources.stale' }
  return { shape: 'tick', look: 'none', telling: 'sources.state.ready' }
}

function answered(answer: Answer): Telling {
  if (answer.reply === 'unavailable') return { shape: 'question', look: 'doubt', telling: `silence.${answer.reason ?? 'broken'}` }
  if (answer.reply === 'hit') {
    const serious = answer.candidates.some(one => one.strength !== 'weak' && one.cleared === null)
    return serious ? { shape: 'bang', look: 'bad', telling: 'sources.hit' } : { shape: 'dash', look: 'none', telling: 'sources.weak' }
  }
  return answer.stale ? { shape: 'question', look: 'doubt', telling: 'sources.staleNoHit' } : { shape: 'tick', look: 'good', telling: 'sources.noHit' }
}
