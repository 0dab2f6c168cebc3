import { useTranslation } from 'react-i18next'
import { AdviceShape } from '../parts/Mark'
import { took } from '../parts/time'
import { adviceSoFar, type Course } from './course'

/** The advice: shape, colour and word, in one place that never moves. */
export function AdvicePanel({ course, heading }: { course: Course | null; heading?: React.Ref<HTMLHeadingElement> }) {
  const { t, i18n } = useTranslation()
  const advice = course ? adviceSoFar(course) : 'ready'
  const slowest = Math.max(0, ...(course?.answers ?? []).map(answer => answer.tookMs))
  const answered = course?.answers.filter(answer => answer.reply !== 'unavailable').length ?? 0
  const lead = course?.beside?.refers ? t('beside.refersLead') : t(advice === 'refer' && !matched(course) ? 'advice.lead.referDocument' : `advice.lead.${advice}`)
  return (
    <div className={`advice ${advice}`}>
      <AdviceShape advice={advice} />
      <div>
        <h2 ref={heading} tabIndex={-1}>{t(`advice.${advice}`)}</h2>
        <p>{course?.problem ? t('advice.lead.failed') : lead}</p>
        <p className="answered">
          {course && course.asked.length > 0 ? `${t('inspect.answered', { n: answered, count: course.asked.length })}${course.whole ? `, ${took(t, i18n.language, slowest)}` : ''}` : '\u00a0'}
        </p>
      </div>
      <p className="hidden" role="status" aria-live="assertive">{course && advice !== 'waiting' ? `${t(`advice.${advice}`)}. ${lead}` : ''}</p>
    </div>
  )
}

const matched = (course: Course | null): boolean => course?.answers.some(answer => answer.reply === 'hit') ?? false
