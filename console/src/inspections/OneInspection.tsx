import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { get, post } from '../api/client'
import type { DecisionKind, Inspection } from '../api/types'
import { Key } from '../parts/Key'
import { Screen, Waiting } from '../parts/Screen'
import { Trouble } from '../parts/Trouble'
import { moment } from '../parts/time'
import { useLoaded } from '../parts/useLoaded'
import { may, useSession } from '../session/session'
import { AdvicePanel } from './AdvicePanel'
import { empty, needsReason, next } from './course'
import { DocumentPanel, NoDocument } from './DocumentPanel'
import { Findings } from './Findings'
import { ReasonDialog } from './ReasonDialog'
import { SourceRows } from './SourceRows'

/** One inspection whole, as it was judged then. */
export function OneInspection({ id }: { id: string }) {
  const { t, i18n } = useTranslation()
  const { session } = useSession()
  const { value: whole, problem, reload } = useLoaded(signal => get<Inspection>(`/api/inspections/${id}`, signal), id)
  const [asking, setAsking] = useState<DecisionKind | null>(null)
  const [refused, setRefused] = useState<Error | null>(null)
  const decide = async (decision: DecisionKind, reason: string | null) => {
    try {
      await post(`/api/inspections/${id}/decision`, { decision, reason })
      setAsking(null)
      setRefused(null)
      reload()
    } catch (error) {
      setRefused(error as Error)
    }
  }
  const wish = (decision: DecisionKind) => { if (whole && needsReason(decision, whole.verdict.advice)) setAsking(decision); else void decide(decision, null) }
  const course = whole ? next(empty, { step: 'opened', inspection: whole }).now : null
  return (
    <Screen title={t('inspections.one')} tools={<Key look="quiet" onPress={() => history.back()}>{t('word.back')}</Key>}>
      {problem && <Trouble problem={problem} again={reload} />}
      {!whole && !problem && <Waiting word={t('word.loading')} />}
      {whole && course && (
        <div className="whole">
          <section className="left" aria-label={t('inspect.document')}>
            <dl className="facts">
              <div><dt>{t('inspections.time')}</dt><dd>{moment(i18n.language, whole.startedAt)}</dd></div>
              <div><dt>{t('inspections.officer')}</dt><dd>{whole.officer}</dd></div>
              <div><dt>{t('inspections.post')}</dt><dd>{whole.post}</dd></div>
              <div><dt>{t('inspect.purpose')}</dt><dd>{t(`purpose.${whole.purpose}`)}, {t(`direction.${whole.direction}`)}</dd></div>
            </dl>
            {whole.document ? <DocumentPanel document={whole.document} checks={whole.checks} vehicle={whole.vehicle} chip={whole.chip} /> : <NoDocument course={course} />}
          </section>
          <section className="right" aria-label={t('inspect.result')}>
            <AdvicePanel course={course} />
            <div className="decided">
              {whole.decision
                ? <p><strong>{t(`decision.${whole.decision.decision}`)}</strong> {t('inspections.by', { by: whole.decision.by, at: moment(i18n.language, whole.decision.at) })}{whole.decision.reason && <>: {whole.decision.reason}</>}</p>
                : <p className="doubt strong">{t('decision.open')}</p>}
              {!whole.decision && may(session, 'firstLine', 'secondLine') && (
                <div className="row">
                  <Key onPress={() => wish('admit')}>{t('decide.admit')}</Key>
                  <Key onPress={() => wish('refer')}>{t('decide.refer')}</Key>
                  <Key look="danger" onPress={() => wish('refuse')}>{t('decide.refuse')}</Key>
                </div>
              )}
              {refused && !asking && <Trouble problem={refused} />}
            </div>
            <Findings course={course} />
            <SourceRows course={course} sources={[]} />
          </section>
        </div>
      )}
      {asking && whole && <ReasonDialog decision={asking} advice={whole.verdict.advice} problem={refused} onCancel={() => setAsking(null)} onConfirm={reason => void decide(asking, reason)} />}
    </Screen>
  )
}
