import { useTranslation } from 'react-i18next'
import type { Diagnosis, Health } from '../api/types'
import { Mark, type Shape } from '../parts/Mark'
import { age, count, moment } from '../parts/time'

const shape: Record<Health, Shape> = { fine: 'tick', note: 'question', wrong: 'cross' }
const look: Record<Health, string> = { fine: 'good', note: 'doubt', wrong: 'bad' }

/** What the doctor found at this node: what is wrong stands open, what is fine is one line that opens. */
export function Findings({ findings }: { findings: Diagnosis[] }) {
  const { t } = useTranslation()
  const [ill, fine] = [findings.filter(one => one.severity !== 'fine'), findings.filter(one => one.severity === 'fine')]
  return (
    <section aria-labelledby="doctor">
      <h2 id="doctor">{t('doctor.title')}</h2>
      {ill.length === 0 && <p className="good strong"><Mark shape="tick" /> {t('doctor.well')}</p>}
      <ul className="diagnoses">{ill.map((one, at) => <Finding key={at} found={one} />)}</ul>
      {fine.length > 0 && (
        <details className="fine">
          <summary>{t('doctor.fine', { count: fine.length })}</summary>
          <ul className="diagnoses">{fine.map((one, at) => <Finding key={at} found={one} />)}</ul>
        </details>
      )}
    </section>
  )
}

function Finding({ found }: { found: Diagnosis }) {
  const { t, i18n } = useTranslation()
  const known = i18n.exists(`diagnosis.${found.code}`)
  const values = {
    subject: found.subject ?? '',
    age: found.seconds === null || found.seconds === undefined ? '' : age(t, Math.abs(found.seconds)),
    n: found.count === null || found.count === undefined ? '' : count(i18n.language, found.count),
    size: found.bytes === null || found.bytes === undefined ? '' : size(i18n.language, found.bytes),
    at: found.at ? moment(i18n.language, found.at) : t('posts.never'),
  }
  const remedy = i18n.exists(`remedy.${found.code}`) ? t(`remedy.${found.code}`) : known ? '' : found.remedy
  return (
    <li className={`diagnosis ${found.severity === 'wrong' ? 'ill' : found.severity}`} data-code={found.code}>
      <Mark shape={shape[found.severity]} look={look[found.severity]} />
      <div>
        <p className="strong"><span className="hidden">{t(`health.${found.severity}`)}: </span>{known ? t(`diagnosis.${found.code}`, values) : found.words}</p>
        {remedy && <p>{remedy}</p>}
      </div>
      {found.severity !== 'fine' && <code className="quiet">{found.code}</code>}
    </li>
  )
}

const size = (language: string, bytes: number): string => {
  const [unit, by, digits] = bytes < 2 ** 30 ? ['megabyte', 2 ** 20, 0] as const : ['gigabyte', 2 ** 30, 1] as const
  return new Intl.NumberFormat(language === 'ru' ? 'ru-RU' : 'en-GB', { style: 'unit', unit, maximumFractionDigits: digits }).format(bytes / by)
}
