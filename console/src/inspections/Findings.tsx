import { useTranslation } from 'react-i18next'
import type { Answer, Candidate, Finding, Severity } from '../api/types'
import { Mark, type Shape } from '../parts/Mark'
import { Empty } from '../parts/Screen'
import type { Course } from './course'
import { MatchCard } from './MatchCard'

const shapes: Record<Severity, Shape> = { refer: 'bang', gap: 'question', note: 'dash' }
const looks: Record<Severity, string> = { refer: 'bad', gap: 'doubt', note: 'none' }

/** Every reason for the advice, worst first; before the verdict, the matches as they come. */
export function Findings({ course }: { course: Course | null }) {
  const { t } = useTranslation()
  if (!course) return <Empty title={t('inspect.ready')}>{t('inspect.keys')}</Empty>
  const findings = course.whole?.verdict.findings ?? []
  if (course.whole && findings.length === 0) return <Empty title={t('inspect.nothingFound')}>{t('inspect.nothingFoundLead')}</Empty>
  const matches = course.answers.flatMap(answer => answer.candidates.map(candidate => ({ answer, candidate })))
  if (!course.whole) return <ul className="findings">{matches.map(one => <MatchCard key={one.answer.source + one.candidate.entryId} {...one} severity="refer" />)}</ul>
  return <ul className="findings">{findings.map((finding, i) => <One key={i} finding={finding} match={matchOf(finding, matches)} answers={course.answers} />)}</ul>
}

interface Found { answer: Answer; candidate: Candidate }

const matchOf = (finding: Finding, matches: Found[]): Found | undefined =>
  finding.entryId === null ? undefined : matches.find(one => one.answer.source === finding.source && one.candidate.entryId === finding.entryId)

function One({ finding, match, answers }: { finding: Finding; match: Found | undefined; answers: Answer[] }) {
  const { t } = useTranslation()
  if (match) return <MatchCard {...match} severity={finding.severity} />
  const answer = answers.find(one => one.source === finding.source)
  const reason = t(`silence.${answer?.reason ?? 'broken'}`)
  const code = finding.code === 'sourceUnavailable' && answer?.reply === 'hit' ? 'sourcePartly' : finding.code
  const values = { source: answer?.title ?? finding.source ?? '', reason, cut: answer?.cut ?? 0, check: t(`check.${finding.check}`, { defaultValue: finding.check ?? '' }) }
  return (
    <li className={`finding ${finding.severity}`} data-code={finding.code}>
      <Mark shape={shapes[finding.severity]} look={looks[finding.severity]} />
      <div>
        <p className="strong">{t(`finding.${code}`, { ...values, defaultValue: finding.words })}</p>
        <p>{t([`todo.${finding.code}`, 'todo.none'], { defaultValue: '' })}</p>
      </div>
    </li>
  )
}
