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
        <Row key={source.source} source={source} course={course} answer={course?.answers.find(one => one.source === source.source)}
          state={sources.find(one => one.source === source.source)} />
      ))}
    </ul>
  )
}

function Row({ source, course, answer, state }: { source: AskedSource; course: Course | null; answer: Answer | undefined; state: Source | undefined }) {
  const { t, i18n } = useTranslation()
  const now = useSeconds()
  const told = tellingOf(source, course, answer, state)
  const asOf = answer?.asOf ?? state?.asOf
  return (
    <li className={`source ${told.look}`} data-source={source.source}>
      <Mark shape={told.shape} look={told.look} />
      <span className="title">{source.title}</span>
      <span className="said">{t(told.key, { count: answer?.candidates.length ?? 0 })}</span>
      <span className="age">{asOf ? t('sources.old', { age: ageOf(t, asOf, now) }) : ''}</span>
      <span className="took">{answer ? took(t, i18n.language, answer.tookMs) : ''}</span>
    </li>
  )
}

interface Telling { shape: Shape; look: string; key: string }

function tellingOf(source: AskedSource, course: Course | null, answer: Answer | undefined, state: Source | undefined): Telling {
  if (answer) return answered(answer)
  if (course && !course.id && !course.problem) return { shape: 'dots', look: 'none', key: 'sources.waiting' }
  if (course?.asked.some(one => one.source === source.source))
    return course.problem ? { shape: 'question', look: 'doubt', key: 'silence.broken' } : { shape: 'dots', look: 'none', key: 'sources.waiting' }
  if (course) return { shape: 'dash', look: 'none', key: 'sources.notAsked' }
  if (state && state.state !== 'ready') return { shape: 'question', look: 'doubt', key: `sources.state.${state.state}` }
  if (state?.stale) return { shape: 'question', look: 'doubt', key: 'sources.stale' }
  return { shape: 'tick', look: 'none', key: 'sources.state.ready' }
}

function answered(answer: Answer): Telling {
  if (answer.reply === 'unavailable') return { shape: 'question', look: 'doubt', key: `silence.${answer.reason ?? 'broken'}` }
  if (answer.reply === 'hit') {
    const serious = answer.candidates.some(one => one.strength !== 'weak' && one.cleared === null)
    return serious ? { shape: 'bang', look: 'bad', key: 'sources.hit' } : { shape: 'dash', look: 'none', key: 'sources.weak' }
  }
  return answer.stale ? { shape: 'question', look: 'doubt', key: 'sources.staleNoHit' } : { shape: 'tick', look: 'good', key: 'sources.noHit' }
}
