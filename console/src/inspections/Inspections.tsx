import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { get } from '../api/client'
import type { InspectionPage } from '../api/types'
import { Key } from '../parts/Key'
import { AdviceShape, Mark } from '../parts/Mark'
import { Empty, Screen, Waiting } from '../parts/Screen'
import { TableBox } from '../parts/TableBox'
import { Trouble } from '../parts/Trouble'
import { clock, today } from '../parts/time'
import { useLoaded } from '../parts/useLoaded'
import { go } from '../shell/route'

const pageSize = 50

/** A day's inspections, newest first. Names stay hidden from whoever stands behind until they are asked for. */
export function Inspections() {
  const { t, i18n } = useTranslation()
  const [onDay, setOnDay] = useState(today)
  const [before, setBefore] = useState<string[]>([])
  const [named, setNamed] = useState(false)
  const cursor = before.at(-1)
  const query = `/api/inspections?day=${onDay}&take=${pageSize}${cursor ? `&before=${encodeURIComponent(cursor)}` : ''}`
  const { value, problem, reload } = useLoaded(signal => get<InspectionPage>(query, signal), query)
  return (
    <Screen title={t('page.inspections')} lead={t('inspections.lead')} tools={(
      <>
        <label className="entry inline">{t('inspections.day')} <input type="date" value={onDay} max={today()} onChange={event => { setOnDay(event.target.value || today()); setBefore([]) }} /></label>
        <Key look="quiet" aria-pressed={named} onPress={() => setNamed(!named)}>{t(named ? 'inspections.hide' : 'inspections.show')}</Key>
      </>
    )}>
      {problem && <Trouble problem={problem} again={reload} />}
      {!value && !problem && <Waiting word={t('word.loading')} />}
      {value?.items.length === 0 && <Empty title={t('inspections.none')}>{t('inspections.noneLead')}</Empty>}
      {value && value.items.length > 0 && (
        <TableBox name={t('page.inspections')}>
          <table className="rows">
            <thead><tr><th>{t('inspections.time')}</th><th>{t('inspections.advice')}</th><th>{t('inspections.decision')}</th><th>{t('field.documentNumber')}</th>{named && <th>{t('field.name')}</th>}<th>{t('inspections.officer')}</th></tr></thead>
            <tbody>
              {value.items.map(line => (
                <tr key={line.id} onClick={() => go(`/inspections/${line.id}`)}>
                  <td><a href={`#/inspections/${line.id}`}>{clock(i18n.language, line.startedAt)}</a></td>
                  <td><span className={`chip ${line.advice}`}><AdviceShape advice={line.advice} /> {t(`advice.${line.advice}`)}</span></td>
                  <td>{line.decision ? t(`decision.${line.decision}`) : <span className="doubt"><Mark shape="question" /> {t('decision.open')}</span>}</td>
                  <td className="mono">{named ? line.documentNumber ?? '-' : masked(line.documentNumber)}</td>
                  {named && <td>{line.name ?? '-'}</td>}
                  <td>{line.officer}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </TableBox>
      )}
      <div className="row">
        <Key isDisabled={before.length === 0} onPress={() => setBefore(before.slice(0, -1))}>{t('word.newer')}</Key>
        <Key isDisabled={!value?.next} onPress={() => { if (value?.next) setBefore([...before, value.next]) }}>{t('word.older')}</Key>
      </div>
    </Screen>
  )
}

const masked = (number: string | null) => (number ? `${'•'.repeat(Math.max(0, number.length - 3))}${number.slice(-3)}` : '-')
