import { useTranslation } from 'react-i18next'
import type { Line } from '../api/types'
import { Mark } from '../parts/Mark'
import { Empty } from '../parts/Screen'
import { age, ageOf, count, moment } from '../parts/time'
import { useSeconds } from '../shell/Header'

/** How this post stands with its hub. */
export function OwnLine({ line }: { line: Line }) {
  const { t, i18n } = useTranslation()
  const now = useSeconds()
  if (line.role !== 'post') return <Empty title={t('posts.alone')}>{t('posts.aloneLead')}</Empty>
  const at = (time: string | null) => (time ? t('posts.ago', { age: ageOf(t, time, now), at: moment(i18n.language, time) }) : t('posts.never'))
  const facts: [string, React.ReactNode][] = [
    ['posts.hub', line.hub ?? t('posts.notEnrolled')],
    [line.connected ? 'posts.connectedSince' : 'posts.downSince', at(line.since)],
    ['posts.lastHeard', at(line.lastHeard)],
    ['posts.waiting', line.waiting === 0 ? t('posts.nothingWaits') : `${count(i18n.language, line.waiting)}${line.oldestWaiting ? `, ${t('posts.oldest', { age: ageOf(t, line.oldestWaiting, now) })}` : ''}`],
    ['posts.lastAcknowledged', at(line.lastAcknowledged)],
    ['posts.clock', line.clockOffsetSeconds === null ? t('word.unknown') : offset(t, line.clockOffsetSeconds)],
  ]
  return (
    <section className="own-line" aria-labelledby="own-line">
      <h2 id="own-line" className={line.connected ? 'good' : 'bad'}><Mark shape={line.connected ? 'tick' : 'cross'} /> {t(line.connected ? 'posts.connected' : 'posts.notConnected')}</h2>
      {line.trouble && <p className="bad strong">{t('posts.troubleOf', { code: line.trouble })}</p>}
      <dl className="facts wide">
        {facts.map(([name, value]) => <div key={name}><dt>{t(name)}</dt><dd>{value}</dd></div>)}
      </dl>
    </section>
  )
}

/** A difference of clocks as a person says it: right, or so much ahead or behind. */
export function offset(t: ReturnType<typeof useTranslation>['t'], seconds: number): string {
  if (Math.abs(seconds) <= 30) return t('posts.clockRight')
  return t(seconds > 0 ? 'posts.clockAhead' : 'posts.clockBehind', { age: age(t, Math.abs(seconds)) })
}
